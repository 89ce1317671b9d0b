"""A single trial of a claim: one day, one condition, one figure beside what the claim says of it."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from calculators.engine.calculator import Calculator, parse, settle
from calculators.engine.choices import AUTO, Resolved
from calculators.engine.guide import Guide
from calculators.engine.outlook import likely_course, winner
from calculators.engine.problems import NOT_ON_RECORD, NotOnRecordError
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

    label: str
    held: bool | None = None
    value: float = math.nan
    way: str = ""
    than: float = math.nan
    missing: str = ""
    link: str = ""
    resolved: Resolved | None = None
    asked: tuple[str, ...] = ()
    sources: tuple[str, ...] = field(default=())


def try_price(market: Market, test: Test, day: dt.date) -> Trial:
    """A listed price against its bounds, or against another price."""
    assert test.price is not None
    value, source = _price(market, test.price, day)
    than, other = _price(market, test.than, day) if test.than else (math.nan, "")
    if math.isnan(value) or (test.than and math.isnan(than)):
        return Trial("", missing=NOT_ON_RECORD)
    sources = tuple(dict.fromkeys(id_ for id_ in (source, other) if id_))
    page = PRICE_PAGES[test.price.offer in market.gpu]
    return Trial("", _holds(test, value, than), value, than=than, link=page, sources=sources)


def _price(market: Market, listed: Listed, day: dt.date) -> tuple[float, str]:
    """A price with the id of its source; no number where none is on record."""
    on = listed.on or day
    value, entry = held(market, listed.offer, on).get(listed.key, math.nan), entry_on(market, listed.offer, on)
    return value, entry.source.id if entry else ""


def try_result(on: Callable[[dt.date], Guide], test: Test, variant: Variant, day: dt.date) -> Trial:
    """A calculator's result under one condition, against its bounds, another day's, or the way that shall win."""
    try:
        trial = computed(on(day), test, variant.inputs, day)
        than = computed(on(test.than.on), test, variant.inputs, test.than.on).value if test.than and test.than.on else math.nan
    except NotOnRecordError as error:
        return Trial(variant.label, missing=". ".join(error.lines))
    if test.kind != "verdict" and math.isnan(trial.value):
        return replace(trial, label=variant.label, missing="no figure comes out")
    return replace(trial, label=variant.label, held=_holds(test, trial.value, than, trial.way), than=than)


def computed(guide: Guide, test: Test, inputs: Mapping[str, Value], day: dt.date) -> Trial:
    """A test's figure and what it rests on, at the likely values. Raises NotOnRecordError where the day lacks a price."""
    calculator = guide.calculators[test.calculator]
    pairs = _pairs(calculator, {**test.inputs, **inputs})
    resolved = settle(calculator, guide.quantities, day, *parse(calculator, guide.quantities, pairs))
    query = "&".join(f"{name}={value}" for name, value in pairs.items())
    rests = dict.fromkeys(id_ for option in resolved.picked.values() for id_ in option.evidence.sources)
    known = Trial(
        "", link=f"{calculator.page}.md?{query}", resolved=resolved, asked=tuple(pairs), sources=tuple(rests)
    )
    if test.kind == "verdict":
        return replace(known, way=_winner(calculator, resolved))
    values = calculator.calculation.solve(resolved.values, [name for name in (test.result, test.over) if name])
    return replace(known, value=values[test.result] / values[test.over] if test.over else values[test.result])


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
