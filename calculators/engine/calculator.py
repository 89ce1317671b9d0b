"""A calculator: a calculation with the form, results and words that make it usable by people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from calculators.engine.calculation import Calculation
from calculators.engine.choices import AUTO, Choice, Join, Resolved, Resolver
from calculators.engine.nearest import nearest
from calculators.engine.outlook import Atlas, Outlook, Prospect, prospect
from calculators.engine.problems import ContentError, NotOnRecordError
from calculators.engine.quantity import Quantities
from calculators.engine.retired import RetiredNames
from calculators.engine.steps import Steps

NOTHING_RETIRED = RetiredNames()
MOST_TRIED = 1000  # whole numbers that a tuned input is tried at


@dataclass(frozen=True)
class Sweep:
    """The same question put to every option of a choice, side by side.

    keep: input -> the result of the reader's own case that stands in for it, so that all rows answer the same question.
    fix: inputs that are set alike for every row; columns: what each row shows, and what rows are sorted by, the first first.
    """

    choice: str
    columns: tuple[str, ...]
    keep: Mapping[str, str]
    fix: Mapping[str, float]


@dataclass(frozen=True)
class Tuned:
    """An input that the guide sets to the best whole number itself: from 0 to a result, the least of a study's total."""

    name: str
    upto: str
    least: str
    study: Steps


@dataclass(frozen=True)
class Calculator:
    """What a reader fills in and gets. opened: inputs in view; groups: the others, by heading, on demand.

    ranged_by: the input whose low and high value give the range of the results, if there is one.
    sentence: the name of the verdict, which is said at once; afterwords: names of what is said once all draws are in.
    asks: names of sentences with blanks for inputs, that the form opens with.
    instead: input -> inputs that count no more once it is stated; shown_as: input -> the result that its field shows.
    dated: whether its page can answer with the prices of other days.
    """

    name: str
    title: str
    page: str
    calculation: Calculation
    choices: tuple[Choice, ...]
    joins: tuple[Join, ...]
    opened: tuple[str, ...]
    groups: tuple[tuple[str, tuple[str, ...]], ...]
    results: tuple[str, ...]
    sentence: str
    afterwords: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    instead: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    shown_as: Mapping[str, str] = field(default_factory=dict)
    ranged_by: str = ""
    sweep: Sweep | None = None
    tuned: Tuned | None = None
    outlook: Outlook | None = None
    atlas: Atlas | None = None
    dated: bool = False

    @property
    def fields(self) -> tuple[str, ...]:
        """Every input and choice that a reader can change, in the order of the form."""
        return (*self.opened, *(name for _, names in self.groups for name in names))

    @cached_property
    def inputs(self) -> tuple[str, ...]:
        """Every quantity that a reader may state: what the calculation needs, and what only the words of the answer rest on."""
        further = (name for name in self.fields if name not in self.choice_names)
        return tuple(dict.fromkeys([*self.calculation.inputs, *further]))

    @cached_property
    def choice_names(self) -> dict[str, Choice]:
        """The choices by name."""
        return {choice.name: choice for choice in self.choices}

    def resolver(self, quantities: Quantities, day: dt.date) -> Resolver:
        """What turns a reader's values into inputs on a day."""
        return Resolver(self.calculation, self.choices, self.joins, quantities.defaults(day), quantities.spreads(day))


@dataclass(frozen=True)
class Answer:
    """A calculator's inputs and results for one reader. low and high hold the range where there is one."""

    calculator: Calculator
    asked: Mapping[str, float]
    chosen: Mapping[str, str]
    resolved: Resolved
    values: Mapping[str, float]
    low: Mapping[str, float]
    high: Mapping[str, float]
    prospect: Prospect | None = None


def parse(
    calculator: Calculator, quantities: Quantities, pairs: Mapping[str, str], retired: RetiredNames = NOTHING_RETIRED
) -> tuple[dict[str, float], dict[str, str]]:
    """Explicit values and chosen ids out of `quantity=value` pairs. retired: names of which the present one is told.

    Raises ContentError that tells every wrong name, unknown option and value that is no number or out of range, and
    NotOnRecordError for an option of another day.
    """
    asked: dict[str, float] = {}
    chosen: dict[str, str] = {}
    wrong: list[str] = []
    inputs = calculator.inputs
    for name, text in pairs.items():
        choice = calculator.choice_names.get(name)
        if choice:
            if text in choice.other_days:
                raise NotOnRecordError([f"{name}: {text} is not on record on this day; choose another"])
            if choice.option(text) is None and not (text == AUTO and choice.least):
                known = [option.id for option in choice.options]
                hint = f"it is now called {retired.options[text]}" if text in retired.options else nearest(text, known)
                wrong.append(f"{name}: no option {text}; {hint}")
            chosen[name] = text
        elif name not in inputs:
            known = [*calculator.choice_names, *inputs]
            hint = f"it is {retired.inputs[name].told}" if name in retired.inputs else nearest(name, known)
            wrong.append(f"{name}: no input of {calculator.name}; {hint}")
        else:
            _take_number(name, text, quantities, asked, wrong)
    if wrong:
        raise ContentError(wrong)
    return asked, chosen


def _take_number(name: str, text: str, quantities: Quantities, asked: dict[str, float], wrong: list[str]) -> None:
    quantity = quantities[name]
    try:
        value = float(text)
    except ValueError:
        wrong.append(f"{name}: {text!r} is no number; write a plain decimal such as 1500 or 0.25")
        return
    if not quantity.least <= value <= quantity.most:
        wrong.append(
            f"{name}: {text} is out of range; it lies between {quantity.least:g} and {quantity.most:g} {quantity.unit_text}"
        )
    asked[name] = value


def answer(
    calculator: Calculator, quantities: Quantities, day: dt.date, asked: Mapping[str, float], chosen: Mapping[str, str]
) -> Answer:
    """Work a calculator out. The range comes from its `ranged_by` input at its low and high value, all else alike.

    Raises NotOnRecordError where the chosen options do not go together, or none fits.
    """
    resolved = settle(calculator, quantities, day, asked, chosen)
    values = calculator.calculation.solve(resolved.values)
    if calculator.outlook:
        found = prospect(calculator.outlook, resolved)
        low, high = ({name: ends[place] for name, ends in found.bands.items()} for place in (0, 1))
        return Answer(calculator, asked, chosen, resolved, values | found.values(calculator.outlook), low, high, found)
    low, high = {}, {}
    if calculator.ranged_by and calculator.ranged_by not in asked:
        spread = quantities[calculator.ranged_by].on(day)
        ends = [calculator.calculation.solve({**resolved.values, calculator.ranged_by: end}) for end in (spread.low, spread.high)]
        low = {name: min(end[name] for end in ends) for name in calculator.results}
        high = {name: max(end[name] for end in ends) for name in calculator.results}
    return Answer(calculator, asked, chosen, resolved, values, low, high)


def settle(
    calculator: Calculator, quantities: Quantities, day: dt.date, asked: Mapping[str, float], chosen: Mapping[str, str]
) -> Resolved:
    """The inputs of an answer, every pick made. Raises NotOnRecordError where the options do not go together, or none fits."""
    resolved = calculator.resolver(quantities, day).resolve(asked, chosen)
    if resolved.notes:
        raise NotOnRecordError(list(resolved.notes))
    return tune(calculator, resolved)


def tune(calculator: Calculator, resolved: Resolved) -> Resolved:
    """The inputs with the tuned one at its best whole number, unless the reader gave it. The least of equals is taken."""
    spec = calculator.tuned
    if spec is None or resolved.origins[spec.name] == "you":
        return resolved
    top = calculator.calculation.solve(resolved.values, (spec.upto,))[spec.upto]
    numbers = np.arange(np.floor(min(top, MOST_TRIED)) + 1)
    costs = spec.study.run({**resolved.values, spec.name: numbers})[0][spec.least]
    best = float(numbers[int(np.argmin(costs))])
    origins = {**resolved.origins, spec.name: f"best of 0 to {top:g}"}
    return replace(resolved, values={**resolved.values, spec.name: best}, origins=origins)


def sweep(calculator: Calculator, quantities: Quantities, day: dt.date, own: Answer) -> list[tuple[str, dict[str, float]]]:
    """(option id, results) for every option of the calculator's sweep, the least first; options that do not fit are left out."""
    assert calculator.sweep is not None
    spec, rows = calculator.sweep, []
    kept = {name: own.values[result] for name, result in spec.keep.items()} | dict(spec.fix)
    resolver = calculator.resolver(quantities, day)
    for option in calculator.choice_names[spec.choice].options:
        asked = {name: value for name, value in own.asked.items() if name not in option.values} | kept
        resolved = resolver.resolve(asked, {**own.chosen, spec.choice: option.id})
        if not resolved.notes:
            rows.append((option.id, calculator.calculation.solve(resolved.values, spec.columns)))
    return sorted(rows, key=lambda row: tuple(row[1][name] for name in spec.columns))
