"""Plans and ages as an editor reads them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from calculators.engine.age import DUE, OVERDUE, Ages, age_words, days_old
from calculators.engine.dated import Dated
from calculators.importers.plan import Entry, Move, Plan

HEAD = ("offer", "key", "old", "new", "percent", "day", "note")


def plan_lines(plan: Plan) -> list[str]:
    """The table of a plan: a line for each value that moves, then what is confirmed, added and to be known."""
    rows = [row for entry in plan.entries for row in _rows(entry)]
    lines = _aligned([HEAD, *rows]) if rows else ["No price moved."]
    if plan.confirmations:
        day, source = plan.confirmations[0].day, plan.confirmations[0].source
        lines.append(f"Read again and unchanged: {len(plan.confirmations)} offers (first {day}, by {source}).")
    lines += [f"New source: {source.id}, dated {source.dated}, read {source.read}." for source in plan.sources]
    lines += [f"The guide's day moves to {plan.as_of}."] if plan.as_of else []
    return [*lines, *(f"Note: {note}" for note in plan.notes)]


def _rows(entry: Entry) -> Iterator[tuple[str, ...]]:
    day = f"by {entry.day}" if entry.first_sighting else entry.day.isoformat()
    for move in entry.moves:
        yield entry.offer, move.key, _figure(move.old), _figure(move.new), _percent(move), day, entry.note


def _figure(value: float | None) -> str:
    return "none" if value is None else f"{value:.9g}"


def _percent(move: Move) -> str:
    return f"{(move.factor - 1) * 100:+.1f}%" if move.factor else ""


def age_lines(in_force: Mapping[str, Dated], day: dt.date) -> list[str]:
    """A line for each price in force, oldest first, and what they say together."""
    rows = sorted(((days_old(entry, day), id_, entry.age_from) for id_, entry in in_force.items()), reverse=True)
    ages = Ages.of(list(in_force.values()), day)
    due, overdue = (sum(each >= limit for each in ages.days) for limit in (DUE, OVERDUE))
    told = f"{len(rows)} prices on {day}: {due} of {DUE} days or more, of these {overdue} of {OVERDUE} or more."
    return [*_aligned([(id_, last.isoformat(), age_words(days)) for days, id_, last in rows]), told]


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
