"""Seeded chance that comes out alike in both languages: whole numbers of 32 bits, + - * / and square roots alone.

Draws are keyed by the name of a quantity, so that a further quantity does not reshuffle the others.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

SAMPLES, SEED = 2000, 1
LOW_SHARE, HIGH_SHARE = 0.1, 0.9  # the band: one in ten below, one in ten above
STRIDE = np.uint32(0x9E3779B9)  # the golden ratio of 32 bits spreads a count over all bits
FNV_START, FNV_PRIME = 0x811C9DC5, 0x01000193


def key(name: str, seed: int = SEED) -> int:
    """A number of 32 bits for a name: the hash FNV-1a over its letters."""
    found = FNV_START ^ seed
    for letter in name.encode():
        found = (found ^ letter) * FNV_PRIME % 2**32
    return found


def mixed(number: np.ndarray) -> np.ndarray:
    """Numbers of 32 bits stirred well: the finalizer known as lowbias32."""
    found = number.astype(np.uint32)
    found ^= found >> np.uint32(16)
    found *= np.uint32(0x7FEB352D)
    found ^= found >> np.uint32(15)
    found *= np.uint32(0x846CA68B)
    return found ^ (found >> np.uint32(16))


@lru_cache(maxsize=256)
def uniform(name: str, count: int = SAMPLES, seed: int = SEED) -> np.ndarray:
    """Draws of a quantity between 0 and 1, both left out."""
    counted = np.arange(count, dtype=np.uint32) * STRIDE + np.uint32(key(name, seed))
    draws: np.ndarray = (mixed(counted) + 0.5) / 2.0**32
    draws.setflags(write=False)
    return draws


def triangular(draws: np.ndarray, low: float, likely: float, high: float) -> np.ndarray:
    """Draws made into values between low and high, most often near likely."""
    span = high - low
    if span <= 0:
        return np.full(len(draws), likely)
    below = low + np.sqrt(draws * span * (likely - low))
    above = high - np.sqrt((1 - draws) * span * (high - likely))
    return np.where(draws * span < likely - low, below, above)


def quantile(values: np.ndarray, share: float) -> float:
    """The value below or at which a share of the values lies: the nearest rank, never between two of them."""
    return float(np.sort(values)[math.ceil(share * len(values)) - 1])


def band(values: np.ndarray) -> tuple[float, float]:
    """The values that one in ten lies below, and one in ten above."""
    return quantile(values, LOW_SHARE), quantile(values, HIGH_SHARE)


def chances(costs: Sequence[np.ndarray]) -> list[float]:
    """Share of the draws in which each cost is the least; the first of equals counts."""
    least = np.argmin(np.stack(costs), axis=0)
    return [float(np.count_nonzero(least == place) / least.size) for place in range(len(costs))]
