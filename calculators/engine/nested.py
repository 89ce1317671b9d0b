"""Traced formulas as nested lists, so that a page can say them in words and work them out again step by step."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from calculators.engine.expression import Constant, Expr


def nested(expr: Expr, names: Mapping[str, str], say: Callable[[Constant], str]) -> Any:
    """A quantity is its name, a number itself and without end None; a constant ['constant', value, words]; else [op, parts…].

    names: the quantity behind each parameter; say: a constant in words.
    """
    if expr.op == "name":
        return names[expr.args[0]]
    if expr.op == "constant":
        return ["constant", number(expr.args[0]), say(expr.args[0])]
    if expr.op == "number":
        return number(expr.args[0])
    return [expr.op, *(nested(part, names, say) for part in expr.args)]


def number(value: float) -> float | int | None:
    """A number as JSON has it. Raises ValueError for one without a lower end, which JSON cannot tell from the other."""
    if math.isinf(value):
        if value < 0:
            raise ValueError("a formula with -inf has no form in JSON")
        return None
    return int(value) if value == int(value) and abs(value) < 2**53 else float(value)
