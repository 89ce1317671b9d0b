"""What a formula's body becomes when it is run once on symbols: a small tree with units."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from calculators.engine.units import NONE, Unit


class FormulaError(Exception):
    """A formula that cannot be traced, or whose units do not fit."""


class Constant(float):
    """A named number with a unit: a plain float in arithmetic, a labeled leaf in a trace.

    Two constants multiplied are a plain float without a unit; name the product instead.
    """

    symbol: str
    unit: Unit

    def __new__(cls, value: float, symbol: str, unit: str) -> Constant:
        """A constant; its unit is text such as 'h/month'."""
        self = super().__new__(cls, value)
        self.symbol, self.unit = symbol, Unit.parse(unit)
        return self


SAME_UNIT = {"+", "-", "<", "<=", ">", ">=", "minimum", "maximum"}
TESTS = {"<", "<=", ">", ">=", "&", "|"}
PLAIN_ONLY = {"exp", "log", "root12", "whole_power", "decay"}
UFUNCS: dict[np.ufunc, str] = {
    np.add: "+", np.subtract: "-", np.multiply: "*", np.true_divide: "/", np.negative: "negative",
    np.less: "<", np.less_equal: "<=", np.greater: ">", np.greater_equal: ">=",
    np.logical_and: "&", np.logical_or: "|", np.bitwise_and: "&", np.bitwise_or: "|",
    np.ceil: "ceil", np.floor: "floor", np.minimum: "minimum", np.maximum: "maximum",
    np.sqrt: "sqrt", np.absolute: "abs", np.exp: "exp", np.log: "log",
}  # fmt: skip


def _operator(op: str, *, swapped: bool = False) -> Callable[[Expr, Any], Expr]:
    def method(self: Expr, other: Any) -> Expr:
        return Expr.of(op, other, self) if swapped else Expr.of(op, self, other)

    return method


@dataclass(frozen=True, eq=False)
class Expr:
    """A node of a traced formula. A leaf has op 'name', 'constant' or 'number'."""

    op: str
    args: tuple[Any, ...]
    unit: Unit = NONE

    @classmethod
    def wrap(cls, value: Any) -> Expr:
        """A leaf for a constant or a number. Raises FormulaError for anything else."""
        if isinstance(value, Expr):
            return value
        if isinstance(value, Constant):
            return cls("constant", (value,), value.unit)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return cls("number", (float(value),))
        raise FormulaError(f"cannot use {value!r} ({type(value).__name__}) in a formula")

    @classmethod
    def of(cls, op: str, *values: Any) -> Expr:
        """Join values by op. Raises FormulaError where they or their units do not fit."""
        args = tuple(map(cls.wrap, values))
        _check_tests(op, args)
        return cls(op, args, _unit(op, args))

    @property
    def fits_any_unit(self) -> bool:
        """Nothing and without-end need no unit, nor does a choice between them."""
        if self.op == "where":
            return bool(self.args[1].fits_any_unit and self.args[2].fits_any_unit)
        return self.op == "number" and (self.args[0] == 0 or math.isinf(self.args[0]))

    __add__, __radd__ = _operator("+"), _operator("+", swapped=True)
    __sub__, __rsub__ = _operator("-"), _operator("-", swapped=True)
    __mul__, __rmul__ = _operator("*"), _operator("*", swapped=True)
    __truediv__, __rtruediv__ = _operator("/"), _operator("/", swapped=True)
    __lt__, __le__, __gt__, __ge__ = map(_operator, ("<", "<=", ">", ">="))
    __and__, __or__ = _operator("&"), _operator("|")

    def __neg__(self) -> Expr:
        return Expr.of("negative", self)

    def __pow__(self, other: Any) -> Expr:
        raise FormulaError("** differs in the last bit between languages; multiply, or take np.sqrt")

    def __eq__(self, other: object) -> bool:
        raise FormulaError("== on computed numbers holds by luck; write <= or >=")

    __hash__ = object.__hash__

    def __bool__(self) -> bool:
        raise FormulaError("`if`, `and`, `max` need one truth; write np.where, & or np.maximum")

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *args: Any, **kwargs: Any) -> Expr:
        if ufunc not in UFUNCS or method != "__call__" or kwargs:
            raise FormulaError(f"np.{ufunc.__name__} has no JavaScript form; add it to every printer first")
        return Expr.of(UFUNCS[ufunc], *args)

    def __array_function__(self, func: Any, types: Any, args: Any, kwargs: Any) -> Expr:
        if func is not np.where or len(args) != 3:
            raise FormulaError(f"np.{func.__name__} has no JavaScript form; add it to every printer first")
        return Expr.of("where", *args)


def _check_tests(op: str, args: tuple[Expr, ...]) -> None:
    """Tests go where a test is due and nowhere else: True + True is True in NumPy and 2 in JavaScript."""
    due = len(args) if op in {"&", "|"} else int(op == "where")
    for place, arg in enumerate(args):
        if place < due and arg.op not in TESTS:
            raise FormulaError(f"{op} takes a test where a number stands; write for example x > 0")
        if place >= due and arg.op in TESTS:
            raise FormulaError(f"{op} takes a number where a test stands; write np.where(test, 1, 0)")


def _unit(op: str, args: tuple[Expr, ...]) -> Unit:
    """The unit of args joined by op. Raises FormulaError where they do not fit."""
    if op == "*":
        return args[0].unit * args[1].unit
    if op == "/":
        return args[0].unit / args[1].unit
    if op == "sqrt":
        return args[0].unit.root()
    if op in PLAIN_ONLY and (args[0].unit != NONE or len({arg.unit for arg in args[1:]} - {NONE}) > 0):
        raise FormulaError(f"{op} of {args[0].unit}; only a plain number has one")
    if op in SAME_UNIT or op == "where":
        units = {arg.unit for arg in args[op == "where" :] if not arg.fits_any_unit}
        if len(units) > 1:
            raise FormulaError(f"{op} joins {' and '.join(sorted(map(str, units)))}")
        return NONE if op in TESTS or not units else units.pop()
    return NONE if op in TESTS else args[0].unit
