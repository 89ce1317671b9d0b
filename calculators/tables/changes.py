"""Tables of what changed: prices that moved, offers that came or ended, and what that did to each example."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from calculators.changes import Difference
from calculators.engine.edition import Edition
from calculators.engine.sentences import Speaker
from calculators.engine.table import Cell, Column, Row, Table
from calculators.price_moves import ENDED, GPU_PRICE, MOVED, NEW, OfferMove, prices_of
from calculators.records.market import Market
from calculators.records.offer import GpuOffer
from calculators.tables.cells import GPU_HOUR, NONE, PER_MTOKEN, PROVENANCE, day_cell, known, moved_cell, number, source_cell
from calculators.tables.effects import flips_words
from calculators.tables.prices import API_PRICES, GPU_NAMES, GPU_PRICES, LONG_ABOVE, RARE_PRICES, gpu_names

LABELS = dict((*API_PRICES, *RARE_PRICES, LONG_ABOVE))
HEADLINE = tuple((key, label) for key, label in API_PRICES if key in {"input_price", "output_price"})
OFFER = (Column("model", "Model"), GPU_NAMES[0])  # of APIs, of GPUs
ENDS = (
    Column("old", "Before", numeric=True), Column("new", "After", numeric=True), Column("change", "Change", numeric=True),
)  # fmt: skip
SINCE = PROVENANCE[:2]
CAPTIONS = {MOVED: "prices before and after", NEW: "offers coming on record", ENDED: "offers ending"}


def price_tables(found: Difference, market: Market) -> list[Table]:
    """The prices that moved, of APIs and of GPUs, and the offers that ended."""
    moved = [_moved(found, market, gpu=gpu) for gpu in (False, True)]
    return _filled([*moved, *_listed(found, market, ENDED)])


def new_tables(found: Difference, market: Market) -> list[Table]:
    """The offers that came on record."""
    return _filled(_listed(found, market, NEW))


def _filled(tables: Iterable[Table]) -> list[Table]:
    return [table for table in tables if table.rows]


def _of(found: Difference, kind: str, *, gpu: bool) -> list[OfferMove]:
    return [move for move in found.of(kind) if isinstance(move.offer, GpuOffer) == gpu]


def _moved(found: Difference, market: Market, *, gpu: bool) -> Table:
    """A row for each price that moved."""
    which = () if gpu else (Column("price", "Price"),)
    rows = tuple(
        Row(f"{move.offer.id}-{price.key}", (
            _named(move, market), *(() if gpu else (Cell(LABELS[price.key]),)), _figure(price.key, price.old),
            _figure(price.key, price.new), moved_cell(price.share), *_since(move),
        ))
        for move in _of(found, MOVED, gpu=gpu) for price in move.prices
    )  # fmt: skip
    columns = (OFFER[gpu], *which, *ENDS, *SINCE)
    return Table(_id(found, MOVED, gpu=gpu), _caption(MOVED, gpu=gpu), columns, rows)


def _listed(found: Difference, market: Market, kind: str) -> list[Table]:
    """A row for each offer that came or ended, with its main prices."""
    tables = []
    for gpu, prices in ((False, HEADLINE), (True, ((GPU_PRICE, GPU_PRICES[0].label),))):
        figures = tuple(Column(key, label, numeric=True) for key, label in prices)
        rows = tuple(
            Row(move.offer.id, (
                _named(move, market), *(known(prices_of(move.offer, move.entry), key, style="price") for key, _ in prices),
                *_since(move),
            ))
            for move in _of(found, kind, gpu=gpu)
        )  # fmt: skip
        since = Column("since", "Ends") if kind == ENDED else SINCE[0]
        columns = (OFFER[gpu], *figures, since, SINCE[1])
        tables.append(Table(_id(found, kind, gpu=gpu), _caption(kind, gpu=gpu), columns, rows))
    return tables


def _id(found: Difference, kind: str, *, gpu: bool) -> str:
    return f"{'gpu' if gpu else 'api'}-{kind}-{found.day}"


def _caption(kind: str, *, gpu: bool) -> str:
    """The unit stands here, not in the heads, so that old and new price fit side by side on a phone."""
    return f"{'GPU' if gpu else 'API'} {CAPTIONS[kind]}, {GPU_HOUR if gpu else PER_MTOKEN}"


def _named(move: OfferMove, market: Market) -> Cell:
    """What is sold, with its seller beneath, and for GPUs the smallest unit and how it is billed."""
    if isinstance(move.offer, GpuOffer):
        gpu, *sold = gpu_names(move.offer, market)
        return Cell(gpu.text, note=", ".join(cell.text for cell in sold))
    return Cell(move.offer.label, note=move.offer.seller.name)


def _since(move: OfferMove) -> tuple[Cell, Cell]:
    """The cells of SINCE."""
    day = move.day.isoformat()
    seen = move.entry.first_sighting and move.kind != ENDED
    return Cell(f"by {day}" if seen else day, day), source_cell(move.entry.source)


def _figure(key: str, value: float | None) -> Cell:
    if value is None:
        return Cell("not sold")
    return number(value, "count" if key == LONG_ABOVE[0] else "price")


def claims_table(found: Difference) -> Table:
    """Claims whose status changed."""
    columns = (Column("claim", "Claim"), Column("old", "Before"), Column("new", "After"))
    rows = tuple(
        Row(claim.id, (Cell(claim.words), *(Cell(text) if text else NONE for text in (claim.before, claim.after))))
        for claim in found.claims
    )
    return Table(f"claims-{found.day}", "Claims before and after", columns, rows)


def days_table(found: Sequence[Difference], speaker: Speaker, names: Mapping[str, str]) -> Table:
    """Every price day, the newest first, with what moved and which verdicts changed."""
    kinds = ((MOVED, "Changed price"), (NEW, "Came on record"), (ENDED, "Ended"))
    columns = (Column("day", "Day"), *(Column(kind, label, "offers", numeric=True) for kind, label in kinds),
               Column("verdicts", "Verdicts that changed"))  # fmt: skip
    rows = tuple(
        Row(each.day.isoformat(), (
            day_cell(each.day), *(number(len(each.of(kind)), "count") for kind, _ in kinds),
            Cell(" ".join(flips_words(each, speaker, names)) or "none"),
        ))
        for each in reversed(found)
    )  # fmt: skip
    return Table("price-days", "Every day on which prices on record changed", columns, rows, filter=True)


def editions_table(editions: Sequence[Edition]) -> Table:
    """The method's own changelog, the newest first."""
    columns = (Column("edition", "Edition"), Column("day", "Day"), Column("changed", "What changed"),
               Column("calculators", "Answers that moved"))  # fmt: skip
    rows = tuple(
        Row(f"edition-{each.number}", (
            number(each.number, "count"), day_cell(each.day), Cell(each.changed), Cell(", ".join(each.calculators) or "all"),
        ))
        for each in reversed(editions)
    )  # fmt: skip
    return Table("formula-editions", "Editions of the formulas", columns, rows)
