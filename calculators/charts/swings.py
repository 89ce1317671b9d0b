"""What moves the answer most: what leaving the API saves, with one input at either end of its range, the widest first."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import altair as alt

from calculators.charts.axes import Axis, span_axis
from calculators.charts.credits import ELSEWHERE, dollars
from calculators.charts.marks import rule_marks, text_marks
from calculators.charts.style import EM, INK, LINE, MUTED, RULE, SERIES, SIZE, Canvas, Text, Y, is_narrow, room
from calculators.charts.voice import Voice
from calculators.engine.calculator import Answer
from calculators.engine.live import Live
from calculators.engine.outlook import Prospect, Swing
from calculators.engine.sentences import Speaker
from calculators.engine.table import Cell, Chart, Column, Place, Row, Table
from calculators.engine.ticks import tick_text
from calculators.tables.cells import number

ID = "decide-swings-chart"
MOST = 8  # bars
THICK, EDGE = 13, 30  # pixels: of a bar, beside the plot for half a label
PITCH = {False: 2 * LINE + 8, True: 2 * LINE + THICK + 10}  # from one bar to the next: beside its name of two lines or below it
WRAP = {False: 30, True: 36}  # characters of a line of a bar's name, beside it or on a phone above it
TICKS = {False: 5, True: 3}


@dataclass(frozen=True)
class Span:
    """A bar: from the lower outcome to the higher, with the input's value at each."""

    name: str
    low: float
    high: float
    at_low: str
    at_high: str


def decide_swings(voice: Voice, answer: Answer) -> Chart | None:
    """The widest swings round the likely outcome; nothing where no input moves it."""
    outlook, found = answer.calculator.outlook, answer.prospect
    assert outlook is not None
    assert found is not None
    if not found.swings:
        return None
    swings, likely = found.swings[:MOST], found.totals[outlook.outcome]
    spans = [_span(voice.speaker, swing) for swing in swings]
    said = voice.say(ID, *_findings(voice.speaker, answer, found, spans))
    return Chart(
        ID, said["title"], said["subtitle"], said["desc"], partial(_draw, spans, likely),
        _table(voice.speaker, outlook.outcome, swings), note=ELSEWHERE, reading="y", places=partial(_places, spans),
        live=Live("swings", voice.says(ID), _frame, late=True),
    )  # fmt: skip


def _span(speaker: Speaker, swing: Swing) -> Span:
    ends = sorted(((swing.at_low, swing.low), (swing.at_high, swing.high)))
    texts = (speaker.value(swing.name, value, bare=True) for _, value in ends)
    return Span(speaker.named(swing.name), ends[0][0], ends[1][0], *texts)


def _findings(
    speaker: Speaker, answer: Answer, found: Prospect, spans: Sequence[Span]
) -> tuple[dict[str, float], dict[str, str]]:  # fmt: skip
    """What the sentences may use: whether one input alone turns a cost into a saving or back, and which moves it most."""
    assert answer.calculator.outlook is not None
    turning = [swing.name for swing in found.swings if min(swing.at_low, swing.at_high) < 0 < max(swing.at_low, swing.at_high)]
    likely = found.totals[answer.calculator.outlook.outcome]
    labels = {
        "list": "; ".join(f"{span.name}: {dollars(span.low)} to {dollars(span.high)}" for span in spans),
        "turning_input": speaker.named(turning[0]) if turning else "", "widest_input": speaker.inline(found.swings[0].name),
    }  # fmt: skip
    return {**answer.values, "turning": len(turning), "likely": likely}, labels


def _frame(width: int) -> Mapping[str, Any]:
    canvas = _canvas(width)
    return {
        "plot": [canvas.plot, canvas.height], "tops": [_top(canvas, place) for place in range(MOST)], "em": EM[False] * SIZE,
        "name": 4 - EDGE if canvas.narrow else -12, "narrow": canvas.narrow, "most": TICKS[canvas.narrow],
        "wrap": WRAP[canvas.narrow],
    }  # fmt: skip


def _canvas(width: int) -> Canvas:
    narrow = is_narrow(width)
    left = EDGE if narrow else room(["m" * WRAP[narrow]]) + 16
    return Canvas(width, PITCH[narrow] * MOST, left, EDGE, top=26, bottom=28)


def _top(canvas: Canvas, place: int) -> float:
    return PITCH[canvas.narrow] * place + (2 * LINE if canvas.narrow else (PITCH[False] - THICK) / 2)


def wrapped(text: str, most: int) -> str:
    """A text broken into lines of at most so many characters."""
    return re.sub(rf"(.{{1,{most}}})(?: |$)", r"\1\n", text).strip()


def _axis(spans: Sequence[Span], canvas: Canvas) -> Axis:
    """From the lowest to the highest outcome, with room for the values beside the bars."""
    low, high = min(span.low for span in spans), max(span.high for span in spans)
    before, after = room(span.at_low for span in spans) + 8, room(span.at_high for span in spans) + 8
    pixel = (high - low) / (canvas.plot - before - after)
    return span_axis(low - before * pixel, high + after * pixel, TICKS[canvas.narrow])


def _places(spans: Sequence[Span], width: int) -> list[Place]:
    canvas = _canvas(width)
    axis = _axis(spans, canvas)
    return [
        Place(axis.place(span.high, canvas.plot), (_top(canvas, place) + THICK / 2,), axis.place(span.low, canvas.plot))
        for place, span in enumerate(spans)
    ]


def _draw(spans: Sequence[Span], likely: float, width: int) -> dict[str, Any]:
    canvas = _canvas(width)
    axis, tops = _axis(spans, canvas), [_top(canvas, place) for place in range(len(spans))]
    rows = [{"low": span.low, "high": span.high, "y": top, "y2": top + THICK} for span, top in zip(spans, tops, strict=True)]
    bars = alt.Chart(alt.InlineData(values=rows), name="bars").mark_rect(color=SERIES[0])
    bars = bars.encode(x=axis.bare(alt.X, "low"), x2="high:Q", y=Y, y2="y2:Q")
    at, zero = axis.place(likely, canvas.plot), axis.place(0, canvas.plot)
    side = "left" if at < canvas.plot / 2 else "right"
    lows, highs = ([axis.place(end, canvas.plot) for end in ends] for ends in zip(*((s.low, s.high) for s in spans), strict=True))
    beside = [
        Text(x - 5, top + THICK / 2, span.at_low, MUTED, "right", halo=True)
        for x, top, span in zip(lows, tops, spans, strict=True)
    ]
    after = [
        Text(x + 5, top + THICK / 2, span.at_high, MUTED, halo=True) for x, top, span in zip(highs, tops, spans, strict=True)
    ]
    return canvas.spec(
        *_grid(axis, canvas), rule_marks("zero", [(zero, 0, zero, canvas.height)] if 0 < zero < canvas.plot else [], MUTED), bars,
        rule_marks("mean", [(at, -6, at, canvas.height)], INK, strokeDash=[2, 3]),
        *text_marks("likely", [Text(at + (-2 if side == "left" else 2), -16, f"likely {dollars(likely)}", INK, side, bold=True)]),
        *text_marks("names", [_name(canvas, span, top) for span, top in zip(spans, tops, strict=True)]),
        *text_marks("lows", beside), *text_marks("highs", after),
    )  # fmt: skip


def _grid(axis: Axis, canvas: Canvas) -> list[alt.Chart]:
    places = [(axis.place(tick, canvas.plot), tick_text(tick, "money")) for tick in axis.ticks]
    return [
        rule_marks("stops", [(x, 0, x, canvas.height + 5) for x, _ in places], RULE),
        *text_marks("steps", [Text(x, canvas.height + 17, text, MUTED, "center") for x, text in places]),
    ]


def _name(canvas: Canvas, span: Span, top: float) -> Text:
    """On a phone the last line of a name stands right above its bar."""
    text = wrapped(span.name, WRAP[canvas.narrow])
    if canvas.narrow:
        return Text(4 - EDGE, top - 2 - LINE * (text.count("\n") + 1) / 2, text, INK, halo=True)
    return Text(-12, top + THICK / 2, text, INK, "right")


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
