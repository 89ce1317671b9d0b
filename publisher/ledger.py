"""The ledger of content/links.yaml: every page and anchor that was ever published, and where those that are gone lead now.

Recorded are the anchors that a reader can be sent to and that an author can keep: sections, charts, tables and calculators. What
is made of records is not: an entry of the list of sources, a day's changes, a formula. Those come and go with their records; a
link to one that is gone still opens its page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from calculators.engine.fields import Fields
from calculators.engine.problems import Problems
from calculators.engine.strict_yaml import read
from publisher.addresses import share_folder
from publisher.pages import PageSource

FILE = "links.yaml"
PAGE = "index.html"
SHOWN = re.compile(rb'<(?:figure|section class="calculator)\b[^>]*?\sid="([^"]+)"')
OF_A_DAY = re.compile(r"-\d{4}-\d\d-\d\d$")  # the tables of a day's changes


class Spot(NamedTuple):
    """A place to link to: a page by name, and an anchor on it or nothing for its top."""

    page: str
    id: str = ""

    def __str__(self) -> str:
        return f"{self.page}.md#{self.id}" if self.id else f"{self.page}.md"


class Anchors(NamedTuple):
    """What can be linked to on a page: sections, and figures (charts, tables, calculators)."""

    sections: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """Both."""
        return self.sections + self.figures


@dataclass(frozen=True)
class Redirect:
    """Where something that is gone leads; place: the line that says so."""

    to: Spot
    place: str


@dataclass(frozen=True)
class Ledger:
    """pages: what was ever published, by page; places: the lines that record it.

    moved_pages: redirects by page; moved_sections: by anchor, or by `page.md#anchor` where several pages had one of that name.
    """

    pages: Mapping[str, Anchors] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    moved_pages: Mapping[str, Redirect] = field(default_factory=dict)
    moved_sections: Mapping[str, Redirect] = field(default_factory=dict)

    @property
    def sections(self) -> frozenset[str]:
        """Every section that was ever published; each was on one page at a time."""
        return frozenset(id_ for anchors in self.pages.values() for id_ in anchors.sections)

    def pages_with(self, id_: str) -> list[str]:
        """The pages on which an anchor was published."""
        return [page for page, anchors in self.pages.items() if id_ in anchors.all]

    def key(self, spot: Spot) -> str:
        """The name under which an anchor that is gone is redirected: its own where that is enough."""
        return spot.id if self.pages_with(spot.id) == [spot.page] else str(spot)

    def named(self, key: str) -> list[Spot]:
        """The published anchors that a key under moved, sections means."""
        page, mark, id_ = key.rpartition("#")
        pages = [name for name in self.pages_with(id_) if not mark or name == page.removesuffix(".md")]
        return [Spot(name, id_) for name in pages]

    def redirect(self, spot: Spot) -> Redirect | None:
        """What is said of an anchor under moved."""
        return self.moved_sections.get(str(spot)) or self.moved_sections.get(spot.id)

    def missing(self, now: Mapping[str, Anchors]) -> dict[str, Anchors]:
        """What stands now and is not recorded, by page."""
        found = {}
        for page, anchors in now.items():
            known = self.pages.get(page, Anchors())
            fresh = Anchors(*(tuple(id_ for id_ in ids if id_ not in known.all) for ids in anchors))
            if page not in self.pages or fresh.all:
                found[page] = fresh
        return found


def read_ledger(content: Path, problems: Problems) -> Ledger:
    """The ledger in content/links.yaml; an empty one where there is no such file, since nothing was published yet."""
    path = content / FILE
    if not path.exists():
        return Ledger()
    with Fields(read(path, content, problems), problems) as f:
        f.has("quantities")  # retired names of inputs, read where queries are
        pages, places = {}, {}
        for name, entry in f.each("pages", needed=False):
            pages[name], places[name] = Anchors(entry.texts("sections"), entry.texts("figures")), f.mapping["pages"].places[name]
        with f.inside("moved", needed=False) as moved:
            return Ledger(pages, places, _redirects(moved, "pages"), _redirects(moved, "sections"))


def _redirects(f: Fields, key: str) -> dict[str, Redirect]:
    with f.inside(key, needed=False) as entries:
        return {old: Redirect(_spot(entries.text(old)), entries.at(old)) for old in entries.mapping}


def _spot(text: str) -> Spot:
    """A place as authors write it: page, page.md or page.md#section."""
    page, _, id_ = text.partition("#")
    return Spot(page.removesuffix(".md"), id_)


def page_file(name: str) -> str:
    """The file of a page by name."""
    return PAGE if name == "index" else f"{name}/{PAGE}"


def standing(pages: Mapping[str, PageSource], files: Mapping[str, bytes]) -> dict[str, Anchors]:
    """What can be linked to now, by page: pages of authors, and those that are made, as frames for other pages are.

    A section's short address comes and goes with the section, so that it is not recorded apart.
    """
    short = {share_folder(section.id) for page in pages.values() for section in page.sections}
    return {name: _anchors(pages.get(name), content) for name, content in _html(files) if f"{name}/" not in short}


def unrecorded(ledger: Ledger, pages: Mapping[str, PageSource], files: Mapping[str, bytes]) -> dict[str, Anchors]:
    """What a finished site has and the ledger has not, by page. Pages that only lead on are none."""
    leading = {*ledger.moved_pages, *(share_folder(id_).removesuffix("/") for id_ in ledger.sections)}
    return ledger.missing({page: anchors for page, anchors in standing(pages, files).items() if page not in leading})


def _anchors(page: PageSource | None, content: bytes) -> Anchors:
    """A page that no author wrote has none of its own."""
    return Anchors(tuple(section.id for section in page.sections), tuple(_figures(content))) if page else Anchors()


def _html(files: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Every page of the site by name: `index` is the first, and `call` stands in call/index.html."""
    for path, content in files.items():
        if path == PAGE or path.endswith(f"/{PAGE}"):
            yield path.removesuffix(PAGE).removesuffix("/") or "index", content


def _figures(content: bytes) -> Iterator[str]:
    for id_ in dict.fromkeys(SHOWN.findall(content)):
        if not OF_A_DAY.search(name := id_.decode()):
            yield name
