"""The facts of a guide as a table."""

from __future__ import annotations

from calculators.engine.guide import Guide
from calculators.engine.table import Cell, Column, Row, Table


def facts_table(guide: Guide) -> Table:
    """Every fact with its day and source."""
    columns = (
        Column("label", "What"),
        Column("text", "Figure"),
        Column("dated", "Day"),
        Column("source", "Source"),
        Column("confidence", "Confidence"),
    )
    rows = tuple(
        Row(fact.id, (
            Cell(fact.label, note=fact.note), Cell(fact.text), Cell(fact.dated.isoformat()),
            Cell(fact.source.title.partition(",")[0], href=f"sources.md#source-{fact.source.id}"), Cell(fact.confidence),
        ))
        for fact in guide.facts.values()
    )  # fmt: skip
    return Table("facts", "Figures that no price and no formula gives", columns, rows, filter=True)
