"""The options of a choice as scripts have them: rows, under the headings of a form."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from calculators.engine.calculator import Calculator
from calculators.engine.choices import Choice, Option


def grouped_options(choice: Choice) -> list[tuple[str, list[Option]]]:
    """The options under their headings, in the order in which a form lists them."""
    groups: dict[str, list[Option]] = {}
    for option in choice.options:
        groups.setdefault(option.group, []).append(option)
    return list(groups.items())


def keys_of(calculator: Calculator, options: Iterable[Option]) -> list[str]:
    """What options set, of that which the calculator reads."""
    return list(dict.fromkeys(key for option in options for key in option.values if key in calculator.inputs))


def option_row(option: Option, keys: list[str]) -> list[Any]:
    """An option as a row; see the data of a choice."""
    row = [option.id, option.label, int(option.eligible), dict(option.tags), [option.values.get(key, "") for key in keys]]
    return [*row, dict(option.spreads), dict(option.implies)] if option.spreads or option.implies else row
