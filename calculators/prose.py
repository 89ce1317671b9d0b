"""Prices for prose. What is not on record is said in words, never made up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from calculators.engine.age import DUE, OVERDUE, Ages
from calculators.engine.dated import Dated
from calculators.engine.nearest import nearest
from calculators.engine.numbers import number_text
from calculators.engine.problems import NOT_ON_RECORD, ContentError, NotOnRecordError
from calculators.records.market import Market
from calculators.records.offer import API_KEYS


@dataclass(frozen=True)
class Prices:
    """Looks prices up for a day."""

    market: Market
    day: dt.date

    def price(self, offer: str, key: str = "", on: str = "") -> str:
        """A price by offer id: `unit_price` (per hour) or `gpu_price` of GPUs, `input_price` … of an API.

        on: another day than the guide's. Raises ContentError for an unknown offer or key, and NotOnRecordError where the day
        has no such price.
        """
        day = dt.date.fromisoformat(on) if on else self.day
        known = keys(self.market, offer)
        key = key or known[0]
        if key not in known:
            raise ContentError([f"{offer} has no {key}; {nearest(key, known)}"])
        values = held(self.market, offer, day)
        if key not in values:
            listed = self.market.gpu.get(offer) or self.market.api[offer]
            raise NotOnRecordError([f"{NOT_ON_RECORD} for {listed.seller.name} {listed.label}"])
        return number_text(values[key], "price")

    def ages(self) -> str:
        """How old the prices in force are as a whole: the share that was checked of late, and the oldest."""
        ages = Ages.of(list(self.market.in_force(self.day).values()), self.day)
        fresh, old = (number_text(share, "share") for share in (ages.younger(DUE), 1 - ages.younger(OVERDUE)))
        return (
            f"Of the {len(ages.days)} prices in force, {fresh} had been compared with their source within {DUE} days and {old} "
            f"not for {OVERDUE} days or more; the oldest for {number_text(ages.oldest, 'plain')} days."
        )


def keys(market: Market, offer: str) -> tuple[str, ...]:
    """Every price that such an offer can have, the usual one first. Raises ContentError for an unknown offer."""
    if offer in market.gpu:
        return "unit_price", "gpu_price"
    if offer in market.api:
        return tuple(API_KEYS)
    raise ContentError([f"no offer {offer}; {nearest(offer, [*market.gpu, *market.api])}"])


def entry_on(market: Market, offer: str, day: dt.date) -> Dated | None:
    """What was on record of an offer on a day."""
    known = market.gpu.get(offer) or market.api[offer]
    return known.history.on(day)


def held(market: Market, offer: str, day: dt.date) -> Mapping[str, float]:
    """Prices of an offer in force on a day; none where nothing is on record."""
    entry = entry_on(market, offer, day)
    if entry is None:
        return {}
    gpu = market.gpu.get(offer)
    return {**entry.values, "gpu_price": gpu.gpu_price(entry)} if gpu else entry.values
