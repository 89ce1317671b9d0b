"""Traced formulas as presentation MathML: a quotient is a fraction, a product a thin space."""

from __future__ import annotations

import math
from collections.abc import Mapping
from html import escape

from calculators.engine.expression import Expr
from calculators.engine.formula import BEFORE, WAY_MARK
from calculators.engine.rule import Rule
from calculators.engine.units import Unit

BINDS = {"|": 1, "&": 2, "<": 3, "<=": 3, ">": 3, ">=": 3, "+": 4, "-": 4, "*": 5, "/": 6}
SIGNS = {"*": "<mo>&#x2062;</mo>", "-": "<mo>−</mo>", "&": "<mtext>&#xA0;and&#xA0;</mtext>", "|": "<mtext>&#xA0;or&#xA0;</mtext>"}
SIGNS |= {"<=": "<mo>≤</mo>", ">=": "<mo>≥</mo>", "<": "<mo>&lt;</mo>", ">": "<mo>&gt;</mo>", "+": "<mo>+</mo>"}
NAMED = {"minimum": "min", "maximum": "max", "exp": "exp", "log": "ln"}
POWERS = {
    "sqrt": "<msqrt>{}</msqrt>",
    "root12": "<mroot><mrow>{}</mrow><mn>12</mn></mroot>",
    "whole_power": "<msup><mrow><mo>(</mo>{}<mo>)</mo></mrow><mrow>{}</mrow></msup>",
    "decay": "<msup><mi>e</mi><mrow><mo>−</mo><mrow><mo>(</mo>{}<mo>)</mo></mrow></mrow></msup>",
}
FENCES = {"ceil": "⌈⌉", "floor": "⌊⌋", "abs": "||"}


def symbol(text: str, way: str = "") -> str:
    """'V_in' is V with the subscript in; the way it belongs to stands above."""
    base, _, below = text.partition("_")
    body = f"<mi>{escape(base)}</mi>"
    sub, sup = f"<mtext>{escape(below)}</mtext>", f"<mtext>{escape(way)}</mtext>"
    if below and way:
        return f"<msubsup>{body}{sub}{sup}</msubsup>"
    if below:
        return f"<msub>{body}{sub}</msub>"
    return f"<msup>{body}{sup}</msup>" if way else body


def earlier(symbols: Mapping[str, str], name: str) -> str:
    """A quantity's symbol; what it was a step earlier has the subscript −1."""
    plain = name.removesuffix(BEFORE)
    text = symbols[plain]
    return text if plain == name else f"{text}{',' if '_' in text else '_'}−1"


def number(value: float) -> str:
    """A number as people write it; without end is a sign of its own."""
    if math.isinf(value):
        return "<mi>∞</mi>" if value > 0 else "<mrow><mo>−</mo><mi>∞</mi></mrow>"
    return f"<mn>{value:,.10g}</mn>"


def expression(expr: Expr, symbols: Mapping[str, str], binds: int = 0) -> str:
    """The inside of a <math> element. symbols: that of each parameter, as MathML."""

    def sub(part: Expr, level: int = 0) -> str:
        return expression(part, symbols, level)

    match expr.op, expr.args:
        case ("name", (name,)):
            return symbols[name]
        case ("constant", (value,)):
            return symbol(value.symbol)
        case ("number", (value,)):
            return number(value)
        case ("negative", (value,)):
            body = f"<mo>−</mo>{sub(value, 6)}"
            return f"<mrow><mo>(</mo>{body}<mo>)</mo></mrow>" if binds > BINDS["+"] else f"<mrow>{body}</mrow>"
        case ("/", (left, right)):
            return f"<mfrac><mrow>{sub(left)}</mrow><mrow>{sub(right)}</mrow></mfrac>"
        case (op, args) if op in POWERS:
            return POWERS[op].format(*(sub(arg) for arg in args))
        case ("where", _):
            return f"<mrow><mo>{{</mo><mtable>{_cases(expr, symbols)}</mtable></mrow>"
        case (op, (inside,)) if op in FENCES:
            fence = FENCES[op]
            return f"<mrow><mo>{fence[0]}</mo>{sub(inside)}<mo>{fence[1]}</mo></mrow>"
        case (op, args) if op in NAMED:
            listed = "<mo>,</mo>".join(sub(arg) for arg in args)
            return f"<mrow><mi>{NAMED[op]}</mi><mo>(</mo>{listed}<mo>)</mo></mrow>"
        case (op, (left, right)):
            body = f"{sub(left, BINDS[op])}{SIGNS[op]}{sub(right, BINDS[op] + (op == '-'))}"
            return f"<mrow><mo>(</mo>{body}<mo>)</mo></mrow>" if BINDS[op] < binds else f"<mrow>{body}</mrow>"
    raise AssertionError(expr.op)


def _cases(expr: Expr, symbols: Mapping[str, str]) -> str:
    """A where, and each where in its last place, as rows of cases."""
    rows = ""
    while expr.op == "where":
        test, yes, expr = expr.args
        inside, condition = expression(yes, symbols), expression(test, symbols)
        rows += f"<mtr><mtd>{inside}</mtd><mtd><mrow><mtext>if&#xA0;</mtext>{condition}</mrow></mtd></mtr>"
    return rows + f"<mtr><mtd>{expression(expr, symbols)}</mtd><mtd><mtext>otherwise</mtext></mtd></mtr>"


def read_symbol(rule: Rule, parameter: str, symbols: Mapping[str, str]) -> str:
    """The symbol of the quantity that a rule reads for a parameter, with its way above where that is another's.

    symbols: by quantity name without its way.
    """
    way = rule.formula.wanted(parameter).rpartition(WAY_MARK)[0]
    return symbol(earlier(symbols, rule.reads[parameter].rpartition(".")[2]), way)


def equation(rule: Rule, units: Mapping[str, Unit], symbols: Mapping[str, str]) -> str:
    """A rule as a display equation: its symbol, then what it is. symbols: by quantity name without its way."""
    shown = {parameter: read_symbol(rule, parameter, symbols) for parameter in rule.formula.parameters}
    body = expression(rule.formula.trace(units), shown)
    left = symbol(rule.formula.symbol)
    return f'<math display="block"><mrow>{left}<mo>=</mo>{body}</mrow></math>'
