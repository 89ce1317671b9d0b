"""Month by month: what each open way has cost so far, and from when another has cost less in all than calling."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from calculators.charts.axes import Axis, span_axis
from calculators.charts.contenders import Contender, contenders
from calculators.charts.credits import ELSEWHERE
from calculators.charts.marks import axis_marks, dot_marks, line_marks, rule_marks, text_marks
from calculators.charts.plot import Plot
from calculators.charts.style import DASHES, EM, INK, LINE, MUTED, SIZE, Canvas, Text, apart, is_narrow, room
from calculators.charts.trail import API, Trail, findings, money, trail_of
from calculators.charts.voice import Voice
from calculators.engine.calculator import Answer
from calculators.engine.live import Live
from calculators.engine.table import Chart, Column, Place, Row, Table
from calculators.tables.cells import NONE, number

ID = "decide-months-chart"
MONTH_STEPS = (1, 2, 3, 6, 12, 24)  # months from one named month to the next
MOST = {False: 6, True: 3}  # named months
WIDEST = "$999,999"


def decide_months(voice: Voice, answer: Answer) -> Chart | None:
    """What every open way has cost so far; nothing where every way is struck out."""
    ways = contenders(voice.speaker, answer)
    if not any(way.open for way in ways):
        return None
    trail = trail_of(answer, ways)
    said = voice.say(ID, *findings(answer, trail))
    trail = replace(trail, said=said)
    live = Live("trail", voice.says(ID), partial(_frame, ways), {"base": API, "steps": MONTH_STEPS})
    return Chart(
        ID, said["title"], said["subtitle"], said["desc"], partial(_draw, trail), _table(trail), note=ELSEWHERE,
        places=partial(_places, trail), live=live,
    )  # fmt: skip


def _short(way: Contender) -> str:
    return way.label.removeprefix("The ").capitalize()


def _canvas(ways: Sequence[Contender], width: int) -> Canvas:
    narrow = is_narrow(width)
    names = [_short(way) if narrow else f"{_short(way)} {WIDEST}" for way in ways]
    return Canvas(width, 270 if narrow else 350, 62, room(names, bold=True) + 12, bottom=48)


def _frame(ways: Sequence[Contender], width: int) -> Mapping[str, Any]:
    canvas = _canvas(ways, width)
    return {
        "plot": [canvas.plot, canvas.height], "narrow": canvas.narrow, "most": MOST[canvas.narrow], "em": EM[False] * SIZE,
    }  # fmt: skip


def _plot(trail: Trail, width: int) -> Plot:
    every = trail.frame[[way.way for way in trail.open]]
    months = _month_axis(len(trail.frame) - 1, MOST[is_narrow(width)])
    return Plot(
        _canvas(trail.ways, width), months, span_axis(min(0.0, float(every.min().min())), float(every.max().max()) or 1.0, 5)
    )


def _month_axis(last: int, most: int) -> Axis:
    step = next((step for step in MONTH_STEPS if step * most >= last), MONTH_STEPS[-1])
    return Axis(0, last, tuple(float(month) for month in range(0, last + 1, step)))


def _places(trail: Trail, width: int) -> list[Place]:
    plot = _plot(trail, width)
    return [
        Place(plot.across(month), tuple(plot.down(float(trail.frame[way.way].iloc[month])) for way in trail.open))
        for month in range(len(trail.frame))
    ]


def _draw(trail: Trail, width: int) -> dict[str, Any]:
    plot = _plot(trail, width)
    lines = [
        line_marks(f"line_{way.way}", plot, trail.frame, ("month", way.way), way.color, strokeDash=DASHES[way.color],
                   opacity=float(way.open))
        for way in trail.ways
    ]  # fmt: skip
    places = apart([plot.down(trail.end(way)) for way in trail.open], 18, 0, plot.canvas.height)
    ends = {way.way: place for way, place in zip(trail.open, places, strict=True)}
    labels = [
        mark
        for way in trail.ways
        for mark in text_marks(f"end_{way.way}", _end(trail, plot, way, ends), color=way.color, bold=True)
    ]
    return plot.canvas.spec(
        *axis_marks(plot, "months from the start", "count", "money"),
        *lines,
        *_turned(trail, plot),
        *_upfront(trail, plot),
        *labels,
    )


def _end(trail: Trail, plot: Plot, way: Contender, ends: Mapping[str, float]) -> list[Text]:
    if not way.open:
        return []
    text = _short(way) if plot.canvas.narrow else f"{_short(way)} {money(trail.end(way))}"
    return [Text(plot.canvas.plot + 8, ends[way.way], text, way.color, bold=True)]


def _turned(trail: Trail, plot: Plot) -> list[Any]:
    """A line at the month of change, a dot where the cheaper way stands then, and words."""
    height, turned = plot.canvas.height, trail.turned
    at = [plot.at(trail.month, float(trail.frame[turned.way].iloc[int(trail.month)]))] if turned else []
    said = [_beside(trail, plot, x, trail.said["turn_narrow" if plot.canvas.narrow else "turn"]) for x, _ in at]
    return [
        rule_marks("turn", [(x, 0, x, height) for x, _ in at], INK, strokeDash=[2, 3]), dot_marks("dot", at, INK, 70),
        *text_marks("said", said, color=INK, halo=True),
    ]  # fmt: skip


def _beside(trail: Trail, plot: Plot, x: float, text: str) -> Text:
    """Words to the left of a line where they fit; else to its right, below all that is drawn there, or else at the top."""
    half, height = LINE * (text.count("\n") + 1) / 2 + 6, plot.canvas.height
    if x - 8 > room([text]):
        return Text(x - 8, half, text, INK, "right", halo=True)
    later = trail.frame[trail.frame["month"] >= trail.month][[way.way for way in trail.open]]
    under = plot.down(float(later.min().min())) < height - 2 * half
    return Text(x + 8, height - half if under else half, text, INK, halo=True)


def _upfront(trail: Trail, plot: Plot) -> list[Any]:
    """What the way that asks most before it starts asks then, where nothing else is said."""
    most = max(float(trail.frame[way.way].iloc[0]) for way in trail.open)
    said = [Text(6, plot.down(most) + 16, trail.said["upfront"], MUTED, halo=True)]
    return text_marks("upfront", said if most > 0 and not trail.turned else [], halo=True)


def _table(trail: Trail) -> Table:
    columns = (
        Column("month", "Month", "from the start", numeric=True),
        *(Column(way.way, way.label, "USD so far", numeric=True) for way in trail.ways),
    )
    rows = tuple(
        Row(str(month), (
            number(month, "count"),
            *(number(float(trail.frame[way.way].iloc[month]), "money") if way.open else NONE for way in trail.ways),
        ))
        for month in range(len(trail.frame))
    )  # fmt: skip
    return Table("decide-months-lines", "The lines as figures; month 0 is what is paid up front", columns, rows)
