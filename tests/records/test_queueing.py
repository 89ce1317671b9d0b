"""Erlang's formula against textbook values, its own definition, and a simulation."""

import math

import numpy as np
import pytest

from calculators.records.queueing import late_wait, mean_wait, waiting_share


def by_definition(slots, fill):
    """Erlang's C written out: the chance of a full house over the sum of all states."""
    load = slots * fill
    full = load**slots / math.factorial(slots) / (1 - fill)
    return full / (sum(load**k / math.factorial(k) for k in range(slots)) + full)


@pytest.mark.parametrize(
    ("slots", "load", "share"), [(1, 0.5, 0.5), (2, 1, 1 / 3), (5, 4, 0.5541), (10, 8, 0.4092), (100, 90, 0.2169)]
)
def test_textbook_values(slots, load, share):
    assert waiting_share(slots, load / slots) == pytest.approx(share, abs=5e-5)


@pytest.mark.parametrize("slots", [1, 2, 7, 40, 120])
@pytest.mark.parametrize("fill", [0.1, 0.5, 0.85, 0.99])
def test_the_recursion_is_the_definition(slots, fill):
    assert waiting_share(slots, fill) == pytest.approx(by_definition(slots, fill), rel=1e-9)


def test_one_slot_waits_as_the_single_queue_does():
    """At 80% a single slot makes requests wait 0.8 / 0.2 = 4 times of service on average."""
    assert mean_wait(1, 0.8) == pytest.approx(4)


def test_many_slots_do_not_overflow():
    assert 0 < waiting_share(5_000, 0.99) < 0.5


def test_where_fewer_than_one_in_a_hundred_wait_the_late_wait_is_nothing():
    assert waiting_share(256, 0.85) < 0.01
    assert late_wait(256, 0.85) == 0
    waited = late_wait(16, 0.85)
    assert waiting_share(16, 0.85) * math.exp(-16 * 0.15 * waited) == pytest.approx(0.01)


def test_a_simulated_queue_waits_as_long():
    """Two hundred thousand requests at random, eight slots, 85% full; the first are left out, and a tenth is allowed for chance."""
    random, slots, fill, count = np.random.default_rng(7), 8, 0.85, 200_000
    arrivals = np.cumsum(random.exponential(1 / (slots * fill), count))
    services = random.exponential(1, count)
    free, waits = [0.0] * slots, []
    for arrival, service in zip(arrivals, services, strict=True):
        first = min(range(slots), key=free.__getitem__)
        start = max(arrival, free[first])
        free[first] = start + service
        waits.append(start - arrival)
    settled = np.array(waits[5_000:])
    assert settled.mean() == pytest.approx(mean_wait(slots, fill), rel=0.1)
    assert (settled > 1e-12).mean() == pytest.approx(waiting_share(slots, fill), rel=0.05)
    assert np.quantile(settled, 0.99) == pytest.approx(late_wait(slots, fill), rel=0.15)
