"""How a slider runs through a quantity's values: from where to where, in which steps, evenly or by equal factors."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from calculators.engine.quantity import Default, Quantity

WIDE = 8.0  # from this ratio of the ends on, equal factors serve better than equal steps
BEYOND = 10.0  # how far past its plausible ends a slider by factors goes
FINE = 200  # steps at most
ROUND = (1.0, 2.0, 2.5, 5.0)


@dataclass(frozen=True)
class Scale:
    """A slider's track. log: equal factors from step to step. zero: the first step is 0, which no factor reaches."""

    low: float
    high: float
    steps: int
    log: bool = False
    zero: bool = False

    def place(self, value: float) -> int:
        """The step nearest to a value; the twin of guide.place."""
        if self.log and value < self.low:
            return 0
        share = (
            math.log(value / self.low) / math.log(self.high / self.low)
            if self.log
            else (value - self.low) / (self.high - self.low)
        )
        return math.floor(self.zero + min(max(share, 0.0), 1.0) * (self.steps - self.zero) + 0.5)

    @property
    def data(self) -> list[float]:
        """As the page's script takes it."""
        return [self.low, self.high, self.steps, int(self.log), int(self.zero)]


def scale_of(quantity: Quantity, default: Default | None, among: Iterable[float]) -> Scale:
    """The slider of a quantity: as content states it, or round its plausible values.

    among: the values that options set it to, for one that has no default of its own.
    """
    values = [default.low, default.likely, default.high] if default else [value for value in among if math.isfinite(value)]
    if quantity.slide:
        low, high = quantity.slide
        return _by_factors(low, high, zero=quantity.least <= 0) if low > 0 and high / low >= WIDE else _even(low, high, values)
    if quantity.most - quantity.least <= 1 or not values:
        return _even(quantity.least, quantity.most, values)
    low, high = min(values), max(values)
    if low > 0 and high / low >= WIDE:
        return _by_factors(max(low / BEYOND, quantity.least), min(high * BEYOND, quantity.most))
    if low == 0 < high and high >= WIDE * 10:
        return _by_factors(high / BEYOND**3, min(high * BEYOND, quantity.most), zero=True)
    margin = (high - low) / 2 or abs(high) / 2 or 1.0
    return _even(max(low - margin, quantity.least), min(high + 2 * margin, quantity.most), values)


def _by_factors(low: float, high: float, *, zero: bool = False) -> Scale:
    return Scale(low, high, FINE, log=True, zero=zero)


def _even(low: float, high: float, values: Iterable[float]) -> Scale:
    """Round steps, whole ones where every plausible value is whole."""
    step = _step((high - low) / FINE, whole=all(value == int(value) for value in (low, *values)) and high - low > 1)
    first = math.floor(low / step + 1e-9) * step
    first = low if first < low else first
    steps = max(1, math.ceil((high - first) / step - 1e-9))
    return Scale(first, first + steps * step if first + steps * step <= high or step == 1 else high, steps)


def _step(least: float, *, whole: bool) -> float:
    power = 10.0 ** math.floor(math.log10(least)) if least > 0 else 1.0
    step = next(size * power for size in (*ROUND, 10.0) if size * power >= least * (1 - 1e-9))
    return max(1.0, math.ceil(step)) if whole else step
