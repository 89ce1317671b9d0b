"""A calculator on a page: its form, its results in words, its formulas."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from calculators.engine import mathml
from calculators.engine.calculator import Answer, Calculator
from calculators.engine.dated import day_words
from calculators.engine.formula import BEFORE
from calculators.engine.guide import Guide
from calculators.engine.numbers import linked
from calculators.engine.rule import Rule
from publisher.addresses import written
from publisher.assets import hashed
from publisher.components import Components
from publisher.days import day_range
from publisher.inputs import Inputs, element_id
from publisher.outlooks import outlook_data

NO_SCRIPT = (
    "These are this page’s inputs and their results. To change them here, turn JavaScript on; or use the command line below."
)
COMMAND = "python build.py calc"
FOLDED_FROM = 15  # groups of inputs from which on they come in a file of their own
SOURCE_LINK = re.compile(r'href="sources\.md#')


class Forms:
    """Turns calculators and answers into what their templates take."""

    def __init__(self, guide: Guide, components: Components) -> None:
        self.guide, self.components = guide, components

    def calculator(self, answer: Answer, root: str, *, brief: bool = False) -> Markup:
        """The whole calculator, answered for its defaults or for what a page asks.

        brief: only its question in words, its verdict and its first chart, with a link to the whole.
        """
        return self.components.render("calculator", self._data(answer, root, brief=brief))

    def framed(self, answer: Answer, root: str) -> Markup:
        """The calculator for a frame: its answer, the ways and their bars, and the inputs in view."""
        data = self._data(answer, root, brief=False)
        less = {
            "results": [], "field_groups": [], "more": "", "tables": [], "command": "", "framed": True,
            "outlook": data["outlook"] and data["outlook"] | {"reasons": [], "swings": []},
            "figures": data["figures"][:1],
        }  # fmt: skip
        return self.components.render("calculator", data | less)

    def _data(self, answer: Answer, root: str, *, brief: bool) -> dict[str, Any]:
        found, calculator, inputs = self.guide, answer.calculator, Inputs(self.guide, answer)
        results = [self._result(answer, name) for name in calculator.results]
        slug = element_id(calculator.name)
        make_table = found.calculator_tables.get(calculator.name)
        folded = len(calculator.groups) >= FOLDED_FROM and not brief
        charts = found.drawn(answer)[: 1 if brief else None]
        start = query(answer)
        return {
            "name": calculator.name, "title": calculator.title, "id": slug, "prefix_id": f"{slug}-form", "start": start,
            "root": root,
            "sentence": found.verdict(answer), "afterword": found.afterword(answer),
            "asks": [inputs.blanks(name) for name in calculator.asks], "note_no_js": NO_SCRIPT, "brief": brief, "framed": False,
            "page": f"{calculator.page}.md", "headline": results[0], "results": results[1:],
            "fields_open": [inputs.field(name) for name in calculator.opened],
            "field_groups": [] if folded else self._groups(inputs), "more": root + self._further(answer) if folded else "",
            "tables": [self.components.table_data(make_table(answer), root, start)] if make_table and not brief else [],
            "figures": [self.components.figure_data(chart, root, start) for chart in charts],
            "embed_href": root + embed_folder(calculator.name), "as_of_text": day_words(found.as_of),
            "command": command(answer), "outlook": outlook_data(self.guide, answer, swings=not calculator.asks),
            "doubt": self.components.doubt(calculator, start, found.sentence(answer), root),
            "later": " ".join(root + path for path in self.components.asked.later.get(calculator.name, ())),
            "days": self._days(calculator, root), "sent": root + self.components.asked.sent,
        }  # fmt: skip

    def _days(self, calculator: Calculator, root: str) -> dict[str, str] | None:
        """The days that a reader may pick, and the files that bring their prices; None where there is no choice of days."""
        files = self.components.asked.days.get(calculator.name)
        if files is None:
            return None
        return {"files": " ".join(root + path for path in files)} | day_range(self.guide)

    @staticmethod
    def _groups(inputs: Inputs) -> list[dict[str, Any]]:
        """The inputs that are shown on demand, by heading."""
        groups = inputs.calculator.groups
        return [{"label": label, "fields": [inputs.field(name) for name in names]} for label, names in groups]

    def _further(self, answer: Answer) -> str:
        """The path of a script that brings the inputs of many groups when somebody opens them.

        It holds the guide's own answer's; the page's script fills in the reader's. ROOT stands for the way to the site's root.
        """
        name = answer.calculator.name
        if name not in self.components.further:
            html = self.components.render("groups", self._groups(Inputs(self.guide, self.guide.answer(name, {}))))
            linked = SOURCE_LINK.sub(r'href="ROOTsources/index.html#', html)
            made = f"calculators.{name}.further = {json.dumps(linked, ensure_ascii=False)};\n".encode()
            path = hashed(f"{name}-inputs.js", made)
            self.components.further[name], self.components.files[path] = path, made
        return self.components.further[name]

    def _result(self, answer: Answer, name: str) -> dict[str, Any]:
        quantity, value = self.guide.quantities[name], answer.values[name]
        spread = ""
        if name in answer.low and answer.low[name] != answer.high[name]:
            low, high = (self.guide.speaker.value(name, end, bare=True) for end in (answer.low[name], answer.high[name]))
            spread = f"between {low} and {high}"
        return {
            "name": name, "label": quantity.label, "text": self.guide.speaker.value(name, value, bare=True),
            "unit": self.guide.words[quantity.unit_text].after.strip(), "none": math.isinf(value), "range_text": spread,
            "help": quantity.help,
        }  # fmt: skip

    def formulas(self, answer: Answer, other: Calculator | None = None, *, shown: bool = False) -> Markup:
        """Every formula of a calculator as MathML, with each symbol explained and the page's own numbers.

        other: a calculator whose formulas are left out. shown: whether they are unfolded.
        """
        known = {rule.formula.function for rule in other.calculation.rules} if other else set()
        units, symbols = self.guide.quantities.units, self.guide.quantities.symbols
        entries = []
        for rule in _each_once(answer.calculator.calculation.rules):
            if rule.formula.function in known:
                continue
            quantity = self.guide.quantities[rule.name]
            entries.append({
                "id": element_id(answer.calculator.name, rule.name, "formula"),
                "mathml": Markup(mathml.equation(rule, units, symbols)),
                "label": self.guide.named(rule.name), "unit": self.guide.words[quantity.unit_text].head,
                "doc": rule.formula.doc,
                "where": [self._symbol(answer, rule, parameter) for parameter in rule.reads],
            })  # fmt: skip
        return self.components.render("formulas", entries, shown)

    def _symbol(self, answer: Answer, rule: Rule, parameter: str) -> dict[str, Any]:
        name = rule.reads[parameter]
        plain = name.removesuffix(BEFORE)
        quantity, found = self.guide.quantities[plain], answer.values.get(name)
        symbol = mathml.read_symbol(rule, parameter, self.guide.quantities.symbols)
        return {
            "symbol": Markup("<math>{}</math>").format(Markup(symbol)),
            "label": self.guide.named(plain) + (", a month earlier" if plain != name else ""), "name": name,
            "value": "month by month" if found is None else self._figure(name, found),
            "unit": "" if found is None else self.guide.words[quantity.unit_text].head.replace("%", ""),
        }  # fmt: skip

    def _figure(self, name: str, value: float) -> str:
        return self.guide.speaker.value(name, value, bare=True) if math.isfinite(value) else "without end"


def _each_once(rules: Iterable[Rule]) -> list[Rule]:
    """Rules without those whose formula has stood there already for another way or occasion."""
    found: dict[object, Rule] = {}
    for rule in rules:
        found.setdefault(rule.formula.function, rule)
    return list(found.values())


def embed_folder(name: str) -> str:
    """The address of a calculator made for a frame, below the site's root."""
    return f"embed/{element_id(name)}/"


def query(answer: Answer) -> str:
    """The answer's explicit inputs as a query string."""
    return written({**answer.chosen, **{name: linked(value) for name, value in answer.asked.items()}})


def command(answer: Answer) -> str:
    """The same answer on the command line."""
    return " ".join([COMMAND, answer.calculator.name, *query(answer).split("&")]).strip()


def inputs_of(calculator: Calculator) -> tuple[str, ...]:
    """Every name that a link or a command may set."""
    return (*calculator.choice_names, *calculator.inputs)
