"""Point answers to many cases at once: choices settled, the tuned input set and the totals worked out, all as columns.

Each case is what `answer` would give it without draws; a calculator differs from case to case only by its day's options.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from calculators.engine.calculator import MOST_TRIED, Calculator
from calculators.engine.choices import AUTO, Choice, Option, Resolver
from calculators.engine.outlook import winner
from calculators.engine.steps import Steps

Columns = dict[str, np.ndarray]
Asked = tuple[dt.date, Mapping[str, str]]  # a day, and `quantity=value` pairs


@dataclass(frozen=True)
class Case:
    """A question: a calculator of some day, with that day's defaults, and what is stated and chosen."""

    calculator: Calculator
    resolver: Resolver
    asked: Mapping[str, float]
    chosen: Mapping[str, str]


@dataclass(frozen=True)
class Point:
    """What a case comes to at likely values. Where options are missing, notes say which and there are no values.

    best: the way that costs the least, where ways are compared.
    """

    picked: Mapping[str, Option]
    values: Mapping[str, float]
    notes: tuple[str, ...] = ()
    best: str = ""


@dataclass
class _State:
    """A case under way."""

    case: Case
    values: dict[str, float]
    picked: dict[str, Option] = field(default_factory=dict)
    implied: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    stopped: bool = False

    def wanted(self, choice: Choice) -> str:
        return self.case.chosen.get(choice.name) or self.implied.get(choice.name, choice.default)

    def take(self, choice: Choice, option: Option | None) -> None:
        if option is None:
            self.notes, self.stopped = (choice.none_fits,), True
            return
        self.picked[choice.name] = option
        self.implied |= option.implies
        self.values |= option.values
        self.notes = self.case.resolver.joined(self.picked, self.values)


def points(cases: Sequence[Case], want: Sequence[str] = ()) -> list[Point]:
    """A point for each case, in order. All are of one calculator, each on its own day.

    want: further results beside the totals of the calculator's outlook.
    """
    states = [_State(case, dict(case.resolver.defaults)) for case in cases]
    for place in range(len(cases[0].calculator.choices)) if cases else ():
        _settle(place, [state for state in states if not state.stopped])
    open_states = [state for state in states if not state.notes]
    for state in open_states:
        state.values |= state.case.asked
    found = iter(_worked(open_states, want))
    return [Point(state.picked, {}, state.notes) if state.notes else next(found) for state in states]


def _settle(place: int, states: Sequence[_State]) -> None:
    """One choice for every case."""
    best = []
    for state in states:
        choice = state.case.calculator.choices[place]
        if (id_ := state.wanted(choice)) == AUTO:
            best.append((state, choice))
        else:
            state.take(choice, choice.option(id_))
    for (state, choice), option in zip(best, _best(best), strict=True):
        state.take(choice, option)


def _best(asked: Sequence[tuple[_State, Choice]]) -> list[Option | None]:
    """For each case the fitting option with the least results; the first of equals."""
    trials = [
        (row, option, brought)
        for row, (state, choice) in enumerate(asked)
        for option, brought in state.case.resolver.fitting(choice, state.picked)
    ]
    found: list[Option | None] = [None] * len(asked)
    if not trials:
        return found
    rows = np.array([row for row, _, _ in trials])
    columns = {name: column[rows] for name, column in _columns([state for state, _ in asked]).items()}
    stated = [state.case.asked for state, _ in asked]
    inputs = set(asked[0][0].case.calculator.calculation.inputs)
    for name in {name for _, _, brought in trials for name in brought} & inputs:
        before = columns[name].tolist() if name in columns else [math.nan] * len(trials)  # else every option brings it
        columns[name] = np.array([
            stated[row].get(name, brought.get(name, held)) for (row, _, brought), held in zip(trials, before, strict=True)
        ])  # fmt: skip
    wanted = asked[0][1].least
    solved = asked[0][0].case.calculator.calculation.solve_columns(columns, wanted)
    least: list[tuple[float, ...]] = [(math.inf,) * len(wanted)] * len(asked)
    for (row, option, _), key in zip(trials, zip(*(solved[name].tolist() for name in wanted), strict=True), strict=True):
        if found[row] is None or key < least[row]:
            found[row], least[row] = option, key
    return found


def _columns(states: Sequence[_State]) -> Columns:
    """The inputs of every case as columns, with what is stated in its place."""
    names = states[0].case.calculator.calculation.inputs
    rows = [{**state.values, **state.case.asked} for state in states]
    return {name: np.array([row[name] for row in rows]) for name in names if all(name in row for row in rows)}


def _worked(states: Sequence[_State], want: Sequence[str]) -> Iterator[Point]:
    """The results of cases whose inputs are complete."""
    if not states:
        return
    calculator = states[0].case.calculator
    columns = _columns(states)
    _tune(calculator, states, columns)
    found = calculator.calculation.solve_columns(columns, want) if want else {}
    if calculator.outlook:
        found |= _each_length(calculator.outlook.whole, columns)
    for row, state in enumerate(states):
        values = {name: float(column[row]) for name, column in found.items()}
        compared = calculator.outlook is not None and bool(calculator.outlook.compared)
        yield Point(state.picked, values, (), winner(calculator.outlook, values) if compared and calculator.outlook else "")


def _each_length(study: Steps, columns: Columns) -> Columns:
    """A study's totals. The number of steps is one for all that run together, so cases are grouped by it."""
    lengths = columns[study.length] if study.length else np.zeros(len(next(iter(columns.values()))))
    found = {name: np.empty(len(lengths)) for name in study.totals}
    for length in np.unique(lengths):
        rows = lengths == length
        part: dict[str, Any] = {name: column[rows] for name, column in columns.items()}
        for name, values in study.run(part | ({study.length: length} if study.length else {}))[0].items():
            found[name][rows] = values
    return found


def _tune(calculator: Calculator, states: Sequence[_State], columns: Columns) -> None:
    """Set the tuned input of every case that does not state it to its best whole number; the least of equals is taken."""
    spec = calculator.tuned
    rows = [row for row, state in enumerate(states) if spec and spec.name not in state.case.asked]
    if spec is None or not rows:
        return
    tops = np.minimum(calculator.calculation.solve_columns(columns, (spec.upto,))[spec.upto][rows], MOST_TRIED)
    counts = np.floor(tops).astype(int) + 1
    every = np.repeat(rows, counts)
    numbers = np.concatenate([np.arange(count, dtype=float) for count in counts])
    trial = {name: column[every] for name, column in columns.items()} | {spec.name: numbers}
    costs = _each_length(spec.study, trial)[spec.least]
    starts = np.concatenate([[0], np.cumsum(counts)])
    tuned = columns[spec.name].copy()
    for place, row in enumerate(rows):
        part = slice(starts[place], starts[place + 1])
        tuned[row] = numbers[part][int(np.argmin(costs[part]))]
    columns[spec.name] = tuned
