"""What shows a result's working: formulas as trees, what each quantity is called, and on what each input rests.

A page loads it when a working is first asked for: a classic script, since it must work from a folder as well.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any

from calculators.engine.calculation import Rule
from calculators.engine.calculator import Calculator
from calculators.engine.choices import Join, Option
from calculators.engine.evidence import Evidence, of_default
from calculators.engine.expression import Constant
from calculators.engine.formula import BEFORE
from calculators.engine.functions import SCRIPT
from calculators.engine.guide import Guide
from calculators.engine.nested import nested
from calculators.engine.numbers import number_text, said
from calculators.engine.steps import Steps
from calculators.engine.words import Wording, joined, sentence
from publisher.site import day_words

EARLIER = ", a month earlier"
TWINS = "{ root12, whole_power: wholePower, decay }"


def working_script(guide: Guide, calculator: Calculator) -> bytes:
    """The working of a calculator as `calculators.NAME.working = {…}`, with the powers that its formulas may use."""
    data = json.dumps(working_data(guide, calculator), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return f"{{\n{SCRIPT}\ncalculators.{calculator.name}.working = {data};\nguide.powers = {TWINS};\n}}\n".encode()


def working_data(guide: Guide, calculator: Calculator) -> dict[str, Any]:
    """Everything that a working is made of.

    rules: name -> [tree, in words, in blanks for numbers, the unit that these share, what it assumes, what it reads];
    level, steps: in which order they are worked out; names: label and unit; given, options, joins: on what inputs rest, as
    places in `evidence`; tuned: the input that the guide sets itself.
    """
    found, spoken = Gathered(guide, calculator), Spoken(guide)
    rules = {rule.name: spoken.rule(rule) for rule in calculator.calculation.rules}
    steps, inputs = _steps(calculator), calculator.inputs
    names = {name: spoken.name(name) for name in dict.fromkeys([*rules, *inputs, *_further(steps)])}
    data = {
        "tuned": spoken.tuned(calculator),
        "rules": rules, "level": [rule.name for rule in calculator.calculation.level], "steps": steps, "names": names,
        "given": {name: found.default(name) for name in inputs if guide.quantities[name].defaults},
        "options": {choice.name: found.rows({option.id: option for option in choice.options}) for choice in calculator.choices},
        "joins": [[*found.parts(join), *found.rows(join.bundles)] for join in calculator.joins],
    }  # fmt: skip
    return data | {"evidence": found.evidence, "sources": found.sources}


def _doc(text: str) -> str:
    return " ".join(text.split())


def _steps(calculator: Calculator) -> dict[str, Any] | None:
    """The order of the rules that hold for one step; None where nothing rests on steps."""
    outlook, calculation = calculator.outlook, calculator.calculation
    if outlook is None or not outlook.steps.length:
        return None
    steps = Steps(calculation, outlook.steps.length, tuple(rule.name for rule in calculation.rules))
    return {
        "length": steps.length, "counter": calculation.counter, "before": BEFORE, "carried": steps.carried,
        "inner": [rule.name for rule in steps.inner], "closing": [rule.name for rule in steps.closing],
    }  # fmt: skip


def _further(steps: Mapping[str, Any] | None) -> list[str]:
    """Names that a step has beside those of rules and inputs."""
    return [steps["counter"], *(name + BEFORE for name in steps["carried"])] if steps else []


class Spoken:
    """Rules and quantities as a working says them."""

    def __init__(self, guide: Guide) -> None:
        self.guide = guide

    def rule(self, rule: Rule) -> list[Any]:
        """Where all that it reads has its own unit, the numbers go without, and the unit stands once behind them."""
        quantities, tree = self.guide.quantities, rule.formula.trace(self.guide.quantities.units)
        reads, unit = list(dict.fromkeys(rule.reads.values())), quantities[rule.name].unit_text
        bare = all(name in quantities or "." in name for name in reads) and not any(name.endswith(BEFORE) for name in reads)
        bare = bare and {quantities[name].unit_text for name in reads} == {unit}
        parts = Wording(rule.reads, self.constant, bare=bare).parts(tree)
        words = sentence(parts, lambda name: self._label(name, rule.name))
        after, doc = self.guide.words[unit].after if bare else "", " ".join(rule.formula.doc.split())
        return [nested(tree, rule.reads, self.constant), words, joined(parts), after, doc, reads]

    def _label(self, name: str, reader: str) -> str:
        """A quantity within a formula; with its way where that is another than the formula's own."""
        plain = name.removesuffix(BEFORE)
        owned = self._needs_way(plain) and plain.rpartition(".")[0] != reader.rpartition(".")[0]
        return self.guide.inline(plain, owned=owned) + ("" if plain == name else EARLIER)

    def _needs_way(self, name: str) -> bool:
        """Whether a quantity's label does not tell by itself to which way it belongs."""
        quantities, plain = self.guide.quantities, name.rpartition(".")[2]
        return plain not in quantities or quantities[plain].label == quantities[name].label

    def name(self, name: str) -> list[str]:
        """A quantity's label and unit."""
        plain = name.removesuffix(BEFORE)
        head = self.guide.words[self.guide.quantities[plain].unit_text].head
        label = self.guide.named(plain) if self._needs_way(plain) else self.guide.quantities[plain].label
        return [label + ("" if plain == name else EARLIER), head]

    def tuned(self, calculator: Calculator) -> list[str] | None:
        """The input that the guide sets itself, and how."""
        spec = calculator.tuned
        if spec is None:
            return None
        upto, least = self.guide.inline(spec.upto), self.guide.inline(spec.least)
        return [spec.name, f"The guide’s choice: of the whole numbers from 0 up to {upto}, the one with the least {least}"]

    def constant(self, value: Constant) -> str:
        """A constant with its unit in words."""
        words = self.guide.words.get(str(value.unit))
        plain = words is None or str(value.unit) == "1"
        return number_text(value, "plain") if plain or words is None else said(value, words, "plain")


class Gathered:
    """Gathers what the inputs of a calculator rest on; each piece of evidence and each source stands once."""

    def __init__(self, guide: Guide, calculator: Calculator) -> None:
        self.guide, self.calculator = guide, calculator
        self.evidence: list[Any] = []
        self.sources: dict[str, list[str]] = {}
        self._places: dict[Evidence, int] = {}

    def default(self, name: str) -> list[Any]:
        """The spread of a default, and on what it rests."""
        quantity = self.guide.quantities[name]
        held = quantity.on(self.guide.as_of)
        low, high = (self.guide.speaker.value(name, end, bare=True) for end in (held.low, held.high))
        spread = f", plausibly {low} to {high}" if low != high else ""
        return [f"The guide’s default{spread}", self._place(of_default(quantity.source, quantity.evidence))]

    def rows(self, options: Mapping[str, Option]) -> list[Any]:
        """[names, id -> [evidence, name -> evidence of its own, names that it does not set]]."""
        inputs = set(self.calculator.inputs)
        keys = [name for name in dict.fromkeys(key for option in options.values() for key in option.values) if name in inputs]
        return [keys, {id_: self._row(option, keys) for id_, option in options.items()}]

    def _row(self, option: Option, keys: Collection[str]) -> list[Any]:
        apart = {name: self._place(evidence) for name, evidence in option.apart.items() if name in keys and name in option.values}
        return [self._place(option.evidence), apart, [name for name in keys if name not in option.values]]

    def parts(self, join: Join) -> list[Any]:
        """The two choices of a join, each with the word by which the join knows an option."""
        return [
            [
                choice,
                {option.id: option.tags[tag] if tag else option.id for option in self.calculator.choice_names[choice].options},
            ]
            for choice, tag in join.parts
        ]

    def _place(self, evidence: Evidence) -> int:
        if evidence not in self._places:
            self._places[evidence] = len(self.evidence)
            self.evidence.append([list(evidence.sources), self._said(evidence)])
            self.sources |= {id_: self._source(id_) for id_ in evidence.sources}
        return self._places[evidence]

    def _said(self, evidence: Evidence) -> str:
        """What is to be said beside the sources."""
        since = f"{'first seen' if evidence.sighted else 'since'} {day_words(evidence.since)}" if evidence.since else ""
        parts = (since, evidence.note.rstrip("."), evidence.assumption and f"assumption: {evidence.assumption.rstrip('.')}",
                 evidence.confidence and f"confidence {evidence.confidence}")  # fmt: skip
        return "; ".join(part for part in parts if part)

    def _source(self, id_: str) -> list[str]:
        source = self.guide.sources[id_]
        return [source.title, source.url, f"dated {day_words(source.dated)}, read {day_words(source.read)}"]
