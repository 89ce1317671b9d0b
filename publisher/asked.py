"""What a command line asks: pairs, or a link as it was sent, on the link's own day and under present names."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urldefrag

from calculators.engine.dated import day_words
from calculators.engine.guide import Guide
from calculators.engine.problems import ContentError

DAY, EDITION, VIEW = "as_of", "rules", "show"  # what links carry beside inputs
IGNORED = re.compile(r"(utm_.*|fbclid|gclid|ref)")  # what others hang on to links; the pages' script is given it


@dataclass(frozen=True)
class Asked:
    """A guide of the day in question, `quantity=value` pairs, and what is to be said of the question itself."""

    guide: Guide
    pairs: Mapping[str, str]
    notes: tuple[str, ...]


def read_asked(guide: Guide, calculator: str, words: Sequence[str], command: str = "calc") -> Asked:
    """words: `quantity=value` each, or an address with its query, as a page copies it. The last of equal names counts.

    Raises ContentError for what is no pair, no day or a day after the guide's own.
    """
    pairs = paired(words, command)
    day, edition = pairs.pop(DAY, ""), pairs.pop(EDITION, "")
    pairs.pop(VIEW, "")
    present, notes = guide.retired.renewed(pairs)
    return Asked(_of_day(guide, day), present, (*notes, *_changed(guide, calculator, edition)))


def paired(words: Sequence[str], command: str) -> dict[str, str]:
    """What words state, by name: `quantity=value` each, or an address with its query. Raises ContentError for what is neither."""
    found, wrong = dict[str, str](), []
    for word in words:
        if "?" in word.partition("=")[0]:
            query = urldefrag(word).url.partition("?")[2]
            found |= {name: text for name, text in parse_qsl(query, keep_blank_values=True) if not IGNORED.fullmatch(name)}
            continue
        name, mark, value = word.partition("=")
        if not mark:
            wrong.append(f"{command}: {word!r} is no pair; write quantity=value")
        found[name] = value
    if wrong:
        raise ContentError(wrong)
    return found


def _of_day(guide: Guide, text: str) -> Guide:
    if not text:
        return guide
    try:
        day = dt.date.fromisoformat(text)
    except ValueError as error:
        raise ContentError([f"{DAY}: {text!r} is no day; write a day such as 2026-01-31"]) from error
    if day > guide.as_of:
        raise ContentError([f"{DAY}: {day} is after this guide's own day; choose one up to {guide.as_of}"])
    return guide.on(day)


def _changed(guide: Guide, calculator: str, text: str) -> list[str]:
    """What changed in the method since the edition that a link names."""
    number = int(text) if re.fullmatch(r"[0-9]{1,4}", text) else guide.edition
    return [
        f"the method has changed since: edition {each.number}, {day_words(each.day)}: {each.changed}"
        for each in guide.editions
        if each.number > number and each.moves(calculator)
    ]
