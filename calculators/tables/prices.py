"""Prices in force, and prices that have moved, each with its provenance."""

from __future__ import annotations

import datetime as dt

from calculators.bundles import TIER_GROUPS
from calculators.engine.dated import Dated, day_words
from calculators.engine.table import Cell, Column, Row, Table
from calculators.gpu_offers import BILLING_WORDS
from calculators.records.market import Market
from calculators.records.offer import ApiOffer, GpuOffer
from calculators.tables.cells import AGE, GPU_HOUR, NONE, PER_MTOKEN, PROVENANCE, age_cell, by_day, known, number, provenance

API_PRICES = (
    ("input_price", "Input"), ("cached_price", "Cache read"), ("cache_write_price", "Cache write"), ("output_price", "Output"),
    ("batch_input_price", "Batch input"), ("batch_output_price", "Batch output"), ("long_input_price", "Long input"),
    ("long_output_price", "Long output"), ("peak_input_price", "Peak input"), ("peak_output_price", "Peak output"),
)  # fmt: skip
LONG_ABOVE = ("long_context_from", "Long above")
RARE_PRICES = (("long_cached_price", "Long cache read"), ("peak_cached_price", "Peak cache read"))
GPU_NAMES = (Column("gpu", "GPU"), Column("seller", "Seller"), Column("unit", "Smallest unit"), Column("billing", "Billing"))
GPU_PRICES = (
    Column("gpu_price", "Price", GPU_HOUR, numeric=True),
    Column("unit_price", "Price of the unit", "USD per hour", numeric=True),
)


def api_prices(market: Market, day: dt.date) -> Table:
    """Every API price in force."""
    prices = tuple(Column(key, label, PER_MTOKEN, numeric=True) for key, label in API_PRICES)
    columns = (Column("model", "Model"), *prices, Column(*LONG_ABOVE, "tokens", numeric=True),
               Column("seller", "Seller"), Column("tier", "Kind"), AGE, *PROVENANCE)  # fmt: skip
    sold = [(offer, entry) for offer in market.api.values() if (entry := offer.sold_on(day))]
    sold.sort(key=lambda pair: (list(TIER_GROUPS).index(pair[0].tier), -pair[1].values["output_price"]))
    rows = tuple(_api_row(offer, entry, day) for offer, entry in sold)
    return Table("api-prices", f"API prices in force on {day_words(day)}", columns, rows, filter=True)


def _api_row(offer: ApiOffer, entry: Dated, day: dt.date) -> Row:
    told = offer.seller.name + (f"; peak hours {offer.peak_hours}" if offer.peak_hours else "")
    cells = (
        Cell(offer.label, offer.label, note=told),
        *(known(entry.values, key, style="price") for key, _ in API_PRICES),
        known(entry.values, LONG_ABOVE[0], style="count"), Cell(offer.seller.name), Cell(TIER_GROUPS[offer.tier]),
        age_cell(entry, day), *provenance(entry),
    )  # fmt: skip
    return Row(offer.id, cells)


def gpu_prices(market: Market, day: dt.date) -> Table:
    """Every GPU price in force, per GPU and per unit."""
    columns = (GPU_NAMES[0], *GPU_PRICES, Column("gpus", "GPUs", "in the unit", numeric=True), *GPU_NAMES[1:],
               Column("region", "Region"), AGE, *PROVENANCE)  # fmt: skip
    sold = [(offer, entry) for offer in market.gpu.values() if (entry := offer.history.on(day))]
    sold.sort(key=lambda pair: (pair[0].gpu, pair[0].gpu_price(pair[1])))
    rows = tuple(
        Row(offer.id, (
            _gpu_named(offer, market), *_gpu_prices(offer, entry), number(offer.gpus_per_unit, "count"),
            *gpu_names(offer, market)[1:], Cell(offer.region) if offer.region else NONE,
            age_cell(entry, day), *provenance(entry),
        ))
        for offer, entry in sold
    )  # fmt: skip
    return Table("gpu-prices", f"GPU prices in force on {day_words(day)}", columns, rows, filter=True)


def _gpu_named(offer: GpuOffer, market: Market) -> Cell:
    """A GPU with its seller and billing beneath, so that a phone shows whose price stands beside it."""
    gpu, seller, _, billing = gpu_names(offer, market)
    return Cell(gpu.text, gpu.text, note=f"{seller.text}, {billing.text}")


def gpu_names(offer: GpuOffer, market: Market) -> tuple[Cell, ...]:
    """What is rented, from whom, and how it is billed: the cells of GPU_NAMES."""
    gpu = market.hardware[offer.gpu].label
    return Cell(gpu), Cell(offer.seller.name), Cell(offer.label), Cell(BILLING_WORDS[offer.billing])


def _gpu_prices(offer: GpuOffer, entry: Dated) -> tuple[Cell, ...]:
    """The cells of GPU_PRICES."""
    return number(offer.gpu_price(entry), "price"), number(entry.values["unit_price"], "price")


def api_history(market: Market, day: dt.date) -> Table:
    """Every API price that changed, oldest first, and those announced."""
    columns = (Column("model", "Model"), Column("seller", "Seller"), Column("input", "Input", PER_MTOKEN, numeric=True),
               Column("output", "Output", PER_MTOKEN, numeric=True), *PROVENANCE)  # fmt: skip
    rows = [
        Row(f"{offer.id}-{entry.since}", (
            Cell(offer.label), Cell(offer.seller.name), number(entry.values["input_price"], "price"),
            number(entry.values["output_price"], "price"), *provenance(entry),
        ))
        for offer in market.api.values() if len(offer.history.known(day)) > 1
        for entry in offer.history.known(day)
    ]  # fmt: skip
    return Table("api-history", "API prices that have moved, or will", columns, by_day(rows), filter=True)


def gpu_history(market: Market, day: dt.date) -> Table:
    """Every GPU price that changed, oldest first, and those announced."""
    rows = [
        Row(f"{offer.id}-{entry.since}", (*gpu_names(offer, market), *_gpu_prices(offer, entry), *provenance(entry)))
        for offer in market.gpu.values() if len(offer.history.known(day)) > 1
        for entry in offer.history.known(day)
    ]  # fmt: skip
    columns = (*GPU_NAMES, *GPU_PRICES, *PROVENANCE)
    return Table("gpu-history", "GPU prices that have moved, or will", columns, by_day(rows), filter=True)
