"""Constants that make a model meet measurements: robust least squares on relative errors."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from scipy.optimize import least_squares

FEW_PERCENT = 0.1  # residuals well above this count less than their square
HELD = 0.02  # pull toward the start, so that a constant of which the rows say nothing stays there
FARTHEST = 2.0  # a factor of seven: beyond it a row pulls no further


def fitted_constants(
    predict: Callable[[np.ndarray], np.ndarray],
    measured: np.ndarray,
    start: Sequence[float],
    low: Sequence[float],
    high: Sequence[float],
) -> np.ndarray:
    """The constants between low and high with the least error in logarithms.

    One wild row does not decide, and a constant of which the rows say nothing stays at its start.
    predict gives as many values as there are measured ones. Constants are scaled by their start, which is above zero.
    """
    scale = np.asarray(start, float)

    def misses(scaled: np.ndarray) -> np.ndarray:
        errors = np.clip(np.log(predict(scaled * scale) / measured), -FARTHEST, FARTHEST)
        return np.concatenate([errors, HELD * (scaled - 1)])

    bounds = (np.asarray(low) / scale, np.asarray(high) / scale)
    found = least_squares(misses, np.ones_like(scale), bounds=bounds, loss="soft_l1", f_scale=FEW_PERCENT)
    return np.asarray(found.x * scale)
