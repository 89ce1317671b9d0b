"""Who wins where: the way that costs least at likely values, over a grid of two inputs. The twin of templates/assets/atlas.js."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from calculators.engine.calculator import MOST_TRIED, Answer, Calculator, Tuned
from calculators.engine.outlook import Atlas, winner
from calculators.engine.quantity import Quantities

NOBODY = ""


def few(top: float) -> list[float]:
    """Whole numbers that stand for all from 0 to top, where many points are asked: every small one, then ever fewer."""
    numbers, number = list[float](), 0
    while number < top:
        numbers.append(float(number))
        number += max(1, number // 3)
    return [*numbers, float(top)]


def winners(calculator: Calculator, quantities: Quantities, day: dt.date, own: Answer) -> list[list[str]]:
    """The winning way of each cell, by column and row; empty where no way is left.

    Offers are picked anew for each column, at the reader's own value of `up`; a tuned input is tried at a few values.
    """
    atlas = calculator.atlas
    assert atlas is not None
    resolver = calculator.resolver(quantities, day)
    dropped = dict.fromkeys(calculator.instead.get(atlas.across, ()), 0.0)
    found = []
    for value in atlas.columns:
        resolved = resolver.resolve({**own.asked, **dropped, atlas.across: value}, own.chosen)
        found.append([NOBODY] * len(atlas.rows) if resolved.notes else _column(calculator, atlas, resolved.values, own.asked))
    return found


def _column(calculator: Calculator, atlas: Atlas, values: Mapping[str, float], asked: Mapping[str, float]) -> list[str]:
    """The winner of each row for inputs that are settled but for `up`."""
    assert calculator.outlook is not None
    given: dict[str, Any] = {**values, atlas.up: np.array(atlas.rows)}
    if calculator.tuned and calculator.tuned.name not in asked:
        given[calculator.tuned.name] = _tuned(calculator, calculator.tuned, given, len(atlas.rows))
    totals, _ = calculator.outlook.steps.run(given)
    costs = {cost: np.broadcast_to(totals[cost], len(atlas.rows)) for cost in calculator.outlook.compared.values()}
    return [
        winner(calculator.outlook, {cost: float(row[place]) for cost, row in costs.items()}) for place in range(len(atlas.rows))
    ]


def _tuned(calculator: Calculator, spec: Tuned, given: Mapping[str, Any], rows: int) -> np.ndarray:
    """The best of a few values of the tuned input for each row, all rows worked out at once."""
    tops = np.broadcast_to(calculator.calculation.solve(given, (spec.upto,))[spec.upto], rows)
    tried = [few(math.floor(min(top, MOST_TRIED))) for top in tops]
    sizes = [len(numbers) for numbers in tried]
    spread = {name: np.repeat(value, sizes) if np.ndim(value) else value for name, value in given.items()}
    costs = spec.study.run({**spread, spec.name: np.concatenate(tried)})[0][spec.least]
    parts = np.split(np.broadcast_to(costs, sum(sizes)), np.cumsum(sizes)[:-1])
    return np.array([numbers[int(np.argmin(part))] for numbers, part in zip(tried, parts, strict=True)])
