"""Numeric axes: where they start and end, what they name, and where a value stands on them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from math import log10
from typing import Any

import altair as alt

from calculators.charts.style import RULE
from calculators.engine.ticks import decades, log_ends, plain_ends, round_steps

SHORT = "replace(format(datum.value, datum.value < .01 ? '~f' : datum.value < 1 ? '.2f' : '~s'), 'G', 'B')"  # 0.10, 1, 1k, 1M, 1B
PLAIN, CENTS, YEAR = "format(datum.value, ',')", "format(datum.value, ',.2f')", "format(datum.value, 'd')"


@dataclass(frozen=True)
class Axis:
    """An axis. `words` is the Vega expression of its labels; one that the page's script moves has none."""

    low: float
    high: float
    ticks: tuple[float, ...]
    words: str = ""
    log: bool = False

    def place(self, value: float, length: float) -> float:
        """Pixels from the low end to a value, on an axis of this length."""
        low, high, at = (log10(each) if self.log else each for each in (self.low, self.high, value))
        return (at - low) / (high - low) * length

    def x(self, field: str, title: str = "") -> alt.X:
        """The axis lying: named values, no grid."""
        axis = alt.Axis(
            values=list(self.ticks), labelExpr=self.words, title=title or None, grid=False, domain=True, domainColor=RULE,
            ticks=True, tickColor=RULE, labelFlush=True, titlePadding=6,
        )  # fmt: skip
        return alt.X(f"{field}:Q", scale=self._scale(), axis=axis)

    def y(self, field: str) -> alt.Y:
        """The axis standing: a thin line at each named value."""
        axis = alt.Axis(values=list(self.ticks), labelExpr=self.words, title=None, grid=True)
        return alt.Y(f"{field}:Q", scale=self._scale(), axis=axis)

    def bare(self, channel: Any, field: str) -> Any:
        """The field along this axis, which is drawn by other marks."""
        return channel(f"{field}:Q", scale=self._scale(), axis=None)

    def _scale(self) -> alt.Scale:
        shape: dict[str, Any] = {"type": "log"} if self.log else {"zero": False}
        return alt.Scale(domain=[self.low, self.high], nice=False, **shape)


def decade_axis(low: float, high: float, *, dollars: bool = False, every: int = 1) -> Axis:
    """A log axis over whole decades, each (or every so many) named in plain words."""
    ticks = decades(low, high)
    return Axis(ticks[0], ticks[-1], tuple(ticks[::every]), _dollars(SHORT, dollars), log=True)


def tight_axis(low: float, high: float, *, dollars: bool = False) -> Axis:
    """A log axis that ends just past its values; the decades between are named, or the nearest one."""
    low, high = low / 1.25, high * 1.25
    ticks = decades(low, high)
    inside = [tick for tick in ticks if low <= tick <= high]
    if len(inside) < 2:
        low, high = min(low, ticks[0]), max(high, ticks[-1])
        inside = ticks
    return Axis(low, high, tuple(inside), _dollars(SHORT, dollars), log=True)


def zero_axis(high: float, most: int, *, dollars: bool = False) -> Axis:
    """A plain axis from zero to just past a value, with at most so many round steps."""
    high *= 1.03
    ticks = tuple(tick for tick in round_steps(high, most) if tick <= high)
    words = PLAIN if all(tick == int(tick) for tick in ticks) else CENTS
    return Axis(0, high, ticks, _dollars(words, dollars))


def span_axis(low: float, high: float, most: int) -> Axis:
    """A plain axis from below one value to above another, below zero too, with about so many round steps."""
    low, high, ticks = plain_ends(low, high, most)
    return Axis(low, high, tuple(ticks))


def decades_axis(low: float, high: float) -> Axis:
    """A log axis that ends just past its values."""
    low, high, ticks = log_ends(low, high)
    return Axis(low, high, tuple(ticks), log=True)


def day_axis(first: dt.date, last: dt.date) -> Axis:
    """Years, as decimals, so that no time zone can move a day. A single day stands in the whole of its year."""
    if first == last:
        return Axis(first.year, first.year + 1, (float(first.year), float(first.year + 1)), YEAR)
    low, high = year_of(first), year_of(last)
    return Axis(low, high, tuple(float(year) for year in range(first.year + 1, last.year + 1)), YEAR)


def year_of(day: dt.date) -> float:
    """A day as a decimal year: 2026-01-01 is 2026.0."""
    start = dt.date(day.year, 1, 1)
    return round(day.year + (day - start).days / (dt.date(day.year + 1, 1, 1) - start).days, 4)


def _dollars(words: str, dollars: bool) -> str:
    return f"'$' + {words}" if dollars else words
