"""A calculator on a page: its form, its results in words, its formulas."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from calculators.engine import mathml
from calculators.engine.calculation import Rule
from calculators.engine.calculator import Answer, Calculator
from calculators.engine.choices import AUTO, Choice
from calculators.engine.formula import BEFORE, WAY_MARK
from calculators.engine.guide import Guide
from calculators.engine.numbers import fixed, grouped, number_text, trimmed
from publisher.components import Components, source_href
from publisher.outlooks import outlook_data
from publisher.site import day_words
from publisher.takeaway import field_label

NO_SCRIPT = (
    "These are this page’s inputs and their results. To change them here, turn JavaScript on; or use the command line below."
)
COMMAND = "python build.py calc"


class Forms:
    """Turns calculators and answers into what their templates take."""

    def __init__(self, guide: Guide, components: Components) -> None:
        self.guide, self.components = guide, components

    def calculator(self, answer: Answer, root: str) -> Markup:
        """The whole calculator, answered for its defaults or for what a page asks."""
        return self.components.render("calculator", self._data(answer, root))

    def framed(self, answer: Answer, root: str) -> Markup:
        """The calculator for a frame: its answer, the ways and their bars, and the inputs in view."""
        data = self._data(answer, root)
        outlook = data["outlook"] and data["outlook"] | {"reasons": [], "swings": []}
        bars = [figure | {"table": None} for figure in data["figures"][:1]]
        less = {
            "results": [],
            "field_groups": [],
            "tables": [],
            "command": "",
            "outlook": outlook,
            "figures": bars,
            "framed": True,
        }
        return self.components.render("calculator", data | less)

    def _data(self, answer: Answer, root: str) -> dict[str, Any]:
        found, calculator = self.guide, answer.calculator
        results = [self._result(answer, name) for name in calculator.results]
        slug = _id(calculator.name)
        make_table = found.calculator_tables.get(calculator.name)
        start = query(answer)
        return {
            "name": calculator.name, "title": calculator.title, "id": slug, "prefix_id": f"{slug}-form", "start": start,
            "sentence": found.sentence(answer), "headline": results[0], "results": results[1:], "note_no_js": NO_SCRIPT,
            "fields_open": [self._field(answer, name) for name in calculator.opened],
            "field_groups": [
                {"label": label, "fields": [self._field(answer, name) for name in names]} for label, names in calculator.groups
            ],
            "tables": [self.components.table_data(make_table(answer), root, start)] if make_table else [],
            "figures": [self.components.figure_data(chart, root, start) for chart in found.drawn(answer)],
            "embed_href": root + embed_folder(calculator.name), "as_of_text": day_words(found.as_of),
            "command": command(answer), "outlook": outlook_data(self.guide, answer),
            "framed": False,
        }  # fmt: skip

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

    def _field(self, answer: Answer, name: str) -> dict[str, Any]:
        id_ = _id(answer.calculator.name, name)
        choice = answer.calculator.choice_names.get(name)
        if choice:
            return {"name": name, "id": id_, "kind": "choice", "label": choice.label, "unit": "", "help": "", "source": "",
                    "why": "", "value": choice.default, "options": _options(choice, answer)}  # fmt: skip
        quantity = self.guide.quantities[name]
        times = 100 if self._style(name) == "share" else 1
        source = (
            Markup('<a href="{}">{}</a>').format(source_href(quantity.source.id), quantity.source.title)
            if quantity.source
            else ""
        )
        return {
            "name": name, "id": id_, "kind": "number", "label": self._label(answer, name), "unit": self._unit(name),
            "value": field_text(answer.resolved.values[name] * times, plain=True),
            "text": field_text(answer.resolved.values[name] * times), "low": field_text(quantity.least * times, plain=True),
            "high": field_text(quantity.most * times, plain=True), "step": "any", "help": quantity.help, "source": source,
            "why": self._why(name), "options": [],
        }  # fmt: skip

    def _label(self, answer: Answer, name: str) -> str:
        """A quantity's label; with its way where the form has the same of another way."""
        return field_label(self.guide, answer.calculator, name)

    def _why(self, name: str) -> str:
        """On what a default rests, with its spread."""
        quantity = self.guide.quantities[name]
        if not quantity.defaults:
            return "Set by the option that is chosen; what you type overrides it."
        default = quantity.on(self.guide.as_of)
        low, likely, high = (
            self.guide.speaker.value(name, value, bare=True) for value in (default.low, default.likely, default.high)
        )
        spread = f"Default {likely}, plausibly {low} to {high}." if low != high else f"Default {likely}."
        reason = quantity.evidence.removeprefix("assumption: ")
        return f"{spread} An assumption: {reason}." if quantity.source is None else spread

    def _style(self, name: str) -> str:
        quantity = self.guide.quantities[name]
        return quantity.style or self.guide.words[quantity.unit_text].style

    def _unit(self, name: str) -> str:
        style, quantity = self._style(name), self.guide.quantities[name]
        plain = "" if quantity.unit_text == "1" else self.guide.words[quantity.unit_text].head
        return {"share": "%", "ratio": "×"}.get(style, plain)

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
                "name": rule.name, "id": _id(answer.calculator.name, rule.name, "formula"),
                "symbol": Markup(mathml.symbol(rule.formula.symbol)), "mathml": Markup(mathml.equation(rule, units, symbols)),
                "label": self.guide.named(rule.name), "unit": self.guide.words[quantity.unit_text].head,
                "doc": rule.formula.doc, "source": "",
                "where": [self._symbol(answer, rule.formula.wanted(p), name) for p, name in rule.reads.items()],
            })  # fmt: skip
        return self.components.render("formulas", entries, shown)

    def _symbol(self, answer: Answer, parameter: str, name: str) -> dict[str, Any]:
        plain = name.removesuffix(BEFORE)
        quantity, found = self.guide.quantities[plain], answer.values.get(name)
        way = parameter.rpartition(WAY_MARK)[0]
        symbol = mathml.earlier({plain: quantity.symbol}, name)
        return {
            "symbol": Markup("<math>{}</math>").format(Markup(mathml.symbol(symbol, way))),
            "label": self.guide.named(plain) + (", a month earlier" if plain != name else ""), "name": name,
            "value": "month by month" if found is None else self._figure(name, found),
            "unit": "" if found is None else self.guide.words[quantity.unit_text].head.replace("%", ""),
        }  # fmt: skip

    def _figure(self, name: str, value: float) -> str:
        return number_text(value, self._style(name)) if math.isfinite(value) else "without end"


def _each_once(rules: Iterable[Rule]) -> list[Rule]:
    """Rules without those whose formula has stood there already for another way or occasion."""
    found: dict[object, Rule] = {}
    for rule in rules:
        found.setdefault(rule.formula.function, rule)
    return list(found.values())


def _id(*names: str) -> str:
    """An id of an element, made of quantities' and calculators' names."""
    return "-".join(names).replace(".", "-").replace("_", "-")


def embed_folder(name: str) -> str:
    """The address of a calculator made for a frame, below the site's root."""
    return f"embed/{_id(name)}/"


def _options(choice: Choice, answer: Answer) -> list[dict[str, Any]]:
    picked = answer.chosen.get(choice.name) or answer.resolved.implied.get(choice.name, choice.default)
    groups: dict[str, list[dict[str, Any]]] = {}
    if choice.least:
        groups[""] = [{"id": AUTO, "label": choice.best_label, "selected": picked == AUTO}]
    for option in choice.options:
        groups.setdefault(option.group, []).append({"id": option.id, "label": option.label, "selected": option.id == picked})
    return [{"group": group, "items": items} for group, items in groups.items()]


def field_text(value: float, *, plain: bool = False) -> str:
    """A value as a field holds it: a plain decimal, with commas between thousands unless `plain`."""
    if math.isinf(value):
        return ""
    places = 0 if value == int(value) else 6
    text = trimmed(fixed(value, places), 0)
    return text if plain or text.startswith("-") else grouped(text)


def query(answer: Answer) -> str:
    """The answer's explicit inputs as a query string."""
    pairs = {**answer.chosen, **{name: field_text(value, plain=True) for name, value in answer.asked.items()}}
    return "&".join(f"{name}={quote(text, safe='/.')}" for name, text in pairs.items())


def command(answer: Answer) -> str:
    """The same answer on the command line."""
    return " ".join([COMMAND, answer.calculator.name, *query(answer).split("&")]).strip()


def inputs_of(calculator: Calculator) -> tuple[str, ...]:
    """Every name that a link or a command may set."""
    return (*calculator.choice_names, *calculator.inputs)
