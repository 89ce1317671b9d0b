"""Short addresses that unfurl: one of each section, of each page of a workload, and of each saved scenario."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from calculators.engine.calculator import Answer
from calculators.engine.guide import Guide
from calculators.engine.problems import ContentError, NotOnRecordError, Problems
from publisher.addresses import share_folder
from publisher.asking import figure_of
from publisher.components import Components, Figure
from publisher.forms import query
from publisher.macros import Macros
from publisher.pages import PageSource
from publisher.scenarios import Scenario

HEADING = re.compile(r'<h([1-6])[^>]*?(?:\sid="([^"]*)")?[^>]*>')
Written = Mapping[str, tuple[str, Macros]]
Says = Callable[[str, PageSource, str, Callable[[str], str] | None], str]


@dataclass(frozen=True)
class Share:
    """What is said of a place of the guide to somebody who has not opened it.

    section: the id that is opened on the page, or empty; inputs: the query that the page starts with, or empty.
    verdict: whether the answer is a calculator's own words; figure: what shows the finding, where something does.
    """

    name: str
    page: PageSource
    section: str
    inputs: str
    question: str
    finding: str
    answer: str
    verdict: bool = False
    figure: Figure | None = None

    @property
    def folder(self) -> str:
        """Its address below the site's root."""
        return share_folder(self.name)

    @property
    def file(self) -> str:
        """The file that it becomes."""
        return f"{self.folder}index.html"

    @property
    def whole(self) -> bool:
        """Whether it stands for its page itself, and not for a part of it or for other inputs."""
        return not self.section and self.name == self.page.name.rpartition("/")[2]

    @property
    def root(self) -> str:
        """The way from its folder up to the site's root."""
        return "../" * self.folder.count("/")

    @property
    def href(self) -> str:
        """The way from its folder to what it opens."""
        mark, anchor = "?" * bool(self.inputs), "#" * bool(self.section)
        return f"{self.root}{self.page.file}{mark}{self.inputs}{anchor}{self.section}"


def shares(
    guide: Guide, pages: Mapping[str, PageSource], written: Written, scenarios: Mapping[str, Scenario], says: Says,
    problems: Problems,
) -> list[Share]:  # fmt: skip
    """Every share of the guide.

    written: of each page its HTML with tokens, and the macros that know them; says: works out the macros in a text of a page that
    stands at a place. What a scenario has wrong, and a name that stands for two things, is noted in problems.
    """
    found = [share for name, page in pages.items() for share in _of_page(guide, page, *written[name])]
    places: dict[str, str] = {}
    for share in found:
        if places.setdefault(share.name, _place(share)) != _place(share):
            right = "rename the page, or choose another section id"
            problems.add(_place(share), f"the short name {share.name} stands already for {places[share.name]}", right)
    for scenario in scenarios.values():
        if scenario.name in places:
            problems.add(
                scenario.places["name"], f"scenario {scenario.name} has the name of {places[scenario.name]}", "choose another"
            )
        elif scenario.page in pages:
            page, macros = pages[scenario.page], written[scenario.page][1]
            if answer := _answered(guide, scenario, macros, problems):
                found.append(_of_scenario(guide, scenario, page, answer, says))
    return found


def _place(share: Share) -> str:
    """Where content says what is shared."""
    return next((each.place for each in share.page.sections if each.id == share.section), f"{share.page.shown}:1")


def _of_page(guide: Guide, page: PageSource, html: str, macros: Macros) -> Iterator[Share]:
    """A page's sections; and the page itself where it belongs to the page of the calculator that it fills in."""
    first = next(iter(macros.answers), None)
    inputs, parts = query(first) if first else "", _parts(html)
    for section in page.sections:
        said, figure = section.asked, macros.tokens.first_figure(parts.get(section.id, ""))
        question, answer = (said.question, said.answer) if said else ("", page.description)
        yield Share(section.id, page, section.id, inputs, question, section.text, answer, figure=figure)
    if first and page.within == first.calculator.page:
        name, said_, figure = page.name.rpartition("/")[2], guide.verdict(first), macros.tokens.first_figure(html)
        yield Share(name, page, "", inputs, page.question, page.title, said_, verdict=True, figure=figure)


def _parts(html: str) -> dict[str, str]:
    """The HTML of each section by its id, from its heading to the next of its level or above."""
    headings = [(int(match[1]), match[2], match.start()) for match in HEADING.finditer(html)]
    found = {}
    for number, (level, id_, start) in enumerate(headings):
        end = next((place for other, _, place in headings[number + 1 :] if other <= level), len(html))
        found[id_] = html[start:end]
    return found


def _answered(guide: Guide, scenario: Scenario, macros: Macros, problems: Problems) -> Answer | None:
    """The scenario as its page's calculator answers it; None where it is wrong, or of a day without the prices."""
    if not macros.answers:
        if not guide.of_another_day:  # whose prices may be too few for any answer
            wrong = f"page {scenario.page} has no calculator to fill in"
            problems.add(scenario.places["page"], wrong, "name a page that has one")
        return None
    try:
        return guide.answer(macros.answers[0].calculator.name, scenario.pairs)
    except NotOnRecordError:
        return None
    except ContentError as error:
        problems.relay(scenario.places["inputs"], error.lines)
        return None


def _of_scenario(guide: Guide, scenario: Scenario, page: PageSource, answer: Answer, says: Says) -> Share:
    """The scenario in its author's words, or in the calculator's where he has none."""
    figure, verdict = figure_of(guide, answer), guide.verdict(answer)
    texts = {"question": scenario.question, "title": scenario.title, "answer": scenario.answer}
    question, title, said = (
        says(text, page, scenario.places[key], str if key == "answer" else None) for key, text in texts.items()
    )
    finding = title or (figure.chart.title if figure else verdict)
    return Share(
        scenario.name, page, "", query(answer), question, finding, said or verdict, verdict=not said, figure=figure
    )  # fmt: skip


def figure_data(share: Share, components: Components) -> dict[str, Any] | None:
    """The chart of a share as its page takes it: both drawings, without the files that the full page has."""
    if share.figure is None:
        return None
    chart, drawn = share.figure.chart, components.drawn(share.figure)
    return {
        "id": chart.id, "title": chart.title, "subtitle": chart.subtitle, "wide": Markup(drawn["wide"]),
        "narrow": Markup(drawn["narrow"]),
    }  # fmt: skip
