"""Where the inputs of a calculator come from: defaults and options, each with its sources and assumptions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from calculators.engine.calculator import Calculator
from calculators.engine.choices import Choice, Join, Option
from calculators.engine.dated import day_words
from calculators.engine.evidence import Evidence, of_default
from calculators.engine.guide import Guide


class Origins:
    """Gathers origins as data for the page's script; each piece of evidence and each source stands once.

    Evidence is [ids of its sources, what else is to be said]; everything else names it by its place.
    """

    def __init__(self, guide: Guide, calculator: Calculator) -> None:
        self.guide, self.calculator = guide, calculator
        self.evidence: list[Any] = []
        self.sources: dict[str, list[str]] = {}
        self._places: dict[Evidence, int] = {}

    def defaults(self) -> dict[str, list[Any]]:
        """Input -> [what it is in words, its evidence]; what the guide sets itself rests on nothing but its own search."""
        quantities, spec = self.guide.quantities, self.calculator.tuned
        stated = [name for name in self.calculator.inputs if quantities[name].defaults]
        found = {name: self.default(name, self.guide.as_of)[3:] for name in stated}
        if spec:
            upto, least = self.guide.inline(spec.upto), self.guide.inline(spec.least)
            found[spec.name] = [f"The guide’s choice: of the whole numbers from 0 up to {upto}, the one with the least {least}"]
        return found

    def default(self, name: str, day: dt.date) -> list[Any]:
        """A default of a day: low, likely, high, what it is in words, its evidence."""
        held = self.guide.quantities[name].on(day)
        low, high = (self.guide.speaker.value(name, end, bare=True) for end in (held.low, held.high))
        spread = f", plausibly {low} to {high}" if low != high else ""
        place = self._place(of_default(held.source, held.evidence))
        return [held.low, held.likely, held.high, f"The guide’s default{spread}", place]

    def setters(self) -> list[list[Any]]:
        """What sets inputs, in the order in which it is loaded: [choices, inputs, rows].

        A row of each option, or of each pair of options: [evidence, input -> evidence of its own, inputs that it leaves alone].
        """
        return [*map(self._choice, self.calculator.choices), *map(self._join, self.calculator.joins)]

    def _choice(self, choice: Choice) -> list[Any]:
        options = {option.id: replace(option, evidence=_noted(option)) for option in choice.options}
        return [[choice.name], *self._rows(options)]

    def _join(self, join: Join) -> list[Any]:
        return [[choice for choice, _ in join.parts], *self._rows(join.bundles)]

    def _rows(self, options: Mapping[str, Option]) -> list[Any]:
        inputs = set(self.calculator.inputs)
        named = _each_once(key for option in options.values() for key in option.values)
        names = [name for name in named if name in inputs]
        return [names, {id_: self._row(option, names) for id_, option in options.items()}]

    def told(self, option: Option) -> list[Any]:
        """An option's evidence, and input -> evidence of its own."""
        own = {name: self._place(found) for name, found in option.apart.items() if name in option.values}
        return [self._place(_noted(option)), own]

    def _row(self, option: Option, names: Collection[str]) -> list[Any]:
        own = {name: self._place(found) for name, found in option.apart.items() if name in names and name in option.values}
        return [self._place(option.evidence), own, [name for name in names if name not in option.values]]

    def _place(self, evidence: Evidence) -> int:
        if evidence not in self._places:
            self._places[evidence] = len(self.evidence)
            self.evidence.append([list(evidence.sources), _said(evidence)])
            self.sources |= {id_: self._source(id_) for id_ in evidence.sources}
        return self._places[evidence]

    def _source(self, id_: str) -> list[str]:
        source = self.guide.sources[id_]
        return [source.title, source.url, f"dated {day_words(source.dated)}, read {day_words(source.read)}"]


def default_words(guide: Guide, name: str, day: dt.date) -> str:
    """A default of a day with its spread, and why it was assumed where nobody says so."""
    held = guide.quantities[name].on(day)
    low, likely, high = (guide.speaker.value(name, value, bare=True) for value in (held.low, held.likely, held.high))
    spread = f"Default {likely}, plausibly {low} to {high}." if low != high else f"Default {likely}."
    reason = held.evidence.removeprefix("assumption: ")
    return f"{spread} An assumption: {reason}." if held.source is None else spread


def _each_once(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))


def _noted(option: Option) -> Evidence:
    """An option's evidence with the option's own note, where that says more."""
    own = option.evidence.note
    notes = _each_once(note for note in (own, option.note) if note)
    return replace(option.evidence, note="; ".join(notes)) if notes != [own] else option.evidence


def _said(evidence: Evidence) -> str:
    """What is to be said beside the sources."""
    since = f"{'first seen' if evidence.sighted else 'since'} {day_words(evidence.since)}" if evidence.since else ""
    assumed = f"assumption: {evidence.assumption.rstrip('.')}" if evidence.assumption else ""
    sure = f"confidence {evidence.confidence}" if evidence.confidence else ""
    return "; ".join(part for part in (since, evidence.note.rstrip("."), assumed, sure) if part)
