"""Who wins where: the cheapest way over requests a month and length of the answer, all else as the reader has it."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from calculators.charts.axes import PLAIN, Axis
from calculators.charts.contenders import COLORS
from calculators.charts.credits import ELSEWHERE
from calculators.charts.marks import axis_marks, dot_marks, text_marks, tile_marks
from calculators.charts.plot import Plot
from calculators.charts.style import INK, RULE, Canvas, Text, is_narrow
from calculators.charts.voice import Voice
from calculators.engine.atlas import NOBODY, winners
from calculators.engine.calculator import Answer
from calculators.engine.live import Live
from calculators.engine.numbers import number_text
from calculators.engine.quantity import Quantities
from calculators.engine.table import Cell, Chart, Column, Place, Row, Table
from calculators.engine.ticks import decades

ID = "decide-atlas-chart"
COLUMNS = (
    Column("length", "Output tokens", "a request", numeric=True),
    Column("ways", "Cheapest way, from few requests a month to many"),
)  # fmt: skip


def decide_atlas(voice: Voice, quantities: Quantities, day: dt.date, answer: Answer) -> Chart | None:
    """The map for the guide's own inputs. Pages of presets go without: a map takes a second to work out."""
    return None if answer.asked or answer.chosen else atlas_chart(voice, quantities, day, answer)


def atlas_chart(voice: Voice, quantities: Quantities, day: dt.date, answer: Answer) -> Chart:
    """The map for any answer."""
    atlas = answer.calculator.atlas
    assert atlas is not None
    found = winners(answer.calculator, quantities, day, answer)
    names = _names(voice, answer)
    lines = [_line([column[place] for column in found], atlas.columns, names) for place in range(len(atlas.rows))]
    said = voice.say(ID, *_findings(answer, found, names))
    axes = _axis(atlas.columns), _axis(atlas.rows)
    live = Live("atlas", voice.says(ID), _frame, {"ends": [[axis.low, axis.high] for axis in axes]}, late=True)
    rows = tuple(
        Row(number_text(row, "count"), (Cell(number_text(row, "count"), repr(row)), Cell(line)))
        for row, line in zip(atlas.rows, lines, strict=True)
    )
    table = Table("decide-atlas-rows", "The map as words", COLUMNS, rows)
    own = answer.values["volume"], answer.values[atlas.up]
    return Chart(
        ID, said["title"], said["subtitle"], said["desc"], partial(_draw, found, names, axes, own), table, note=ELSEWHERE,
        reading="y", places=partial(_places, len(atlas.rows)), live=live,
    )  # fmt: skip


def _names(voice: Voice, answer: Answer) -> dict[str, str]:
    """Each way as it is called within a sentence."""
    assert answer.calculator.outlook is not None
    shown = answer.calculator.outlook.shown
    return {way: voice.speaker.inline(name, owned=False) for way, name in shown.items()} | {NOBODY: "no way"}


def _line(ways: Sequence[str], columns: Sequence[float], names: Mapping[str, str]) -> str:
    """A row in words: calling; from 1.3M renting."""
    parts = [names[ways[0]]]
    for before, way, column in zip(ways, ways[1:], columns[1:], strict=False):
        if way != before:
            parts.append(f"from {number_text(column, 'count')} {names[way]}")
    return "; ".join(parts)


def _findings(
    answer: Answer, found: Sequence[Sequence[str]], names: Mapping[str, str]
) -> tuple[dict[str, float], dict[str, str]]:
    """Where the way that wins at few requests loses, for answers as long as the reader's."""
    atlas = answer.calculator.atlas
    assert atlas is not None
    own = answer.values[atlas.up]
    row = min(range(len(atlas.rows)), key=lambda place: max(atlas.rows[place] / own, own / atlas.rows[place]))
    ways = [column[row] for column in found]
    turn = next((place for place, way in enumerate(ways) if way != ways[0]), None)
    values = {
        **answer.values, "map_ways": float(len({way for column in found for way in column})),
        "map_turn": math.inf if turn is None else atlas.columns[turn],
    }  # fmt: skip
    labels = {
        "map_first": names[ways[0]].capitalize(), "map_next": "" if turn is None else names[ways[turn]].capitalize(),
        "map_turn": "" if turn is None else number_text(atlas.columns[turn], "count"),
    }  # fmt: skip
    return values, labels


def _axis(values: Sequence[float]) -> Axis:
    """A log axis on which every value has the middle of an equal part."""
    half = (values[-1] / values[0]) ** (0.5 / (len(values) - 1))
    return Axis(values[0] / half, values[-1] * half, tuple(decades(values[0], values[-1])), PLAIN, log=True)


def _canvas(width: int) -> Canvas:
    return Canvas(width, 220 if is_narrow(width) else 280, 52, 16, bottom=48)


def _frame(width: int) -> dict[str, Any]:
    canvas = _canvas(width)
    return {"plot": [canvas.plot, canvas.height]}


def _draw(
    found: Sequence[Sequence[str]], names: Mapping[str, str], axes: tuple[Axis, Axis], own: tuple[float, float], width: int
) -> dict[str, Any]:  # fmt: skip
    canvas = _canvas(width)
    plot = Plot(canvas, *axes)
    wide, high = canvas.plot / len(found), canvas.height / len(found[0])
    tiles, middles = list[tuple[float, float, float, float, str]](), dict[str, list[tuple[float, float]]]()
    for column, ways in enumerate(found):
        for row, way in enumerate(ways):
            x, y = column * wide, canvas.height - (row + 1) * high
            tiles.append((x, y, x + wide, y + high, COLORS.get(way, RULE)))
            middles.setdefault(way, []).append((x + wide / 2, y + high / 2))
    labels = [Text(*_middle(places), names[way], INK, "center", bold=True, halo=True) for way, places in middles.items()]
    return canvas.spec(
        *axis_marks(plot, "requests a month", "count", "count"), tile_marks("tiles", tiles),
        dot_marks("here", [plot.at(*own)], INK, size=90), *text_marks("regions", labels, align="center", bold=True, halo=True),
    )  # fmt: skip


def _middle(places: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Of a way's fields the one nearest to the middle of all."""
    across, down = (sum(each) / len(places) for each in zip(*places, strict=True))
    return min(places, key=lambda place: (place[0] - across) ** 2 + (place[1] - down) ** 2)


def _places(rows: int, width: int) -> list[Place]:
    canvas = _canvas(width)
    high = canvas.height / rows
    return [Place(0, (canvas.height - (row + 0.5) * high,), canvas.plot) for row in range(rows)]
