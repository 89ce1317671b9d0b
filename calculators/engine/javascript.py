"""Traced formulas as JavaScript that gives the same numbers to the last bit (exp and log to 1e-12)."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping

from calculators.engine.calculation import Calculation, Rule
from calculators.engine.expression import Expr
from calculators.engine.functions import SCRIPT
from calculators.engine.units import Unit

BINDS = {"|": 1, "&": 2, "<": 3, "<=": 3, ">": 3, ">=": 3, "+": 4, "-": 4, "*": 5, "/": 5}
SIGNS = {"|": "||", "&": "&&"}
CALLS = {
    "ceil": "Math.ceil", "floor": "Math.floor", "minimum": "Math.min", "maximum": "Math.max",
    "sqrt": "Math.sqrt", "abs": "Math.abs", "exp": "Math.exp", "log": "Math.log", "root12": "root12",
    "whole_power": "wholePower", "decay": "decay",
}  # fmt: skip


def identifier(name: str) -> str:
    """A quantity's name as a JavaScript name: rent.gpu_price is rent$gpu_price."""
    return name.replace(".", "$")


def number(value: float) -> str:
    """A float as JavaScript writes it, with every digit that matters."""
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    return repr(float(value)).removesuffix(".0")


def expression(expr: Expr, names: Mapping[str, str], binds: int = 0) -> str:
    """An expression over the names in scope; brackets keep the order of operations."""
    match expr.op, expr.args:
        case ("name", (name,)):
            return identifier(names[name])
        case ("constant" | "number", (value,)):
            return number(value)
        case ("negative", (value,)):
            return f"(-{expression(value, names, 9)})"
        case ("where", (test, yes, no)):
            return f"({expression(test, names)} ? {expression(yes, names)} : {expression(no, names)})"
        case (op, args) if op in CALLS:
            return f"{CALLS[op]}({', '.join(expression(arg, names) for arg in args)})"
        case (op, (left, right)):
            sign = SIGNS.get(op, op)
            text = f"{expression(left, names, BINDS[op])} {sign} {expression(right, names, BINDS[op] + 1)}"
            return f"({text})" if BINDS[op] < binds else text
    raise AssertionError(expr.op)


def statement(rule: Rule, units: Mapping[str, Unit]) -> str:
    """One rule as a constant of its own name."""
    return f"const {identifier(rule.name)} = {expression(rule.formula.trace(units), rule.reads)};"


def function(calculation: Calculation, units: Mapping[str, Unit]) -> str:
    """A calculation as a function from an object of inputs to an object of every result, by quantity name."""
    given = [f"const {identifier(name)} = $[{json.dumps(name)}];" for name in calculation.inputs]
    body = [statement(rule, units) for rule in calculation.rules]
    if any(name in line for line in body for name in ("root12(", "wholePower(", "decay(")):
        given.insert(0, SCRIPT)
    results = ", ".join(f"{json.dumps(rule.name)}: {identifier(rule.name)}" for rule in calculation.rules)
    return "($) => {\n" + "\n".join([*given, *body, f"return {{{results}}};"]) + "\n}"
