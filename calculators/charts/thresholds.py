"""From where guides say that leaving the API pays, the lowest first, with the range that this guide computes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from calculators.charts.axes import Axis, decade_axis
from calculators.charts.credits import ELSEWHERE
from calculators.charts.style import CALL, INK, MUTED, RENT, RULE, Canvas, Text, boxes, is_narrow, points, room, rules, words
from calculators.disagreement import Disagreement
from calculators.engine.numbers import number_text
from calculators.engine.table import Cell, Chart, Column, Place, Row, Table
from calculators.engine.ticks import tick_text
from calculators.records.claim import ABOVE, Claim, Measure
from calculators.tables.cells import NONE, day_cell, source_cell

ROW = {False: 26, True: 44}  # pixels for a guide: on a phone its name stands above its mark
OWN = "This guide"
ONE, HEAD = 8, 26  # half of a mark's width; room for the key


@dataclass(frozen=True)
class Span:
    """A row: who says it, from where to where, whether above it leaving pays or below it does not; the guide's own last."""

    id: str
    name: str
    low: float
    high: float
    says: str
    own: bool = False
    claim: Claim | None = None


def thresholds(disagreement: Disagreement, name: str) -> Chart:
    """Published thresholds in one measure, on a log axis."""
    measure, spans = disagreement.measure(name), _spans(disagreement, name)
    ratio = disagreement.ratio_words(name)
    title = f"Published thresholds in {measure.label} lie {ratio} apart"
    none = any(math.isinf(each.value) for each in disagreement.moved(name))
    also = "; with some choices none is in reach" if none else ""
    subtitle = (
        f"Leaving the API pays from here on, or not below it; log axis. {OWN}: the least to the most that five choices give{also}"
    )
    described = "; ".join(f"{span.name} {_text(span, measure)}" for span in spans)
    return Chart(
        f"thresholds-{name}-chart", title, subtitle, described, partial(_draw, spans, measure), _table(spans, measure, name),
        note=f"Each threshold’s source stands in the data. {ELSEWHERE}", reading="y", told=3,
        places=partial(_places, spans, measure),
    )  # fmt: skip


def _spans(disagreement: Disagreement, name: str) -> list[Span]:
    times = disagreement.measure(name).times
    found = [
        Span(claim.id, claim.who, claim.threshold.low * times, claim.threshold.high * times, claim.threshold.says, claim=claim)
        for claim in disagreement.stated_in(name)
        if claim.threshold
    ]
    own = disagreement.own_range(name)
    return [*found, Span("own", OWN, own[0] * times, own[1] * times, ABOVE, own=True)] if own else found


def _text(span: Span, measure: Measure) -> str:
    low, high = (tick_text(float(f"{end:.3g}"), measure.style) for end in (span.low, span.high))
    return low if low == high else f"{low}–{high}"


def _axis(spans: Sequence[Span], measure: Measure) -> Axis:
    return decade_axis(min(span.low for span in spans), max(span.high for span in spans), dollars=measure.style == "money")


def _draw(spans: Sequence[Span], measure: Measure, width: int) -> dict[str, Any]:
    canvas, axis = _canvas(spans, measure, width), _axis(spans, measure)
    rows = [(span, y, *_ends(span, axis, canvas)) for span, y in _rows(spans, canvas)]
    grid = [(axis.place(tick, canvas.plot), tick) for tick in axis.ticks]
    layers = [rules([(x, 0, x, canvas.height) for x, _ in grid], RULE)]
    layers.append(boxes([(x - ONE / 2, y - 5, x2 + ONE / 2, y + 5) for span, y, x, x2 in rows if span.own], RENT))
    for says, color, shape in ((ABOVE, INK, "circle"), ("below", CALL, "triangle-left")):
        own = [(y, x, x2) for span, y, x, x2 in rows if span.says == says and not span.own]
        if lines := [(x, y, x2, y) for y, x, x2 in own if x2 > x]:
            layers.append(rules(lines, color, strokeWidth=2))
        layers.append(points([(x, y) for y, *ends in own for x in dict.fromkeys(ends)], color, shape, 60))
    narrow = canvas.narrow
    names = [
        Text(0, y - 17, span.name, INK, bold=span.own) if narrow else Text(-10, y, span.name, INK, "right", span.own)
        for span, y, _, _ in rows
    ]
    figures = [_figure(span, y, x, x2, canvas, measure) for span, y, x, x2 in rows]
    step = 2 if narrow and len(grid) > 5 else 1
    ticks = [
        Text(
            x,
            canvas.height + 14,
            tick_text(tick, measure.style),
            MUTED,
            "center" if 0 < x < canvas.plot else "left" if x == 0 else "right",
        )
        for x, tick in grid[::step]
    ]
    return canvas.spec(*layers, *words([*names, *figures, *ticks, *_key(canvas)]))


def _figure(span: Span, y: float, x: float, x2: float, canvas: Canvas, measure: Measure) -> Text:
    """The figure beside its mark, on the side where there is room."""
    text = _text(span, measure)
    if x2 + 14 + room([text]) < canvas.plot + canvas.right:
        return Text(x2 + 11, y, text, MUTED, halo=True)
    return Text(x - 11, y, text, MUTED, "right", halo=True)


def _canvas(spans: Sequence[Span], measure: Measure, width: int) -> Canvas:
    narrow = is_narrow(width)
    left = 8.0 if narrow else room((span.name for span in spans), bold=True) + 14
    right = max((room([_text(span, measure)]) + 16 for span in spans if span.own), default=20)  # its bar is the widest
    return Canvas(width, ROW[narrow] * len(spans) + 4, left, right, top=HEAD + 14, bottom=26)


def _rows(spans: Sequence[Span], canvas: Canvas) -> list[tuple[Span, float]]:
    """Each row with the height of its mark."""
    return [(span, ROW[canvas.narrow] * (index + (0.66 if canvas.narrow else 0.5))) for index, span in enumerate(spans)]


def _ends(span: Span, axis: Axis, canvas: Canvas) -> tuple[float, float]:
    return axis.place(span.low, canvas.plot), axis.place(span.high, canvas.plot)


def _places(spans: Sequence[Span], measure: Measure, width: int) -> list[Place]:
    canvas, axis = _canvas(spans, measure, width), _axis(spans, measure)
    found = ((y, _ends(span, axis, canvas)) for span, y in _rows(spans, canvas))
    return [Place(x, (y,), x2) for y, (x, x2) in found]


def _key(canvas: Canvas) -> list[Text]:
    first, second = "● pays above", "◀ does not pay below"
    at = -canvas.left + 8 if canvas.narrow else 0.0
    return [Text(at, -24, first, INK, bold=True), Text(at + room([first], bold=True) + 8, -24, second, CALL, bold=True)]


def _table(spans: Sequence[Span], measure: Measure, name: str) -> Table:
    """One row for each mark."""
    columns = (
        Column("who", "Who"), Column("low", "From", measure.label, numeric=True),
        Column("high", "To", measure.label, numeric=True), Column("says", "Leaving the API"),
        Column("dated", "Its day"), Column("source", "Source"),
    )  # fmt: skip
    rows = tuple(
        Row(span.id, (
            Cell(span.name), *(Cell(number_text(end, measure.style), repr(end)) for end in (span.low, span.high)),
            Cell("pays above" if span.says == ABOVE else "does not pay below"),
            day_cell(span.claim.dated) if span.claim else NONE,
            source_cell(span.claim.source) if span.claim else Cell("computed here"),
        ))
        for span in spans
    )  # fmt: skip
    return Table(f"thresholds-{name}-marks", f"The thresholds in {measure.label}, as figures", columns, rows)
