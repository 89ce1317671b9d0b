"""Links that open a page with a sender's inputs: what they carry, and how their addresses are written."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from urllib.parse import parse_qsl

from calculators.engine.calculator import Calculator, settle
from calculators.engine.guide import Guide
from calculators.engine.nearest import nearest
from calculators.engine.numbers import linked
from calculators.engine.pairs import parse
from calculators.engine.problems import ContentError
from publisher.addresses import written
from publisher.asked import DAY, EDITION, VIEW
from publisher.option_rows import keys_of
from publisher.targets import Target

MOST_IN_VIEW = 8  # names of inputs that a page puts in view; the page's script has its twin


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


def address(base_url: str, target: Target, asked: str, *, full: bool = False) -> str:
    """The whole address of a target with a query. full: of its page and section, and not the short one."""
    if not full and target.folder != target.page.folder:
        return base_url + target.folder + (f"?{asked}" if asked else "")
    asked = asked or target.brings
    return base_url + target.page.folder + (f"?{asked}" if asked else "") + (f"#{target.section}" if target.section else "")


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
