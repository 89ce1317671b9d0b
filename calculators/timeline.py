"""The verdict on each preset over every day on which a price moved, against the rivals of that day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from calculators.engine.choices import AUTO
from calculators.engine.points import Point
from calculators.records.market import Market
from calculators.ways import API_DEFAULTS

SINCE = dt.date(2023, 1, 1)
MAKER, SAME = "maker", "same"
RIVALS = {MAKER: "a maker’s well-known model", SAME: "the same weights at a host"}
Ask = Callable[..., list[Point]]  # as Reading.points


@dataclass(frozen=True)
class Stretch:
    """Days with one verdict, from `since` to before `until`; the point is that of its first day.

    A verdict is empty where the question has no answer: no price is on record, or every way is struck out.
    """

    since: dt.date
    until: dt.date
    point: Point

    @property
    def best(self) -> str:
        """The cheapest way."""
        return self.point.best


@dataclass(frozen=True)
class Timeline:
    """The answer on each day by (preset, rival)."""

    days: tuple[dt.date, ...]
    points: Mapping[tuple[str, str], Sequence[Point]]

    def stretches(self, preset: str, rival: str) -> list[Stretch]:
        """All days in order, grouped by verdict."""
        points = self.points[preset, rival]
        starts = [0, *(at for at, (one, other) in enumerate(pairwise(points), 1) if _verdict(one) != _verdict(other))]
        ends = [*(self.days[at] for at in starts[1:]), self.days[-1]]
        return [Stretch(self.days[at], end, points[at]) for at, end in zip(starts, ends, strict=True)]

    def turns(self, preset: str, rival: str) -> int:
        """How often one way took over from another."""
        answered = [each.best for each in self.stretches(preset, rival) if each.best]
        return sum(one != other for one, other in pairwise(answered))


def _verdict(point: Point) -> tuple[str, bool]:
    return point.best, bool(point.notes)


def timeline(market: Market, ask: Ask, presets: Sequence[str], last: dt.date) -> Timeline:
    """Every preset on every price day up to a last day, and on that day itself. ask: point answers of `decide`."""
    days = tuple(dict.fromkeys([*(day for day in market.price_days if SINCE <= day < last), last]))
    keys = [(preset, rival) for preset in presets for rival in RIVALS]
    asked = [(day, pairs_of(market, day, *key)) for key in keys for day in days]
    found = iter(ask("decide", asked))
    return Timeline(days, {key: [next(found) for _ in days] for key in keys})


def pairs_of(market: Market, day: dt.date, preset: str, rival: str) -> dict[str, str]:
    """What is asked of `decide` for a preset and a rival on a day."""
    return {"preset": preset, "call.offer": rival_of(market, day, rival)}


def rival_of(market: Market, day: dt.date, rival: str) -> str:
    """The API offer of a rival: the cheapest host, or the first of the makers' well-known models that is sold on a day.

    Where none is sold the last of them is named, of which no price is on record.
    """
    if rival == SAME:
        return AUTO
    return next((id_ for id_ in API_DEFAULTS if market.api[id_].sold_on(day)), API_DEFAULTS[-1])
