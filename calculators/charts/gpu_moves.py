"""Every on-demand price per GPU-hour that has moved, from what it was to what it is: who cut, and who raised."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import altair as alt

from calculators.charts.axes import Axis, zero_axis
from calculators.charts.credits import credited, dollars, signed_percent
from calculators.charts.style import INK, MUTED, RULE, SERIES, Canvas, Text, is_narrow, points, room, rules, words
from calculators.engine.dated import Dated
from calculators.engine.numbers import number_text
from calculators.engine.problems import NotOnRecordError
from calculators.engine.table import Cell, Chart, Column, Place, Row, Table
from calculators.records.market import Market
from calculators.records.offer import GpuOffer
from calculators.tables.cells import GPU_HOUR, PROVENANCE, number, provenance

FROM = dt.date(2023, 1, 1)
SIDES = {"hyperscaler": "Hyperscalers", "specialized": "Specialized clouds"}
CUT, RISE = SERIES[0], SERIES[1]
ROW, HEAD = {False: 24, True: 42}, 30  # pixels for a price, where on a phone its name stands above; for the head of a side


@dataclass(frozen=True)
class Move:
    """An offer's first price on record and its last, USD per GPU-hour, with the entry that brought the last."""

    offer: GpuOffer
    gpu: str
    before: float
    after: float
    entry: Dated

    @property
    def change(self) -> float:
        """The change as a share of the first price."""
        return self.after / self.before - 1

    @property
    def name(self) -> str:
        """Whose price it is, of which GPU."""
        return f"{self.offer.seller.name} {self.gpu}"


def gpu_price_moves(market: Market, day: dt.date) -> Chart:
    """An arrow for each price that moved, hyperscalers first, the deepest cut at the top.

    Raises NotOnRecordError for a day by which none has moved.
    """
    moves = _moves(market, day)
    if not moves:
        raise NotOnRecordError([f"no on-demand GPU price on record has moved by {day}; choose a later day"])
    said = "; ".join(f"{move.name} {number_text(move.before, 'price')} to {number_text(move.after, 'price')}" for move in moves)
    sources, note = credited(move.entry.source for move in moves)
    subtitle = f"USD per GPU-hour on demand: from the first price on record to the last, for each that moved since {FROM.year}"
    return Chart(
        "gpu-price-moves", _finding(moves), subtitle, said, partial(_draw, moves), _table(moves), sources, note, "y", told=5,
        places=partial(_places, moves),
    )  # fmt: skip


def _moves(market: Market, day: dt.date) -> list[Move]:
    """Moves of prices on demand, without those of low confidence; of an offer that is still sold."""
    found = []
    for offer in market.gpu.values():
        entries = [entry for entry in offer.history.until(day) if entry.confidence != "low"]
        sold = offer.billing == "on_demand" and offer.kind in SIDES and offer.history.on(day)
        if sold and len(entries) > 1 and entries[-1].since >= FROM:
            before, after = (offer.gpu_price(entry) for entry in (entries[0], entries[-1]))
            if before != after:
                found.append(Move(offer, market.hardware[offer.gpu].label, before, after, entries[-1]))
    return sorted(found, key=lambda move: (list(SIDES).index(move.offer.kind), move.change))


def _finding(moves: Sequence[Move]) -> str:
    """How many prices each side cut and raised."""
    parts = []
    for kind, name in SIDES.items():
        own = [move for move in moves if move.offer.kind == kind]
        cuts = sum(move.change < 0 for move in own)
        if own:
            parts.append(f"{name.lower()} cut {cuts or 'none'} and raised {len(own) - cuts or 'none'}")
    return f"Of {len(moves)} on-demand GPU prices that moved, {'; '.join(parts)}"


def _draw(moves: Sequence[Move], width: int) -> dict[str, Any]:
    canvas = _canvas(moves, width)
    axis, heights = _axis(moves, canvas), _heights(moves, canvas.narrow)
    rows = list(zip(moves, heights, strict=True))
    layers, labels = _grid(canvas, axis)
    for color, shape, own in (
        (CUT, "triangle-left", [row for row in rows if row[0].change < 0]),
        (RISE, "triangle-right", [row for row in rows if row[0].change >= 0]),
    ):
        if own:
            spans = [(axis.place(move.before, canvas.plot), y, axis.place(move.after, canvas.plot), y) for move, y in own]
            layers += [rules(spans, color, strokeWidth=2), points([(x, y) for x, y, *_ in spans], color, size=26)]
            layers.append(points([(x, y) for _, _, x, y in spans], color, shape, 70))
    return canvas.spec(*layers, *words([*labels, *_names(rows, canvas), *_heads(moves, heights, canvas), *_key(canvas)]))


def _canvas(moves: Sequence[Move], width: int) -> Canvas:
    narrow = is_narrow(width)
    left = 2.0 if narrow else room(move.name for move in moves) + 12
    height = _heights(moves, narrow)[-1] + 14
    return Canvas(width, height, left, 14 if narrow else room([_change(moves[-1])]) + 20, top=34, bottom=26)


def _axis(moves: Sequence[Move], canvas: Canvas) -> Axis:
    return zero_axis(max(max(move.before, move.after) for move in moves), 4 if canvas.narrow else 7, dollars=True)


def _heights(moves: Sequence[Move], narrow: bool) -> list[float]:
    """The middle of each arrow, with room for the head of each side."""
    found, y, side = list[float](), 0.0, ""
    for move in moves:
        if move.offer.kind != side:
            y, side = y + HEAD, move.offer.kind
        found.append(y + ROW[narrow] * (0.75 if narrow else 0.5))
        y += ROW[narrow]
    return found


def _places(moves: Sequence[Move], width: int) -> list[Place]:
    canvas = _canvas(moves, width)
    axis = _axis(moves, canvas)
    return [
        Place(axis.place(move.after, canvas.plot), (y,))
        for move, y in zip(moves, _heights(moves, canvas.narrow), strict=True)
    ]  # fmt: skip


def _grid(canvas: Canvas, axis: Axis) -> tuple[list[alt.Chart], list[Text]]:
    """A thin line at each round price, named below."""
    places = [(tick, axis.place(tick, canvas.plot)) for tick in axis.ticks]
    lines = rules([(x, HEAD - 4, x, canvas.height) for _, x in places], RULE)
    return [lines], [Text(x, canvas.height + 14, dollars(tick), MUTED, "center" if tick else "left") for tick, x in places]


def _change(move: Move) -> str:
    return signed_percent(move.change)


def _names(rows: Sequence[tuple[Move, float]], canvas: Canvas) -> list[Text]:
    """Whose price each arrow is, and by how much it moved."""
    edge = canvas.plot + canvas.right - 2
    names = [
        Text(5, y - 17, move.name, INK) if canvas.narrow else Text(-10, y, move.name, INK, "right") for move, y in rows
    ]  # fmt: skip
    return names + [Text(edge, y - (17 if canvas.narrow else 0), _change(move), INK, "right") for move, y in rows]


def _heads(moves: Sequence[Move], heights: Sequence[float], canvas: Canvas) -> list[Text]:
    """The name of each side above its first price, and the months in which its prices moved."""
    above, x, align = (37, 5.0, "left") if canvas.narrow else (22, -10.0, "right")
    edge, found = canvas.plot + canvas.right - 2, []
    for kind, name in SIDES.items():
        own = [(move, y) for move, y in zip(moves, heights, strict=True) if move.offer.kind == kind]
        if own:
            days = [move.entry.since for move, _ in own]
            span = "–".join(dict.fromkeys(f"{day:%b %Y}" for day in (min(days), max(days))))
            y = own[0][1] - above
            found += [Text(x, y, name, MUTED, align, bold=True), Text(edge, y, span, MUTED, "right")]
    return found


def _key(canvas: Canvas) -> list[Text]:
    first, at = "◀ cut", 5 if canvas.narrow else 0
    return [Text(at, -18, first, CUT, bold=True), Text(at + room([first], bold=True) + 12, -18, "▶ raised", RISE, bold=True)]


def _table(moves: Sequence[Move]) -> Table:
    columns = (
        Column("price", "Price"), Column("side", "Side"), Column("before", "First", GPU_HOUR, numeric=True),
        Column("after", "Last", GPU_HOUR, numeric=True), Column("change", "Change", "%", numeric=True), *PROVENANCE,
    )  # fmt: skip
    rows = tuple(
        Row(move.offer.id, (
            Cell(move.name), Cell(SIDES[move.offer.kind]), number(move.before, "price"), number(move.after, "price"),
            Cell(_change(move), repr(move.change)), *provenance(move.entry),
        ))
        for move in moves
    )  # fmt: skip
    return Table("gpu-price-arrows", "The arrows as figures", columns, rows)
