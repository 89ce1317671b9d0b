"""Traced formulas as JavaScript that gives the same numbers to the last bit (exp and log to 1e-12)."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence

from calculators.engine.calculation import Calculation, Rule
from calculators.engine.expression import Expr
from calculators.engine.formula import BEFORE
from calculators.engine.functions import SCRIPT
from calculators.engine.steps import Steps
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
    body = [statement(rule, units) for rule in calculation.level]
    if any(name in line for line in body for name in ("root12(", "wholePower(", "decay(")):
        given.insert(0, SCRIPT)
    results = ", ".join(f"{json.dumps(rule.name)}: {identifier(rule.name)}" for rule in calculation.level)
    return "($) => {\n" + "\n".join([*given, *body, f"return {{{results}}};"]) + "\n}"


def study(steps: Steps, varied: Sequence[str], units: Mapping[str, Unit]) -> str:
    """A study as a function ($, columns, count, totals, trail): the twin of Steps.run, flat and each rule in its shallowest loop.

    $: inputs by name; columns: an array for each of the varied inputs; totals: an array for each total, which is filled;
    trail: null, or a list for each quantity of the trail, which is added to in every step.
    """
    loose = _resting_on(steps, varied)
    fixed = [name for name in _given(steps) if name not in varied]
    outer = [f"const {identifier(name)} = $[{json.dumps(name)}];" for name in fixed]
    outer += [f"const [{', '.join(f'c{place}' for place in range(len(varied)))}] = columns;"]
    outer += [f"const [{', '.join(f't{place}' for place in range(len(steps.totals)))}] = totals;"]
    outer += [statement(rule, units) for rule in steps.level if rule.name not in loose]
    sample = [f"const {identifier(name)} = c{place}[at];" for place, name in enumerate(varied)]
    sample += [statement(rule, units) for rule in steps.level if rule.name in loose]
    ends = [f"t{place}[at] = {identifier(name)};" for place, name in enumerate(steps.totals)]
    loop = ["for (let at = 0; at < count; at += 1) {", *sample, *(_step_loop(steps, units) if steps.length else [])]
    loop += [*(statement(rule, units) for rule in steps.closing), *ends, "}"]
    return "($, columns, count, totals, trail) => {\n" + "\n".join([SCRIPT, *outer, *loop]) + "\n}"


def _step_loop(steps: Steps, units: Mapping[str, Unit]) -> list[str]:
    """The loop over steps. What the last step leaves is still in scope after it."""
    counter, inner = identifier(steps.calculation.counter), [identifier(rule.name) for rule in steps.inner]
    assigned = [statement(rule, units).removeprefix("const ") for rule in steps.inner]
    kept = [f"trail[{place}].push({identifier(name)});" for place, name in enumerate(steps.trail)]
    return [
        f"let {', '.join([counter, *inner, *(f'{identifier(name + BEFORE)} = 0' for name in steps.carried)])};",
        f"for ({counter} = 1; {counter} <= {identifier(steps.length)}; {counter} += 1) {{", *assigned,
        *(f"{identifier(name + BEFORE)} = {identifier(name)};" for name in steps.carried),
        f"if (trail !== null) {{ {' '.join(kept)} }}", "}", f"{counter} -= 1;",
    ]  # fmt: skip


def _given(steps: Steps) -> list[str]:
    """Inputs of a study in the order in which they are first read."""
    made = {rule.name for rule in steps.rules}
    known = made | {name + BEFORE for name in made} | {steps.calculation.counter}
    read = [name for rule in steps.rules for name in rule.reads.values()]
    return list(dict.fromkeys(name for name in (*read, *([steps.length] if steps.length else [])) if name not in known))


def _resting_on(steps: Steps, varied: Sequence[str]) -> set[str]:
    """Level rules that rest on one of the varied inputs."""
    found = set(varied)
    for rule in steps.level:
        if found & set(rule.reads.values()):
            found.add(rule.name)
    return found - set(varied)
