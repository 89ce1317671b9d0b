import datetime as dt

import pytest

from calculators.charts.axes import day_axis
from calculators.guide import read_all
from tests.conftest import CONTENT

FIRST = dt.date(2023, 3, 1)  # on which the first price of an API stands, and no other


def test_a_single_day_stands_in_the_whole_of_its_year():
    axis = day_axis(dt.date(2023, 7, 2), dt.date(2023, 7, 2))
    assert (axis.low, axis.high, axis.ticks) == (2023, 2024, (2023.0, 2024.0))
    assert axis.place(2023.5, 400) == 200


def test_several_days_reach_from_the_first_to_the_last_with_the_years_between():
    axis = day_axis(dt.date(2023, 1, 1), dt.date(2025, 1, 1))
    assert (axis.low, axis.high, axis.ticks) == (2023, 2025, (2024.0, 2025.0))


@pytest.mark.parametrize("width", [360, 720])
def test_a_history_of_one_price_is_drawn(width):
    chart = read_all(CONTENT).on(FIRST).charts["api_price_history"]()
    assert len(chart.table.rows) == 1
    assert chart.spec(width)["width"] > 0
    (place,) = chart.places(width)
    assert 0 < place.x < width
