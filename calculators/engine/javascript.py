"""Traced formulas as JavaScript that gives the same numbers to the last bit (exp and log to 1e-12).

Values stand in slots of one array, and quantities have short names: pages are to be light, and copies of all values cheap.
"""

from __future__ import annotations

import itertools
import math
import re
import string
from collections.abc import Iterator, Mapping, Sequence

from calculators.engine.calculation import Calculation
from calculators.engine.expression import Expr
from calculators.engine.formula import BEFORE
from calculators.engine.rule import Rule
from calculators.engine.steps import Steps
from calculators.engine.units import Unit

BINDS = {"|": 1, "&": 2, "<": 3, "<=": 3, ">": 3, ">=": 3, "+": 4, "-": 4, "*": 5, "/": 5}
SIGNS = {"|": "||", "&": "&&"}
CALLS = {
    "ceil": "Math.ceil", "floor": "Math.floor", "minimum": "Math.min", "maximum": "Math.max",
    "sqrt": "Math.sqrt", "abs": "Math.abs", "exp": "Math.exp", "log": "Math.log", "root12": "root12",
    "whole_power": "wholePower", "decay": "decay",
}  # fmt: skip


FIXED = set("CINRT") | {"do", "if", "in", "of", "as"}  # words of the language, and what a study calls its own arguments
SPACE = re.compile(r" ([^\w\s]+) (?!-)")  # `a - -b` needs its spaces


class Scope(dict[str, str]):
    """A short JavaScript name for each quantity, made when it is first asked for."""

    def __init__(self) -> None:
        super().__init__()
        self._fresh = _short_names()

    def __missing__(self, name: str) -> str:
        self[name] = next(self._fresh)
        return self[name]


def _short_names() -> Iterator[str]:
    for size in itertools.count(1):
        for letters in itertools.product(string.ascii_letters, repeat=size):
            if (name := "".join(letters)) not in FIXED:
                yield name


def number(value: float) -> str:
    """A float as JavaScript writes it, with every digit that matters."""
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    return repr(float(value)).removesuffix(".0")


def expression(expr: Expr, names: Mapping[str, str], binds: int = 0) -> str:
    """An expression. names: the JavaScript name of each parameter. Brackets keep the order of operations."""
    match expr.op, expr.args:
        case ("name", (name,)):
            return names[name]
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


def statement(rule: Rule, units: Mapping[str, Unit], scope: Scope) -> str:
    """One rule as an assignment to the short name of its quantity."""
    names = {parameter: scope[name] for parameter, name in rule.reads.items()}
    text = SPACE.sub(r"\1", expression(rule.formula.trace(units), names)).replace(", ", ",")
    return f"{scope[rule.name]}={text}"


def function(calculation: Calculation, units: Mapping[str, Unit], places: Mapping[str, int], scope: Scope) -> str:
    """A calculation as a function that reads its inputs from an array's slots and writes every result into its own."""
    given = [f"{scope[name]}=$[{places[name]}]" for name in calculation.inputs]
    made = []
    for rule in calculation.level:
        name, text = statement(rule, units, scope).split("=", 1)
        made.append(f"{name}=$[{places[rule.name]}]={text}")
    return f"($)=>{{\nconst {_lines([*given, *made])};\n}}"


def study(steps: Steps, varied: Sequence[str], units: Mapping[str, Unit], places: Mapping[str, int], scope: Scope) -> str:
    """A study as a function ($, C, N, T, R): the twin of Steps.run, flat and each rule in its shallowest loop.

    $: the array of inputs; C: an array of N rows for each of the varied inputs; T: an array for each total, which is filled;
    R: null, or a list for each quantity of the trail, which is added to in every step.
    A row is a function of its own: a browser gives up compiling one that is too long, and then each draw takes ten times as long.
    """
    loose = _resting_on(steps, varied)
    fixed = [f"{scope[name]}=$[{places[name]}]" for name in _given(steps) if name not in varied]
    fixed += [f"{scope[f'column {name}']}=C[{place}]" for place, name in enumerate(varied)]
    fixed += [f"{scope[f'total {name}']}=T[{place}]" for place, name in enumerate(steps.totals)]
    fixed += [statement(rule, units, scope) for rule in steps.level if rule.name not in loose]
    rows = [f"{scope[name]}={scope[f'column {name}']}[I]" for name in varied]
    rows += [statement(rule, units, scope) for rule in steps.level if rule.name in loose]
    ends = [f"{scope[f'total {name}']}[I]={scope[name]};" for name in steps.totals]
    closing = [statement(rule, units, scope) for rule in steps.closing]
    return "\n".join([
        "($,C,N,T,R)=>{", *_constants(fixed), "const each=(I)=>{", *_constants(rows),
        *(_step_loop(steps, units, scope) if steps.length else []), *_constants(closing), *ends, "};",
        "for(let I=0;I<N;I+=1)each(I);", "}",
    ])  # fmt: skip


def _lines(parts: Sequence[str]) -> str:
    return ",\n".join(parts)


def _constants(parts: Sequence[str]) -> list[str]:
    return [f"const {_lines(parts)};"] if parts else []


def _step_loop(steps: Steps, units: Mapping[str, Unit], scope: Scope) -> list[str]:
    """The loop over steps. What the last step leaves is still in scope after it."""
    counter, inner = scope[steps.calculation.counter], [scope[rule.name] for rule in steps.inner]
    before = [f"{scope[name + BEFORE]}=0" for name in steps.carried]
    kept = [f"R[{place}].push({scope[name]});" for place, name in enumerate(steps.trail)]
    return [
        f"let {','.join([counter, *inner, *before])};", f"for({counter}=1;{counter}<={scope[steps.length]};{counter}+=1){{",
        *(f"{statement(rule, units, scope)};" for rule in steps.inner),
        *(f"{scope[name + BEFORE]}={scope[name]};" for name in steps.carried),
        f"if(R!==null){{{''.join(kept)}}}", "}", f"{counter}-=1;",
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
