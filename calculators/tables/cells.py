"""What cells of every table have in common: figures, days, sources, and where a price comes from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from calculators.engine.age import age_words, days_old
from calculators.engine.dated import Dated, Source
from calculators.engine.numbers import fixed, grouped, number_text, trimmed
from calculators.engine.table import Cell, Column, Row

NONE = Cell("–")
GPU_HOUR = "USD per GPU-hour"
PER_MTOKEN = "USD per million tokens"
AGE = Column("age", "Age")
PROVENANCE = (Column("since", "Since"), Column("source", "Source"), Column("dated", "Dated"), Column("read", "Read"))


def number(value: float, style: str) -> Cell:
    """A figure as a cell that sorts by its plain value."""
    return Cell(number_text(value, style), repr(float(value)))


def moved_cell(share: float | None) -> Cell:
    """A change in percent, to a tenth, with its sign."""
    if share is None:
        return NONE
    size = trimmed(fixed(abs(share) * 100, 1), 0)
    sign = "" if size == "0" else "+" if share > 0 else "−"
    return Cell(f"{sign}{grouped(size)}%", repr(float(share)))


def known(figures: Mapping[str, float], key: str, scale: float = 1, style: str = "plain") -> Cell:
    """A figure that not every row has, in units of `scale`."""
    return number(figures[key] / scale, style) if figures.get(key) else NONE


def span(ends: tuple[float, float]) -> Cell:
    """From the least to the most price; one price where they are equal."""
    low, high = (number_text(end, "price") for end in ends)
    return Cell(low if low == high else f"{low}–{high}", repr(float(ends[0])))


def day_cell(day: dt.date, note: str = "") -> Cell:
    """A day as tables show and sort it."""
    return Cell(day.isoformat(), day.isoformat(), note=note)


def age_cell(entry: Dated, day: dt.date) -> Cell:
    """How long ago a price was compared with its source, in words; sorts by that day."""
    return Cell(age_words(days_old(entry, day)), entry.age_from.isoformat())


def source_cell(source: Source) -> Cell:
    """A source's short name, linked to its entry on the sources page."""
    return Cell(source.title.partition(",")[0], source.id, f"sources.md#source-{source.id}", source.title)


def provenance(entry: Dated) -> tuple[Cell, ...]:
    """Since when, who says so, the source's own date, and when it was read: the cells of PROVENANCE."""
    since = entry.since.isoformat()
    weak = "" if entry.confidence == "high" else f"{entry.confidence} confidence"
    return (
        Cell(f"by {since}" if entry.first_sighting else since, since, note=entry.note),
        source_cell(entry.source), day_cell(entry.age_from, weak), day_cell(entry.source.read),
    )  # fmt: skip


def by_day(rows: list[Row]) -> tuple[Row, ...]:
    """Rows that end in PROVENANCE, oldest first."""
    return tuple(sorted(rows, key=lambda row: row.cells[-len(PROVENANCE)].sort))
