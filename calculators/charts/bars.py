"""Bars from zero in groups, each with its name and its figure: no axis is needed to read them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from calculators.charts.style import INK, MUTED, Canvas, Text, boxes, is_narrow, room, rules, words
from calculators.engine.table import Place

THICK, HEAD = 13, 30  # pixels: a bar, the head of a group
GAP = {False: 8, True: 12}  # from one bar to the next
STOP = 4  # half the height of a range's stops
NAME = 17  # on a phone each name stands above its bar
SOFT = 0.7  # opacity of bars that are not the reader's own


@dataclass(frozen=True)
class Bar:
    """A bar of a group; `own` is the reader's. Its color is the chart's unless it has one of its own.

    span: the range of the value, drawn as a thin line over the bar.
    """

    group: str
    label: str
    value: float
    text: str
    own: bool = False
    color: str = ""
    span: tuple[float, float] | None = None

    @property
    def reach(self) -> float:
        """The highest value that is drawn."""
        return max(self.value, self.span[1]) if self.span else self.value


@dataclass(frozen=True)
class Mark:
    """A value that all bars are measured against, drawn as a line through them with its name."""

    value: float
    text: str


def draw_bars(bars: Sequence[Bar], color: str, mark: Mark | None, width: int) -> dict[str, Any]:
    """Bars under the heads of their groups, in the order given."""
    narrow = is_narrow(width)
    (tops, height), (canvas, most) = _tops(bars, narrow), _fitted(bars, mark, width)
    ends = [bar.value / most * canvas.plot for bar in bars]
    reaches = [bar.reach / most * canvas.plot for bar in bars]
    layers = [*_boxes(bars, ends, tops, color), *_spans(bars, tops, canvas.plot / most), rules([(0, 0, 0, height)], MUTED)]
    texts = [*_names(bars, tops, narrow), *_heads(bars, tops, narrow), *_figures(bars, reaches, tops)]
    if mark:
        at = mark.value / most * canvas.plot
        layers.append(rules([(at, -6, at, height)], MUTED, strokeDash=[2, 3]))
        texts.append(Text(at + 2, -14, mark.text, MUTED, "right"))
    return canvas.spec(*layers, *words(texts))


def bar_places(bars: Sequence[Bar], mark: Mark | None, width: int) -> list[Place]:
    """The end of each bar."""
    canvas, most = _fitted(bars, mark, width)
    tops, _ = _tops(bars, canvas.narrow)
    return [Place(bar.value / most * canvas.plot, (top + THICK / 2,)) for bar, top in zip(bars, tops, strict=True)]


def _fitted(bars: Sequence[Bar], mark: Mark | None, width: int) -> tuple[Canvas, float]:
    """Room for the names and the figures, and the value at the right edge."""
    narrow = is_narrow(width)
    most = max([*(bar.reach for bar in bars), mark.value if mark else 0.0]) or 1.0
    left = (
        2.0
        if narrow
        else max(*(room([bar.label], bold=bar.own) for bar in bars), room((bar.group for bar in bars), bold=True)) + 12
    )
    past = [room([bar.text], bold=bar.own) + 10 for bar in bars if bar.reach > 0.8 * most]
    height = _tops(bars, narrow)[1]
    return Canvas(width, height, left, max(past, default=12.0), top=22 if mark else 4, bottom=4), most


def _tops(bars: Sequence[Bar], narrow: bool) -> tuple[list[float], float]:
    """The top of each bar, and the height of all."""
    tops, y, group, name = list[float](), 0.0, "", NAME if narrow else 0
    for bar in bars:
        if bar.group != group:
            y, group = y + (HEAD if bar.group else 0), bar.group
        tops.append(y + name)
        y += name + THICK + GAP[narrow]
    return tops, y


def _boxes(bars: Sequence[Bar], ends: Sequence[float], tops: Sequence[float], color: str) -> list[alt.Chart]:
    """The bars; where one is the reader's own, the others are softened."""
    kinds: dict[tuple[str, bool], list[tuple[float, float, float, float]]] = {}
    for bar, x, y in zip(bars, ends, tops, strict=True):
        kinds.setdefault((bar.color or color, bar.own), []).append((0.0, y, x, y + THICK))
    chosen = any(bar.own for bar in bars)
    return [boxes(places, fill, opacity=1.0 if own or not chosen else SOFT) for (fill, own), places in kinds.items()]


def _spans(bars: Sequence[Bar], tops: Sequence[float], scale: float) -> list[alt.Chart]:
    """A thin line over each range, with a stop at both ends."""
    lines = list[tuple[float, float, float, float]]()
    for bar, top in zip(bars, tops, strict=True):
        if bar.span:
            low, high, y = bar.span[0] * scale, bar.span[1] * scale, top + THICK / 2
            lines += [(low, y, high, y), *((x, y - STOP, x, y + STOP) for x in (low, high))]
    return [rules(lines, INK, strokeWidth=1.25)] if lines else []


def _names(bars: Sequence[Bar], tops: Sequence[float], narrow: bool) -> list[Text]:
    marks = zip(bars, tops, strict=True)
    if narrow:
        return [Text(5, y - 9, bar.label, INK, bold=bar.own) for bar, y in marks]
    return [Text(-10, y + THICK / 2, bar.label, INK, "right", bar.own) for bar, y in marks]


def _heads(bars: Sequence[Bar], tops: Sequence[float], narrow: bool) -> list[Text]:
    """The name of each group above its first bar."""
    first: dict[str, float] = {}
    for bar, y in zip(bars, tops, strict=True):
        first.setdefault(bar.group, y)
    x, above, align = (5, NAME + 12, "left") if narrow else (-10, 12, "right")
    return [Text(x, y - above, group, MUTED, align, bold=True) for group, y in first.items() if group]


def _figures(bars: Sequence[Bar], ends: Sequence[float], tops: Sequence[float]) -> list[Text]:
    marks = zip(bars, ends, tops, strict=True)
    return [Text(x + 6, y + THICK / 2, bar.text, INK if bar.own else MUTED, bold=bar.own) for bar, x, y in marks]
