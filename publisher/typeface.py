"""The bundled face of cards: how wide its words are, how they break into lines, what it cannot write."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import ImageFont

FAMILY = "Card Serif"
FILES = {False: "card-serif-regular.ttf", True: "card-serif-bold.ttf"}
EM = 1000  # size at which words are measured: so large that no hinting shows
FORM = 64  # size at which a character's form is compared with what stands in for those that are missing
NONE = "\uffff"  # stands in no font, so that it shows what stands in for what is missing
AMOUNT = re.compile(r"[“(]?(?:\$[\d.,]+[kMB]?(?:–\$?[\d.,]+[kMB]?)?|[\d.,]*\d(?:%|×|[kM])|\d{1,3}(?:,\d{3})+)[.,;:?!)”]*")


@dataclass(frozen=True)
class Word:
    """A word as it is set; width in ems."""

    text: str
    bold: bool
    width: float


class Typeface:
    """The face in two weights. folder: where its files are."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        layout = ImageFont.Layout.BASIC  # needs no library of the machine, so that all machines break lines alike
        self.fonts = {bold: ImageFont.truetype(folder / name, EM, layout_engine=layout) for bold, name in FILES.items()}
        self.width = cache(self._width)
        self.missing = cache(self._missing)
        self.forms = self.fonts[False].font_variant(size=FORM)
        self.none = bytes(self.forms.getmask(NONE))

    def _width(self, text: str, bold: bool) -> float:
        """The width of a text in ems."""
        return self.fonts[bold].getlength(text) / EM

    def _missing(self, character: str) -> bool:
        """Whether the face has no form for a character."""
        if character.isspace():
            return False
        return bytes(self.forms.getmask(character)) == self.none

    def words(self, text: str, *, bold: bool = False, amounts: bool = False) -> list[Word]:
        """A text's words; bold, or none but the amounts among them."""
        found = []
        for word in text.split():
            heavy = bold or (amounts and AMOUNT.fullmatch(word) is not None)
            found.append(Word(word, heavy, self.width(word, heavy)))
        return found

    def lines(self, words: list[Word], most: float) -> list[list[Word]]:
        """Words as the least number of lines that are no wider than `most` ems, each about as wide as the others."""
        count = len(self._broken(words, most))
        low, high = 0.0, most
        while high - low > 0.1:
            middle = (low + high) / 2
            low, high = (low, middle) if len(self._broken(words, middle)) <= count else (middle, high)
        return self._broken(words, high)

    def _broken(self, words: Iterable[Word], most: float) -> list[list[Word]]:
        space, lines, used = self.width(" ", False), list[list[Word]](), 0.0
        for word in words:
            if lines and used + space + word.width <= most:
                lines[-1].append(word)
                used += space + word.width
            else:
                lines.append([word])
                used = word.width
        return lines
