"""GPU prices with their whole history: a row for each entry."""

from __future__ import annotations

import datetime as dt

from calculators.datasets.held import PROVENANCE, SPAN, Taken, held, named
from calculators.engine.dataset import DataColumn, Dataset, filled
from calculators.records.market import Market
from calculators.records.offer import BILLING, GPU_KINDS
from calculators.tables.cells import GPU_HOUR


def gpu_prices(market: Market, day: dt.date) -> Dataset:
    """A row for each entry, with the price of the unit and of one of its GPUs."""
    columns = (*named(GPU_KINDS), *_unit(market), *SPAN, *PRICES, *PROVENANCE)
    return filled(
        "gpu-prices", "GPU prices, one row per entry",
        "Every price on record of GPUs for hire. A unit is the smallest number of GPUs that can be rented at that price.",
        columns, held(market.gpu, day), "since",
    )  # fmt: skip


def _unit(market: Market) -> tuple[Taken, ...]:
    """The columns that say what is rented."""
    return (
        (DataColumn("gpu_id", "string", "The GPU’s id"), lambda held: held.offer.gpu),
        (DataColumn("gpu", "string", "The GPU’s name, with memory and form"), lambda held: market.hardware[held.offer.gpu].label),
        (DataColumn("gpus_per_unit", "integer", "GPUs in the unit", "GPUs"), lambda held: int(held.offer.gpus_per_unit)),
        (DataColumn("region", "string", "The seller’s region, where the source names one", optional=True),
         lambda held: held.offer.region or None),
        (DataColumn("billing", "string", "How it is billed", values=BILLING), lambda held: held.offer.billing),
    )  # fmt: skip


PRICES: tuple[Taken, ...] = (
    (DataColumn("unit_price", "number", "The unit’s price, as the source prints it", "USD per hour"),
     lambda held: held.entry.values["unit_price"]),
    (DataColumn("gpu_hour_price", "number", "The unit’s price divided by its GPUs", GPU_HOUR),
     lambda held: held.offer.gpu_price(held.entry)),
)  # fmt: skip
