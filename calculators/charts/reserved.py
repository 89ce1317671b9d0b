"""From which share of the hours each reservation pays: its price over the on-demand price of the same unit."""

from __future__ import annotations

import datetime as dt
from functools import partial

from calculators.charts.bars import Bar, Mark, bar_places, draw_bars
from calculators.charts.credits import credited, percent
from calculators.charts.style import RENT
from calculators.engine.problems import NotOnRecordError
from calculators.engine.table import Cell, Chart, Column, Row, Table
from calculators.ratios import RESERVED_YEARS, Ratio, ratios
from calculators.records.market import Market
from calculators.tables.cells import GPU_HOUR, PROVENANCE, number, provenance

YEARS = {1: "Committed for one year", 3: "Committed for three years"}


def reserved_spread(market: Market, day: dt.date) -> Chart:
    """The share of the hours above which each reservation pays, by GPU and years."""
    found = _least(ratios(market, day, RESERVED_YEARS))
    if not found:
        raise NotOnRecordError([f"no reserved price is on record for {day}; choose a later day"])
    sellers = {ratio.offer.seller.name for ratio in found}
    names = {ratio.offer.id: _name(ratio, market, len(sellers)) for ratio in found}
    bars = [Bar(YEARS[_years(ratio)], names[ratio.offer.id], ratio.share, percent(ratio.share)) for ratio in found]
    low, high = percent(min(bar.value for bar in bars)), percent(max(bar.value for bar in bars))
    spread = low if low == high else f"{low} to {high}"
    title = f"A commitment pays once the GPU is needed for {spread} of the hours"
    seller = f", {sellers.pop()}" if len(sellers) == 1 else ""
    subtitle = f"Committed price as a share of the on-demand price of the same machine{seller}"
    described = "; ".join(f"{bar.label}, {bar.group.lower()}: {bar.text}" for bar in bars)
    sources, note = credited(ratio.entry.source for ratio in found)
    listed = Mark(1.0, "on-demand price")
    return Chart(
        "reserved-spread-chart", title, subtitle, described, partial(draw_bars, bars, RENT, listed), _table(found, names),
        sources, note, "y", told=5, places=partial(bar_places, bars, listed),
    )  # fmt: skip


def _years(ratio: Ratio) -> int:
    return RESERVED_YEARS[ratio.offer.billing]


def _least(found: list[Ratio]) -> list[Ratio]:
    """Of several machines with one GPU of one seller the one that pays first; one year before three."""
    least: dict[tuple[str, str, int], Ratio] = {}
    for ratio in found:  # they come in rising order
        least.setdefault((ratio.offer.gpu, ratio.offer.seller.id, _years(ratio)), ratio)
    return sorted(least.values(), key=lambda ratio: (_years(ratio), ratio.share))


def _name(ratio: Ratio, market: Market, sellers: int) -> str:
    gpu = market.hardware[ratio.offer.gpu].label
    return f"{gpu} · {ratio.offer.seller.name}" if sellers > 1 else gpu


def _table(found: list[Ratio], names: dict[str, str]) -> Table:
    columns = (
        Column("gpu", "GPU"), Column("years", "Committed for", "years", numeric=True),
        Column("ratio", "Pays above this share of the hours", "%", numeric=True),
        Column("price", "Price", GPU_HOUR, numeric=True), Column("listed", "On demand", GPU_HOUR, numeric=True), *PROVENANCE,
    )  # fmt: skip
    rows = tuple(
        Row(ratio.offer.id, (
            Cell(names[ratio.offer.id]), number(_years(ratio), "count"), number(ratio.share, "share"),
            number(ratio.price, "price"), number(ratio.on_demand, "price"), *provenance(ratio.entry),
        ))
        for ratio in found
    )  # fmt: skip
    return Table("reserved-spread-bars", "The bars as figures", columns, rows)
