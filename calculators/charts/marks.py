"""Named layers, so that the page's script finds them: each keeps a mark, if only a hidden one, for the script to copy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from calculators.charts.plot import Plot
from calculators.charts.style import MUTED, PAPER, RULE, Text, boxes, points, rules, texts, tiled, words
from calculators.engine.ticks import tick_text

NOWHERE = (0.0, 0.0, 0.0, 0.0)


def shown(marks: Sequence[Any]) -> float:
    """Opacity of a layer: none where it only waits."""
    return 1.0 if marks else 0.0


def rule_marks(name: str, ends: Sequence[tuple[float, float, float, float]], color: str, **mark: Any) -> alt.Chart:
    """Straight lines under one name."""
    return _named(name, rules(ends or [NOWHERE], color, opacity=shown(ends), **mark))


def dot_marks(name: str, places: Sequence[tuple[float, float]], color: str, size: float = 60) -> alt.Chart:
    """Dots under one name."""
    return _named(name, points(places or [NOWHERE[:2]], color, size=size, opacity=shown(places)))


def box_marks(name: str, sides: Sequence[tuple[float, float, float, float]], color: str, **mark: Any) -> alt.Chart:
    """Rectangles under one name."""
    return _named(name, boxes(sides or [NOWHERE], color, **({"opacity": shown(sides)} | mark)))


def tile_marks(name: str, tiles: Sequence[tuple[float, float, float, float, str]]) -> alt.Chart:
    """Rectangles under one name, each in a color of its own."""
    return _named(name, tiled(tiles))


def text_marks(name: str, rows: Sequence[Text], **mark: Any) -> list[alt.Chart]:
    """Words under one name, set alike; a ring of paper lies under them where they have one."""
    found = rows or [Text(0, 0, "–", **mark)]
    layers = [_named(name, texts(found, opacity=shown(rows)))]
    if found[0].halo:
        ring = {"stroke": PAPER, "strokeWidth": 5, "strokeJoin": "round", "opacity": shown(rows)}
        layers.insert(0, _named(f"{name}_ring", texts([text.colored(PAPER) for text in found], **ring)))
    return layers


def line_marks(name: str, plot: Plot, frame: Any, fields: tuple[str, str], color: str, **mark: Any) -> alt.Chart:
    """A line over a plot under one name."""
    x, y = fields
    line = alt.Chart(frame[[x, y]], name=name).mark_line(color=color, strokeWidth=2.5, **mark)
    chart: alt.Chart = line.encode(x=plot.x.bare(alt.X, x), y=plot.y.bare(alt.Y, y))
    return chart


def axis_marks(plot: Plot, title: str, x_style: str, y_style: str) -> list[alt.Chart]:
    """Both axes as marks, which the page's script can move."""
    width, height = plot.canvas.plot, plot.canvas.height
    ups = [(plot.down(tick), tick_text(tick, y_style)) for tick in plot.y.ticks]
    across = [(plot.across(tick), tick_text(tick, x_style)) for tick in plot.x.ticks]
    return [
        rule_marks("grid", [(0, y, width, y) for y, _ in ups], RULE),
        rule_marks("stops", [(0, height, width, height), *((x, height, x, height + 5) for x, _ in across)], RULE),
        *text_marks("ups", [Text(-8, y, text, MUTED, "right") for y, text in ups]),
        *text_marks("steps", [Text(x, height + 17, text, MUTED, "center") for x, text in across]),
        *words([Text(width / 2, height + 38, title, MUTED, "center")]),
    ]  # fmt: skip


def _named(name: str, chart: alt.Chart) -> alt.Chart:
    found: alt.Chart = chart.properties(name=name)
    return found
