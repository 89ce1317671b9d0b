"""How fast prices have moved a year, path by path."""

from __future__ import annotations

import datetime as dt

from calculators.engine.table import Cell, Column, Row, Table
from calculators.price_paths import LABELS, price_paths
from calculators.records.market import Market
from calculators.records.price_path import PricePath
from calculators.tables.cells import NONE, number

A_YEAR = "% a year"
SPREAD = (("low", "Low"), ("likely", "Median"), ("high", "High"))


def price_path_table(market: Market, day: dt.date) -> Table:
    """The yearly changes of our own dated prices: a tenth, half and nine tenths of the offers lie below."""
    columns = (
        Column("path", "Price"), *(Column(key, label, A_YEAR, numeric=True) for key, label in SPREAD),
        Column("offers", "Prices", "seen twice", numeric=True), Column("moved", "Moved", "of these", numeric=True),
        Column("since", "First seen"), Column("until", "Last seen"),
    )  # fmt: skip
    rows = tuple(_row(name, path) for name, path in price_paths(market, day).items())
    note = (
        "Low and high leave a tenth of the offers on either side. A price counts from its first to its last sighting of medium "
        "confidence or better, half a year apart at least; models at four tokens of input for one of output."
    )
    return Table("price-paths", "Yearly change of prices on record", columns, rows, note=note)


def _row(name: str, path: PricePath) -> Row:
    spread = tuple(number(share, "share") for share in path.spread) if path.fitted else (NONE,) * len(SPREAD)
    days = tuple(Cell(day.isoformat(), day.isoformat()) for day in path.span) if path.changes else (NONE, NONE)
    return Row(name, (Cell(LABELS[name]), *spread, number(len(path.changes), "count"), number(path.moved, "count"), *days))
