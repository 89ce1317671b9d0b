"""Where an axis ends and is labeled: decades on a log axis, round steps on a plain one. Its twin is templates/assets/axes.js.

Ends are round as well, so that an axis stays as it is until values leave it, and is the same whoever draws it.
"""

from __future__ import annotations

from math import ceil, floor

from calculators.engine.numbers import number_text

STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


def decades(low: float, high: float) -> list[float]:
    """Powers of ten from the one at or below low to the one at or above high."""
    ticks = [1.0]
    while ticks[0] > low:
        ticks.insert(0, ticks[0] / 10)
    while ticks[-1] < high:
        ticks.append(ticks[-1] * 10)
    return [tick for tick in ticks if tick * 10 > low and tick < high * 10]


def round_steps(high: float, most: int = 6) -> list[float]:
    """Zero and equal round steps up to or just past high, at most so many steps."""
    scale = 1.0
    while scale * 10 * most < high:
        scale *= 10
    while scale * most >= high and scale > 1e-12:
        scale /= 10
    step = next(scale * step for step in STEPS if scale * step * most >= high)
    count = next(n for n in range(1, most + 1) if step * n >= high)
    return [step * n for n in range(count + 1)]


def plain_ends(low: float, high: float, most: int) -> tuple[float, float, list[float]]:
    """Ends on half steps around the data, and the round steps between, at most so many and a half."""
    step = round_steps(high - low, most)[1]
    low, high = floor(low / (step / 2)) * (step / 2), ceil(high / (step / 2)) * (step / 2)
    return low, high, [step * n for n in range(ceil(low / step), floor(high / step) + 1)]


def log_ends(low: float, high: float) -> tuple[float, float, list[float]]:
    """Ends on 1, 2 or 5 of a decade around the data, and the decades between; whole decades where there are too few."""
    (first, *_), (last, *_) = decades(low, low), decades(high, high)
    low = max(first * part for part in (1, 2, 5) if first * part <= low)
    high = min(last * part for part in (1, 2, 5, 10) if last * part >= high)
    ticks = decades(low, high)
    inside = [tick for tick in ticks if low <= tick <= high]
    return (low, high, inside) if len(inside) > 1 else (ticks[0], ticks[-1], ticks)


def tick_text(value: float, style: str) -> str:
    """A value in plain words for an axis: $0.10, $5, 20k, $1.5M."""
    kilo = 1000 <= abs(value) < 1e6
    text = number_text(value / 1000 if kilo else value, style)
    if "." in text and (kilo or text.endswith(".00")):
        text = text.rstrip("0").removesuffix(".")
    return text + "k" * kilo
