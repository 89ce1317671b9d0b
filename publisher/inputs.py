"""The inputs of a calculator's form: number fields with their sliders, choices, and the blanks of its opening sentences."""

from __future__ import annotations

import math
from typing import Any

from markupsafe import Markup

from calculators.engine.calculator import Answer
from calculators.engine.choices import AUTO, Choice
from calculators.engine.guide import Guide
from calculators.engine.numbers import STYLES, fixed, grouped, trimmed
from calculators.engine.sentences import BLANK
from publisher.components import source_href
from publisher.origins import default_words
from publisher.script import scale
from publisher.takeaway import field_label


class Inputs:
    """Makes what the templates of fields and blanks take."""

    def __init__(self, guide: Guide, answer: Answer) -> None:
        self.guide, self.answer, self.calculator = guide, answer, answer.calculator

    def field(self, name: str) -> dict[str, Any]:
        """A field of the form, with what its default rests on."""
        id_ = element_id(self.calculator.name, name)
        choice = self.calculator.choice_names.get(name)
        if choice:
            return {"name": name, "id": id_, "kind": "choice", "label": choice.label, "unit": "", "help": "", "source": "",
                    "why": "", **self._picked(choice)}  # fmt: skip
        quantity, value = self.guide.quantities[name], self._shown(name)
        times = self._times(name)
        slider = scale(self.guide, self.calculator, name)
        rests = quantity.on(self.guide.as_of).source if quantity.defaults else None
        source = Markup('<a href="{}">{}</a>').format(source_href(rests.id), rests.title) if rests else ""
        return {
            "name": name, "id": id_, "kind": "number", "label": self._label(name), "unit": self._unit(name),
            "text": field_text(value * times), "steps": slider.steps, "place": slider.place(value),
            "said": self.guide.speaker.value(name, value), "help": quantity.help, "source": source, "why": self._why(name),
        }  # fmt: skip

    def blanks(self, sentence: str) -> list[dict[str, Any]]:
        """A sentence cut at its blanks: parts with `text`, and parts with a field's name, value and signs."""
        say = self.guide.sentences[sentence].variants[0].say
        parts, end = list[dict[str, Any]](), 0
        for blank in BLANK.finditer(say):
            parts += [{"text": say[end : blank.start()]}, self._blank(blank[1])]
            end = blank.end()
        return [*parts, {"text": say[end:]}]

    def in_view(self) -> tuple[str, ...]:
        """The names of the inputs that the form opens with: its fields in view, and the blanks of its sentences."""
        says = (self.guide.sentences[name].variants[0].say for name in self.calculator.asks)
        blanks = (blank[1] for say in says for blank in BLANK.finditer(say))
        return tuple(dict.fromkeys([*blanks, *self.calculator.opened]))

    def _blank(self, name: str) -> dict[str, Any]:
        choice = self.calculator.choice_names.get(name)
        if choice:
            return {"name": name, "kind": "choice", "label": choice.label, **self._picked(choice)}
        text = field_text(self._shown(name) * self._times(name))
        rule = STYLES[self._style(name)]
        unit = self._unit(name)
        return {
            "name": name, "kind": "number", "label": f"{self._label(name)}, {unit}" if unit else self._label(name), "text": text,
            "size": max(len(text), 2), "before": rule.get("before", ""), "after": rule.get("after", ""),
        }  # fmt: skip

    def _picked(self, choice: Choice) -> dict[str, str]:
        """The option that the page was built with; the script brings the others."""
        id_ = self.answer.chosen.get(choice.name) or self.answer.resolved.implied.get(choice.name, choice.default)
        option = choice.option(id_)
        return {"value": id_, "text": option.label if option else choice.best_label if id_ == AUTO else ""}

    def _shown(self, name: str) -> float:
        """What a field shows: what is computed with, or the result that stands for it."""
        shown = self.calculator.shown_as.get(name)
        return self.answer.values[shown] if shown else self.answer.resolved.values[name]

    def _label(self, name: str) -> str:
        return field_label(self.guide, self.calculator, name)

    def _why(self, name: str) -> str:
        """On what a default rests, with its spread."""
        if not self.guide.quantities[name].defaults:
            return "Set by the option that is chosen; what you type overrides it."
        return default_words(self.guide, name, self.guide.as_of)

    def _times(self, name: str) -> int:
        return 100 if self._style(name) == "share" else 1

    def _style(self, name: str) -> str:
        quantity = self.guide.quantities[name]
        return quantity.style or self.guide.words[quantity.unit_text].style

    def _unit(self, name: str) -> str:
        style, quantity = self._style(name), self.guide.quantities[name]
        plain = "" if quantity.unit_text == "1" else self.guide.words[quantity.unit_text].head
        return {"share": "%", "ratio": "×"}.get(style, plain)


def element_id(*names: str) -> str:
    """An id of an element, made of quantities' and calculators' names."""
    return "-".join(names).replace(".", "-").replace("_", "-")


def field_text(value: float) -> str:
    """A value as a field holds it: a plain decimal with commas between thousands."""
    if math.isinf(value):
        return ""
    places = 0 if value == int(value) else 6
    text = trimmed(fixed(value, places), 0)
    return text if text.startswith("-") else grouped(text)
