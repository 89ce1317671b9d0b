"""Tables of what changed: prices that moved, offers that came or ended, and what that did to each example."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from calculators.changes import Difference, Effect
from calculators.decision import OUTLOOK
from calculators.engine.sentences import Speaker
from calculators.engine.table import Cell, Column, Row, Table
from calculators.price_moves import ENDED, GPU_PRICE, MOVED, NEW, OfferMove, prices_of
from calculators.records.edition import Edition
from calculators.records.market import Market
from calculators.records.offer import GpuOffer
from calculators.standings import NONE_OPEN, PAYS_FROM, UNANSWERED, Standing
from calculators.tables.cells import GPU_HOUR, NONE, PER_MTOKEN, PROVENANCE, day_cell, known, number, source_cell
from calculators.tables.prices import API_PRICES, GPU_NAMES, GPU_PRICES, LONG_ABOVE, RARE_PRICES, gpu_names

LABELS = dict((*API_PRICES, *RARE_PRICES, LONG_ABOVE))
API_NAMES = (Column("model", "Model"), Column("seller", "Seller"))
HEADLINE = tuple((key, label) for key, label in API_PRICES if key in {"input_price", "output_price"})
CHANGE = Column("change", "Change", "%", numeric=True)
SINCE = PROVENANCE[:2]
LISTED = {  # by kind, and whether GPUs are meant
    (NEW, False): "API offers coming on record", (NEW, True): "GPU offers coming on record",
    (ENDED, False): "API offers ending", (ENDED, True): "GPU offers ending",
}  # fmt: skip
VERDICTS = {UNANSWERED: "no answer", NONE_OPEN: "no way at all"}


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
    unit = GPU_HOUR if gpu else PER_MTOKEN
    ends = (Column("old", "Before", unit, numeric=True), Column("new", "After", unit, numeric=True))
    names = GPU_NAMES if gpu else (*API_NAMES, Column("price", "Price"))
    rows = tuple(
        Row(f"{move.offer.id}-{price.key}", (
            *_named(move, market), *(() if gpu else (Cell(LABELS[price.key]),)), _figure(price.key, price.old),
            _figure(price.key, price.new), moved_cell(price.share), *_since(move),
        ))
        for move in _of(found, MOVED, gpu=gpu) for price in move.prices
    )  # fmt: skip
    kind = "GPU" if gpu else "API"
    return Table(f"{kind.lower()}-moved-{found.day}", f"{kind} prices before and after", (*names, *ends, CHANGE, *SINCE), rows)


def _listed(found: Difference, market: Market, kind: str) -> list[Table]:
    """A row for each offer that came or ended, with its main prices."""
    api = (*API_NAMES, *(Column(key, label, PER_MTOKEN, numeric=True) for key, label in HEADLINE))
    tables = []
    for gpu, names in ((False, api), (True, (*GPU_NAMES, GPU_PRICES[0]))):
        keys = (GPU_PRICE,) if gpu else tuple(key for key, _ in HEADLINE)
        rows = tuple(
            Row(move.offer.id, (
                *_named(move, market), *(known(prices_of(move.offer, move.entry), key, style="price") for key in keys),
                *_since(move),
            ))
            for move in _of(found, kind, gpu=gpu)
        )  # fmt: skip
        seller = "gpu" if gpu else "api"
        tables.append(Table(f"{seller}-{kind}-{found.day}", LISTED[kind, gpu], (*names, *SINCE), rows))
    return tables


def _named(move: OfferMove, market: Market) -> tuple[Cell, ...]:
    """The cells of API_NAMES or GPU_NAMES."""
    if isinstance(move.offer, GpuOffer):
        return gpu_names(move.offer, market)
    return Cell(move.offer.label), Cell(move.offer.seller.name)


def _since(move: OfferMove) -> tuple[Cell, Cell]:
    """The cells of SINCE."""
    day = move.day.isoformat()
    seen = move.entry.first_sighting and move.kind != ENDED
    return Cell(f"by {day}" if seen else day, day), source_cell(move.entry.source)


def _figure(key: str, value: float | None) -> Cell:
    if value is None:
        return Cell("not sold")
    return number(value, "count" if key == LONG_ABOVE[0] else "price")


def moved_cell(share: float | None) -> Cell:
    """A change in percent, with its sign."""
    if share is None:
        return NONE
    cell = number(share, "share")
    return Cell(f"+{cell.text}" if share > 0 else cell.text, cell.sort)


def verdict_words(speaker: Speaker, verdict: str) -> str:
    """Who wins, within a sentence."""
    return VERDICTS.get(verdict) or speaker.inline(OUTLOOK.shown[verdict], owned=False)


def effects_table(found: Difference, speaker: Speaker, names: Mapping[str, str]) -> Table:
    """The examples of which something moved. names: what each is called."""
    ways = tuple(Column(way, speaker.quantities[name].label, _head(speaker, name), numeric=True)
                 for way, name in OUTLOOK.shown.items())  # fmt: skip
    pays = Column("pays", speaker.quantities[PAYS_FROM].label, _head(speaker, PAYS_FROM), numeric=True)
    rows = tuple(
        Row(effect.preset, (Cell(names[effect.preset]), *cells))
        for effect in found.effects or ()
        if (cells := _effect_cells(effect, speaker)) and (effect.flipped or any(cell.note for cell in cells))
    )
    columns = (Column("example", "Example"), *ways, pays, Column("verdict", "Verdict"))
    return Table(f"effects-{found.day}", "What that does to the examples", columns, rows)


def _head(speaker: Speaker, name: str) -> str:
    return speaker.words[speaker.quantities[name].unit_text].head


def _effect_cells(effect: Effect, speaker: Speaker) -> tuple[Cell, ...]:
    """What each way costs, where renting starts to pay, and the verdict; a note where it was another."""
    before, after = effect.before, effect.after
    costs = (_cost(before, after, way, name, speaker) for way, name in OUTLOOK.shown.items())
    pays = _compared(before.pays_from, after.pays_from, PAYS_FROM, speaker)
    verdict = verdict_words(speaker, after.verdict)
    was = f"was {verdict_words(speaker, before.verdict)}" if effect.flipped else ""
    return *costs, pays, Cell(verdict, note=was)


def _cost(before: Standing, after: Standing, way: str, name: str, speaker: Speaker) -> Cell:
    old, new = (None if way in each.out else each.costs.get(way) for each in (before, after))
    return _compared(old, new, name, speaker)


def _compared(old: float | None, new: float | None, name: str, speaker: Speaker) -> Cell:
    """The newer of two figures, and what it was where that reads otherwise."""
    was, text = (NONE.text if each is None else speaker.value(name, each, bare=True) for each in (old, new))
    sort = "" if new is None else repr(float(new))
    if was == text:
        return Cell(text, sort)
    whole = old is not None and new is not None and old > 0 and math.isfinite(old) and math.isfinite(new)
    share = f", {moved_cell(new / old - 1).text}" if whole and old and new else ""
    return Cell(text, sort, note=f"was {was}{share}")


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


def flips_words(found: Difference, speaker: Speaker, names: Mapping[str, str]) -> list[str]:
    """A sentence for each example whose verdict changed."""
    return [
        f"{names[effect.preset]}: from {verdict_words(speaker, effect.before.verdict)} "
        f"to {verdict_words(speaker, effect.after.verdict)}."
        for effect in found.flips
    ]


def editions_table(editions: Sequence[Edition]) -> Table:
    """The method's own changelog, the newest first."""
    columns = (Column("edition", "Edition", numeric=True), Column("day", "Day"), Column("changed", "What changed"),
               Column("calculators", "Answers that moved"))  # fmt: skip
    rows = tuple(
        Row(f"edition-{each.number}", (
            number(each.number, "count"), day_cell(each.day), Cell(each.changed), Cell(", ".join(each.calculators) or "all"),
        ))
        for each in reversed(editions)
    )  # fmt: skip
    return Table("editions", "Editions of the formulas", columns, rows)
