"""How fast prices have moved: yearly changes of our own dated prices, and their spread over offers.

A price counts on each day on which a source shows it: on the day of its entry, and on the last day on which a source stood
by it. So an offer whose price stood still is evidence as well, and one seen a single time is none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from calculators.engine.dated import Dated, History
from calculators.engine.fields import Fields
from calculators.engine.nearest import nearest
from calculators.records.offer import ApiOffer

DAYS_PER_YEAR = 365.25
LEAST_YEARS = 0.5  # a step within a few weeks says nothing of a year
LEAST_OFFERS = 3  # fewer are stories, not a spread
SPREAD = (10, 50, 90)  # percentiles for low, likely and high
INPUT_PER_OUTPUT = 4  # tokens read for one written: the request by which prices of models are compared


@dataclass(frozen=True)
class Line:
    """Successive models of one maker in one tier, oldest first, by the ids of their offers."""

    id: str
    label: str
    tier: str
    models: tuple[str, ...]


@dataclass(frozen=True)
class Seen:
    """A price that a source shows on a day."""

    day: dt.date
    price: float


@dataclass(frozen=True)
class Change:
    """What a price became from the first to the last day on which it was seen."""

    id: str
    first: Seen
    last: Seen
    moved: bool

    @property
    def years(self) -> float:
        """The time between the two."""
        return (self.last.day - self.first.day).days / DAYS_PER_YEAR

    @property
    def yearly(self) -> float:
        """The steady change a year that leads from the first to the last price.

        In logarithms it is the mean of the yearly changes between neighbors, weighted by the time between them; so a step of
        one day does not count as if it went on for a year.
        """
        return float((self.last.price / self.first.price) ** (1 / self.years)) - 1


@dataclass(frozen=True)
class PricePath:
    """Yearly changes of many offers: a tenth fell faster than `low`, half than `likely`, a tenth rose faster than `high`."""

    changes: tuple[Change, ...]

    @property
    def fitted(self) -> bool:
        """Whether there are offers enough for a spread."""
        return len(self.changes) >= LEAST_OFFERS

    @property
    def spread(self) -> tuple[float, float, float]:
        """Low, likely and high change a year; each offer counts once."""
        low, likely, high = np.percentile([change.yearly for change in self.changes], SPREAD)
        return float(low), float(likely), float(high)

    @property
    def moved(self) -> int:
        """How many of the prices have moved at all."""
        return sum(change.moved for change in self.changes)

    @property
    def span(self) -> tuple[dt.date, dt.date]:
        """The first and the last day on which any of the prices was seen."""
        return min(change.first.day for change in self.changes), max(change.last.day for change in self.changes)


def mixed_price(entry: Dated) -> float:
    """One price for a model, USD per million tokens: four tokens of input for one of output."""
    return (INPUT_PER_OUTPUT * entry.values["input_price"] + entry.values["output_price"]) / (INPUT_PER_OUTPUT + 1)


def seen(history: History, price: Callable[[Dated], float], day: dt.date) -> list[Seen]:
    """Every sighting of a price by a day, oldest first. Entries of low confidence are left out."""
    sure = [entry for entry in history.until(day) if entry.confidence != "low"]
    found = [Seen(entry.since, price(entry)) for entry in sure]
    if sure:
        last = min(sure[-1].age_from, day, history.ends or day)
        if last > found[-1].day:
            found.append(Seen(last, found[-1].price))
    return found


def path(sightings: Iterable[tuple[str, Sequence[Seen]]]) -> PricePath:
    """The path of offers by id, from those that were seen over half a year or longer."""
    changes = [
        Change(id_, found[0], found[-1], any(each.price != found[0].price for each in found))
        for id_, found in sightings
        if len(found) > 1
    ]
    return PricePath(tuple(sorted((change for change in changes if change.years >= LEAST_YEARS), key=lambda each: each.yearly)))


def line_seen(line: Line, offers: Mapping[str, ApiOffer], day: dt.date) -> list[Seen]:
    """A line's prices by a day: each model's first, and the last one's as it stands."""
    each = [found for id_ in line.models if (found := seen(offers[id_].history, mixed_price, day))]
    return [found[0] for found in each] + (each[-1][1:] if each else [])


def read_line(id_: str, f: Fields, offers: Mapping[str, ApiOffer], tiers: Sequence[str]) -> Line:
    """A line from its fields: models on record, in the order of their first prices."""
    line = Line(id_, f.text("label"), f.text("tier", one_of=tiers), f.texts("models"))
    f.text("assumption")
    for name in line.models:
        if name not in offers:
            f.wrong("models", f"no offer {name}", nearest(name, offers))
    known = [offers[name] for name in line.models if name in offers]
    days = [offer.history.entries[0].since for offer in known if offer.history.entries]
    if len(known) < 2 or days != sorted(days):
        f.wrong("models", "successive models out of order, or fewer than two", "write the oldest first")
    return line
