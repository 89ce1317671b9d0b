"""A single trial of a claim: one day, one condition, one figure beside what the claim says of it."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from calculators.engine.calculator import Calculator, settle
from calculators.engine.choices import AUTO, Resolved
from calculators.engine.outlook import likely_course, winner
from calculators.engine.pairs import parse
from calculators.engine.problems import NOT_ON_RECORD, NotOnRecordError
from calculators.engine.quantity import Quantities
from calculators.engine.standing import ALWAYS, Condition
from calculators.prose import entry_on, held
from calculators.records.claim import LESS, MORE, Listed, Test, Value, Variant
from calculators.records.market import Market

PRICE_PAGES = {True: "prices.md#gpu-prices-moved", False: "prices.md#api-prices-moved"}  # by whether GPUs are offered


@dataclass(frozen=True)
class Trial:
    """What a test came to. held is None where it could not be made; `missing` says why.

    value: the figure computed, or for a verdict the way that wins; than: the figure that it was compared with, if not typed.
    link: where it can be worked out again; resolved: the inputs; asked: those that the claim declares; sources: of its prices.
    """

    condition: Condition
    held: bool | None = None
    value: float = math.nan
    way: str = ""
    than: float = math.nan
    missing: str = ""
    link: str = ""
    resolved: Resolved | None = None
    asked: Mapping[str, str] = field(default_factory=dict)
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Bench:
    """Makes trials. calculator: one of a day by its name; settled: inputs settled already, by day, name and query."""

    market: Market
    quantities: Quantities
    calculator: Callable[[str, dt.date], Calculator] = field(repr=False)
    settled: dict[tuple[dt.date, str, str], Resolved] = field(default_factory=dict, compare=False, repr=False)

    def trial(self, test: Test, variant: Variant, day: dt.date) -> Trial:
        """A test under one condition on a day."""
        if test.untested:
            return Trial(variant.condition, missing=test.untested)
        if test.since and day < test.since:
            return Trial(variant.condition, missing=f"what it rests on is on record since {test.since}")
        try:
            return self._of_price(test, day) if test.price else self._of_result(test, variant, day)
        except NotOnRecordError as error:
            return Trial(variant.condition, missing=". ".join(error.lines))

    def _of_price(self, test: Test, day: dt.date) -> Trial:
        """A listed price against its bounds, or against another price."""
        assert test.price is not None
        value, source = self._price(test.price, day)
        than, other = self._price(test.than, day) if test.than else (math.nan, "")
        sources = tuple(dict.fromkeys(id_ for id_ in (source, other) if id_))
        page = PRICE_PAGES[test.price.offer in self.market.gpu]
        return Trial(ALWAYS, _holds(test, value, than), value, than=than, link=page, sources=sources)

    def _price(self, listed: Listed, day: dt.date) -> tuple[float, str]:
        """A price with the id of its source."""
        on = listed.on or day
        entry = entry_on(self.market, listed.offer, on)
        if entry is None:
            raise NotOnRecordError([f"{NOT_ON_RECORD} for {listed.offer}"])
        return held(self.market, listed.offer, on)[listed.key], entry.source.id

    def _of_result(self, test: Test, variant: Variant, day: dt.date) -> Trial:
        """A calculator's result against its bounds or its own on another day, or the way that wins."""
        trial = self.computed(test, variant.inputs, day)
        than = self.computed(test, variant.inputs, test.than.on).value if test.than and test.than.on else math.nan
        return replace(trial, condition=variant.condition, held=_holds(test, trial.value, than, trial.way), than=than)

    def computed(self, test: Test, inputs: Mapping[str, Value], day: dt.date) -> Trial:
        """A test's figure and what it rests on, at the likely values. Raises NotOnRecordError where the day lacks a price."""
        calculator = self.calculator(test.calculator, day)
        pairs = _pairs(calculator, {**test.inputs, **inputs})
        query = "&".join(f"{name}={value}" for name, value in pairs.items())
        resolved = self._resolved(calculator, day, pairs, query)
        rests = dict.fromkeys(id_ for option in resolved.picked.values() for id_ in option.evidence.sources)
        link = f"{calculator.page}.md?{query}"
        trial = Trial(ALWAYS, link=link, resolved=resolved, asked=pairs, sources=tuple(rests))
        if test.kind == "verdict":
            return replace(trial, way=_winner(calculator, resolved))
        values = calculator.calculation.figures(resolved.values, [name for name in (test.result, test.over) if name])
        return replace(trial, value=values[test.result] / values[test.over] if test.over else values[test.result])

    def _resolved(self, calculator: Calculator, day: dt.date, pairs: Mapping[str, str], query: str) -> Resolved:
        key = (day, calculator.name, query)
        if key not in self.settled:
            asked = parse(calculator, self.quantities, pairs)
            self.settled[key] = settle(calculator, self.quantities, day, *asked)
        return self.settled[key]


def _winner(calculator: Calculator, resolved: Resolved) -> str:
    assert calculator.outlook is not None
    return winner(calculator.outlook, likely_course(calculator.outlook, resolved)[0])


def _pairs(calculator: Calculator, inputs: Mapping[str, Value]) -> dict[str, str]:
    """Inputs as a link has them; of several ids the first that the day has on record."""
    pairs = {}
    for name, value in inputs.items():
        if isinstance(value, tuple):
            choice = calculator.choice_names[name]
            known = [id_ for id_ in value if choice.option(id_) or (id_ == AUTO and choice.least)]
            if not known:
                raise NotOnRecordError([f"{NOT_ON_RECORD} for {' or '.join(value)}"])
            pairs[name] = known[0]
        else:
            pairs[name] = f"{value:.15g}"
    return pairs


def _holds(test: Test, value: float, than: float, way: str = "") -> bool:
    if test.kind == "verdict":
        return way == test.way
    if test.kind in (MORE, LESS):
        return value > than if test.kind == MORE else value < than
    return test.low <= value <= test.high
