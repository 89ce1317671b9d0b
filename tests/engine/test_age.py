"""The age of a price, in days and in words, and the limits that say when it is due."""

import datetime as dt

import pytest

from calculators.engine.age import Ages, age_words, days_old
from calculators.engine.dated import Dated, Source

DAY = dt.date(2026, 1, 1)
SOURCE = Source("made", "Made", "", DAY, DAY, "high")


def entry(confirmed=None):
    return Dated(DAY - dt.timedelta(days=500), False, {}, SOURCE, "high", "", confirmed)


def test_an_age_counts_from_the_source_and_not_from_the_price():
    assert days_old(entry(), DAY + dt.timedelta(days=10)) == 10


def test_a_later_confirmation_makes_a_price_young_again():
    assert days_old(entry(DAY + dt.timedelta(days=7)), DAY + dt.timedelta(days=10)) == 3


def test_a_price_read_later_than_the_day_has_no_age():
    assert days_old(entry(), DAY - dt.timedelta(days=10)) == 0


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "0 days old"),
        (1, "1 day old"),
        (44, "44 days old"),
        (45, "45 days old; due for a check"),
        (89, "89 days old; due for a check"),
        (90, "not checked for 90+ days"),
    ],
)
def test_an_age_is_said_in_words(days, words):
    assert age_words(days) == words


def test_many_prices_are_told_by_a_share_and_the_oldest():
    ages = Ages((3, 44, 45, 90))
    assert (ages.younger(45), ages.younger(90), ages.oldest) == (0.5, 0.75, 90)
    assert (Ages(()).younger(45), Ages(()).oldest) == (1.0, 0)
