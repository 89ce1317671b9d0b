"""Four ways side by side: what each costs in a month over the horizon, with its range; the open and the struck out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import altair as alt

from calculators.charts.contenders import Contender, contenders
from calculators.charts.credits import ELSEWHERE, dollars
from calculators.charts.marks import rule_marks, text_marks
from calculators.charts.style import COLOR, INK, MUTED, Canvas, Text, X, Y, is_narrow, room, rules
from calculators.charts.voice import Voice
from calculators.engine.calculator import Answer
from calculators.engine.live import Live
from calculators.engine.outlook import BEST, STRUCK
from calculators.engine.table import Cell, Chart, Column, Place, Row, Table
from calculators.engine.ticks import plain_ends
from calculators.tables.cells import NONE, number

ID = "decide-chart"
THICK, PITCH, NAME = 13, {False: 21, True: 42}, 17  # pixels: a bar, from one to the next, on a phone the name above it
STOP, SOFT = 4, 0.7  # half the height of a range's stops; opacity of the ways that are not the best
WIDEST = "$999,999"  # what a figure has room for


def decide(voice: Voice, answer: Answer) -> Chart:
    """The level cost of each way, the least in full color; words where a way is not open."""
    ways = contenders(voice.speaker, answer)
    ranked = sorted((way for way in ways if way.open), key=lambda way: way.cost)
    labels = {
        "list": "; ".join(f"{way.label}: {_figure(way)}" for way in ways), "first": ranked[0].label if ranked else "",
        "second": ranked[1].inside if len(ranked) > 1 else "",
    }  # fmt: skip
    said = voice.say(ID, answer.values, labels)
    assert answer.calculator.outlook is not None
    bands = {answer.calculator.outlook.shown[way.way]: way.band for way in ways}
    live = Live("ways", voice.says(ID), partial(_frame, ways), {"last": bands})
    return Chart(
        ID, said["title"], said["subtitle"], said["desc"], partial(_draw, ways), _table(ways), note=ELSEWHERE, reading="y",
        places=partial(_places, ways), live=live,
    )  # fmt: skip


def _figure(way: Contender) -> str:
    return dollars(way.cost) if way.open else way.state


def _canvas(ways: Sequence[Contender], width: int) -> Canvas:
    narrow = is_narrow(width)
    left = 2.0 if narrow else room((way.label for way in ways), bold=True) + 12
    return Canvas(width, PITCH[narrow] * len(ways), left, room([WIDEST], bold=True) + 10, top=4, bottom=4)


def _top(canvas: Canvas, place: int) -> float:
    return PITCH[canvas.narrow] * place + (NAME if canvas.narrow else 0)


def _frame(ways: Sequence[Contender], width: int) -> Mapping[str, Any]:
    canvas = _canvas(ways, width)
    return {
        "plot": [canvas.plot, canvas.height], "tops": [_top(canvas, place) for place in range(len(ways))],
        "name": [5, -9] if canvas.narrow else [-10, THICK / 2],
    }  # fmt: skip


def _ends(ways: Sequence[Contender], canvas: Canvas) -> list[tuple[float, float, float]]:
    """Of each way, in pixels: the end of its bar, and the range. Zero where it is not open."""
    most = plain_ends(0, max((max(way.cost, way.band[1]) for way in ways if way.open), default=1.0), 5)[1]
    shares = ((way.cost, *way.band) if way.open else (0.0, 0.0, 0.0) for way in ways)
    return [(cost / most * canvas.plot, low / most * canvas.plot, high / most * canvas.plot) for cost, low, high in shares]


def _places(ways: Sequence[Contender], width: int) -> list[Place]:
    canvas = _canvas(ways, width)
    return [Place(end, (_top(canvas, place) + THICK / 2,)) for place, (end, *_) in enumerate(_ends(ways, canvas))]


def _draw(ways: Sequence[Contender], width: int) -> dict[str, Any]:
    canvas = _canvas(ways, width)
    tops, ends = [_top(canvas, place) for place in range(len(ways))], _ends(ways, canvas)
    bars = [
        {"x": 0, "y": top, "x2": end, "y2": top + THICK, "color": way.color, "opacity": 1 if way.state == BEST else SOFT}
        for way, (end, *_), top in zip(ways, ends, tops, strict=True)
    ]
    boxes = alt.Chart(alt.InlineData(values=bars), name="bars").mark_rect()
    boxes = boxes.encode(x=X, y=Y, x2="x2:Q", y2="y2:Q", color=COLOR, opacity=alt.Opacity("opacity:Q", scale=None))
    spans = list[tuple[float, float, float, float]]()
    for way, (_, low, high), top in zip(ways, ends, tops, strict=True):
        y = top + THICK / 2
        spans += [(low, y, high, y), *((x, y - STOP, x, y + STOP) for x in (low, high))] if way.open else []
    sums = [
        Text(max(end, high) + 6, top + THICK / 2, _figure(way), INK if way.state == BEST else MUTED, bold=way.state == BEST)
        for way, (end, _, high), top in zip(ways, ends, tops, strict=True)
    ]
    return canvas.spec(
        boxes, rule_marks("spans", spans, INK, strokeWidth=1.25), rules([(0, 0, 0, canvas.height)], MUTED),
        *text_marks("sums", sums), *text_marks("names", [_name(canvas, way, top) for way, top in zip(ways, tops, strict=True)]),
    )  # fmt: skip


def _name(canvas: Canvas, way: Contender, top: float) -> Text:
    x, down, align = (5, -9, "left") if canvas.narrow else (-10, THICK / 2, "right")
    return Text(x, top + down, way.label, INK, align, way.state == BEST)


def _table(ways: Sequence[Contender]) -> Table:
    """A way that a rule strikes out keeps its price."""
    columns = (
        Column("way", "Way"), Column("likely", "Likely", "USD a month", numeric=True),
        Column("low", "Band from", "USD a month", numeric=True), Column("high", "Band to", "USD a month", numeric=True),
        Column("chance", "Cheapest in", "%", numeric=True), Column("state", "State"),
    )  # fmt: skip
    rows = tuple(
        Row(way.way, (
            Cell(way.label), number(way.cost, "money"), *(number(end, "money") for end in way.band),
            NONE if way.state == STRUCK else number(way.chance, "share"), Cell(way.state),
        ))
        for way in ways
    )  # fmt: skip
    return Table("decide-bars", "The bars as figures", columns, rows)
