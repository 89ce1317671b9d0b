"""Formulas bound to the ways that they are worked out for, in an order in which each has what it needs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from calculators.engine.expression import FormulaError
from calculators.engine.formula import BEFORE, STATED, WAY_MARK, Formula
from calculators.engine.nearest import nearest

FEW = 8  # formulas below which chunks gain nothing
CHUNK = 16_384  # rows that stay in a processor's cache while every formula passes over them


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


@dataclass(frozen=True)
class Calculation:
    """What is shared, and what is worked out for each way. A name without a dot is shared.

    counter: the quantity that counts steps, where some rules hold for one step of many; see calculators/engine/steps.py.
    """

    shared: tuple[Formula, ...] = ()
    ways: tuple[Way, ...] = ()
    counter: str = ""
    _needed: dict[tuple[str, ...], tuple[Rule, ...]] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule after those that it needs. Raises FormulaError on a circle."""
        bound = [_bind(f, Way("", (), ()), self._made) for f in self.shared]
        bound += [_bind(f, way, self._made) for way in self.ways for f in way.formulas]
        return tuple(in_order(bound))

    @cached_property
    def _made(self) -> frozenset[str]:
        own = {f"{way.name}.{f.name}" for way in self.ways for f in way.formulas}
        return frozenset(own | {f.name for f in self.shared})

    @cached_property
    def inputs(self) -> tuple[str, ...]:
        """Quantities that somebody has to give, in the order in which they are first needed."""
        read = [name for rule in self.rules for name in rule.reads.values()]
        known = self._made | {name + BEFORE for name in self._made} | {self.counter}
        return tuple(dict.fromkeys(name for name in read if name not in known))

    @cached_property
    def stepped(self) -> frozenset[str]:
        """Names of the rules that hold for one step: those that rest on the counter or on what was a step earlier."""
        found: set[str] = set()
        for rule in self.rules:
            reads = set(rule.reads.values())
            if self.counter in reads or reads & found or any(name.endswith(BEFORE) for name in reads):
                found.add(rule.name)
        return frozenset(found)

    @cached_property
    def level(self) -> tuple[Rule, ...]:
        """Every rule that holds whatever the step."""
        return tuple(rule for rule in self.rules if rule.name not in self.stepped)

    def needed(self, want: Collection[str]) -> tuple[Rule, ...]:
        """Only the rules that the wanted quantities rest on, in order. What was a step earlier needs its own rules as well."""
        key = tuple(want)
        if key not in self._needed:
            open_names, grown = set(want), -1
            while len(open_names) > grown:
                grown = len(open_names)
                for rule in reversed(self.rules):
                    if rule.name in open_names:
                        open_names |= {name.removesuffix(BEFORE) for name in rule.reads.values()}
            self._needed[key] = tuple(rule for rule in self.rules if rule.name in open_names)
        return self._needed[key]

    def beyond(self, given: Collection[str], want: Collection[str]) -> tuple[Rule, ...]:
        """Only the rules that the wanted quantities rest on, in order; what is given is not worked out again."""
        open_names, kept = set(want).difference(given), []
        for rule in reversed(self.rules):
            if rule.name in open_names:
                kept.append(rule)
                open_names |= set(rule.reads.values()).difference(given)
        return tuple(reversed(kept))

    def solve_from(self, given: Mapping[str, Any], want: Collection[str]) -> dict[str, float]:
        """The wanted quantities from given numbers at any depth: a computed quantity that is given ends the chain there."""
        known = {name: np.asarray(value, dtype=float)[()] for name, value in given.items()}
        with np.errstate(all="ignore"):
            for rule in self.beyond(given, want):
                known[rule.name] = worked(rule, known)
        return {name: float(known[name]) for name in want}

    def solve(self, given: Mapping[str, Any], want: Collection[str] = ()) -> dict[str, Any]:
        """Every quantity that follows from the given ones whatever the step (or only those that `want` rests on).

        given: numbers or equally long columns by name. Raises KeyError with the nearest name for one that is missing.
        Division by zero gives infinity, as in the browser.
        """
        known = {name: np.asarray(value, dtype=float)[()] for name, value in given.items()}
        with np.errstate(all="ignore"):
            for rule in self.needed(want) if want else self.level:
                known[rule.name] = worked(rule, known)
        return {name: float(value) if np.ndim(value) == 0 else value for name, value in known.items()}

    def figures(self, given: Mapping[str, float], want: Sequence[str]) -> dict[str, float]:
        """The wanted quantities from given numbers, and nothing else: quicker than solve where little is wanted."""
        rules = self.needed(want)
        read = {name for rule in rules for name in rule.reads.values()}.union(want)
        known: dict[str, Any] = {name: np.float64(given[name]) for name in read if name in given}
        with np.errstate(all="ignore"):
            for rule in rules:
                known[rule.name] = worked(rule, known)
        return {name: float(known[name]) for name in want}

    def solve_columns(self, given: Mapping[str, Any], want: Sequence[str]) -> dict[str, np.ndarray]:
        """The wanted quantities for long columns, worked out a cache-sized chunk at a time where many formulas follow.

        A wanted input is given back as it came.
        """
        columns = {name: np.asarray(value, dtype=float) for name, value in given.items()}
        rows, rules = max(len(column) for column in columns.values() if column.ndim), self.needed(want)
        found = {name: np.broadcast_to(columns[name], rows) for name in want if name in columns}
        open_names = [name for name in want if name not in columns]
        if len(rules) < FEW:
            known = self._chunk(columns, rules)
            return found | {name: np.broadcast_to(known[name], rows) for name in open_names}
        made = {name: np.empty(rows) for name in open_names}
        for start in range(0, rows, CHUNK):
            part = slice(start, start + CHUNK)
            known = self._chunk({name: column[part] if column.ndim else column for name, column in columns.items()}, rules)
            for name in open_names:
                made[name][part] = known[name]
        return found | made

    @staticmethod
    def _chunk(columns: Mapping[str, np.ndarray], rules: Sequence[Rule]) -> dict[str, Any]:
        """Every rule over one chunk."""
        known: dict[str, Any] = {name: column if column.ndim else column[()] for name, column in columns.items()}
        with np.errstate(all="ignore"):
            for rule in rules:
                known[rule.name] = worked(rule, known)
        return known


def worked(rule: Rule, known: Mapping[str, Any]) -> Any:
    """A rule's value from what is known. Raises KeyError with the nearest name where something is missing."""
    try:
        values = [known[name] for name in rule.reads.values()]
    except KeyError as error:
        name = error.args[0]
        raise KeyError(f"{rule.name} needs {name}, which is not given; {nearest(name, known)}") from None
    return rule.formula.function(*values)


def _bind(formula: Formula, way: Way, made: Collection[str]) -> Rule:
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
