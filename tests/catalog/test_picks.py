"""What the guide picks unasked: the cheapest that is sure and current, among what answers the question."""

from __future__ import annotations

import datetime as dt
import math

import pytest

from calculators import bundles, catalog, gpu_offers
from calculators.engine.choices import AUTO, Resolver
from calculators.engine.problems import NotOnRecordError
from tests import markets

EVEN = {"input_price": 1.0, "output_price": 1.0}


def times(factor):
    return {name: price * factor for name, price in EVEN.items()}


def picked(guide, offers, day=markets.DAY, **asked):
    """The offer that is picked of a tiny market for the API's bill."""
    choice = bundles.api_choice(markets.market(api=offers), day, (AUTO,), least=("call.answer_price",))
    found = Resolver(catalog.API_BILL, (choice,), (), guide.quantities.defaults(guide.as_of)).resolve(asked, {})
    return found.picked["call.offer"].id if "call.offer" in found.picked else None


def test_the_cheapest_host_is_picked(guide):
    offers = [markets.api_offer(f"{name}/m", times(factor)) for name, factor in (("a", 3), ("b", 1), ("c", 2))]
    assert picked(guide, offers) == "b/m"


def test_an_unsure_price_is_never_picked_unasked(guide):
    offers = [markets.api_offer("a/m", times(0.1), confidence="low"), markets.api_offer("b/m", times(1), confidence="medium")]
    assert picked(guide, offers) == "b/m"


YEAR_ON = markets.DAY + dt.timedelta(days=365)


def test_a_superseded_offer_is_never_picked_unasked(guide):
    offers = [markets.api_offer("a/m", times(0.1), tier="old"), markets.api_offer("b/m", times(1))]
    assert picked(guide, offers, YEAR_ON) == "b/m"


def test_in_its_first_year_an_offer_that_is_superseded_by_now_was_current(guide):
    offers = [markets.api_offer("a/m", times(0.1), tier="old"), markets.api_offer("b/m", times(1))]
    assert picked(guide, offers, YEAR_ON - dt.timedelta(days=1)) == "a/m"


def test_a_withdrawn_offer_is_never_picked(guide):
    offers = [markets.api_offer("a/m", times(0.1), ends=markets.DAY), markets.api_offer("b/m", times(1))]
    assert picked(guide, offers) == "b/m"


def test_nothing_is_picked_where_nothing_is_sure(guide):
    offers = [markets.api_offer("a/m", EVEN, tier="old"), markets.api_offer("b/m", EVEN, confidence="low")]
    assert picked(guide, offers, YEAR_ON) is None


def test_the_pick_is_the_cheapest_for_the_readers_own_request(guide):
    """Cheap input wins where answers are short, cheap output where they are long."""
    offers = [
        markets.api_offer("reads/m", {"input_price": 1.0, "output_price": 9.0}),
        markets.api_offer("writes/m", {"input_price": 3.0, "output_price": 3.0}),
    ]
    assert picked(guide, offers, input_tokens=10_000.0, output_tokens=10.0) == "reads/m"
    assert picked(guide, offers, input_tokens=100.0, output_tokens=1_000.0) == "writes/m"


def test_an_unsure_or_superseded_offer_can_still_be_asked_for(guide):
    offers = [markets.api_offer("a/m", times(0.1), tier="old", confidence="low"), markets.api_offer("b/m", EVEN)]
    choice = bundles.api_choice(markets.market(api=offers), markets.DAY, (AUTO,), least=("call.answer_price",))
    assert {option.id for option in choice.options} == {"a/m", "b/m"}


def test_what_is_not_sold_is_said_at_the_offer():
    choice = bundles.api_choice(markets.market(api=[markets.api_offer("a/m", EVEN)]), markets.DAY, ("a/m",))
    assert "cache" in choice.option("a/m").note
    assert "batch" in choice.option("a/m").note


# The real market


def cheapest_host(guide, market, model):
    """The cheapest current host of a model at the default request, by hand: no cache or batch at hosts matters for the order."""
    found = {}
    for offer in market.api.values():
        entry = offer.sold_on(guide.as_of)
        if offer.model == model and entry and entry.confidence != "low" and offer.tier != "old":
            option = guide.calculators["break_even"].choice_names["call.offer"].option(offer.id)
            given = guide.quantities.defaults(guide.as_of) | option.values
            found[offer.id] = catalog.API_BILL.solve(given)["call.answer_price"]
    return min(found, key=found.get) if found else None


def measured_models(market):
    return sorted({model for model, _ in market.fitted()})


def test_break_even_compares_with_the_cheapest_host_of_the_same_model(guide, market):
    with_host = 0
    for model in measured_models(market):
        expected = cheapest_host(guide, market, model)
        if expected is None:
            with pytest.raises(NotOnRecordError, match="No API on record still hosts this model"):
                guide.answer("break_even", {"rent.model": model})
            continue
        with_host += 1
        found = guide.answer("break_even", {"rent.model": model}).resolved.picked["call.offer"]
        assert found.id == expected
        assert market.api[found.id].model == model
    assert with_host >= 5


def test_no_pick_of_an_api_rests_on_an_unsure_or_superseded_offer(guide, market):
    """Whatever is asked: for requests of many shapes the pick is current and sure."""
    for shape in ({}, {"input_tokens": "50000"}, {"output_tokens": "5000"}, {"cached_share": "0.99"}, {"batch_share": "1"}):
        for model in measured_models(market):
            if cheapest_host(guide, market, model) is None:
                continue
            offer = market.api[guide.answer("break_even", {"rent.model": model, **shape}).resolved.picked["call.offer"].id]
            assert offer.tier != "old"
            assert offer.sold_on(guide.as_of).confidence != "low"


def test_picked_gpus_are_on_demand_and_sure_and_the_least_of_all(guide, market):
    """The pick is the least by hand over every eligible offer with measured throughput."""
    calculator = guide.calculators["rented_fleet"]
    resolver = calculator.resolver(guide.quantities, guide.as_of)
    for model in measured_models(market):
        found = guide.answer("rented_fleet", {"rent.model": model})
        offer = market.gpu[found.resolved.picked["rent.offer"].id]
        assert offer.billing == "on_demand"
        assert offer.history.on(guide.as_of).confidence != "low"
        costs = []
        for id_ in fitting(calculator, market, model):
            values = resolver.resolve({}, {"rent.model": model, "rent.offer": id_}).values
            costs.append(calculator.calculation.solve(values, ("rent.monthly_cost",))["rent.monthly_cost"])
        assert found.values["rent.monthly_cost"] == min(costs)


def fitting(calculator, market, model):
    """Offers that may be picked for a model, by hand: those that hold a replica in one unit, where there are such."""
    measured = {gpu: found.gpus for (each, gpu), (found, _) in market.fitted().items() if each == model}
    options = [
        option for option in calculator.choice_names["rent.offer"].options if option.eligible and option.tags["gpu"] in measured
    ]
    whole = [option.id for option in options if option.values["rent.gpus_per_unit"] >= measured[option.tags["gpu"]]]
    return whole or [option.id for option in options]


def test_break_even_picks_the_offer_with_the_least_break_even(guide, market):
    pairs = {"call.offer": "openai/gpt-6-sol", "requests": "1000000"}
    found = guide.answer("break_even", pairs)
    ids = fitting(guide.calculators["break_even"], market, "llama-3.3-70b")
    every = [guide.answer("break_even", {**pairs, "rent.offer": id_}).values["breakeven_any"] for id_ in ids]
    assert found.values["breakeven_any"] == min(every) < math.inf


def test_break_even_picks_the_cheapest_fleet_where_renting_already_pays(guide, market):
    pairs = {"call.offer": "openai/gpt-6-sol", "requests": "100000000"}
    found = guide.answer("break_even", pairs)
    ids = fitting(guide.calculators["break_even"], market, "llama-3.3-70b")
    every = [guide.answer("break_even", {**pairs, "rent.offer": id_}).values["rent_gap"] for id_ in ids]
    assert found.values["rent_gap"] == min(every) < 0


def offers_billed(guide, market, calculator):
    """The options of a calculator's GPU offers by their billing."""
    found = {}
    for option in guide.calculators[calculator].choice_names["rent.offer"].options:
        found.setdefault(market.gpu[option.id].billing, []).append(option)
    return found


def test_every_billing_is_offered_and_break_even_takes_those_that_stand(guide, market):
    """Where seconds are billed, cost is no staircase, so the closed form of the break-even does not hold."""
    assert set(offers_billed(guide, market, "rented_fleet")) == set(gpu_offers.RENTED)
    assert set(offers_billed(guide, market, "break_even")) == set(gpu_offers.STANDING) == set(gpu_offers.RENTED) - {"serverless"}


def test_only_what_is_billed_on_demand_is_picked_unasked(guide, market):
    for billing, options in offers_billed(guide, market, "decide").items():
        assert billing == "on_demand" or not any(option.eligible for option in options)


def test_each_billing_loads_its_own_terms(guide, market):
    offers = offers_billed(guide, market, "rented_fleet")
    terms = {"reserved_1y": 12, "reserved_3y": 36}
    for billing, options in offers.items():
        for option in options:
            values = option.values
            assert values["rent.term_months"] == terms.get(billing, 0)
            assert values["rent.by_second"] == (billing == "serverless")
            assert (values["rent.spot_share"] > 0) == (billing == "spot")
            assert ("rent.fte" in values) == (billing == "dedicated")
            assert values["rent.on_demand_price"] == values["rent.gpu_price"] or billing == "spot"
    assert any(option.values["rent.on_demand_price"] > option.values["rent.gpu_price"] for option in offers["spot"])


def test_a_spot_offer_without_a_list_price_says_so(guide, market):
    for option in offers_billed(guide, market, "rented_fleet")["spot"]:
        listed = market.gpu.get(option.id.removesuffix("/spot"))
        known = listed is not None and listed.history.on(guide.as_of) is not None
        assert bool(option.note) == (not known)


def test_a_dedicated_endpoint_takes_fewer_people(guide, market):
    offer = offers_billed(guide, market, "rented_fleet")["dedicated"][0].id
    with_it, without = guide.answer("rented_fleet", {"rent.offer": offer}), guide.answer("rented_fleet", {})
    for name in ("rent.team_cost", "rent.setup_monthly"):
        assert with_it.values[name] < without.values[name]


def test_a_sleeping_worker_is_cheaper_for_a_few_requests_alone(guide, market):
    """The same offer with and without sleep, at a hundred requests a day and at a billion a month."""
    offer = "modal/h100/serverless"
    few, many = (
        guide.answer("rented_fleet", {"rent.offer": offer, "requests": n, "rent.model": "llama-3.1-8b"}) for n in ("3000", "1e9")
    )
    assert few.values["rent.one_sleeper"] == 1
    assert few.values["rent.hours_billed"] < 0.3
    assert many.values["rent.one_sleeper"] == 0
    assert many.values["rent.hours_billed"] == 1


def test_a_gpu_price_is_a_units_price_over_its_gpus(guide):
    found = guide.answer("rented_fleet", {"rent.offer": "aws/p5.48xlarge"})
    assert found.values["rent.gpu_price"] == pytest.approx(55.04 / 8)
    assert found.values["rent.gpus_per_unit"] == 8
    assert found.values["rent.gpus"] % 8 == 0


def test_losses_that_rows_hold_are_set_to_one_and_can_still_be_asked_for(guide, market):
    """Bundles of real sets hold no loss now; the join of a set that does sets it, and the reader's own value wins."""
    rows = [(1000, 200, 400), (5000, 250, 250), (100, 95, 475), (4000, 50, 100)]
    held = markets.market(sets=[markets.measured(rows, holds=("slo", "arrivals"))])
    bundle = bundles.capacity_join(held).bundles["model@gpu"].values
    assert (bundle["rent.slo_derate"], bundle["rent.fill_limit"]) == (1, 1)
    assert "rent.production_derate" not in bundle
    for (model, gpu), (measured, _) in market.fitted().items():
        real = bundles.capacity_join(market).bundles[f"{model}@{gpu}"].values
        assert ("rent.slo_derate" in real) == ("slo" in measured.holds)
    asked = guide.answer("rented_fleet", {"rent.slo_derate": "0.35"})
    assert asked.values["rent.slo_derate"] == 0.35


def test_what_was_measured_later_serves_an_earlier_day_and_says_so():
    held = markets.market(
        sets=[markets.measured([(1_000, 1_000, 2_000), (2_000, 500, 900), (500, 2_000, 3_000), (100, 100, 4_000)])]
    )
    later, then = (
        bundles.capacity_join(held, day=day).bundles["model@gpu"] for day in (markets.DAY - dt.timedelta(days=1), markets.DAY)
    )
    assert later.note == "throughput measured after this day, on 1 January 2026"
    assert then.note == ""
    assert later.values == then.values
