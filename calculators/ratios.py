"""What spot and reserved GPUs cost over the same unit on demand, from the price files of a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from calculators.engine.dated import Dated
from calculators.records.market import Market
from calculators.records.offer import GpuOffer

RESERVED_YEARS = {"reserved_1y": 1, "reserved_3y": 3}


@dataclass(frozen=True)
class Ratio:
    """An offer beside the same unit on demand, both in USD per GPU-hour."""

    offer: GpuOffer
    entry: Dated
    price: float
    on_demand: float

    @property
    def share(self) -> float:
        """Its price over the on-demand price. For a reservation: the share of the hours above which it pays."""
        return self.price / self.on_demand


def ratios(market: Market, day: dt.date, billing: Collection[str]) -> list[Ratio]:
    """Every offer of these billings whose unit is also sold on demand that day, the least share first."""
    found = []
    for offer in market.gpu.values():
        listed = market.gpu.get(offer.id.removesuffix(f"/{offer.billing}"))
        entry, base = offer.history.on(day), listed and listed.history.on(day)
        if offer.billing in billing and listed and entry and base:
            found.append(Ratio(offer, entry, offer.gpu_price(entry), listed.gpu_price(base)))
    return sorted(found, key=lambda ratio: ratio.share)
