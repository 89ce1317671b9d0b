"""Where each example of the four ways stands on a day: what every way costs, where renting starts to pay, who wins."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from calculators import catalog
from calculators.decision import OUTLOOK
from calculators.engine.choices import Choice, Option
from calculators.engine.points import Asked, Point

Points = Callable[[str, Sequence[Asked]], list[Point]]
UNANSWERED, NONE_OPEN = "unanswered", "none"  # verdicts that are no way
PAYS_FROM = "breakeven_first"


@dataclass(frozen=True)
class Standing:
    """An example on a day. verdict: the cheapest way, or why there is none; costs: way -> USD a month over the horizon.

    out: ways that are struck out, or no mix; pays_from: requests a month, infinite where none is in reach, None where the
    break-even was not asked for or calling is out.
    """

    verdict: str
    costs: Mapping[str, float]
    out: frozenset[str]
    pays_from: float | None = None


def standings(
    points: Points, stated: Mapping[str, Choice], days: Sequence[dt.date]
) -> dict[dt.date, dict[str, Standing]]:  # fmt: skip
    """By day and preset, without where renting starts to pay."""
    asked = [(day, preset.id) for day in days for preset in stated["preset"].options]
    found = points("decide", [(day, {"preset": preset}) for day, preset in asked])
    table: dict[dt.date, dict[str, Standing]] = {day: {} for day in days}
    for (day, preset), point in zip(asked, found, strict=True):
        table[day][preset] = _standing(point)
    return table


def crossed(
    points: Points, stated: Mapping[str, Choice], table: Mapping[dt.date, Mapping[str, Standing]]
) -> dict[dt.date, dict[str, Standing]]:
    """The same with where renting starts to pay. It is not asked of an example that may not call, or has no answer."""
    asked = [(day, id_) for day, row in table.items() for id_, each in row.items() if each.costs and "call" not in each.out]
    presets = {day: _workloads({name: choice.on(day) for name, choice in stated.items()}) for day in table}
    found = points("break_even", [(day, presets[day][id_]) for day, id_ in asked])
    filled = {day: dict(row) for day, row in table.items()}
    for (day, id_), point in zip(asked, found, strict=True):
        filled[day][id_] = replace(filled[day][id_], pays_from=point.values.get(PAYS_FROM))
    return filled


def _standing(point: Point) -> Standing:
    if not point.values:
        return Standing(UNANSWERED, {}, frozenset())
    costs = {way: point.values[name] for way, name in OUTLOOK.shown.items()}
    out = frozenset(way for way, name in OUTLOOK.compared.items() if point.values[name] == math.inf)
    return Standing(point.best or NONE_OPEN, costs, out)


def _workloads(stated: Mapping[str, Choice]) -> dict[str, dict[str, str]]:
    """Every preset by id."""
    return {preset.id: workload(preset, stated) for preset in stated["preset"].options}


def workload(preset: Option, stated: Mapping[str, Choice]) -> dict[str, str]:
    """A preset as the break-even asks for it: its own values, and those of the options that go with it."""
    values: dict[str, float] = {}
    for name, choice in stated.items():
        option = preset if name == "preset" else choice.option(preset.implies.get(name, choice.default))
        values |= option.values if option else {}
    return {name: repr(float(value)) for name, value in values.items() if name in catalog.BREAK_EVEN.inputs}
