"""Prices that the guide's story rests on, each on the days that matter."""

from __future__ import annotations

import datetime as dt

import pytest

ARTICLE = dt.date(2023, 8, 17)


def unit_price(market, offer, day):
    return market.gpu[offer].history.on(day).values["unit_price"]


def test_p4d_cost_32_77_when_the_article_was_written(market):
    assert unit_price(market, "aws/p4d.24xlarge", ARTICLE) == 32.7726


def test_p4d_never_cost_39_33(market):
    """A generator's slip of 1.2 times that some price files repeat; it is no price of AWS, in any billing of the unit."""
    p4d = [offer for id_, offer in market.gpu.items() if id_.startswith("aws/p4d.")]
    prices = [entry.values["unit_price"] for offer in p4d for entry in offer.history.entries]
    assert prices
    assert all(abs(price - 39.33) > 0.5 for price in prices)


def test_p4d_costs_21_96_now(guide, market):
    assert unit_price(market, "aws/p4d.24xlarge", guide.as_of) == 21.957642
    assert market.gpu["aws/p4d.24xlarge"].history.entries[-1].values["unit_price"] == 21.957642


@pytest.mark.parametrize("day", [dt.date(2023, 6, 30), dt.date(2024, 12, 31), dt.date(2025, 6, 22)])
def test_p4d_stood_still_until_june_2025(market, day):
    assert unit_price(market, "aws/p4d.24xlarge", day) == 32.7726


def test_p5_came_at_98_32_and_fell_to_55_04(guide, market):
    assert market.gpu["aws/p5.48xlarge"].history.on(dt.date(2023, 7, 30)) is None
    assert unit_price(market, "aws/p5.48xlarge", ARTICLE) == 98.32
    assert unit_price(market, "aws/p5.48xlarge", dt.date(2025, 6, 22)) == 98.32
    assert unit_price(market, "aws/p5.48xlarge", guide.as_of) == 55.04


def test_no_h200_could_be_rented_in_2023(market):
    offers = [offer for offer in market.gpu.values() if offer.gpu == "h200-sxm"]
    assert len(offers) >= 5
    assert all(offer.history.on(dt.date(2023, 12, 31)) is None for offer in offers)
    assert all(entry.since.year > 2023 for offer in offers for entry in offer.history.entries)


def test_gpt_4_cost_30_and_60_dollars_when_the_article_was_written(market):
    values = market.api["openai/gpt-4"].sold_on(ARTICLE).values
    assert (values["input_price"], values["output_price"]) == (30, 60)


@pytest.mark.parametrize("offer", ["openai/gpt-6-sol", "google/gemini-4-argon", "deepseek/deepseek-flash"])
def test_nothing_of_2026_was_sold_in_2023(market, offer):
    assert market.api[offer].sold_on(ARTICLE) is None


def test_an_announced_rise_waits_for_its_day(guide, market):
    argon = market.api["google/gemini-4-argon"]
    assert guide.as_of == dt.date(2026, 11, 22)
    now, then = argon.sold_on(guide.as_of).values, argon.sold_on(dt.date(2026, 12, 1)).values
    assert (now["input_price"], now["output_price"]) == (2, 10)
    assert (then["input_price"], then["output_price"]) == (4, 20)
    assert argon.sold_on(dt.date(2026, 11, 30)).values == now
    assert [entry.since for entry in argon.history.after(guide.as_of)] == [dt.date(2026, 12, 1)]


def test_a_withdrawn_model_is_sold_until_the_day_before(market):
    gpt_4 = market.api["openai/gpt-4"]
    assert gpt_4.sold_on(gpt_4.history.ends - dt.timedelta(days=1)) is not None
    assert gpt_4.sold_on(gpt_4.history.ends) is None


def test_no_offer_was_seen_after_the_guides_day(guide, market):
    """What lies ahead is announced by its start; a sighting of the future would be a slip."""
    for offer in [*market.api.values(), *market.gpu.values()]:
        sightings = [entry.since for entry in offer.history.entries if entry.first_sighting]
        assert all(day <= guide.as_of for day in sightings), offer.id
        confirmed = [entry.confirmed for entry in offer.history.entries if entry.confirmed]
        assert all(day <= guide.as_of for day in confirmed), offer.id


def test_a_confirmation_comes_after_the_price_it_confirms(market):
    for offer in [*market.api.values(), *market.gpu.values()]:
        assert all(entry.confirmed >= entry.since for entry in offer.history.entries if entry.confirmed), offer.id
