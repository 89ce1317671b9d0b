"""Links that open a page with a sender's inputs: what they may lead to, and how their addresses are written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote

from calculators.engine.calculator import Calculator, parse, settle
from calculators.engine.choices import Choice
from calculators.engine.guide import Guide
from calculators.engine.nearest import nearest
from calculators.engine.numbers import linked
from calculators.engine.problems import ContentError, NotOnRecordError, Problems
from publisher.addresses import share_folder
from publisher.pages import PageSource, Section
from publisher.script import keys_of

CASES = "preset"  # the choice whose options are whole cases: a link may name one of them
SHOWN = "show"  # names, with commas between them, the inputs that a page opens with in view
KEPT = "!'()*~/,"  # what stands in a query as it is, beside letters, digits, - _ and .
CALLED = re.compile(r"""\{\{-?\s*calculator\(\s*["'](\w+)["'](?:\s*,\s*["']([^"']*)["'])?""")


@dataclass(frozen=True)
class Target:
    """What a link leads to: a section, a page, or a case of a calculator.

    name: what people call it; sign: the same in a form that nothing else has; folder: its own address below the site's root.
    page and section: where it opens. calculator: the one whose inputs a link to it may fill in; opens: the query that the
    page has it filled in with already, None where the page does not hold it. start: the query of what the target is about.
    """

    name: str
    sign: str
    folder: str
    page: PageSource
    section: str
    calculator: str
    opens: str | None
    start: str


def targets(guide: Guide, pages: Mapping[str, PageSource], problems: Problems) -> list[Target]:
    """Everything that a link may lead to. A section that names a calculator which is none is noted."""
    return [*_sections(guide, pages, problems), *_pages(guide, pages), *_cases(guide, pages)]


def find(name: str, known: Sequence[Target]) -> Target:
    """The target of a name or of a sign. Raises ContentError where there is none, or several."""
    found = [target for target in known if name in {target.name, target.sign}]
    if not found:
        raise ContentError([f"link: no section, page or case {name}; {nearest(name, [target.name for target in known])}"])
    if len(found) > 1:
        signs = " or ".join(target.sign for target in found)
        raise ContentError([f"link: {name} stands for {len(found)} things; write {signs}"])
    return found[0]


def query(guide: Guide, target: Target, pairs: Mapping[str, str], shown: Sequence[str] = ()) -> str:
    """What a link carries: inputs in the calculator's own order, then the day, the edition, and what is in view.

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
    if parts or guide.of_another_day:
        parts |= {"as_of": guide.as_of.isoformat(), "rules": str(guide.edition)}
    return written(parts | ({SHOWN: ",".join(shown)} if shown else {}))


def _check(guide: Guide, calculator: Calculator, pairs: Mapping[str, str], shown: Sequence[str]) -> None:
    """Raise ContentError that tells every wrong name and value at once."""
    hidden = [name for name in shown if name not in calculator.fields]
    wrong = [f"{name}: no input of {calculator.name}; {nearest(name, calculator.fields)}" for name in hidden]
    try:
        parse(calculator, guide.quantities, pairs)
    except ContentError as error:
        wrong = [*error.lines, *wrong]
    if wrong:
        raise ContentError(list(dict.fromkeys(wrong)))


def written(parts: Mapping[str, str]) -> str:
    """Names and texts as a query, as the page's script writes it."""
    return "&".join(f"{name}={quote(text, safe=KEPT)}" for name, text in parts.items())


def address(base_url: str, target: Target, asked: str, *, full: bool = False) -> str:
    """The whole address of a target with a query. full: of its page and section, and not the short one."""
    if not full:
        return base_url + target.folder + (f"?{asked}" if asked else "")
    asked = asked or ("" if target.start == target.opens else target.start)
    return base_url + target.page.folder + (f"?{asked}" if asked else "") + (f"#{target.section}" if target.section else "")


def beside(guide: Guide, base_url: str, target: Target, asked: str) -> str:
    """The address of the calculator itself with a query, where the target's page does not hold it; else empty."""
    if target.opens is not None or not asked:
        return ""
    return f"{base_url}{guide.calculators[target.calculator].page}/?{asked}"


def main_calculator(guide: Guide) -> Calculator:
    """The calculator of the guide's main question: the first that starts from cases, or simply the first."""
    every = list(guide.calculators.values())
    return next((each for each in every if CASES in each.choice_names), every[0])


def cases(guide: Guide) -> Choice | None:
    """The cases that the main calculator starts from."""
    return main_calculator(guide).choice_names.get(CASES)


def _sections(guide: Guide, pages: Mapping[str, PageSource], problems: Problems) -> Iterator[Target]:
    for page in pages.values():
        held = _held(page)
        for section in page.sections:
            name, start = _tried(guide, page, section, problems)
            name = name or next(iter(held), main_calculator(guide).name)
            start = held.get(name, start)
            yield Target(section.id, f"#{section.id}", share_folder(section.id), page, section.id, name, held.get(name), start)


def _pages(guide: Guide, pages: Mapping[str, PageSource]) -> Iterator[Target]:
    for page in pages.values():
        name, start = next(iter(_held(page).items()), (main_calculator(guide).name, None))
        yield Target(page.name, f"{page.name}/", page.folder, page, "", name, start, start or "")


def _cases(guide: Guide, pages: Mapping[str, PageSource]) -> Iterator[Target]:
    calculator, choice = main_calculator(guide), cases(guide)
    for option in choice.options if choice else ():
        start = f"{CASES}={option.id}"
        own = (page for page in pages.values() if _held(page).get(calculator.name) == start)
        page = next(own, pages.get(calculator.page))
        if page:
            opens = _held(page).get(calculator.name)
            yield Target(option.id, start, share_folder(option.id), page, "", calculator.name, opens, start)


def _held(page: PageSource) -> dict[str, str]:
    """The calculators of a page, each with the query that it is filled in with."""
    found: dict[str, str] = {}
    for name, start in CALLED.findall(page.text):
        found.setdefault(name, start)
    return found


def _tried(guide: Guide, page: PageSource, section: Section, problems: Problems) -> tuple[str, str]:
    """The calculator that a section says to try, and with which inputs; nothing of what the guide's day does not have."""
    if section.asked is None or not section.asked.tried:
        return "", ""
    name, _, start = section.asked.tried.partition("?")
    place = f"{page.shown}:1"
    if name not in guide.calculators:
        problems.add(place, f"asked.{section.id} says to try {name}, which is no calculator", nearest(name, guide.calculators))
        return "", ""
    try:
        parse(guide.calculators[name], guide.quantities, dict(parse_qsl(start, keep_blank_values=True)))
    except NotOnRecordError:
        return name, ""
    except ContentError as error:
        for line in error.lines:
            wrong, _, right = line.partition("; ")
            problems.add(place, f"asked.{section.id} says to try {section.asked.tried}: {wrong}", right)
        return name, ""
    return name, start


def _stated(
    guide: Guide, calculator: Calculator, start: str, pairs: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, float]]:
    """Options and values of a link: those that the target is about, under those that the sender states.

    As on the page, an option that is stated takes the place of what it sets, and a value of what it makes idle.
    Raises ContentError for wrong ones, and NotOnRecordError where they do not go together.
    """
    asked, chosen = parse(calculator, guide.quantities, dict(parse_qsl(start)))
    own, picked = parse(calculator, guide.quantities, pairs)
    for name in picked:
        for key in keys_of(calculator, calculator.choice_names[name].options):
            asked.pop(key, None)
    asked, chosen = asked | own, chosen | picked
    settled = settle(calculator, guide.quantities, guide.as_of, asked, chosen).values
    idle = _idle(calculator, own)
    return chosen, asked | {name: 0.0 for name in idle if name not in own and settled[name] > 0}


def _idle(calculator: Calculator, stated: Iterable[str]) -> list[str]:
    """The inputs that count no more once others are stated."""
    return [other for name in stated for other in calculator.instead.get(name, ())]
