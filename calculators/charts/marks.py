"""Named layers, so that the page's script finds them: each keeps a mark, if only a hidden one, for the script to copy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from calculators.charts.layers import Layer, layer, named, records
from calculators.charts.plot import Plot
from calculators.charts.style import MUTED, PAPER, RULE, Text, boxes, points, rules, texts, tiled, words
from calculators.engine.ticks import tick_text

NOWHERE = (0.0, 0.0, 0.0, 0.0)


def shown(marks: Sequence[Any]) -> float:
    """Opacity of a layer: none where it only waits."""
    return 1.0 if marks else 0.0


def rule_marks(name: str, ends: Sequence[tuple[float, float, float, float]], color: str, **look: Any) -> Layer:
    """Straight lines under one name."""
    return named(name, rules(ends or [NOWHERE], color, opacity=shown(ends), **look))


def dot_marks(name: str, places: Sequence[tuple[float, float]], color: str, size: float = 60) -> Layer:
    """Dots under one name."""
    return named(name, points(places or [NOWHERE[:2]], color, size=size, opacity=shown(places)))


def box_marks(name: str, sides: Sequence[tuple[float, float, float, float]], color: str, **look: Any) -> Layer:
    """Rectangles under one name."""
    return named(name, boxes(sides or [NOWHERE], color, **({"opacity": shown(sides)} | look)))


def tile_marks(name: str, tiles: Sequence[tuple[float, float, float, float, str]]) -> Layer:
    """Rectangles under one name, each in a color of its own."""
    return named(name, tiled(tiles))


def text_marks(name: str, rows: Sequence[Text], **look: Any) -> list[Layer]:
    """Words under one name, set alike; a ring of paper lies under them where they have one."""
    found = rows or [Text(0, 0, "–", **look)]
    layers = [named(name, texts(found, opacity=shown(rows)))]
    if found[0].halo:
        ring = {"stroke": PAPER, "strokeWidth": 5, "strokeJoin": "round", "opacity": shown(rows)}
        layers.insert(0, named(f"{name}_ring", texts([text.colored(PAPER) for text in found], **ring)))
    return layers


def line_marks(name: str, plot: Plot, frame: Any, fields: tuple[str, str], color: str, **look: Any) -> Layer:
    """A line over a plot under one name."""
    x, y = fields
    along = {"x": plot.x.bare(x), "y": plot.y.bare(y)}
    return layer(records(frame[[x, y]]), "line", along, name, color=color, strokeWidth=2.5, **look)


def axis_marks(plot: Plot, title: str, x_style: str, y_style: str) -> list[Layer]:
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
