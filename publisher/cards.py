"""Cards: the picture that a link shows where it is pasted. A finding in large type, and the chart that it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape

from publisher.palette import filled
from publisher.typeface import FAMILY, Typeface, Word

WIDTH, HEIGHT = 1200, 630
EDGE, TOP, BOTTOM = 64, 146, 586  # of what is below the masthead
FULL = WIDTH - 2 * EDGE
COLUMN, GAP = 468, 48  # of words, and from there to a chart beside it
LEADING = {False: 1.36, True: 1.12}
VIEW = re.compile(r'viewBox="([^"]*)"')
OUTER = re.compile(r"^.*?<svg[^>]*>|</svg>\s*$", re.DOTALL)
SCHEMES = re.compile(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")  # a card is drawn in the light one
FACE = re.compile(r'font-family="[^"]*"')
LONG = 4.0  # width over height from which a drawing stands under the words


@dataclass(frozen=True)
class Card:
    """What a card says. question and text may be empty; text stands where there is no chart.

    unit: what the chart measures; drawings: the chart for each width that a card has room for, the widest first, or nothing.
    """

    question: str
    finding: str
    text: str
    unit: str = ""
    drawings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Block:
    """Lines set alike. size: in pixels."""

    lines: list[list[Word]]
    size: float
    bold: bool
    color: str
    after: float = 0  # room to what follows

    @property
    def height(self) -> float:
        """Of all lines, without the room after them."""
        return len(self.lines) * self.size * LEADING[self.bold]

    @property
    def width(self) -> float:
        """Of the longest line, a space between two words."""
        return max((sum(word.width for word in line) + 0.25 * (len(line) - 1) for line in self.lines), default=0) * self.size


@dataclass(frozen=True)
class Frame:
    """What all cards of a guide share: the face, colors by name, the guide's mark as SVG, its name, and the day in words."""

    face: Typeface
    colors: Mapping[str, str]
    mark: str
    title: str
    day: str

    def svg(self, card: Card) -> str:
        """The card as SVG of 1200 × 630 pixels."""
        size = f'width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"'
        head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="{FAMILY}">'
        paper = f'<rect width="{WIDTH}" height="{HEIGHT}" fill="var(--paper)"/>'
        return filled("".join([head, paper, *self._masthead(), *self._body(card), "</svg>"]), self.colors)

    def _masthead(self) -> Iterator[str]:
        """The guide's mark and name, and the day whose prices hold."""
        yield SCHEMES.sub("", self.mark).replace("<svg ", f'<svg x="{EDGE}" y="48" width="40" height="40" ', 1)
        yield f'<text x="{EDGE + 54}" y="78" font-size="30" font-weight="bold" fill="var(--ink)">{escape(self.title)}</text>'
        day = f"Prices as of {self.day}"
        yield f'<text x="{WIDTH - EDGE}" y="78" font-size="26" text-anchor="end" fill="var(--muted)">{escape(day)}</text>'
        yield f'<path d="M{EDGE} 112H{WIDTH - EDGE}" stroke="var(--ink)" stroke-width="2"/>'

    def _body(self, card: Card) -> Iterator[str]:
        if not card.drawings:
            yield from _set(self._fitted(card, FULL, BOTTOM - TOP, 76, 38), EDGE, TOP)
        elif ratio(card.drawings[0]) > LONG:
            yield from self._above(card, card.drawings[0])
        else:
            yield from self._beside(card)

    def _above(self, card: Card, drawing: str) -> Iterator[str]:
        """Words above a long drawing, which stands at the foot of the card."""
        height = FULL / ratio(drawing)
        unit = self._block(card.unit, 24, FULL, "muted")
        low = HEIGHT - 34 - height
        high = low - 14 - unit.height
        yield from _set(self._fitted(card, FULL, high - 20 - TOP, 60, 0), EDGE, TOP)
        yield from _set([unit], EDGE, high)
        yield _placed(drawing, EDGE, low, FULL, height)

    def _beside(self, card: Card) -> Iterator[str]:
        """Words at the left, and at the right the drawing that can be shown largest."""
        room = FULL - COLUMN - GAP
        unit = self._block(card.unit, 22, room, "muted")
        top = TOP + unit.height + 14
        boxes = [(_scale(drawing, room, HEIGHT - 34 - top), _size(drawing), drawing) for drawing in card.drawings]
        scale, (width, height), drawing = max(boxes, key=lambda box: (round(box[0], 2), box[1]))
        yield from _set(self._fitted(card, COLUMN, BOTTOM - TOP, 56, 30), EDGE, TOP)
        left = WIDTH - EDGE - width * scale
        yield from _set([unit], min(left, WIDTH - EDGE - unit.width), TOP)
        yield _placed(drawing, left, top, width * scale, height * scale)

    def _fitted(self, card: Card, width: float, height: float, finding: float, text: float) -> list[Block]:
        """Question, finding and text as large as there is room for; in a column the text gives way to the finding.

        finding, text: their sizes at most, 0 for no text.
        """
        shares = [(share / 100, card.text if text else "") for share in range(100, 30, -3)]
        if width < FULL:
            shares = [each for each in shares if each[0] > 0.8] + [(share, "") for share, _ in shares]
        for share, words in shares:
            blocks = [
                self._block(card.question, max(27.0, 33 * share), width, "muted", after=18),
                self._block(card.finding, finding * share, width, "ink", bold=True, after=26 if words else 0),
                self._block(words, max(28.0, text * share), width, "muted", amounts=True),
            ]
            if sum(block.height + block.after for block in blocks) <= height:
                break
        return blocks

    def _block(
        self, text: str, size: float, width: float, color: str, *, bold: bool = False, amounts: bool = False, after: float = 0
    ) -> Block:  # fmt: skip
        words = self.face.words(text, bold=bold, amounts=amounts)
        lines = self.face.lines(words, width / size) if words else []
        return Block(lines, size, bold, color, after if lines else 0)


def _set(blocks: Iterable[Block], x: float, y: float) -> Iterator[str]:
    """Blocks as text, one under the other."""
    for block in blocks:
        leading = block.size * LEADING[block.bold]
        for number, line in enumerate(block.lines):
            base = y + number * leading + block.size * 0.8
            weight = "bold" if block.bold else "normal"
            place = f'x="{x:.1f}" y="{base:.1f}" font-size="{block.size:.1f}" font-weight="{weight}"'
            words = " ".join(_word(word, block) for word in line)
            yield f'<text {place} fill="var(--{block.color})">{words}</text>'
        y += block.height + block.after


def _word(word: Word, block: Block) -> str:
    if word.bold == block.bold:
        return escape(word.text)
    return f'<tspan font-weight="bold" fill="var(--ink)">{escape(word.text)}</tspan>'


def _size(drawing: str) -> tuple[float, float]:
    """Width and height of a drawing. Raises ValueError for one that has no viewBox."""
    found = VIEW.search(drawing)
    if not found:
        raise ValueError("a drawing without a viewBox")
    _, _, width, height = map(float, found[1].split())
    return width, height


def ratio(drawing: str) -> float:
    """Width over height of a drawing."""
    width, height = _size(drawing)
    return width / height


def _scale(drawing: str, width: float, height: float) -> float:
    """How much larger than drawn a drawing is that fills a box."""
    own_width, own_height = _size(drawing)
    return min(width / own_width, height / own_height)


def _placed(drawing: str, x: float, y: float, width: float, height: float) -> str:
    """A drawing within the card, in the card's face."""
    box = f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"'
    inner = FACE.sub(f'font-family="{FAMILY}"', OUTER.sub("", drawing))
    return f"<svg {box} {VIEW.search(drawing)[0]}>{inner}</svg>"  # type: ignore[index]
