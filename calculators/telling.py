"""What changed, said: the finding as a title, the verdicts that changed, and the tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import cached_property, partial

from calculators.changes import TOLD_DAYS, Content, Difference, announced, timeline
from calculators.engine.change import Change
from calculators.engine.dated import day_words
from calculators.engine.table import Table
from calculators.price_moves import ENDED, MOVED, NEW
from calculators.tables.changes import claims_table, days_table, editions_table, new_tables, price_tables
from calculators.tables.effects import effects_table, flips_words

VERBS = {  # by kind: in the past, and of what is announced
    MOVED: ("changed price", "will change price"), NEW: ("came on record", "will come on record"), ENDED: ("ended", "will end"),
}  # fmt: skip


def finding(found: Difference, when: str, *, ahead: bool = False) -> str:
    """The title: how many offers changed, and how many verdicts. when: with its preposition."""
    counts = [(len(found.of(kind)), verbs[ahead]) for kind, verbs in VERBS.items()]
    parts = [f"{count} {verb}" for count, verb in counts if count]
    first, _, rest = (parts[0] if parts else "0 changed").partition(" ")
    listed = [f"{first} offer{'' if first == '1' else 's'} {rest}", *parts[1:]]
    joined = " and ".join([", ".join(listed[:-1]), listed[-1]] if len(listed) > 1 else listed)
    return f"{joined} {when}{_verdicts(found, ahead=ahead)}"


def _verdicts(found: Difference, *, ahead: bool) -> str:
    if found.effects is None:
        return ""
    count = len(found.flips)
    if not count:
        return "; no verdict changes" if ahead else "; no verdict changed"
    noun = f"{count} of {len(found.effects)} verdicts"
    return f"; {noun} {('changes' if count == 1 else 'change') if ahead else 'changed'}"


def told(found: Difference, content: Content, *, when: str = "", ahead: bool = False) -> Change:
    """A difference with its words and tables. content: the newer one; when: in place of the day."""
    effects = effects_table(found, content.speaker, content.names)
    shown, folded = price_tables(found, content.market), [effects, *new_tables(found, content.market), claims_table(found)]
    if found.flips:
        shown.append(folded.pop(0))
    tables, more = ([table for table in group if table.rows] for group in (shown, folded))
    if not tables:
        tables, more = more, []
    title = finding(found, when or f"on {day_words(found.day)}", ahead=ahead)
    return Change(found.day, title, tuple(_words(found, content, ahead=ahead)), tuple(tables), tuple(more))


def _words(found: Difference, content: Content, *, ahead: bool) -> list[str]:
    flips = " ".join(flips_words(found, content.speaker, content.names))
    methods = [f"Method, edition {each.number}: {each.changed}" for each in found.editions]
    return [*([flips] if flips else []), _figures(found, content, ahead=ahead), *methods]


def _figures(found: Difference, content: Content, *, ahead: bool) -> str:
    """How many examples cost something else."""
    if found.effects is None:
        return "What follows from it for the verdicts is not worked out on a guide of another day."
    verb, count = "move" if ahead else "moved", len(effects_table(found, content.speaker, content.names).rows)
    if not count:
        return f"Against {day_words(found.since)}, no figure of any example {'moves' if ahead else 'moved'}."
    return f"Against {day_words(found.since)}, figures {verb} for {count} of {len(found.effects)} examples."


class Telling:
    """What changed by a day, worked out when it is first asked for."""

    def __init__(self, content: Content, day: dt.date, *, another_day: bool) -> None:
        self.content, self.day, self.another_day = content, day, another_day

    @cached_property
    def past(self) -> list[Difference]:
        """Every price day so far, oldest first."""
        return timeline(self.content, self.day)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """The newest telling days, the newest first, then what is announced, the next first."""
        newest = [each for each in self.past if each.telling][: -TOLD_DAYS - 1 : -1]
        coming = announced(self.content, self.day, another_day=self.another_day)
        return (
            *(told(each, self.content) for each in newest), *(told(each, self.content, ahead=True) for each in coming),
        )  # fmt: skip

    def tables(self) -> Mapping[str, Callable[[], Table]]:
        """The tables of the page by their names there."""
        return {
            "price_days": lambda: days_table(self.past, self.content.speaker, self.content.names),
            "editions": partial(editions_table, self.content.editions),
        }
