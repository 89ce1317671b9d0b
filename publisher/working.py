"""What shows a result's working: formulas as trees, what each quantity is called, and on what each input rests.

A page loads it when a working is first asked for: a classic script, since it must work from a folder as well.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from calculators.engine.calculator import Calculator
from calculators.engine.expression import Constant
from calculators.engine.formula import BEFORE
from calculators.engine.functions import SCRIPT
from calculators.engine.guide import Guide
from calculators.engine.nested import nested
from calculators.engine.numbers import number_text, said
from calculators.engine.rule import Rule
from calculators.engine.steps import Steps
from calculators.engine.words import Wording, joined, sentence
from publisher.origins import Origins

EARLIER = ", a month earlier"
TWINS = "{ root12, whole_power: wholePower, decay }"


def working_script(guide: Guide, calculator: Calculator) -> bytes:
    """The working of a calculator as `calculators.NAME.working = {…}`, with the powers that its formulas may use."""
    data = json.dumps(working_data(guide, calculator), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return f"{{\n{SCRIPT}\ncalculators.{calculator.name}.working = {data};\nguide.powers = {TWINS};\n}}\n".encode()


def working_data(guide: Guide, calculator: Calculator) -> dict[str, Any]:
    """Everything that a working is made of.

    rules: name -> [tree, in words, in blanks for numbers, the unit that these share, what it assumes, what it reads];
    level, steps: in which order they are worked out; names: label and unit; given, setters: where inputs come from, with
    places in `evidence`.
    """
    origins, spoken = Origins(guide, calculator), Spoken(guide)
    rules = {rule.name: spoken.rule(rule) for rule in calculator.calculation.rules}
    steps = _steps(calculator)
    further = _further(steps)
    data = {
        "rules": rules, "level": [rule.name for rule in calculator.calculation.level], "steps": steps,
        "names": {name: spoken.name(name) for name in dict.fromkeys([*rules, *calculator.inputs, *further])},
        "given": {**{name: [text] for name, text in further.items()}, **origins.defaults()}, "setters": origins.setters(),
    }  # fmt: skip
    return data | {"evidence": origins.evidence, "sources": origins.sources}


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


def _further(steps: Mapping[str, Any] | None) -> dict[str, str]:
    """What is read within a step beside rules and inputs, and where that comes from."""
    if steps is None:
        return {}
    before = dict.fromkeys((name + BEFORE for name in steps["carried"]), "Before the first month it is 0")
    return {steps["counter"]: "The last month is shown", **before}


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

    def constant(self, value: Constant) -> str:
        """A constant with its unit in words."""
        words = self.guide.words.get(str(value.unit))
        plain = words is None or str(value.unit) == "1"
        return number_text(value, "plain") if plain or words is None else said(value, words, "plain")
