"""The options of other days, with which a calculator's page answers as of a day that its reader picks.

A page loads it when a day is first asked for. Options that many days share stand once.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

from calculators.engine.calculator import Calculator
from calculators.engine.choices import Choice, Option
from calculators.engine.guide import Guide
from publisher.origins import Origins
from publisher.script import finite, grouped_options, keys_of, option_row


def days_script(guide: Guide, calculator: Calculator) -> bytes:
    """The days of a calculator as `calculators.NAME.past = {…}`."""
    data = json.dumps(finite(days_data(guide, calculator)), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return f"calculators.{calculator.name}.past = {data};\n".encode()


def days_of(guide: Guide) -> list[dt.date]:
    """Every day on which a price changed, and the guide's own, oldest first."""
    return sorted({*(day for day in guide.price_days if day <= guide.as_of), guide.as_of})


def day_range(guide: Guide) -> dict[str, str]:
    """The first and the last day that a reader may pick."""
    return {"first": days_of(guide)[0].isoformat(), "last": guide.as_of.isoformat()}


def days_data(guide: Guide, calculator: Calculator) -> dict[str, Any]:
    """choices: name -> {keys, rows, told, on}; evidence and sources of all rows.

    pairs: for each pair of options whose note depends on the day [day's place, note], wherever it differs from the day before.
    A row is an option as the calculator's own data has it; told: for each row its evidence, what inputs have evidence of
    their own, and its note; on: [day's place, default, groups, places of its rows], wherever these differ from the day before.
    """
    assert guide.calculator_on is not None
    days = days_of(guide)
    each = [guide.calculator_on(calculator.name, day) for day in days]
    origins = Origins(guide, calculator)
    choices = {}
    for name in calculator.choice_names:
        made = _choice(calculator, [other.choice_names[name] for other in each], origins)
        if len(made["on"]) > 1:
            choices[name] = made
    return {
        "days": [day.isoformat() for day in days], "choices": choices, "pairs": _pairs(each), "evidence": origins.evidence,
        "sources": origins.sources,
    }  # fmt: skip


def _pairs(each: list[Calculator]) -> dict[str, list[list[Any]]]:
    """Notes of pairs of options over all days."""
    found: dict[str, list[list[Any]]] = {}
    for day, calculator in enumerate(each):
        for id_, bundle in ((id_, bundle) for join in calculator.joins for id_, bundle in join.bundles.items()):
            notes = found.setdefault(id_, [])
            if not notes or notes[-1][1] != bundle.note:
                notes.append([day, bundle.note])
    return {id_: notes for id_, notes in found.items() if len(notes) > 1}


def _choice(calculator: Calculator, each: list[Choice], origins: Origins) -> dict[str, Any]:
    """One choice over all days."""
    keys = keys_of(calculator, (option for choice in each for option in choice.options))
    rows, told, on = dict[str, int](), list[Any](), list[list[Any]]()
    made: list[Any] = []
    for day, choice in enumerate(each):
        places = []
        for option in _in_order(choice):
            row = option_row(option, keys)
            mark = json.dumps([row, origins.told(option), option.note])
            if mark not in rows:
                rows[mark] = len(rows)
                made.append(row)
                told.append([*origins.told(option), option.note])
            places.append(rows[mark])
        state = [choice.default, [[label, len(items)] for label, items in grouped_options(choice)], places]
        if not on or on[-1][1:] != state:
            on.append([day, *state])
    return {"keys": keys, "rows": made, "told": told, "on": on}


def _in_order(choice: Choice) -> Iterator[Option]:
    for _, options in grouped_options(choice):
        yield from options
