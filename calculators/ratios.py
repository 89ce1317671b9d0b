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


def on_demand_price(market: Market, offer: GpuOffer, day: dt.date) -> float | None:
    """What the unit of an offer costs on demand that day, USD per GPU-hour, where that is on record."""
    listed, entry = _listed(market, offer), on_demand_entry(market, offer, day)
    return listed.gpu_price(entry) if listed and entry else None


def on_demand_entry(market: Market, offer: GpuOffer, day: dt.date) -> Dated | None:
    """The entry of that price."""
    listed = _listed(market, offer)
    return listed.history.on(day) if listed else None


def _listed(market: Market, offer: GpuOffer) -> GpuOffer | None:
    """The same unit on demand."""
    return market.gpu.get(offer.id.removesuffix(f"/{offer.billing}"))


def ratios(market: Market, day: dt.date, billing: Collection[str]) -> list[Ratio]:
    """Every offer of these billings whose unit is also sold on demand that day, the least share first."""
    found = []
    for offer in market.gpu.values():
        entry, listed = offer.history.on(day), on_demand_price(market, offer, day)
        if offer.billing in billing and entry and listed:
            found.append(Ratio(offer, entry, offer.gpu_price(entry), listed))
    return sorted(found, key=lambda ratio: ratio.share)
