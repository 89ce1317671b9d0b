"""What is on offer on a day is made once, and as if no other day had been asked for."""

import datetime as dt

import pytest

from calculators.guide import read_guide
from tests.conftest import CONTENT

DAYS = (dt.date(2023, 8, 17), dt.date(2025, 6, 23), dt.date(2026, 7, 1))


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_calculators_of_a_day_are_the_same_whatever_days_were_asked_for_before(guide, day):
    for other in (*reversed(DAYS), guide.as_of):
        guide.on(other)
    then, alone = guide.on(day).calculators, read_guide(CONTENT, day).calculators
    assert [name for name in alone if then[name] != alone[name]] == []


def test_calculators_of_a_day_have_their_choices_in_common(guide):
    def choice(calculator, name):
        return guide.calculator_on(calculator, DAYS[1]).choice_names[name]

    assert choice("api_bill", "call.offer") is choice("fine_tuning", "call.offer")
    assert choice("decide", "rent.offer") is choice("rented_fleet", "rent.offer")
    assert choice("break_even", "call.offer") is choice("waiting", "call.offer")


def test_an_option_is_one_for_as_long_as_its_entry_holds(guide):
    day, next_ = DAYS[1], DAYS[1] + dt.timedelta(days=1)
    assert not set(guide.price_days) & {next_}
    then, after = (guide.calculator_on("api_bill", each).choice_names["call.offer"].options for each in (day, next_))
    assert [one is other for one, other in zip(then, after, strict=True)] == [True] * len(then)
