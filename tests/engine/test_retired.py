"""Pairs under names of old, brought to the present ones."""

import pytest

from calculators.engine.retired import Retired, RetiredNames

NAMES = RetiredNames(
    {"calls": Retired("requests"), "price": Retired("rent.price", 1000), "mood": Retired(gone="nobody could tell")},
    {"seller/old": "seller/new"},
)


@pytest.mark.parametrize(
    ("pairs", "present", "notes"),
    [
        ({"requests": "5"}, {"requests": "5"}, []),
        ({"calls": "5"}, {"requests": "5"}, ["calls: now called requests"]),
        (
            {"price": "0.25"},
            {"rent.price": "250.0"},
            ["price: now called rent.price, in which its value is 1000 times as large"],
        ),
        ({"mood": "1"}, {}, ["mood: no longer asked for: nobody could tell"]),
        (
            {"price": "many"},
            {"rent.price": "many"},
            ["price: now called rent.price, in which its value is 1000 times as large"],
        ),
        ({"offer": "seller/old"}, {"offer": "seller/new"}, ["offer: seller/old is now called seller/new"]),
    ],
)
def test_each_name_comes_to_its_present_one(pairs, present, notes):
    assert NAMES.renewed(pairs) == (present, notes)


@pytest.mark.parametrize("order", [1, -1])
def test_what_stands_under_its_present_name_counts_more(order):
    pairs = dict([("calls", "5"), ("requests", "7")][::order])
    assert NAMES.renewed(pairs)[0] == {"requests": "7"}


def test_nothing_retired_is_false():
    assert not RetiredNames()
    assert NAMES
