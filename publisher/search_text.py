"""The words of every section, taken from the pages as they are shown."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

from publisher.pages import PageSource

WHOLE = re.compile(r"<(form|svg|math|script|noscript|summary)\b.*?</\1>", re.DOTALL)  # what a reader operates or looks at
PART = re.compile(r"<(/?)([a-z][a-z0-9]*)([^>]*)>|([^<]+)")
HEADINGS = {"h2", "h3"}
BLOCKS = {*HEADINGS, "h4", "p", "div", "li", "dt", "dd", "figcaption", "pre", "blockquote", "section", "tr", "br"}
CELLS = {"td", "th"}
UNREAD = {"tools", "source", "get", "cite", "meta", "doc", "where", "unit"}  # classes of what stands beside the words
FIGURES = {"td": "num", "span": "verdict"}  # what is computed moves with each price, and nobody looks for it by its figures
DAY = re.compile(r"\d{4}-\d\d-\d\d")
UNSEARCHED = "data-unsearched"  # marks what repeats other sections, or says the same in each
HIDDEN = re.compile(r"\shidden(?![\w-])")
FOLDED = 'class="formulas"'  # formulas under a calculator stand on the page of all formulas as well, unfolded
LONGEST_NAME = 40  # characters; the head of a row that is longer is a sentence
SPACE, BETWEEN, EDGES = re.compile(r"\s+"), re.compile(r" (?:· )+"), " ·"


@dataclass
class Entry:
    """A section of a page, or what stands before its first section.

    names: the heads of its tables' rows, and what stands small beside them, each where the page first has it.
    """

    page: PageSource
    anchor: str
    heading: str
    question: str
    text: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        """Its text in one line."""
        return _tidy("".join(self.text))


def sections_of(page: PageSource, html: str) -> list[Entry]:
    """A page's start and its sections in order. html: the page's body, which is the publisher's own and well formed."""
    return _Reader(page).read(html)


def _tidy(text: str) -> str:
    return BETWEEN.sub(" · ", SPACE.sub(" ", unescape(text))).strip(EDGES)


def _attribute(name: str, attributes: str) -> str:
    found = re.search(rf'(?<![\w-]){name}="([^"]*)"', attributes)
    return found[1] if found else ""


class _Reader:
    """Goes through the parts of a body. What is skipped ends with the tag that it began with."""

    def __init__(self, page: PageSource) -> None:
        self.page = page
        self.asked = {section.id: section.asked.question for section in page.sections if section.asked}
        self.entries = [Entry(page, "", page.title, page.question, [page.description, " "])]
        self.skipped, self.depth = "", 0
        self.around = ""  # the id of the section around the next heading
        self.table = False  # whether within a table of the guide, of which only names are read
        self.taken: list[str] | None = self.entries[0].text  # where words go
        self.named = {""}  # names that the page has had

    def read(self, html: str) -> list[Entry]:
        for closes, tag, attributes, text in PART.findall(WHOLE.sub(" ", html)):
            if self.skipped:
                self._past(closes, tag)
            elif text:
                self._words(text)
            elif closes:
                self._closed(tag)
            else:
                self._opened(tag, attributes)
        return self.entries

    def _past(self, closes: str, tag: str) -> None:
        if tag == self.skipped:
            self.depth += -1 if closes else 1
        if not self.depth:
            self.skipped = ""

    def _words(self, text: str) -> None:
        if self.taken is not None:
            self.taken.append(text)

    def _opened(self, tag: str, attributes: str) -> None:
        id_ = _attribute("id", attributes)
        if self._unread(tag, attributes):
            self.skipped, self.depth = tag, 1
        elif tag in HEADINGS and id_:
            anchor, self.around = self.around or id_, ""
            self.entries.append(Entry(self.page, anchor, "", self.asked.get(anchor, "")))
            self.taken = []
        elif tag == "section":
            self.around = id_
        elif tag == "table" and id_:
            self.table, self.taken = True, None
        elif self.table and _attribute("scope", attributes) == "row":
            self.taken = []
        elif self.table and tag == "small" and self.taken is not None:
            self._name()
        else:
            self._apart(tag)

    def _unread(self, tag: str, attributes: str) -> bool:
        classes = _attribute("class", attributes).split()
        skipped = bool(UNREAD.intersection(classes)) or (not self.table and FIGURES.get(tag) in classes)
        return skipped or bool(HIDDEN.search(attributes)) or UNSEARCHED in attributes or attributes.strip() == FOLDED

    def _closed(self, tag: str) -> None:
        entry = self.entries[-1]
        if tag in HEADINGS and self.taken is not None and self.taken is not entry.text:
            entry.heading, self.taken = _tidy("".join(self.taken)), entry.text
        elif tag == "section":
            self.around = ""
        elif tag == "table" and self.table:
            self.table, self.taken = False, entry.text
        elif tag in {"small", "th"} and self.table and self.taken is not None:
            self._name(note=tag == "small")
            self.taken = [] if tag == "small" else None
        else:
            self._apart(tag)

    def _name(self, *, note: bool = False) -> None:
        """Take what has been read of a row's head for a name, or for a sentence of the text.

        A note is no sentence, and none that is one is a name; nor is a day, by which nobody looks for anything.
        """
        name, entry = _tidy("".join(self.taken or ())), self.entries[-1]
        if name not in self.named and not DAY.fullmatch(name):
            self.named.add(name)
            if len(name) <= LONGEST_NAME and not (note and name.endswith(".")):
                entry.names.append(name)
            elif not note:
                entry.text += [" · ", name, " · "]
        self.taken = []

    def _apart(self, tag: str) -> None:
        """Keep the words of blocks apart, and those of cells visibly."""
        if tag in BLOCKS or (tag in CELLS and self.table):
            self._words(" ")
        elif tag in CELLS:
            self._words(" · ")
