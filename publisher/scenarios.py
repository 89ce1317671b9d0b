"""Saved scenarios: a page with inputs filled in, under a short name that links may use."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl

from calculators.engine.fields import Fields
from calculators.engine.problems import Problems
from calculators.engine.strict_yaml import read
from publisher.pages import SECTION_ID, slug

FILE = "scenarios.yaml"


@dataclass(frozen=True)
class Scenario:
    """What content says of a scenario.

    question: who is sent there asks it; title, answer: may hold macros, and are the calculator's own words where they are empty.
    page: the page that it opens, by name; inputs: `quantity=value` pairs as a query; places: where it stands, and each of these.
    """

    name: str
    question: str
    title: str
    answer: str
    page: str
    inputs: str
    places: Mapping[str, str]

    @property
    def pairs(self) -> dict[str, str]:
        """The inputs by name."""
        return dict(parse_qsl(self.inputs, keep_blank_values=True))


def read_scenarios(content: Path, pages: Collection[str], problems: Problems) -> dict[str, Scenario]:
    """Every scenario of content/scenarios.yaml by name; none where there is no such file. Mistakes are noted in problems."""
    if not (content / FILE).exists():
        return {}
    with Fields(read(content / FILE, content, problems), problems) as f:
        return {name: _scenario(name, entry, pages) for name, entry in f.each("scenarios")}


def _scenario(name: str, f: Fields, pages: Collection[str]) -> Scenario:
    if not SECTION_ID.fullmatch(name):
        f.problems.add(f.place, f"scenario {name}", f"use lower-case letters, digits and dashes: {slug(name)}")
    page, inputs = f.text("page", one_of=pages), f.text("inputs")
    names = [pair.partition("=")[0] for pair in inputs.split("&")]
    if any("=" not in pair for pair in inputs.split("&")):
        f.wrong("inputs", f"inputs are {inputs}", "write quantity=value, with & between two")
    elif twice := [each for each in dict.fromkeys(names) if names.count(each) > 1]:
        f.wrong("inputs", f"inputs set {' and '.join(twice)} twice", "keep one of them")
    said = (f.text("question"), f.text("title", ""), f.text("answer", ""))
    return Scenario(
        name, *said, page, inputs, {key: f.at(key) for key in ("name", "question", "title", "answer", "page", "inputs")}
    )
