"""Pages as their authors write them: front matter, then text whose sections carry ids of their own."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from calculators.engine.fields import NO_DAY, Fields
from calculators.engine.nearest import nearest
from calculators.engine.problems import Problems
from calculators.engine.strict_yaml import Mapping, read_text

HEADING = re.compile(r"(#{1,6})\s+(.*?)(?:\s*\{#([^}\s]*)\})?\s*")
SECTION_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
FENCE = re.compile(r"\s*(```|~~~)")
LONGEST_DESCRIPTION = 160


@dataclass(frozen=True)
class Asked:
    """What somebody asks who is sent to a section, and what he is told in a sentence or two.

    tried: the calculator that answers with numbers of his own, as `name?quantity=value` with inputs of the section's; or empty.
    """

    question: str
    answer: str
    tried: str = ""


@dataclass(frozen=True)
class Section:
    """A heading of level 2 or 3 that links may point at, and which question it answers."""

    id: str
    text: str
    level: int
    place: str
    asked: Asked | None = None


@dataclass(frozen=True)
class PageSource:
    """A page before rendering. `name` is its path under guide/ without .md; `text` keeps the file's line numbers.

    within: the page that it belongs to, which stands in the contents in its place; empty for a page of the contents.
    published, revised: the day on which it first stood here, and the last on which its own words were changed.
    """

    name: str
    shown: str
    title: str
    short: str
    description: str
    question: str
    text: str
    sections: tuple[Section, ...]
    within: str = ""
    published: dt.date = NO_DAY
    revised: dt.date = NO_DAY

    @property
    def folder(self) -> str:
        """The address below the site's root: '' for the index, 'call/' for call."""
        return "" if self.name == "index" else f"{self.name}/"

    @property
    def file(self) -> str:
        """The file that the page becomes."""
        return f"{self.folder}index.html"

    @property
    def root(self) -> str:
        """The way from the page's folder up to the site's root."""
        return "../" * self.folder.count("/")


def read_pages(content: Path, problems: Problems) -> dict[str, PageSource]:
    """Every page under content/guide by name. Section ids are unique over the site."""
    guide, pages = content / "guide", dict[str, PageSource]()
    for path in sorted(guide.rglob("*.md")):
        name = path.relative_to(guide).with_suffix("").as_posix()
        pages[name] = _read_page(name, path, content, problems)
    if "index" not in pages:
        problems.add(f"{content.name}/guide/index.md", "there is no first page", "add it")
    _check_unique(pages, problems)
    return pages


def _read_page(name: str, path: Path, content: Path, problems: Problems) -> PageSource:
    shown, told = path.relative_to(content.parent).as_posix(), len(problems.lines)
    front, text, first_line = _split(_text(path, shown, problems), shown, problems)
    found = read_text(front, shown, problems, first_line)
    if not isinstance(found, Mapping):
        if len(problems.lines) == told:
            problems.add(f"{shown}:1", "front matter is no mapping", "write title: … and description: …")
        return PageSource(name, shown, name, name, "", "", text, ())
    with Fields(found, problems) as f:
        title, description = f.text("title"), f.text("description")
        if len(description) > LONGEST_DESCRIPTION:
            f.wrong("description", f"description has {len(description)} characters", f"say it in {LONGEST_DESCRIPTION}")
        sections = _with_questions(f, tuple(_sections(text, shown, problems)))
        short, question, within = f.text("short", title), f.text("question", ""), f.text("within", "")
        return PageSource(name, shown, title, short, description, question, text, sections, within, *_days(f))


def _days(f: Fields) -> tuple[dt.date, dt.date]:
    """The days on which the page was published and last revised."""
    published = f.day("published")
    revised = f.day("revised", published)
    if revised < published:
        f.wrong("revised", f"revised is {revised}, before {published}, when the page was published", "write the later day")
    return published, revised


def _with_questions(f: Fields, sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """The sections, each with what the front matter says of it under `asked`."""
    found: dict[str, Asked] = {}
    for id_, entry in f.each("asked", needed=False):
        if id_ not in {section.id for section in sections}:
            problems, known = entry.problems, [section.id for section in sections]
            problems.add(entry.place, f"asked names {id_}, which is no section of this page", nearest(id_, known))
        found[id_] = Asked(entry.text("question"), entry.text("answer"), entry.text("try", ""))
    return tuple(replace(section, asked=found.get(section.id)) for section in sections)


def _text(path: Path, shown: str, problems: Problems) -> str:
    """The file as text; what stands in for one that is not UTF-8 has nothing else wrong with it."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        problems.add(f"{shown}:1", "not UTF-8 text", "save the file as UTF-8")
        return "---\n---\n"


def _split(text: str, shown: str, problems: Problems) -> tuple[str, str, int]:
    """Front matter and text; the front matter's lines are blanked in the text, so that line numbers stay true."""
    lines = text.splitlines(keepends=True)
    if not lines or lines[0].strip() != "---":
        problems.add(f"{shown}:1", "there is no front matter", "start with --- , title: …, description: … and ---")
        return "", text, 1
    for number, line in enumerate(lines[1:], start=1):
        if line.strip() == "---":
            return "".join(lines[1:number]), "\n" * (number + 1) + "".join(lines[number + 1 :]), 2
    problems.add(f"{shown}:1", "front matter does not end", "close it with a line ---")
    return "", "", 1


def lines_outside_code(text: str) -> Iterator[tuple[int, str]]:
    """Line numbers and lines that are not within a fenced block of code."""
    fenced = False
    for number, line in enumerate(text.splitlines(), start=1):
        if FENCE.match(line):
            fenced = not fenced
        elif not fenced:
            yield number, line


def _sections(text: str, shown: str, problems: Problems) -> Iterator[Section]:
    for number, line in lines_outside_code(text):
        match = HEADING.fullmatch(line)
        if not match:
            continue
        level, words, id_, place = len(match[1]), match[2], match[3], f"{shown}:{number}"
        if level == 1:
            problems.add(place, "a heading of level 1", "the title in the front matter is the only one; use ##")
        elif level <= 3 and not id_:
            problems.add(place, f"heading {words!r} has no id", f"write {match[1]} {words} {{#{slug(words)}}}")
        elif id_ and not SECTION_ID.fullmatch(id_):
            problems.add(place, f"section id {id_}", f"use lower-case letters, digits and dashes: {slug(id_)}")
        elif id_ and level <= 3:
            yield Section(id_, words, level, place)


def slug(text: str) -> str:
    """An id made of a heading's words."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain)[:6]) or "section"


def _check_unique(pages: dict[str, PageSource], problems: Problems) -> None:
    seen: dict[str, str] = {}
    for page in pages.values():
        for section in page.sections:
            if section.id in seen:
                right = "choose another: ids are unique over the whole site"
                problems.add(section.place, f"section id {section.id} stands already at {seen[section.id]}", right)
            seen.setdefault(section.id, section.place)
