"""A drawing read back from its SVG: where its texts stand, and which colors and sizes it uses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree import ElementTree

SVG = "{http://www.w3.org/2000/svg}"
MOVED = re.compile(r"translate\(([-\d.]+),([-\d.]+)\)")
EM = {False: 0.6, True: 0.68}  # mean width of a character in a wide interface font
TALL = 0.72  # of a capital


def rows_of(spec, *fields):
    """Rows of a specification's data that have these fields, layer by layer."""
    data = (layer["data"] for layer in spec["layer"])
    sets = (each["values"] if "values" in each else spec["datasets"][each["name"]] for each in data)
    return [row for rows in sets for row in rows if set(fields) <= set(row)]


@dataclass(frozen=True)
class Words:
    """A line of text with the box that it takes in a wide font."""

    text: str
    size: float
    color: str
    left: float
    right: float
    top: float
    bottom: float

    def meets(self, other):
        """Whether two boxes lie over one another by more than a pixel."""
        across = min(self.right, other.right) - max(self.left, other.left)
        return across > 1 and min(self.bottom, other.bottom) - max(self.top, other.top) > 1


@dataclass(frozen=True)
class Drawing:
    """What tests ask of a drawing."""

    svg: str
    width: float
    height: float
    words: tuple[Words, ...]
    colors: frozenset[str]

    @classmethod
    def read(cls, svg):
        """A drawing from SVG text."""
        root = ElementTree.fromstring(svg)
        _, _, width, height = map(float, root.get("viewBox").split())
        words, colors = [], set()
        _walk(root, 0.0, 0.0, words, colors)
        return cls(svg, width, height, tuple(words), frozenset(colors))


def _walk(element, x, y, words, colors):
    if element.get("display") == "none":  # it waits for the page's script
        return
    moved = MOVED.match(element.get("transform", ""))
    if moved:
        x, y = x + float(moved[1]), y + float(moved[2])
    colors.update(element.get(name) for name in ("fill", "stroke") if element.get(name))
    if element.tag == f"{SVG}text" and not element.get("stroke"):  # a ring round words is not words
        words.extend(_lines(element, x, y))
    for child in element:
        _walk(child, x, y, words, colors)


def _lines(element, x, y):
    """The lines of a text element."""
    size, bold = float(element.get("font-size").removesuffix("px")), element.get("font-weight") == "bold"
    parts = list(element) or [element]
    down = 0.0
    for part in parts:
        down += float(part.get("dy") or 0)
        wide = len(part.text or "") * EM[bold] * size
        left = x - {"start": 0, "middle": wide / 2, "end": wide}[element.get("text-anchor", "start")]
        yield Words(part.text or "", size, element.get("fill"), left, left + wide, y + down - TALL * size, y + down)
