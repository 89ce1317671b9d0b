"""A fixed loop to which every time is set in proportion, so that figures from two machines can be compared."""

from __future__ import annotations

import time
from collections.abc import Callable

ROUNDS = 2_000_000


def loop() -> int:
    """Plain integer work that no library can speed up."""
    total = 0
    for number in range(ROUNDS):
        total = (total * 31 + number) & 0xFFFFFFFF
    return total


def milliseconds(work: Callable[[], object], repeats: int = 7) -> float:
    """The least time of some work in milliseconds: whatever else a machine does only adds to it."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return min(times)
