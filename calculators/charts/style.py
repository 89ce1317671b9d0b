"""How every chart looks. The layout is set in pixels here, so that no font, measured or missing, can move it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import altair as alt

CALL, RENT, OWN, HYBRID = "var(--call)", "var(--rent)", "var(--own)", "var(--hybrid)"
INK, MUTED, RULE, PAPER = "var(--ink)", "var(--muted)", "var(--rule)", "var(--paper)"
SERIES = ("var(--s1)", "var(--s2)", "var(--s3)", "var(--s4)", "var(--s5)", "var(--s6)")
SOLID: list[int] = [1, 0]
DASHES: dict[str, list[int]] = {CALL: SOLID, RENT: [9, 3], OWN: [4, 3], HYBRID: [8, 3, 2, 3]}
SIZE = 13.5  # of text: 12 pixels where a drawing is shown at 8/9 of its width
LINE = 17  # from one line of text to the next
EM = {False: 0.62, True: 0.7}  # width of a character in the widest usual interface fonts; bold is wider
X, Y, COLOR = alt.X("x:Q", scale=None, axis=None), alt.Y("y:Q", scale=None, axis=None), alt.Color("color:N", scale=None)
NARROW = 480  # below this width a chart is drawn for a phone


@dataclass(frozen=True)
class Text:
    """Words at a place of the plot, in pixels from its top left. A line break starts a second line."""

    x: float
    y: float
    text: str
    color: str = MUTED
    align: str = "left"
    bold: bool = False
    halo: bool = False  # a ring of paper, where marks may pass behind

    def colored(self, color: str) -> Text:
        """The same words in another color."""
        return replace(self, color=color)


@dataclass(frozen=True)
class Canvas:
    """A drawing: its whole width, the height of its plot, and the room round the plot."""

    width: int
    height: float
    left: float
    right: float
    top: float = 10
    bottom: float = 28

    @property
    def narrow(self) -> bool:
        """Whether this is the phone's drawing."""
        return is_narrow(self.width)

    @property
    def plot(self) -> float:
        """Width of the plot."""
        return self.width - self.left - self.right

    def spec(self, *layers: alt.Chart) -> dict[str, Any]:
        """The layers as a specification in the house style."""
        room = {"left": self.left, "right": self.right, "top": self.top, "bottom": self.bottom}
        made: dict[str, Any] = (
            alt.layer(*layers)
            .properties(width=self.plot, height=self.height, background="transparent")
            .configure(font="sans-serif", padding=room, autosize=alt.AutoSizeParams(type="none"))
            .configure_view(stroke=None)
            .configure_axis(
                labelColor=MUTED, titleColor=MUTED, gridColor=RULE, domain=False, ticks=False, labelFontSize=SIZE,
                titleFontSize=SIZE, titleFontWeight="normal", labelPadding=8, labelLimit=0, labelOverlap=False,
            )
            .configure_text(fontSize=SIZE, lineHeight=LINE, lineBreak="\n", baseline="middle")
            .to_dict(validate=False)  # the tests validate: it takes a third of the time
        )  # fmt: skip
        return made


def is_narrow(width: int) -> bool:
    """Whether a drawing of this width is the phone's."""
    return width < NARROW


def room(rows: Iterable[str], *, bold: bool = False) -> float:
    """Pixels that the longest of some texts takes, in a wide font."""
    return max((len(line) for text in rows for line in text.split("\n")), default=0) * EM[bold] * SIZE


def words(rows: Sequence[Text]) -> list[alt.Chart]:
    """Texts as layers, one for each way of setting them; rings of paper lie under all."""
    rings = [text.colored(PAPER) for text in rows if text.halo]
    return [*_set(rings, stroke=PAPER, strokeWidth=5, strokeJoin="round"), *_set(rows)]


def _set(rows: Sequence[Text], **mark: Any) -> list[alt.Chart]:
    ways = dict.fromkeys((text.align, text.bold) for text in rows)
    return [texts([text for text in rows if (text.align, text.bold) == way], **mark) for way in ways]


def texts(rows: Sequence[Text], **mark: Any) -> alt.Chart:
    """Words as one layer, all aligned as the first are; each is bold or not."""
    data = [{**asdict(text), "y": _first_line(text)} for text in rows]
    weight: Any = "bold" if rows[0].bold else "normal"
    if len({text.bold for text in rows}) > 1:
        weight = alt.expr("datum.bold ? 'bold' : 'normal'")
    marks = _pixels(data).mark_text(align=rows[0].align, fontWeight=weight, **mark)  # type: ignore[arg-type]
    chart: alt.Chart = marks.encode(text="text:N")
    return chart


def _first_line(text: Text) -> float:
    """Where the first line goes so that all lines together are centered."""
    return text.y - LINE * text.text.count("\n") / 2


def rules(ends: Sequence[tuple[float, float, float, float]], color: str, **mark: Any) -> alt.Chart:
    """Straight lines from (x, y) to (x, y) in pixels of the plot."""
    chart: alt.Chart = _between(ends, color).mark_rule(**mark)
    return chart


def points(
    places: Sequence[tuple[float, float]], color: str, shape: str = "circle", size: float = 60, opacity: float = 1
) -> alt.Chart:
    """Filled marks at places in pixels of the plot."""
    rows = [{"x": x, "y": y, "color": color} for x, y in places]
    chart: alt.Chart = _pixels(rows).mark_point(filled=True, shape=shape, size=size, opacity=opacity)
    return chart


def boxes(sides: Sequence[tuple[float, float, float, float]], color: str, **mark: Any) -> alt.Chart:
    """Rectangles from (x, y) to (x, y) in pixels of the plot."""
    chart: alt.Chart = _between(sides, color).mark_rect(**mark)
    return chart


def tiled(tiles: Sequence[tuple[float, float, float, float, str]]) -> alt.Chart:
    """Rectangles from (x, y) to (x, y) in pixels of the plot, each in its color."""
    rows = [{"x": x, "y": y, "x2": x2, "y2": y2, "color": color} for x, y, x2, y2, color in tiles]
    chart: alt.Chart = _pixels(rows).mark_rect().encode(x2="x2:Q", y2="y2:Q")
    return chart


def _between(ends: Sequence[tuple[float, float, float, float]], color: str) -> alt.Chart:
    rows = [{"x": x, "y": y, "x2": x2, "y2": y2, "color": color} for x, y, x2, y2 in ends]
    return _pixels(rows).encode(x2="x2:Q", y2="y2:Q")


def _pixels(rows: Sequence[dict[str, Any]]) -> alt.Chart:
    """Marks whose x and y are pixels of the plot already."""
    return alt.Chart(alt.InlineData(values=list(rows))).encode(x=X, y=Y, color=COLOR)


def apart(places: Sequence[float], gap: float, least: float, most: float) -> list[float]:
    """Places moved as little as needed to stand a gap apart, between least and most where they fit."""
    order = sorted(range(len(places)), key=lambda index: places[index])
    found, floor = dict[int, float](), least
    for index in order:
        found[index] = floor = max(places[index], floor)
        floor += gap
    ceiling = most
    for index in reversed(order):
        found[index] = ceiling = min(found[index], ceiling)
        ceiling -= gap
    return [found[index] for index in range(len(places))]
