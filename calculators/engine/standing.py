"""How a claim stands on a day: the words of every verdict, worked out from what its trials came to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

DAY, CONDITION = "day", "condition"  # kinds: said of one day, or of whenever its condition does
KINDS = {DAY: "of its day", CONDITION: "a rule"}
HOLDS, HOLDS_IF, FAILS, PAST, UNTESTED = "holds", "holds if", "fails", "past", "untested"  # statuses
WORDS = {HOLDS: "holds", HOLDS_IF: "holds if", FAILS: "does not hold", UNTESTED: "cannot be tested"}
OWN_DAY_UNTESTED = "cannot be tested on its day"
NO_LONGER, BY_NOW, GONE, NOT_YET = "no longer holds", "holds by now", "past", "not yet so"


@dataclass(frozen=True)
class Condition:
    """What must be so, said after "if": what it is about, and how that must be. Conditions about one thing are said together."""

    about: str
    label: str

    @property
    def words(self) -> str:
        """The whole condition."""
        return f"{self.about} {self.label}".strip()


ALWAYS = Condition("", "")  # of a claim that leaves nothing open
Outcome = tuple[Condition, bool | None]  # whether a claim held under a condition; None where no test could be made


@dataclass(frozen=True)
class Standing:
    """A status, and the words that say it. Every page and table takes its words from here."""

    status: str
    words: str


@dataclass(frozen=True)
class Judged:
    """A claim put to the test, as a publisher needs it: how it stood on its own day and how it stands on the guide's.

    told: the claim itself in words. page: where the working stands, as authors link to it.
    """

    id: str
    told: str
    dated: dt.date
    then: Standing
    now: Standing
    page: str

    @property
    def status(self) -> str:
        """How it stands on the guide's day."""
        return self.now.status

    @property
    def words(self) -> str:
        """The same in words."""
        return self.now.words


def on_its_day(outcomes: Sequence[Outcome]) -> Standing:
    """How a claim stood on its own day. It holds without an "if" only where it held under every condition that was declared."""
    found = _plain(outcomes)
    return Standing(UNTESTED, OWN_DAY_UNTESTED) if found.status == UNTESTED else found


def on_another_day(kind: str, dated: dt.date, day: dt.date, outcomes: Sequence[Outcome], then: Standing) -> Standing:
    """How a claim of a day stands on another. One said of its day alone is past where the other day differs, not wrong."""
    found = _plain(outcomes)
    if kind == DAY and found.status == HOLDS and then.status == FAILS:
        return Standing(HOLDS, BY_NOW)
    if found.status != FAILS:
        return found
    if kind == DAY:
        return Standing(PAST, GONE if day > dated else NOT_YET)
    held = then.status in {HOLDS, HOLDS_IF}
    return Standing(FAILS, NO_LONGER) if held and day > dated else found


def _plain(outcomes: Sequence[Outcome]) -> Standing:
    holding = [condition for condition, held in outcomes if held]
    if holding and len(holding) == len(outcomes):
        return Standing(HOLDS, WORDS[HOLDS])
    if holding:
        return Standing(HOLDS_IF, f"{WORDS[HOLDS_IF]} {_joined(holding)}")
    status = UNTESTED if all(held is None for _, held in outcomes) else FAILS
    return Standing(status, WORDS[status])


def _joined(conditions: Sequence[Condition]) -> str:
    """Conditions in words, those about one thing together: 'the rival is a, b or c'."""
    labels: dict[str, list[str]] = {}
    for condition in conditions:
        labels.setdefault(condition.about, []).append(condition.label)
    said = (f"{about} {' or '.join(filter(None, (', '.join(each[:-1]), each[-1])))}" for about, each in labels.items())
    return ", or if ".join(each.strip() for each in said)
