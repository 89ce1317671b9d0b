"""How long requests wait for a free slot, after Erlang: arrivals at random, times of service exponential, nobody leaves.

A slot is a sequence that an engine works on at once. The guide takes from this how full a fleet may be at its peak.
"""

from __future__ import annotations

import math


def waiting_share(slots: int, fill: float) -> float:
    """Share of the requests that find every slot taken and wait (Erlang's C formula).

    fill: mean share of the slots in use, below 1. Worked by the recursion of his B formula, which cannot overflow:
    B(0) = 1, B(k) = a B(k-1) / (k + a B(k-1)) for the load a = fill * slots, then C = B / (1 - fill (1 - B)).
    """
    load, blocked = fill * slots, 1.0
    for slot in range(1, slots + 1):
        blocked = load * blocked / (slot + load * blocked)
    return blocked / (1 - fill * (1 - blocked))


def mean_wait(slots: int, fill: float) -> float:
    """Mean wait of all requests, in times of service: C / (slots (1 - fill))."""
    return waiting_share(slots, fill) / (slots * (1 - fill))


def late_wait(slots: int, fill: float, late: float = 0.01) -> float:
    """The wait that only a share `late` of the requests exceeds, in times of service; zero where fewer than that wait.

    The wait of those who wait is exponential, so C exp(-slots (1 - fill) t) = late.
    """
    waiting = waiting_share(slots, fill)
    return math.log(waiting / late) / (slots * (1 - fill)) if waiting > late else 0.0
