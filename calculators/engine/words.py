"""Traced formulas in words: 'the larger of A and B', 'A ÷ B, rounded up', 'if A < B: X; otherwise Y'."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from calculators.engine.expression import Constant, Expr
from calculators.engine.nested import nested
from calculators.engine.numbers import number_text

SIGNS = {"-": "−", "*": "×", "/": "÷", "<=": "≤", ">=": "≥", "&": "and", "|": "or"}
BINDS = {"|": 1, "&": 2, "<": 3, "<=": 3, ">": 3, ">=": 3, "+": 4, "-": 4, "*": 5, "/": 5}
LOOSE, TIGHT = 4, 6  # what may stand within words without brackets: a sum, or a lone quantity
AROUND = {  # what is said around the parts, and how tightly these hold; what ends in words of its own needs brackets itself
    "ceil": ("{}, rounded up", LOOSE), "floor": ("{}, rounded down", LOOSE), "negative": ("−{}", TIGHT),
    "sqrt": ("the square root of {}", TIGHT), "root12": ("the twelfth root of {}", TIGHT), "abs": ("the size of {}", TIGHT),
    "exp": ("e to the power of {}", TIGHT), "log": ("the natural logarithm of {}", TIGHT),
    "decay": ("e to the power of −{}", TIGHT), "whole_power": ("{} to the power of {}", TIGHT),
}  # fmt: skip
MOST = {"minimum": ("smaller", "smallest"), "maximum": ("larger", "largest")}
BLANK = re.compile(r"\{([\w.]+)(?::bare)?\}")
Parts = list[Any]  # texts with blanks, {name} or {name:bare}; and cases: [test as nested lists, its parts, yes, no]


class Wording:
    """Words one formula. names: the quantity behind each parameter; constant: one in words; bare: blanks without units."""

    def __init__(self, names: Mapping[str, str], constant: Callable[[Constant], str], *, bare: bool = False) -> None:
        self.names, self.constant, self.mark = names, constant, ":bare" if bare else ""

    def parts(self, expr: Expr, binds: int = 0) -> Parts:
        """The formula as parts, in brackets where it binds less than what is around it."""
        match expr.op, expr.args:
            case ("name" | "constant" | "number", (value,)):
                return [self._leaf(expr.op, value)]
            case ("where", (test, yes, no)):
                case = [nested(test, self.names, self.constant), *map(self.parts, (test, yes, no))]
                return _held([case], 0, binds)
            case (op, args) if op in AROUND:
                around, level = AROUND[op]
                return _held(_filled(around, [self.parts(arg, level) for arg in args]), 0, binds)
            case (op, _) if op in MOST:
                return _held(self._most(expr), 0, binds)
            case (op, (left, right)):
                sides = [*self.parts(left, BINDS[op]), f" {SIGNS.get(op, op)} ", *self.parts(right, BINDS[op] + 1)]
                return _held(sides, BINDS[op], binds)
        raise AssertionError(expr.op)

    def _leaf(self, op: str, value: Any) -> str:
        if op == "name":
            return f"{{{self.names[value]}{self.mark}}}"
        if op == "constant":
            return self.constant(value)
        return number_text(value, "plain")

    def _most(self, expr: Expr) -> Parts:
        """The smallest or the largest of all that stand side by side."""

        def all_of(part: Expr) -> list[Expr]:
            return [each for arg in part.args for each in all_of(arg)] if part.op == expr.op else [part]

        *others, last = (self.parts(each, LOOSE) for each in all_of(expr))
        listed = [text for each in others for text in (", ", *each)][1:]
        return [f"the {MOST[expr.op][len(others) > 1]} of ", *listed, " and ", *last]


def _held(parts: Parts, own: int, binds: int) -> Parts:
    return ["(", *parts, ")"] if own < binds else parts


def _filled(around: str, parts: list[Parts]) -> Parts:
    pieces = around.split("{}")
    return [text for piece, part in zip(pieces, [*parts, []], strict=True) for text in (piece, *part) if text != ""]


def joined(parts: Parts) -> Parts:
    """The same parts with neighboring texts in one."""
    found: Parts = []
    for part in parts:
        if not isinstance(part, str):
            found.append([part[0], *map(joined, part[1:])])
        elif found and isinstance(found[-1], str):
            found[-1] += part
        else:
            found.append(part)
    return found


def sentence(parts: Parts, label: Callable[[str], str], between: str = "\n") -> str:
    """The parts as one text, with what each quantity is called. between: what stands before the second of two cases."""
    texts = []
    for part in parts:
        if isinstance(part, str):
            texts.append(BLANK.sub(lambda blank: label(blank[1]), part))
        else:
            own = between if len(parts) == 1 else " "
            test, yes, no = (sentence(each, label, own) for each in part[1:])
            texts.append(f"if {test}: {yes};{own}otherwise {no}")
    return "".join(texts)
