"""What moves the answer most: what leaving the API saves, with one input at either end of its range, the widest first."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import altair as alt

from calculators.charts.axes import Axis, span_axis
from calculators.charts.credits import dollars
from calculators.charts.fleet import drawn_for
from calculators.charts.style import INK, LINE, MUTED, SERIES, Canvas, Text, Y, is_narrow, room, rules, words
from calculators.engine.calculator import Answer
from calculators.engine.outlook import Prospect, Swing
from calculators.engine.sentences import Speaker
from calculators.engine.table import Cell, Chart, Column, Row, Table
from calculators.tables.cells import number

MOST = 8  # bars
THICK, GAP = 13, 11  # pixels: a bar, and from one row to the next
WRAP = {False: 28, True: 38}  # characters of a line of a bar's name, beside it or on a phone above it


@dataclass(frozen=True)
class Span:
    """A bar: from the lower outcome to the higher, with the input's value at each."""

    name: str
    low: float
    high: float
    at_low: str
    at_high: str


def decide_swings(speaker: Speaker, answer: Answer) -> Chart | None:
    """The widest swings round the likely outcome; nothing where no input moves it."""
    outlook, found = answer.calculator.outlook, answer.prospect
    assert outlook is not None
    assert found is not None
    if not found.swings:
        return None
    swings, likely = found.swings[:MOST], found.totals[outlook.outcome]
    spans = [_span(speaker, swing) for swing in swings]
    leaving = answer.values["call.allowed"] > 0
    saved = "What leaving the API saves" if leaving else "What owning saves over renting"
    subtitle = f"{saved}, USD a month, with one input at either end of its range, the others likely; below zero it costs more"
    described = "; ".join(f"{span.name}: {dollars(span.low)} to {dollars(span.high)}" for span in spans)
    return Chart(
        "decide-swings-chart", _finding(speaker, found, likely, "leaving the API" if leaving else "owning instead of renting"),
        subtitle, described, partial(_draw, spans, likely), _table(speaker, outlook.outcome, swings), note=drawn_for(answer),
    )  # fmt: skip


def _span(speaker: Speaker, swing: Swing) -> Span:
    ends = sorted(((swing.at_low, swing.low), (swing.at_high, swing.high)))
    texts = (speaker.value(swing.name, value, bare=True) for _, value in ends)
    return Span(speaker.named(swing.name), ends[0][0], ends[1][0], *texts)


def _finding(speaker: Speaker, found: Prospect, likely: float, leaving: str) -> str:
    """Whether one input alone turns a cost into a saving or back; else which moves it most."""
    turning = [swing for swing in found.swings if min(swing.at_low, swing.at_high) < 0 < max(swing.at_low, swing.at_high)]
    if turning:
        name = speaker.named(turning[0].name)
        return f"{name} alone can undo what {leaving} saves" if likely > 0 else f"{name} alone can make {leaving} pay"
    most = speaker.inline(found.swings[0].name)
    if likely > 0:
        return f"No input within its range undoes what {leaving} saves; the widest swing comes from {most}"
    return f"No input within its range makes {leaving} pay; the widest swing comes from {most}"


def _draw(spans: Sequence[Span], likely: float, width: int) -> dict[str, Any]:
    narrow = is_narrow(width)
    names = ["\n".join(textwrap.wrap(span.name, WRAP[narrow])) for span in spans]
    tops, height = _tops(names, narrow=narrow)
    canvas = Canvas(width, height, 4.0 if narrow else room(names) + 16, 14, top=26, bottom=28)
    axis = _axis(spans, canvas)
    rows = [{"low": span.low, "high": span.high, "y": top, "y2": top + THICK} for span, top in zip(spans, tops, strict=True)]
    bars = alt.Chart(alt.InlineData(values=rows)).mark_rect(color=SERIES[0]).encode(x=axis.x("low"), x2="high:Q", y=Y, y2="y2:Q")
    at, zero = axis.place(likely, canvas.plot), axis.place(0, canvas.plot)
    lines = [rules([(at, -6, at, height)], INK, strokeDash=[2, 3])]
    if 0 < zero < canvas.plot:
        lines.insert(0, rules([(zero, 0, zero, height)], MUTED))
    side = "left" if at < canvas.plot / 2 else "right"
    texts = [Text(at + (-2 if side == "left" else 2), -16, f"likely {dollars(likely)}", INK, side, bold=True)]
    texts += _names(names, tops, narrow=narrow)
    for span, top in zip(spans, tops, strict=True):
        low, high = (axis.place(end, canvas.plot) for end in (span.low, span.high))
        texts += [Text(low - 5, top + THICK / 2, span.at_low, MUTED, "right", halo=True),
                  Text(high + 5, top + THICK / 2, span.at_high, MUTED, halo=True)]  # fmt: skip
    return canvas.spec(*lines[:-1], bars, lines[-1], *words(texts))


def _tops(names: Sequence[str], *, narrow: bool) -> tuple[list[float], float]:
    """The top of each bar, and the height of all: a name stands beside its bar, on a phone above."""
    tops, y = list[float](), 0.0
    for name in names:
        tall = LINE * (name.count("\n") + 1)
        tops.append(y + tall if narrow else y + (tall - THICK) / 2)
        y += tall + GAP + (THICK if narrow else 0)
    return tops, y


def _names(names: Sequence[str], tops: Sequence[float], *, narrow: bool) -> list[Text]:
    if narrow:
        return [
            Text(0, y - 2 - LINE * (name.count("\n") + 1) / 2, name, INK, halo=True) for name, y in zip(names, tops, strict=True)
        ]
    return [Text(-12, y + THICK / 2, name, INK, "right") for name, y in zip(names, tops, strict=True)]


def _axis(spans: Sequence[Span], canvas: Canvas) -> Axis:
    """From the lowest to the highest outcome, with room for the values beside the bars."""
    low, high = min(span.low for span in spans), max(span.high for span in spans)
    before, after = room(span.at_low for span in spans) + 8, room(span.at_high for span in spans) + 8
    pixel = (high - low) / (canvas.plot - before - after)
    return span_axis(low - before * pixel, high + after * pixel, 3 if canvas.narrow else 5)


def _table(speaker: Speaker, outcome: str, swings: Sequence[Swing]) -> Table:
    saved = speaker.quantities[outcome].label
    columns = (
        Column("input", "Input"), Column("low", "Low end"), Column("at_low", saved, "USD a month", numeric=True),
        Column("high", "High end"), Column("at_high", saved, "USD a month", numeric=True),
    )  # fmt: skip
    rows = tuple(
        Row(swing.name, (
            Cell(speaker.named(swing.name)), Cell(speaker.value(swing.name, swing.low, bare=True), repr(swing.low)),
            number(swing.at_low, "money"), Cell(speaker.value(swing.name, swing.high, bare=True), repr(swing.high)),
            number(swing.at_high, "money"),
        ))
        for swing in swings
    )  # fmt: skip
    return Table("decide-swings-bars", "The swings as figures", columns, rows)
