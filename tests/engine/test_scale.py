import datetime as dt

import pytest

from calculators.engine.quantity import Default, Quantity
from calculators.engine.scale import Scale, scale_of
from calculators.engine.units import NONE


def quantity(least, most, slide=None):
    return Quantity("x", "X", "x", NONE, "1", "given", least=least, most=most, slide=slide)


def default(low, likely, high):
    return Default(dt.date(2026, 1, 1), low, likely, high)


@pytest.mark.parametrize(
    ("asked", "spread", "expected"),
    [
        (quantity(0, 1), default(0.2, 0.5, 0.9), Scale(0, 1, 200)),
        (quantity(1, 1e9), default(100, 1000, 10_000), Scale(10, 100_000, 200, log=True)),  # ten times beyond either end
        (quantity(1, 120), default(24, 36, 48), Scale(12, 72, 60)),  # half the span below, the whole above, in whole months
        (quantity(1, 100), default(1.2, 3, 6), Scale(1, 10.8, 196)),  # least holds the lower end
        (quantity(0, 1e9, (10, 1e6)), default(0, 0, 0), Scale(10, 1e6, 200, log=True, zero=True)),
        (quantity(0, 1e9, (0, 36)), default(0, 0, 0), Scale(0, 36, 36)),
    ],
)
def test_a_slider_runs_round_what_is_plausible(asked, spread, expected):
    found = scale_of(asked, spread, ())
    assert (found.low, found.steps, found.log, found.zero) == (expected.low, expected.steps, expected.log, expected.zero)
    assert found.high == pytest.approx(expected.high)


def test_without_a_default_the_options_tell_the_range():
    found = scale_of(quantity(0.01, 100), None, (2.0, 4.0, float("inf")))
    assert (found.low, found.high) == (1, 6)


def test_places_run_from_the_first_step_to_the_last():
    even, factors = Scale(0, 36, 36), Scale(10, 1e6, 200, log=True, zero=True)
    assert [even.place(value) for value in (-5, 0, 12, 36, 99)] == [0, 0, 12, 36, 36]
    assert [factors.place(value) for value in (0, 10, 1e6, 1e9)] == [0, 1, 200, 200]
