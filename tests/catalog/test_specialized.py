"""Hyperscalers against specialized clouds on the real prices: whose voice counts, and how often."""

from __future__ import annotations

import datetime as dt
import statistics

import pytest

from calculators.specialized import SIDES, gap_by_gpu, on_demand


def counted(market, day):
    """Prices that count, by hand: {(gpu, side): {seller: [USD per GPU-hour]}}."""
    found = {}
    for offer in market.gpu.values():
        entry = offer.history.on(day)
        sure = entry and entry.confidence in {"high", "medium"}
        if sure and offer.billing == "on_demand" and offer.kind in SIDES:
            price = entry.values["unit_price"] / offer.gpus_per_unit
            found.setdefault((offer.gpu, offer.kind), {}).setdefault(offer.seller.name, []).append(price)
    return found


def test_medians_of_sellers_are_those_worked_by_hand(guide, market):
    by_hand = counted(market, guide.as_of)
    gaps = gap_by_gpu(market, guide.as_of)
    assert {gap.gpu for gap in gaps} == {gpu for gpu, _ in by_hand if all((gpu, side) in by_hand for side in SIDES)}
    for gap in gaps:
        for side in SIDES:
            voices = [statistics.median(prices) for prices in by_hand[gap.gpu, side].values()]
            assert getattr(gap, side) == pytest.approx(statistics.median(voices)), gap.gpu
            assert getattr(gap, f"{side}_count") == len(voices)
            assert getattr(gap, f"{side}_range") == pytest.approx((min(voices), max(voices)))


def test_dedicated_unsure_and_marketplace_prices_are_left_out(guide, market):
    sellers = set(on_demand(market, guide.as_of)["seller"])
    names = {offer.seller.id: offer.seller.name for offer in market.gpu.values()}
    assert names["vast"] not in sellers
    assert {names["deepinfra"], names["fireworks"]}.isdisjoint(sellers)
    unsure = {
        (offer.gpu, offer.seller.name) for offer in market.gpu.values()
        if offer.billing == "on_demand" and (entry := offer.history.on(guide.as_of)) and entry.confidence == "low"
    }  # fmt: skip
    frame = on_demand(market, guide.as_of)
    sure = {
        (offer.gpu, offer.seller.name) for offer in market.gpu.values()
        if offer.billing == "on_demand" and (entry := offer.history.on(guide.as_of)) and entry.confidence != "low"
    }  # fmt: skip
    kept = set(zip(frame["gpu"], frame["seller"], strict=True))
    assert unsure - sure
    assert kept.isdisjoint(unsure - sure)


def test_each_seller_counts_once_for_a_gpu(guide, market):
    frame = on_demand(market, guide.as_of)
    assert not frame.duplicated(["gpu", "side", "seller"]).any()


def test_the_h100_rests_on_several_sellers_of_either_side(guide, market):
    (h100,) = [gap for gap in gap_by_gpu(market, guide.as_of) if gap.gpu == "h100-sxm"]
    assert h100.hyperscaler_count >= 3
    assert h100.specialized_count >= 6


def test_gpus_with_the_most_sellers_come_first(guide, market):
    sellers = [gap.hyperscaler_count + gap.specialized_count for gap in gap_by_gpu(market, guide.as_of)]
    assert sellers == sorted(sellers, reverse=True)
    assert len(set(sellers)) > 2


def test_the_calculator_offers_every_gpu_that_both_sides_rent(guide, market):
    options = guide.calculators["specialized_clouds"].choice_names["gpu"].options
    assert {option.id for option in options} == {gap.gpu for gap in gap_by_gpu(market, guide.as_of)}


def test_the_calculator_says_what_the_medians_say(guide, market):
    for gap in gap_by_gpu(market, guide.as_of):
        found = guide.answer("specialized_clouds", {"gpu": gap.gpu, "rented_gpus": "1"})
        assert found.values["saving_share"] == pytest.approx(1 - gap.specialized / gap.hyperscaler)
        assert found.values["saving_monthly"] == pytest.approx((gap.hyperscaler - gap.specialized) * 730)


def test_a_day_before_specialized_prices_has_no_gap(market):
    assert gap_by_gpu(market, dt.date(2022, 12, 31)) == []
