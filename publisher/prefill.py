"""Links that open a page with a sender's inputs: what they may lead to, and how their addresses are written."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote

from calculators.engine.calculator import Calculator, parse, settle
from calculators.engine.guide import Guide
from calculators.engine.nearest import nearest
from calculators.engine.numbers import linked
from calculators.engine.problems import ContentError, NotOnRecordError, Problems
from publisher.addresses import share_folder
from publisher.asked import DAY, EDITION, VIEW
from publisher.pages import PageSource, Section
from publisher.report import KEPT
from publisher.scenarios import Scenario
from publisher.script import keys_of

CASES = "preset"  # the choice whose options are whole cases: a link may name one of them
MOST_IN_VIEW = 8  # names of inputs that a page puts in view; the page's script has its twin
PLAIN = f"{KEPT}/,"  # what stands in a query as it is, beside letters, digits, - _ and .
CALLED = re.compile(r"""\{\{-?\s*calculator\(\s*["'](\w+)["'](?:\s*,\s*["']([^"']*)["'])?""")


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
    found = [*_sections(guide, main, pages, problems), *_pages(guide, main, pages), *_scenarios(pages, scenarios)]
    return [*found, *_cases(main, pages)]


def find(name: str, known: Sequence[Target]) -> Target:
    """The target of a name or of a sign. Raises ContentError where there is none, or several."""
    found = [target for target in known if {name, f"{name}/"} & {target.name, target.sign}]
    if not found:
        raise ContentError([f"link: no section, page or case {name}; {nearest(name, [target.name for target in known])}"])
    if len(found) > 1:
        signs = " or ".join(target.sign for target in found)
        raise ContentError([f"link: {name} stands for {len(found)} things; write {signs}"])
    return found[0]


def query(guide: Guide, target: Target, pairs: Mapping[str, str], shown: Sequence[str] = ()) -> str:
    """What a link carries: inputs in the calculator's own order, then what is in view, the day, and the edition.

    pairs: what its sender states; where that is nothing, the page opens as it stands and the query is empty. Raises
    ContentError in the words of `build.py calc` for wrong names and values, and for names that cannot be in view.
    """
    calculator = guide.calculators[target.calculator]
    _check(guide, calculator, pairs, shown)
    chosen, asked = _stated(guide, calculator, target.start, pairs)
    if not (pairs or shown or guide.of_another_day):
        return ""
    parts = {name: chosen[name] for name in calculator.choice_names if name in chosen}
    parts |= {name: linked(asked[name]) for name in calculator.inputs if name in asked}
    parts |= {VIEW: ",".join(shown)} if shown else {}
    return written(parts | {DAY: guide.as_of.isoformat(), EDITION: str(guide.edition)})


def _check(guide: Guide, calculator: Calculator, pairs: Mapping[str, str], shown: Sequence[str]) -> None:
    """Raise ContentError that tells every wrong name and value at once."""
    hidden = [name for name in shown if name not in calculator.fields]
    wrong = [f"{name}: no input of {calculator.name}; {nearest(name, calculator.fields)}" for name in hidden]
    if len(shown) > MOST_IN_VIEW:
        wrong.append(f"{VIEW}: {len(shown)} inputs are too many to be in view; name up to {MOST_IN_VIEW}")
    try:
        parse(calculator, guide.quantities, pairs)
    except ContentError as error:
        wrong = [*error.lines, *wrong]
    if wrong:
        raise ContentError(list(dict.fromkeys(wrong)))


def written(parts: Mapping[str, str]) -> str:
    """Names and texts as a query, as the page's script writes it."""
    return "&".join(f"{name}={quote(text, safe=PLAIN)}" for name, text in parts.items())


def address(base_url: str, target: Target, asked: str, *, full: bool = False) -> str:
    """The whole address of a target with a query. full: of its page and section, and not the short one."""
    if not full and target.folder != target.page.folder:
        return base_url + target.folder + (f"?{asked}" if asked else "")
    asked = asked or target.brings
    return base_url + target.page.folder + (f"?{asked}" if asked else "") + (f"#{target.section}" if target.section else "")


def main_calculator(guide: Guide, order: Iterable[str]) -> Calculator | None:
    """The calculator of the guide's main question, which the contents name first; of sections that say no other."""
    every = guide.calculators.values()
    return next((each for page in order for each in every if each.page == page), next(iter(every), None))


def _sections(guide: Guide, main: Calculator, pages: Mapping[str, PageSource], problems: Problems) -> Iterator[Target]:
    """A page that holds a calculator fills that in; beside the text of every other stands the one that the section tries.

    There its figures count as well; on the page of a calculator only its options do, since the sender states figures.
    """
    for page in pages.values():
        held = _held(page)
        for section in page.sections:
            tried, pairs = _tried(guide, page, section, problems)
            name = next(iter(held), tried or main.name)
            if name != tried:
                pairs = {}
            elif held:
                pairs = {each: text for each, text in pairs.items() if each in guide.calculators[name].choice_names}
            start = written(dict(parse_qsl(held.get(name, ""))) | pairs)
            yield Target(section.id, f"#{section.id}", share_folder(section.id), page, section.id, name, start)


def _pages(guide: Guide, main: Calculator, pages: Mapping[str, PageSource]) -> Iterator[Target]:
    """The pages; one that is filled in for a page above it has a short address as well."""
    for page in pages.values():
        name, start = next(iter(_held(page).items()), (main.name, ""))
        short = page.name.rpartition("/")[2] if page.within == guide.calculators[name].page else ""
        yield Target(short or page.name, f"{page.name}/", share_folder(short) if short else page.folder, page, "", name, start)


def _scenarios(pages: Mapping[str, PageSource], scenarios: Mapping[str, Scenario]) -> Iterator[Target]:
    for name, scenario in scenarios.items():
        page = pages.get(scenario.page)
        if page and (held := _held(page)):
            folder, start = share_folder(name), scenario.inputs
            yield Target(name, folder, folder, page, "", next(iter(held)), start, start)


def _cases(main: Calculator, pages: Mapping[str, PageSource]) -> Iterator[Target]:
    """The cases that no page is filled in with: their address is that of the main calculator with the case."""
    choice, page = main.choice_names.get(CASES), pages.get(main.page)
    for option in choice.options if choice else ():
        start = f"{CASES}={option.id}"
        if page and all(_held(each).get(main.name) != start for each in pages.values()):
            yield Target(option.id, start, page.folder, page, "", main.name, start, start)


def _held(page: PageSource) -> dict[str, str]:
    """The calculators of a page, each with the query that it is filled in with."""
    found: dict[str, str] = {}
    for name, start in CALLED.findall(page.text):
        found.setdefault(name, start)
    return found


def _tried(guide: Guide, page: PageSource, section: Section, problems: Problems) -> tuple[str, dict[str, str]]:
    """The calculator that a section says to try, and the inputs with which; none that the guide's day does not have."""
    if section.asked is None or not section.asked.tried:
        return "", {}
    name, _, start = section.asked.tried.partition("?")
    place, pairs = f"{page.shown}:1", dict(parse_qsl(start, keep_blank_values=True))
    if name not in guide.calculators:
        problems.add(place, f"asked.{section.id} says to try {name}, which is no calculator", nearest(name, guide.calculators))
        return "", {}
    try:
        parse(guide.calculators[name], guide.quantities, pairs)
    except ContentError as error:
        if guide.of_another_day or isinstance(error, NotOnRecordError):
            return name, {}
        problems.relay(place, error.lines, about=f"asked.{section.id} says to try {section.asked.tried}: ")
        return name, {}
    return name, pairs


def _stated(
    guide: Guide, calculator: Calculator, start: str, pairs: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, float]]:
    """Options and values of a link: those that the target is about, under those that the sender states.

    As on the page, an option that is stated takes the place of what it sets, and a value of what it makes idle. What the page
    that opens would add again from its start is overruled by name. Raises ContentError for wrong ones, and NotOnRecordError
    where they do not go together.
    """
    asked, chosen = parse(calculator, guide.quantities, dict(parse_qsl(start)))
    own, picked = parse(calculator, guide.quantities, pairs)
    if not pairs:
        return chosen, asked
    begun = set(asked)
    for name in picked:
        for key in keys_of(calculator, calculator.choice_names[name].options):
            asked.pop(key, None)
    asked, chosen = asked | own, chosen | picked
    found = settle(calculator, guide.quantities, guide.as_of, asked, chosen).values
    idle = {other for name in own for other in calculator.instead.get(name, ()) if other not in own and found.get(other, 0) > 0}
    asked |= {name: found[name] for name in begun - set(asked) if math.isfinite(found[name])}
    return chosen, asked | dict.fromkeys(idle, 0.0)
