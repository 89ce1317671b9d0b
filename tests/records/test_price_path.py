"""Yearly changes of prices, worked by hand, and what the real price files give."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from calculators.engine.dated import Dated, History, Source
from calculators.engine.fields import Fields
from calculators.engine.problems import Problems
from calculators.engine.strict_yaml import read
from calculators.price_paths import DRIFTS, LABELS, price_path_choice, price_paths
from calculators.records.offer import TIERS
from calculators.records.price_path import Seen, mixed_price, path, read_line, seen
from tests import markets

ASSUMED = {"api_drift": (-0.2, 0.2), "gpu_drift": (-0.2, 0.25)}

DAY = dt.date(2026, 1, 1)
START = dt.date(2022, 1, 1)  # 1,461 days earlier: four years of 365.25


def entry(since, price, *, stood_by=None, confidence="high"):
    """A price since a day, of a source of the day on which it last stood by it."""
    day = stood_by or since
    source = Source("made", "Made for a test", "", day, DAY, confidence)
    return Dated(since, False, {"unit_price": price}, source, confidence)


def sightings(*entries, ends=None, day=DAY):
    return seen(History(entries, ends), lambda each: each.values["unit_price"], day)


def four_years(first, last):
    """Two sightings four years apart."""
    return [Seen(START, first), Seen(DAY, last)]


def test_four_years_from_10_to_4_096_are_a_fifth_less_each_year():
    """10 x 0.8 x 0.8 x 0.8 x 0.8 = 4.096"""
    (change,) = path([("offer", four_years(10, 4.096))]).changes
    assert change.years == 4
    assert change.yearly == pytest.approx(-0.2)
    assert change.moved


def test_low_likely_and_high_leave_a_tenth_on_either_side():
    """Four years each: 16 -> 1 halves every year, 16 -> 16 stands, 1 -> 16 doubles. Sorted -50%, 0, 0, 0, +100%.

    Of five values the 10th percentile lies 0.4 of the way from the first to the second: -50% x 0.6 = -30%; the 90th lies 0.6
    of the way from the fourth to the fifth: 60%.
    """
    found = path([("a", four_years(16, 1)), ("d", four_years(1, 16)), *((name, four_years(16, 16)) for name in "bce")])
    assert found.spread == pytest.approx((-0.3, 0.0, 0.6))
    assert (len(found.changes), found.moved, found.span) == (5, 2, (START, DAY))


def test_what_lies_between_the_first_and_the_last_price_moves_nothing():
    """A step within a day is part of four years, and no year of such days."""
    straight = path([("a", four_years(10, 4.096))]).changes[0]
    stepped = path([("a", [Seen(START, 10), Seen(START + dt.timedelta(1), 6), Seen(DAY, 4.096)])]).changes[0]
    assert stepped.yearly == straight.yearly


def test_a_price_that_a_later_source_stood_by_is_seen_twice():
    assert sightings(entry(START, 3, stood_by=DAY)) == [Seen(START, 3), Seen(DAY, 3)]
    assert sightings(entry(START, 3)) == [Seen(START, 3)]


def test_what_was_not_known_or_not_sold_on_a_day_is_not_seen():
    middle = dt.date(2024, 1, 1)
    both = entry(START, 3, stood_by=DAY), entry(dt.date(2025, 1, 1), 2)
    assert sightings(*both, day=middle) == [Seen(START, 3), Seen(middle, 3)]
    assert sightings(both[0], ends=middle) == [Seen(START, 3), Seen(middle, 3)]


def test_a_price_of_low_confidence_is_no_evidence():
    weak = entry(dt.date(2024, 1, 1), 1, confidence="low")
    assert sightings(entry(START, 3), weak) == [Seen(START, 3)]


def test_a_few_weeks_make_no_year_and_two_offers_no_spread():
    short = [Seen(START, 10), Seen(START + dt.timedelta(180), 5)]
    found = path([("a", four_years(1, 2)), ("b", four_years(1, 2)), ("short", short), ("once", [Seen(DAY, 1)])])
    assert [change.id for change in found.changes] == ["a", "b"]
    assert not found.fitted


def test_models_are_compared_at_four_tokens_in_for_one_out():
    """(4 x 30 + 60) / 5 = 36"""
    source = Source("made", "Made for a test", "", DAY, DAY, "high")
    assert mixed_price(Dated(DAY, False, {"input_price": 30, "output_price": 60}, source, "high")) == 36


@pytest.fixture(scope="module")
def found(guide, market):
    return price_paths(market, guide.as_of)


def test_gpt_4_to_gpt_6_2_sol_fell_by_46_percent_a_year(found):
    """36 in March 2023 and 3.60 in November 2026: a tenth in 1,344 days, so 0.1 ** (365.25 / 1344) = 0.535 a year."""
    change = next(each for each in found["frontier"].changes if each.id == "openai-main")
    assert (change.first.price, change.last.price) == pytest.approx((36, 3.6))
    assert (change.last.day - change.first.day).days == 1344
    assert change.yearly == pytest.approx(-0.465, abs=0.0005)


def test_p5_fell_by_44_percent_within_3_28_years(found):
    """55.04 / 98.32 = 0.5598 from July 2023 to November 2026: 16% a year."""
    change = next(each for each in found["rent"].changes if each.id == "aws/p5.48xlarge")
    assert change.last.price / change.first.price == pytest.approx(0.5598, abs=0.0001)
    assert change.yearly == pytest.approx(-0.162, abs=0.0005)


def test_the_real_paths_keep_falls_and_rises_and_what_stood_still(found):
    assert set(found) == set(LABELS)
    for name in ("hosted", "rent"):
        yearly = [change.yearly for change in found[name].changes]
        assert min(yearly) < 0 < max(yearly)
        assert found[name].moved < len(yearly) / 2  # the price lists of today; a list that moves more deserves another heading
    assert len(found["hosted"].changes) >= 40
    assert len(found["rent"].changes) >= 20


def test_the_choice_loads_the_spread_and_standing_still(guide, market, found):
    choice = price_path_choice(market, guide.as_of, ASSUMED)
    assert [option.id for option in choice.options] == ["fitted", "fall", "rise", "flat"]
    assert not choice.other_days
    for quantity, name in DRIFTS.items():
        low, likely, high = (choice.option(id_).values[quantity] for id_ in ("fall", "fitted", "rise"))
        assert (low, likely, high) == pytest.approx(found[name].spread, abs=0.0005)
        assert choice.option("flat").values[quantity] == 0
        assert guide.quantities[quantity].least < low <= likely <= high < guide.quantities[quantity].most


def test_a_day_with_too_few_prices_offers_standing_still_alone(market):
    choice = price_path_choice(market, dt.date(2023, 8, 17), ASSUMED)
    assert [option.id for option in choice.options] == ["flat"]
    assert choice.default == "flat"
    assert choice.other_days == {"fitted", "fall", "rise"}  # a page that names one says that it is not on record


@pytest.mark.parametrize(
    ("models", "told"),
    [("[a/one, a/tow]", "did you mean a/two?"), ("[a/two, a/one]", "write the oldest first"), ("[a/one]", "fewer than two")],
)
def test_a_line_of_models_that_is_wrong_is_told(tmp_path, models, told):
    offers = {
        "a/one": markets.api_offer("a/one", {"input_price": 1, "output_price": 1}),
        "a/two": markets.api_offer("a/two", {"input_price": 1, "output_price": 1}),
    }
    offers["a/two"] = replace(offers["a/two"], history=History((entry(DAY + dt.timedelta(9), 1),)))
    file = tmp_path / "successions.yaml"
    file.write_text(f"line: {{label: Line, tier: small, assumption: made, models: {models}}}\n")
    problems = Problems()
    with Fields(read(file, tmp_path, problems)["line"], problems) as f:
        read_line("line", f, offers, TIERS)
    assert any(told in line for line in problems.lines)
