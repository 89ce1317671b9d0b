"""Hyperscalers' and specialized clouds' prices for the same GPU, from the price files of a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from calculators.engine.dated import Dated
from calculators.formulas.seller_gap import saving_share
from calculators.records.market import Market
from calculators.records.offer import GpuOffer

SIDES = ("hyperscaler", "specialized")
SURE = ("high", "medium")


@dataclass(frozen=True)
class Gap:
    """Medians of either side for one GPU, USD per GPU-hour on demand, with the spread and the number of sellers."""

    gpu: str
    hyperscaler: float
    hyperscaler_range: tuple[float, float]
    hyperscaler_count: int
    specialized: float
    specialized_range: tuple[float, float]
    specialized_count: int

    @property
    def share(self) -> float:
        """How far the specialized clouds' median lies below the hyperscalers', by the guide's own formula."""
        return float(saving_share.function(specialized_price=self.specialized, hyperscaler_price=self.hyperscaler))


def on_demand(market: Market, day: dt.date) -> pd.DataFrame:
    """On-demand prices of medium confidence or better: gpu, side, seller, price (USD per GPU-hour).

    Several sizes of one seller count once, by their median, so that a seller with many rows has one voice. Dedicated
    endpoints are another kind of billing and so are not among them; marketplaces are neither side.
    """
    rows = [
        {"gpu": offer.gpu, "side": offer.kind, "seller": offer.seller.name, "price": offer.gpu_price(entry)}
        for offer, entry in counted(market, day)
    ]
    frame = pd.DataFrame(rows, columns=["gpu", "side", "seller", "price"])
    return frame.groupby(["gpu", "side", "seller"], as_index=False)["price"].median()


def quoted(market: Market, day: dt.date, gpu: str, side: str) -> tuple[str, ...]:
    """The sources of one side's prices for a GPU, each once."""
    return tuple(
        dict.fromkeys(entry.source.id for offer, entry in counted(market, day) if (offer.gpu, offer.kind) == (gpu, side))
    )


def counted(market: Market, day: dt.date) -> list[tuple[GpuOffer, Dated]]:
    """The offers of either side that count, with their entries of a day."""
    return [
        (offer, entry)
        for offer in market.gpu.values()
        if offer.billing == "on_demand" and offer.kind in SIDES
        if (entry := offer.history.on(day)) and entry.confidence in SURE
    ]


def gap_by_gpu(market: Market, day: dt.date) -> list[Gap]:
    """One row for each GPU that both sides rent, the most sellers first."""
    stats = on_demand(market, day).groupby(["gpu", "side"])["price"].agg(["median", "min", "max", "count"])
    found = []
    for gpu in dict.fromkeys(stats.index.get_level_values("gpu")):
        if not all((gpu, side) in stats.index for side in SIDES):
            continue
        hyper, special = (stats.loc[(gpu, side)] for side in SIDES)
        found.append(
            Gap(
                gpu, float(hyper["median"]), (float(hyper["min"]), float(hyper["max"])), int(hyper["count"]),
                float(special["median"]), (float(special["min"]), float(special["max"])), int(special["count"]),
            )
        )  # fmt: skip
    return sorted(found, key=lambda gap: (-(gap.hyperscaler_count + gap.specialized_count), gap.gpu))
