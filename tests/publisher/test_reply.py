import json

import pytest

from calculators.engine.problems import ContentError
from publisher.plain import text
from publisher.reply import listing, reply
from tests.tiny import site

GUIDE = site.guide()


def asked(*pairs):
    return reply(GUIDE, "rent_or_buy", pairs)


def named(rows):
    return {row["name"]: row for row in rows}


def test_a_reply_says_what_was_put_in_and_where_it_comes_from():
    inputs = named(asked("city=porto", "years=10")["inputs"])
    assert inputs["city"] == {"name": "city", "value": "porto", "unit": "id", "from": "you"}
    assert inputs["rent.flat"]["from"] == "default"
    assert inputs["years"] == {"name": "years", "value": 10, "unit": "year", "from": "you"}
    assert inputs["buy.home_price"] == {"name": "buy.home_price", "value": 260_000, "unit": "USD", "from": "city=porto"}
    assert inputs["mortgage_rate"]["from"] == "default"


def test_a_reply_has_the_results_first_and_then_all_that_was_worked_out():
    names = [row["name"] for row in asked()["outputs"]]
    assert names[:4] == ["break_even", "gain", "buy.monthly_cost", "rent.monthly_cost"]
    assert set(names) == {rule.name for rule in GUIDE.calculators["rent_or_buy"].calculation.rules}


def test_a_result_has_its_unit_and_its_range():
    gain = named(asked("years=10")["outputs"])["gain"]
    found = GUIDE.answer("rent_or_buy", {"years": "10"})
    assert gain == {
        "name": "gain",
        "value": found.values["gain"],
        "unit": "USD",
        "low": found.low["gain"],
        "high": found.high["gain"],
    }


def test_none_in_reach_is_null_and_noted():
    found = asked("mortgage_rate=0.2")
    assert named(found["outputs"])["break_even"]["value"] is None
    assert found["notes"][1:] == ["break_even: none in reach (Years until buying pays)"]
    json.dumps(found, allow_nan=False)


def test_the_first_note_is_the_verdict():
    assert asked("city=porto")["notes"] == ["Buy in Porto: it pays after 5.8 years and gains $6,920 in 8 years."]


@pytest.mark.parametrize(
    ("name", "pair", "line"),
    [
        ("rent_or_by", "years=1", "calc: no calculator rent_or_by; did you mean rent_or_buy?"),
        ("rent_or_buy", "years", "calc: 'years' is no pair; write quantity=value"),
        ("rent_or_buy", "yaers=1", "yaers: no input of rent_or_buy; did you mean years?"),
    ],
)
def test_a_wrong_question_is_told(name, pair, line):
    with pytest.raises(ContentError) as error:
        reply(GUIDE, name, [pair])
    assert error.value.lines == [line]


def test_a_listing_has_every_input_choice_and_result():
    (entry,) = listing(GUIDE, "rent_or_buy")["calculators"]
    assert entry["choices"] == {"city": ["lisbon", "porto"], "rent.flat": ["alfama", "graca", "ribeira"]}
    assert {"name": "years", "unit": "year"} in entry["inputs"]
    assert entry["outputs"][0] == {"name": "break_even", "unit": "year"}


def test_people_get_the_same_in_aligned_lines():
    lines = text(asked("city=porto")).splitlines()
    assert lines[:3] == ["Buy in Porto: it pays after 5.8 years and gains $6,920 in 8 years.", "prices as of 2026-06-30", ""]
    assert lines[3].split() == ["break_even", "5.79618", "year"]
    assert text(listing(GUIDE, "rent_or_buy")).startswith("rent_or_buy: Rent or buy\n  inputs   city rent.flat ")
