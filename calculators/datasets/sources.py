"""The sources that prices, facts and measurements of the guide name."""

from __future__ import annotations

from collections.abc import Callable

from calculators.engine.dataset import DataColumn, Dataset, Value, filled
from calculators.engine.dated import CONFIDENCE, Source
from calculators.records.market import Market

COLUMNS: tuple[tuple[DataColumn, Callable[[Source], Value]], ...] = (
    (DataColumn("source_id", "string", "The source, as the other files name it"), lambda source: source.id),
    (DataColumn("title", "string", "Whose it is, and what"), lambda source: source.title),
    (DataColumn("url", "uri", "Where it stands", optional=True), lambda source: source.url or None),
    (DataColumn("dated", "date", "Its own date"), lambda source: source.dated),
    (DataColumn("read", "date", "The day on which it was read"), lambda source: source.read),
    (DataColumn("confidence", "string", "How far it is trusted", values=CONFIDENCE), lambda source: source.confidence),
    (DataColumn("note", "string", "What else is to know of it", optional=True), lambda source: source.note or None),
)  # fmt: skip


def sources(market: Market) -> Dataset:
    """A row for each source, by id."""
    items = [market.sources[id_] for id_ in sorted(market.sources)]
    return filled(
        "sources", "Sources", "Everything that the guide cites, whether for a price or for another figure.", COLUMNS, items
    )
