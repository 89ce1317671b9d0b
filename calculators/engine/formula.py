"""One definition of each formula: call it with numbers or columns, or trace it into an expression tree."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from calculators.engine.expression import TESTS, Expr, FormulaError
from calculators.engine.nearest import nearest
from calculators.engine.units import Unit

WAY_MARK = "__"  # a Python name has no dot: the parameter call__cost reads the quantity call.cost
BEFORE = "_before"  # the parameter index_before reads what index was a step earlier; before the first step it is 0
STATED = "stated"  # stated__tokens reads the shared tokens, where a way makes tokens of its own from them


@dataclass(frozen=True)
class Formula:
    """A plain function; its name and its parameters are quantities of the guide.

    also, instead: where the same rule serves a second time, the quantity that it then gives and those that it then reads.
    """

    symbol: str
    unit: Unit
    function: Callable[..., Any]
    also: str = ""
    instead: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The quantity that it gives."""
        return self.also or self.function.__name__

    def again(self, name: str, symbol: str, **instead: str) -> Formula:
        """The same rule for another occasion: it gives `name` and reads other quantities of the same units.

        Raises FormulaError for a parameter that it does not have.
        """
        for parameter in instead:
            if parameter not in self.parameters:
                raise FormulaError(f"{self.where}: no parameter {parameter}; {nearest(parameter, self.parameters)}")
        return replace(self, symbol=symbol, also=name, instead=instead)

    @cached_property
    def parameters(self) -> tuple[str, ...]:
        """The quantities that it needs, by parameter."""
        return tuple(inspect.signature(self.function).parameters)

    def wanted(self, parameter: str) -> str:
        """What a parameter stands for on this occasion."""
        return self.instead.get(parameter, parameter)

    @property
    def doc(self) -> str:
        """What the formula says and assumes, as its author wrote it."""
        return inspect.getdoc(self.function) or ""

    @property
    def where(self) -> str:
        """File, line and name, for messages."""
        code = self.function.__code__
        return f"{code.co_filename.rsplit('/', 1)[-1]}:{code.co_firstlineno} {self.name}"

    def trace(self, units: Mapping[str, Unit]) -> Expr:
        """Run the body once on symbols.

        units: the unit of every quantity by its name without a way.
        Raises FormulaError for an unknown quantity, a construct that cannot be printed, or a broken unit promise.
        """
        symbols = {p: Expr("name", (p,), self._unit_of(self.wanted(p), units)) for p in self.parameters}
        try:
            found = Expr.wrap(self.function(**symbols))
        except (FormulaError, ValueError) as error:
            raise FormulaError(f"{self.where}: {error}") from error
        except TypeError as error:
            raise FormulaError(f"{self.where}: {error}; write operators and np functions, which can be traced") from error
        if found.op in TESTS:
            raise FormulaError(f"{self.where}: gives a test; write np.where(test, 1, 0)")
        if found.unit != self.unit and not found.fits_any_unit:
            raise FormulaError(f"{self.where}: promises {self.unit}, gives {found.unit}")
        return found

    def _unit_of(self, parameter: str, units: Mapping[str, Unit]) -> Unit:
        name = parameter.rpartition(WAY_MARK)[2].removesuffix(BEFORE)
        if name not in units:
            raise FormulaError(f"{self.where}: no quantity {name}; {nearest(name, units)}")
        return units[name]


def formula(symbol: str, unit: str) -> Callable[[Callable[..., Any]], Formula]:
    """Make a function a formula with a symbol ('C_rent' has the subscript rent) and the unit that it promises."""

    def make(function: Callable[..., Any]) -> Formula:
        made = Formula(symbol, Unit.parse(unit), function)
        if not made.doc:
            raise FormulaError(f"{made.where}: there is no docstring; say what it is and what it assumes")
        return made

    return make
