import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.engine.ticks import decades, round_steps


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (100, 1000, [100, 1000]),
        (50, 2000, [10, 100, 1000, 10_000]),
        (0.02, 3, [0.01, 0.1, 1, 10]),
        (1, 1, [1]),
        (2, 3, [1, 10]),
    ],
)
def test_decades_reach_around_the_data(low, high, ticks):
    assert decades(low, high) == ticks


@pytest.mark.parametrize(
    ("high", "ticks"),
    [
        (6, [0, 1, 2, 3, 4, 5, 6]),
        (7, [0, 2, 4, 6, 8]),
        (11, [0, 2, 4, 6, 8, 10, 12]),
        (13, [0, 2.5, 5, 7.5, 10, 12.5, 15]),
        (61, [0, 20, 40, 60, 80]),
        (1e6, [0, 200_000, 400_000, 600_000, 800_000, 1_000_000]),
        (0.7, [0, 0.2, 0.4, 0.6, 0.8]),
        (0.0013, [0, 0.00025, 0.0005, 0.00075, 0.001, 0.00125, 0.0015]),
    ],
)
def test_steps_are_round(high, ticks):
    assert round_steps(high) == pytest.approx(ticks)


@given(st.floats(1e-6, 1e12))
def test_steps_are_few_equal_and_end_just_past_the_data(high):
    ticks = round_steps(high)
    assert ticks[0] == 0
    assert 2 <= len(ticks) - 1 <= 6
    assert ticks[-2] < high <= ticks[-1]
    assert ticks == pytest.approx([ticks[1] * step for step in range(len(ticks))])
