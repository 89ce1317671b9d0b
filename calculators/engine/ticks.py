"""Where an axis is labeled: whole decades on a log axis, round steps on a plain one. The steps are few and round."""

from __future__ import annotations

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
