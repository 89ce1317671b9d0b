"""The same GPU bought in two ways, side by side: reserved or spot against on demand, one kind of seller against the other."""

from __future__ import annotations

import datetime as dt

from calculators.engine.table import Cell, Column, Row, Table
from calculators.ratios import RESERVED_YEARS, Ratio, ratios
from calculators.records.market import Market
from calculators.specialized import gap_by_gpu
from calculators.tables.cells import GPU_HOUR, PROVENANCE, number, provenance, span
from calculators.tables.prices import GPU_NAMES, gpu_names


def spot_gap(market: Market, day: dt.date) -> Table:
    """Spot over on demand, unit by unit."""
    share = Column("ratio", "Spot over on demand", "%", numeric=True)
    note = "Spot prices move by zone and hour; each row is one reading of one region or a median over zones."
    found = ratios(market, day, ("spot",))
    return _ratio_table("spot-gap", "Spot against on-demand prices of the same unit", market, found, share, note)


def reserved_spread(market: Market, day: dt.date) -> Table:
    """Reserved over on demand: the share of the hours above which the commitment pays."""
    share = Column("ratio", "Pays above this share of the hours", "%", numeric=True)
    note = (
        "A reservation is paid for every hour. It beats on-demand rent once the GPUs are needed for more than this share of them."
    )
    found = ratios(market, day, RESERVED_YEARS)
    return _ratio_table("reserved-spread", "Reserved against on-demand prices of the same unit", market, found, share, note)


def _ratio_table(id_: str, caption: str, market: Market, found: list[Ratio], share: Column, note: str) -> Table:
    columns = (*GPU_NAMES, Column("price", "Price", GPU_HOUR, numeric=True),
               Column("listed", "On demand", GPU_HOUR, numeric=True), share, *PROVENANCE)  # fmt: skip
    rows = tuple(
        Row(ratio.offer.id, (
            *gpu_names(ratio.offer, market), number(ratio.price, "price"), number(ratio.on_demand, "price"),
            number(ratio.share, "share"), *provenance(ratio.entry),
        ))
        for ratio in found
    )  # fmt: skip
    return Table(id_, caption, columns, rows, note=note)


def specialized_clouds(market: Market, day: dt.date) -> Table:
    """Both sides' medians for each GPU that both rent."""
    sides = (("hyper", "Hyperscalers"), ("spec", "Specialized"))
    heads = tuple(
        column for key, side in sides for column in (
            Column(key, f"{side}, median", GPU_HOUR, numeric=True),
            Column(f"{key}_range", f"{side}, range", GPU_HOUR, numeric=True), Column(f"{key}_n", side, "sellers", numeric=True),
        )
    )  # fmt: skip
    columns = (Column("gpu", "GPU"), *heads, Column("saving", "Less by", "%", numeric=True))
    rows = tuple(
        Row(gap.gpu, (
            Cell(market.hardware[gap.gpu].label), number(gap.hyperscaler, "price"), span(gap.hyperscaler_range),
            number(gap.hyperscaler_count, "count"), number(gap.specialized, "price"), span(gap.specialized_range),
            number(gap.specialized_count, "count"), number(1 - gap.specialized / gap.hyperscaler, "share"),
        ))
        for gap in gap_by_gpu(market, day)
    )  # fmt: skip
    note = "On demand, medium confidence or better; a seller with several sizes counts once; dedicated endpoints are left out."
    return Table("specialized-medians", "The same GPU, on demand, from either side", columns, rows, note=note)
