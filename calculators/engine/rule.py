"""Formulas bound to the ways that they are worked out for, in an order in which each has what it needs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from calculators.engine.expression import FormulaError
from calculators.engine.formula import BEFORE, STATED, WAY_MARK, Formula
from calculators.engine.nearest import nearest


@dataclass(frozen=True)
class Way:
    """One way to do the thing: its formulas, and the given quantities that are its own (rent.gpu_price).

    borrowed: parameters that it reads from another way, so that both rest on one value (fill_limit -> rent.fill_limit).
    """

    name: str
    formulas: tuple[Formula, ...]
    own: tuple[str, ...] = ()
    borrowed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Rule:
    """A formula on one way's record. `reads` gives the quantity behind each parameter, in the function's own order."""

    name: str
    formula: Formula
    reads: Mapping[str, str]


def worked(rule: Rule, known: Mapping[str, Any]) -> Any:
    """A rule's value from what is known. Raises KeyError with the nearest name where something is missing."""
    try:
        values = [known[name] for name in rule.reads.values()]
    except KeyError as error:
        name = error.args[0]
        raise KeyError(f"{rule.name} needs {name}, which is not given; {nearest(name, known)}") from None
    return rule.formula.function(*values)


def bound(formula: Formula, way: Way, made: Collection[str]) -> Rule:
    """Find what each parameter reads: the way's own first, then the shared.

    a__b is b of way a, stated__b the shared b; b_before is b a step earlier.
    """
    reads = {}
    for parameter in formula.parameters:
        wanted = formula.wanted(parameter)
        plain = wanted.removesuffix(BEFORE)
        reads[parameter] = _read(plain, way, made) + wanted[len(plain) :]
    return Rule(f"{way.name}.{formula.name}" if way.name else formula.name, formula, reads)


def _read(wanted: str, way: Way, made: Collection[str]) -> str:
    """The quantity behind a wanted name, seen from a way."""
    other, mark, rest = wanted.partition(WAY_MARK)
    if mark:
        return rest if other == STATED else f"{other}.{rest}"
    if wanted in way.borrowed:
        return way.borrowed[wanted]
    own = f"{way.name}.{wanted}"
    return own if own in made or wanted in way.own else wanted


def in_order(rules: Iterable[Rule]) -> list[Rule]:
    """Each rule after those it needs. Raises FormulaError on a circle or a doubled name."""
    waiting: dict[str, Rule] = {}
    for rule in rules:
        if rule.name in waiting:
            raise FormulaError(f"{rule.formula.where}: {rule.name} is defined twice")
        waiting[rule.name] = rule
    done: list[Rule] = []
    while waiting:
        ready = [rule for rule in waiting.values() if not waiting.keys() & set(rule.reads.values())]
        if not ready:
            raise FormulaError(f"formulas in a circle: {', '.join(sorted(waiting))}")
        done += ready
        for rule in ready:
            del waiting[rule.name]
    return done
