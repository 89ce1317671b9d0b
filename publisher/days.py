"""The options and defaults of other days, with which a calculator's page answers as of a day that its reader picks.

A page loads it when a day is first asked for. Options that many days share stand once.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from typing import Any

from calculators.engine.calculator import Calculator
from calculators.engine.choices import Choice
from calculators.engine.guide import Guide
from publisher.option_rows import grouped_options, keys_of, option_row
from publisher.origins import Origins, default_words
from publisher.script import finite

DIFFERENCES = ("choices", "pairs", "bundles", "defaults")  # what of a calculator may differ between days


def days_script(guide: Guide, calculator: Calculator) -> bytes:
    """The days of a calculator as `calculators.NAME.past = {…}`; empty where nothing of it differs between days."""
    found = days_data(guide, calculator) if guide.calculator_on else {}
    if not any(found.get(each) for each in DIFFERENCES):
        return b""
    data = json.dumps(finite(found), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return f"calculators.{calculator.name}.past = {data};\n".encode()


def days_of(guide: Guide) -> list[dt.date]:
    """Every day on which a price, a default or an option changed, and the guide's own, oldest first.

    Before the first price there is nothing to answer with.
    """
    choices = (choice for calculator in guide.calculators.values() for choice in calculator.choices)
    changed = guide.quantities.days.union(*(choice.days for choice in choices))
    first = min(guide.price_days, default=guide.as_of)
    return sorted({day for day in (*guide.price_days, *changed) if first <= day <= guide.as_of} | {guide.as_of})


def day_range(guide: Guide) -> dict[str, str]:
    """The first and the last day that a reader may pick."""
    return {"first": days_of(guide)[0].isoformat(), "last": guide.as_of.isoformat()}


def days_data(guide: Guide, calculator: Calculator) -> dict[str, Any]:
    """choices: name -> {keys, rows, told, on}; evidence and sources of all rows.

    A row is an option as the calculator's own data has it; told: for each row its evidence, what inputs have evidence of
    their own, and its note; on: [day's place, default, groups, places of its rows], wherever these differ from the day before.
    pairs: for each pair of options whose note depends on the day [day's place, note], likewise. bundles: place of a join ->
    pair of options -> [day's place, values, spreads]; defaults: input -> [day's place, low, likely, high, what it is in words,
    its evidence, what its field says of it]; both only of what differs between days. leading: what its page shows first.
    """
    assert guide.calculator_on is not None
    days = days_of(guide)
    each = [guide.calculator_on(calculator.name, day) for day in days]
    origins = Origins(guide, calculator)
    data: dict[str, Any] = {
        "days": [day.isoformat() for day in days],
        "leading": calculator.leading,
        "choices": _choices(calculator, each, origins),
        "pairs": _pairs(each),
    }
    # Only a changed default, of a calculator's own inputs or of those on which modelled rates rest, can change these two.
    moving = bool(guide.quantities.days)
    data["bundles"] = _bundles(calculator, each) if moving else {}
    data["defaults"] = _defaults(guide, calculator, days, origins) if moving else {}
    return data | {"evidence": origins.evidence, "sources": origins.sources}


def _moved(states: Sequence[Sequence[Any]]) -> list[list[Any]]:
    """[day's place, *state] wherever a state differs from the day before; nothing where it never does."""
    found = [[day, *state] for day, state in enumerate(states) if day == 0 or state != states[day - 1]]
    return found if len(found) > 1 else []


def _defaults(guide: Guide, calculator: Calculator, days: list[dt.date], origins: Origins) -> dict[str, list[list[Any]]]:
    """Those defaults of a calculator's inputs that differ between days."""
    changed = [name for name in calculator.inputs if len(guide.quantities[name].defaults) > 1]
    states = {
        name: _moved([[*origins.default(name, day), default_words(guide, name, day)] for day in days]) for name in changed
    }  # fmt: skip
    return {name: moved for name, moved in states.items() if moved}


def _pairs(each: list[Calculator]) -> dict[str, list[list[Any]]]:
    """Notes of pairs of options over all days."""
    found: dict[str, list[list[Any]]] = {}
    for day, calculator in enumerate(each):
        for id_, bundle in ((id_, bundle) for join in calculator.joins for id_, bundle in join.bundles.items()):
            notes = found.setdefault(id_, [])
            if not notes or notes[-1][1] != bundle.note:
                notes.append([day, bundle.note])
    return {id_: notes for id_, notes in found.items() if len(notes) > 1}


def _bundles(calculator: Calculator, each: list[Calculator]) -> dict[int, dict[str, list[list[Any]]]]:
    """What pairs of options set, where that rests on the defaults of a day."""
    found = {}
    for place, join in enumerate(calculator.joins):
        keys = keys_of(calculator, join.bundles.values())
        every = [other.joins[place].bundles for other in each]
        states = {
            id_: _moved([[[day[id_].values.get(key, "") for key in keys], dict(day[id_].spreads)] for day in every])
            for id_ in join.bundles
        }  # fmt: skip
        if moved := {id_: state for id_, state in states.items() if state}:
            found[place] = moved
    return found


def _choices(calculator: Calculator, each: list[Calculator], origins: Origins) -> dict[str, Any]:
    """Those choices that differ between days."""
    made = {name: _choice(calculator, [other.choice_names[name] for other in each], origins) for name in calculator.choice_names}
    return {name: choice for name, choice in made.items() if len(choice["on"]) > 1}


def _choice(calculator: Calculator, each: list[Choice], origins: Origins) -> dict[str, Any]:
    """One choice over all days."""
    offered = {id(option): option for choice in each for option in choice.options}  # one option for as long as its entry holds
    keys = keys_of(calculator, offered.values())
    told = {id_: [option_row(option, keys), [*origins.told(option), option.note]] for id_, option in offered.items()}
    marks = {id_: json.dumps(row) for id_, row in told.items()}
    rows = {mark: told[id_] for id_, mark in marks.items()}
    known = {mark: place for place, mark in enumerate(rows)}
    on = list[list[Any]]()
    for day, choice in enumerate(each):
        groups = grouped_options(choice)
        places = [known[marks[id(option)]] for _, options in groups for option in options]
        state = [choice.default, [[label, len(options)] for label, options in groups], places]
        if not on or on[-1][1:] != state:
            on.append([day, *state])
    return {"keys": keys, "rows": [row for row, _ in rows.values()], "told": [found for _, found in rows.values()], "on": on}
