"""Every input that the guide sets itself: its default, how far it may plausibly lie, and on what that rests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from calculators.engine.numbers import UnitWords
from calculators.engine.quantity import Quantities, Quantity
from calculators.engine.sentences import Speaker
from calculators.engine.table import Cell, Column, Row, Table
from calculators.tables.cells import source_cell

COLUMNS = (
    Column("input", "Input"), Column("unit", "Unit"), Column("likely", "Default", numeric=True),
    Column("low", "Plausibly from", numeric=True), Column("high", "to", numeric=True), Column("evidence", "Rests on"),
)  # fmt: skip


def inputs(quantities: Quantities, words: Mapping[str, UnitWords], day: dt.date) -> Table:
    """Given quantities in the order of the file; one that options set is told where the option is."""
    speaker = Speaker(quantities, words)
    rows = tuple(
        Row(name, _cells(speaker, words, name, quantity, day)) for name, quantity in quantities.items() if quantity.defaults
    )
    return Table("inputs", "Every input with its default", COLUMNS, rows, filter=True)


def _cells(speaker: Speaker, words: Mapping[str, UnitWords], name: str, quantity: Quantity, day: dt.date) -> tuple[Cell, ...]:
    default = quantity.on(day)
    figures = (
        Cell(speaker.value(name, value, bare=True), repr(float(value))) for value in (default.likely, default.low, default.high)
    )
    reason = default.evidence.removeprefix("assumption: ")
    rests = source_cell(default.source) if default.source else Cell(f"An assumption: {reason}")
    return (Cell(speaker.named(name), note=quantity.help), Cell(words[quantity.unit_text].head), *figures, rests)
