"""What a link may lead to, each with the calculator whose inputs the link fills in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import parse_qsl

from calculators.engine.calculator import Calculator
from calculators.engine.guide import Guide
from calculators.engine.nearest import nearest
from calculators.engine.pairs import parse
from calculators.engine.problems import ContentError, NotOnRecordError, Problems
from publisher.addresses import share_folder, written
from publisher.author_text import calls
from publisher.pages import PageSource, Section
from publisher.scenarios import Scenario

CASES = "preset"  # the choice whose options are whole cases: a link may name one of them


@dataclass(frozen=True)
class Target:
    """What a link leads to: a section, a page, a saved scenario, or a case that has no address of its own.

    name: what people call it; sign: the same in a form that nothing else has; folder: its own address below the site's root.
    page and section: where it opens; brings: the query that the page's address needs for that, before anybody states an input.
    calculator: the one whose inputs a link fills in, on the page or beside a section's text. start: the query that the link
    starts from, under what its sender states: what the page is filled in with, and what the section tries.
    """

    name: str
    sign: str
    folder: str
    page: PageSource
    section: str
    calculator: str
    start: str
    brings: str = ""


def targets(
    guide: Guide, order: Iterable[str], pages: Mapping[str, PageSource], scenarios: Mapping[str, Scenario], problems: Problems
) -> list[Target]:  # fmt: skip
    """Everything that a link may lead to. order: pages as the contents have them.

    What a section says to try and what is not there is noted in problems.
    """
    main = main_calculator(guide, order)
    if main is None:
        return []
    made = _Targets(guide, main, pages, problems)
    return [*made.sections(), *made.whole_pages(), *made.scenarios(scenarios), *made.cases()]


def find(name: str, known: Sequence[Target]) -> Target:
    """The target of a name or of a sign. Raises ContentError where there is none, or several."""
    found = [target for target in known if {name, f"{name}/"} & {target.name, target.sign}]
    if not found:
        raise ContentError([f"link: no section, page or case {name}; {nearest(name, [target.name for target in known])}"])
    if len(found) > 1:
        signs = " or ".join(target.sign for target in found)
        raise ContentError([f"link: {name} stands for {len(found)} things; write {signs}"])
    return found[0]


def main_calculator(guide: Guide, order: Iterable[str]) -> Calculator | None:
    """The calculator of the guide's main question, which the contents name first; of sections that say no other."""
    every = guide.calculators.values()
    return next((each for page in order for each in every if each.page == page), next(iter(every), None))


def held(page: PageSource) -> dict[str, str]:
    """The calculators of a page, each with the query that it is filled in with."""
    found: dict[str, str] = {}
    for given, named in calls(page.text, "calculator"):
        values = dict(zip(("name", "query"), given, strict=False)) | named  # as the macro names what it takes
        found.setdefault(values.get("name", ""), values.get("query", ""))
    return found


@dataclass(frozen=True)
class _Targets:
    """Makes the targets of every kind. main: the calculator of all that name no other."""

    guide: Guide
    main: Calculator
    pages: Mapping[str, PageSource]
    problems: Problems

    @cached_property
    def held(self) -> dict[str, dict[str, str]]:
        """The calculators that each page holds, of those that there are: a wrong name is told where the page is rendered."""
        known = self.guide.calculators
        return {
            name: {each: start for each, start in held(page).items() if each in known} for name, page in self.pages.items()
        }  # fmt: skip

    def sections(self) -> Iterator[Target]:
        """A page that holds a calculator fills that in; beside the text of every other stands the one that the section tries.

        There its figures count as well; on the page of a calculator only its options do, since the sender states figures.
        """
        for page in self.pages.values():
            on_page = self.held[page.name]
            for section in page.sections:
                tried, pairs = self._tried(page, section)
                name = next(iter(on_page), tried or self.main.name)
                if name != tried:
                    pairs = {}
                elif on_page:
                    pairs = {each: text for each, text in pairs.items() if each in self.guide.calculators[name].choice_names}
                start = written(dict(parse_qsl(on_page.get(name, ""))) | pairs)
                yield Target(section.id, f"#{section.id}", share_folder(section.id), page, section.id, name, start)

    def whole_pages(self) -> Iterator[Target]:
        """The pages; one that is filled in for a page above it has a short address as well."""
        for page in self.pages.values():
            name, start = next(iter(self.held[page.name].items()), (self.main.name, ""))
            short = page.name.rpartition("/")[2] if page.within == self.guide.calculators[name].page else ""
            folder = share_folder(short) if short else page.folder
            yield Target(short or page.name, f"{page.name}/", folder, page, "", name, start)

    def scenarios(self, scenarios: Mapping[str, Scenario]) -> Iterator[Target]:
        """The saved scenarios whose page holds a calculator."""
        for name, scenario in scenarios.items():
            page = self.pages.get(scenario.page)
            if page and (on_page := self.held[page.name]):
                folder, start = share_folder(name), scenario.inputs
                yield Target(name, folder, folder, page, "", next(iter(on_page)), start, start)

    def cases(self) -> Iterator[Target]:
        """The cases that no page is filled in with: their address is that of the main calculator with the case."""
        main = self.main
        choice, page = main.choice_names.get(CASES), self.pages.get(main.page)
        for option in choice.options if choice else ():
            start = f"{CASES}={option.id}"
            if page and all(on_page.get(main.name) != start for on_page in self.held.values()):
                yield Target(option.id, start, page.folder, page, "", main.name, start, start)

    def _tried(self, page: PageSource, section: Section) -> tuple[str, dict[str, str]]:
        """The calculator that a section says to try, and the inputs with which; none that the guide's day does not have."""
        if section.asked is None or not section.asked.tried:
            return "", {}
        guide, problems, place = self.guide, self.problems, f"{page.shown}:1"
        name, _, start = section.asked.tried.partition("?")
        pairs = dict(parse_qsl(start, keep_blank_values=True))
        if name not in guide.calculators:
            wrong = f"asked.{section.id} says to try {name}, which is no calculator"
            problems.add(place, wrong, nearest(name, guide.calculators))
            return "", {}
        try:
            parse(guide.calculators[name], guide.quantities, pairs)
        except ContentError as error:
            if not guide.of_another_day and not isinstance(error, NotOnRecordError):
                problems.relay(place, error.lines, about=f"asked.{section.id} says to try {section.asked.tried}: ")
            return name, {}
        return name, pairs
