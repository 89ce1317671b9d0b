"""What was wrong in the guide and has been put right, as content/corrections.yaml says it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from calculators.engine.dated import day_words
from calculators.engine.fields import Fields, read_each
from calculators.engine.problems import Problems
from publisher.pages import SECTION_ID, slug

FILE = "corrections.yaml"
PAGE = "corrections"  # where readers are sent who ask for all of them
GUIDE, ARTICLE = "guide", "article"  # what was wrong: this guide, or the article that it grew from
REPORTERS = {"reader": "a reader", "editor": "an editor", "source": "the source itself"}


@dataclass(frozen=True)
class Correction:
    """One thing that was wrong. title: the finding; since: a day in words, or what is known of it.

    changed: which verdicts and figures moved by it; sections: links to where, as authors write them, each with its words.
    reporter: who told of it, in words.
    """

    id: str
    title: str
    of: str
    corrected: dt.date
    since: str
    wrong: str
    right: str
    changed: str
    sections: tuple[tuple[str, str], ...]
    reporter: str

    @property
    def anchor(self) -> str:
        """The section of a correction on its page, which never changes."""
        return f"corrected-{self.id}"


def read_corrections(content: Path, problems: Problems) -> tuple[Correction, ...]:
    """Every correction, the newest first. Mistakes are noted in problems."""
    if not (content / FILE).exists():
        return ()
    found = read_each(content / FILE, content, problems, _correction)
    return tuple(sorted(found.values(), key=lambda each: each.corrected, reverse=True))


def of(corrections: Sequence[Correction], what: str) -> list[Correction]:
    """Those of the guide, or of the article."""
    return [each for each in corrections if each.of == what]


def _correction(id_: str, f: Fields) -> Correction:
    if not SECTION_ID.fullmatch(id_):
        f.problems.add(f.place, f"correction id {id_}", f"use lower-case letters, digits and dashes: {slug(id_)}")
    corrected, reporter = f.day("corrected"), f.text("reported_by", one_of=REPORTERS)
    name = f.text("name", "")
    if name and reporter != "reader":
        f.wrong("name", f"name stands beside reported_by: {reporter}", "name a reader alone, and only one who agreed")
    with f.inside("sections") as inner:
        sections = tuple((link, inner.text(link)) for link in inner.mapping)
    return Correction(
        id_, f.text("title"), f.text("of", GUIDE, one_of=(GUIDE, ARTICLE)), corrected, _since(f, corrected), f.text("wrong"),
        f.text("right"), f.text("changed"), sections, f"{REPORTERS.get(reporter, '')}{name and f', {name}'}",
    )  # fmt: skip


def _since(f: Fields, corrected: dt.date) -> str:
    """A day, or words where it is not known."""
    if not isinstance(f.mapping.get("wrong_since"), dt.date):
        return f.text("wrong_since")
    since = f.day("wrong_since")
    if since > corrected:
        f.wrong(
            "wrong_since", f"wrong_since is {since}, after {corrected}", "what is wrong is put right on a later day, or the same"
        )
    return day_words(since)
