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
NO_LONGER, GONE, NOT_YET = "no longer holds", "past", "not yet so"


@dataclass(frozen=True)
class Standing:
    """A status, and the words that say it. Every page and table takes its words from here."""

    status: str
    words: str


@dataclass(frozen=True)
class Judged:
    """A claim put to the test, as a publisher needs it: how it stood on its own day and how it stands on the guide's.

    page: where the working stands, as authors link to it.
    """

    id: str
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


def on_its_day(trials: Sequence[tuple[str, bool | None]]) -> Standing:
    """How a claim stood on its own day. trials: under each declared condition whether it held; None where no test could be made.

    A claim holds without an "if" only where it held under every condition that was declared.
    """
    found = _plain(trials)
    return Standing(UNTESTED, OWN_DAY_UNTESTED) if found.status == UNTESTED else found


def on_another_day(
    kind: str, dated: dt.date, day: dt.date, trials: Sequence[tuple[str, bool | None]], then: Standing
) -> Standing:
    """How a claim of a day stands on another. One said of its day alone is past where the other day differs, not wrong."""
    found = _plain(trials)
    if found.status != FAILS:
        return found
    if kind == DAY:
        return Standing(PAST, GONE if day > dated else NOT_YET)
    held = then.status in {HOLDS, HOLDS_IF}
    return Standing(FAILS, NO_LONGER) if held and day > dated else found


def _plain(trials: Sequence[tuple[str, bool | None]]) -> Standing:
    holding = [label for label, held in trials if held]
    if holding and len(holding) == len(trials):
        return Standing(HOLDS, WORDS[HOLDS])
    if holding:
        return Standing(HOLDS_IF, f"{WORDS[HOLDS_IF]} {' or '.join(holding)}")
    status = UNTESTED if all(held is None for _, held in trials) else FAILS
    return Standing(status, WORDS[status])
