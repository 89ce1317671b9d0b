"""Mistakes seen in published calculators and articles, and for each a check that this guide does not make it.

Where two conventions stand against each other, both are worked out: ours must be the right one, and differ from the other.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, replace

import numpy as np
import pytest

from calculators.catalog import CALCULATIONS, RENTED_FLEET
from calculators.counted import counts
from calculators.engine.calculator import sweep
from calculators.engine.expression import Constant, FormulaError
from calculators.engine.formula import formula
from calculators.formulas import constants
from calculators.proof import REPRODUCING
from calculators.records.offer import api_prices
from tests import markets

ROOT = markets.CONTENT.parent
FLEET = {"requests": "40000000", "rent.model": "llama-3.3-70b"}
MONTH = float(constants.HOURS_PER_MONTH)


@dataclass(frozen=True)
class World:
    """What the checks look at."""

    guide: object
    market: object
    unsaid: dict

    def fleet(self, **changed):
        """The values of a rented fleet of some size; a__b stands for a.b."""
        given = FLEET | {name.replace("__", "."): str(value) for name, value in changed.items()}
        return self.guide.answer("rented_fleet", given).values

    def solved(self, name, given, *want):
        """Wanted quantities of a calculation from given ones, with what an outside example leaves unsaid."""
        found = REPRODUCING[name].solve_from({**self.unsaid, **given}, want)
        return found[want[0]] if len(want) == 1 else tuple(found[each] for each in want)

    def request(self, prices, **given):
        """The price of a request at prices as a seller prints them."""
        filled = {f"call.{name}": price for name, price in api_prices(prices)[0].items()}
        return self.solved("api_bill", filled | given, "call.answer_price")

    def page(self, name):
        """The text of a page, on one line."""
        return " ".join((markets.CONTENT / "guide" / f"{name}.md").read_text("utf-8").split())


@pytest.fixture(scope="module")
def world(guide):
    """The real guide, its market, and the unsaid inputs of outside examples."""
    proof = markets.proof(guide)
    unsaid = set.intersection(*(set(example.given) for example in proof.examples))
    return World(guide, markets.real(guide), {name: proof.examples[0].given[name] for name in unsaid})


CHECKS = []


def mistake(id_, sentence):
    """Keep a check under its id, with a sentence that says what is right."""

    def keep(check):
        CHECKS.append(pytest.param(check, id=f"{id_}: {sentence}"))
        return check

    return keep


@pytest.mark.parametrize("check", CHECKS)
def test_the_mistake_is_not_made(world, check):
    check(world)


def test_ids_differ():
    ids = [each.id.partition(":")[0] for each in CHECKS]
    assert len(set(ids)) == len(ids) >= 26


@mistake("hours-and-load", "Hours billed and load are two things, and idle hours that are billed are paid.")
def _(world):
    full = world.fleet()
    quiet = world.fleet(requests=float(FLEET["requests"]) * 0.999)
    assert quiet["rent.blocks"] == full["rent.blocks"]
    assert quiet["rent.fleet_cost"] == full["rent.fleet_cost"]
    assert quiet["rent.load_while_billed"] < full["rent.load_while_billed"] < 1
    off = world.solved(
        "rented_fleet", {"rent.block_gpus": 1, "rent.gpu_price": 1.5, "rent.billed_hours": 0.3 * MONTH}, "rent.block_cost"
    )
    on = world.solved("break_even", {"rent.block_gpus": 1, "rent.gpu_price": 1.5}, "rent.block_cost")
    assert off == pytest.approx(0.3 * on)


@mistake(
    "verdict-reversed",
    "A card billed all month against a fixed API bill gets no cheaper with load; one billed by the hour gets dearer.",
)
def _(world):
    given = {"rented_gpus": 1, "on_demand_price": 1.5, "reserved_price": 1.5}
    always, busy, idle = (
        world.solved("commitment", given | {"needed_share": share}, "reserved_monthly", "on_demand_monthly")
        for share in (1, 0.7, 0.2)
    )
    assert always[0] == busy[0] == idle[0] == always[1]
    assert idle[1] < 750 < busy[1]  # 750 a month by API: hourly billing is cheaper below the ratio, and dearer above


@mistake("unreachable-break-even", "A break-even is never announced beyond what its own fleet can serve.")
def _(world):
    tried = 0
    for price in (0.2, 0.45, 2, 10, 40):
        for rate in (0.000048, 0.001, 0.02):
            given = {
                "rent.block_gpus": 2, "rent.gpu_price": 2.5, "rent.block_rate": rate, "input_tokens": 1_000_000, "output_tokens": 0,
                "requests": 100, **{f"call.{name}": cost for name, cost in api_prices({"input_price": price, "output_price": price})[0].items()},
            }  # fmt: skip
            found, blocks, room, cost = world.solved(
                "break_even", given, "breakeven_any", "first_blocks", "block_volume", "rent.block_cost"
            )
            naive = cost / price
            if np.isfinite(found):
                assert found <= blocks * room * (1 + 1e-12)
                tried += 1
            else:
                assert naive > room, "no volume pays only where one full block does not"
    assert tried >= 5


@mistake("no-throughput", "The same traffic squeezed into fewer hours, or served by a slower model, never looks cheaper.")
def _(world):
    plain, squeezed, peaky, slow = (
        world.fleet(**changed) for changed in ({}, {"window_hours": 6}, {"peak_to_mean": 9}, {"rent__throughput_factor": 0.25})
    )
    for harder in (squeezed, peaky, slow):
        assert harder["rent.gpus"] > plain["rent.gpus"]
        assert harder["rent.monthly_cost"] > plain["rent.monthly_cost"]


@mistake("single-stream", "Capacity is that of many requests at once; the speed of one user is a small part of it.")
def _(world):
    checked = 0
    for (model_id, gpu_id), (measured, rates) in world.market.fitted().items():
        model, gpu = world.market.models[model_id].figures, world.market.hardware[gpu_id].figures
        alone = gpu["bandwidth_gb_s"] * 1e9 * measured.gpus / model["params_active"]  # one token a pass over 8-bit weights
        together = 1 / (rates.prefill_seconds + rates.decode_seconds + rates.kv_seconds * 1500 + rates.attention_seconds * 500)
        assert together > 2 * alone, (model_id, gpu_id)
        checked += 1
    assert checked >= 10


@mistake(
    "saturated-as-average", "A million tokens cost what the month costs over the tokens served, not what they cost at full load."
)
def _(world):
    found = world.fleet()
    assert found["rent.mtoken_cost"] == pytest.approx(found["rent.monthly_cost"] / found["served_tokens"])
    per_answer = found["served_tokens"] / found["volume"]
    full = found["rent.gpu_price"] * found["rent.gpus_per_replica"] / 3600 / (found["rent.saturated_rate"] * per_answer)
    assert found["rent.mtoken_cost"] > 2 * full
    for kept in ("slo_derate", "production_derate", "fill_limit"):
        assert found[f"rent.{kept}"] < 1


@mistake("wrong-rival", "Unasked, a fleet is compared with the very same weights behind an API.")
def _(world):
    for model in ("llama-3.3-70b", "gpt-oss-120b"):
        found = world.guide.answer("break_even", {"rent.model": model})
        assert found.resolved.picked["call.offer"].tags["model"] == model
    assert (
        world.guide.answer("break_even", {"call.offer": "openai/gpt-6-sol"}).resolved.picked["call.offer"].tags["model"]
        != "llama-3.3-70b"
    )


@mistake("all-output", "Input and output are priced apart, and a request is not half of each.")
def _(world):
    prices = {"input_price": 2.5, "output_price": 10}
    ours, all_output, half = (
        world.request(prices, input_tokens=tokens, output_tokens=2_900 - tokens) for tokens in (2_600, 0, 1_450)
    )
    assert ours == pytest.approx((2_600 * 2.5 + 300 * 10) / 1e6)
    assert all_output > 3 * ours
    assert half > 1.8 * ours
    usual = world.guide.quantities
    assert usual["input_tokens"].on(world.guide.as_of).likely > 2 * usual["output_tokens"].on(world.guide.as_of).likely


@mistake("input-is-free", "Input loads the GPUs, at the price of reading: much less than a token written.")
def _(world):
    short, long = world.fleet(), world.fleet(input_tokens=12_000)
    assert long["rent.request_work"] > 1.5 * short["rent.request_work"]
    assert long["rent.gpus"] > short["rent.gpus"]
    for pair, (_, rates) in world.market.fitted().items():
        assert 0 < rates.prefill_seconds < rates.decode_seconds + rates.kv_seconds * 1_500, pair


@mistake("slip-of-units", "A formula that forgets a million, or an hour, is refused before anything is published.")
def _(world):
    def usage_cost(volume, input_tokens, input_price):
        """Forgets that prices are per million tokens."""
        return volume * input_tokens * input_price

    def block_cost(block_gpus, gpu_price):
        """Forgets the hours of the month."""
        return block_gpus * gpu_price

    for unit, wrong in (("USD/month", usage_cost), ("USD/block/month", block_cost)):
        with pytest.raises(FormulaError, match="promises"):
            formula("C", unit)(wrong).trace(world.guide.quantities.units)


@mistake(
    "active-for-memory", "With experts, all parameters count for memory and those picked for work; neither stands for the other."
)
def _(world):
    with_experts = [model for model in world.market.models.values() if "experts" in model.figures and counts(model)]
    assert len(with_experts) >= 10
    for model in with_experts:
        found = counts(model)
        assert found["params_total"] > 2.5 * found["params_active"], model.id
        assert model.figures["params_total"] > 2.5 * model.figures.get("params_active", 0), model.id
    assert 2 * counts(world.market.models["llama-4-maverick"])["params_total"] > 790e9  # bytes at 16 bits; 160 GB was printed


@mistake(
    "no-spare",
    "A spare block, a peak above the mean and a limit below full are there unasked; a spare is one block more, not twice all.",
)
def _(world):
    found = world.fleet()
    assert found["rent.spare_blocks"] >= 1
    assert found["peak_to_mean"] > 1
    assert found["rent.fill_limit"] < 1
    bare = world.fleet(
        rent__spare_blocks=0, rent__offer=world.guide.answer("rented_fleet", FLEET).resolved.picked["rent.offer"].id
    )
    assert found["rent.blocks"] - bare["rent.blocks"] == found["rent.spare_blocks"]
    assert bare["rent.blocks"] > 2
    assert found["rent.blocks"] < 2 * bare["rent.blocks"]


@mistake("no-people", "People are a line of every fleet, for more than an afternoon a month.")
def _(world):
    found, without = world.fleet(), world.fleet(rent__fte=0, rent__fte_per_gpu=0, rent__setup_fte_months=0)
    people = found["rent.team_cost"] + found["rent.care_cost"] + found["rent.setup_monthly"]
    assert people > 3_000
    assert found["rent.monthly_cost"] - without["rent.monthly_cost"] == pytest.approx(people)


@mistake(
    "cache-write-in-full", "Writing to a cache replaces a read at the list price, so only the premium has to be earned back."
)
def _(world):
    prices = {"input_price": 3, "cached_price": 0.3, "cache_write_price": 3.75, "output_price": 15}
    plain = world.request(prices, input_tokens=1_000, output_tokens=0)
    # of 1.2778 requests one writes and 0.2778 read again: the premium of 0.75 is earned back by 0.2778 readings, not by 1.4
    even = 0.75 / 2.7
    written = world.request(
        prices, input_tokens=1_000, output_tokens=0, written_share=1 / (1 + even), cached_share=even / (1 + even)
    )
    assert written == pytest.approx(plain)
    twice = world.request(prices, input_tokens=1_000, output_tokens=0, written_share=0.5, cached_share=0.5)
    assert twice < plain


@mistake("cache-on-output", "A cache discount touches input alone, and not all of it unasked.")
def _(world):
    prices = {"input_price": 3, "cached_price": 0.3, "output_price": 15}
    for share in (0, 0.5, 1):
        found = world.request(prices, input_tokens=1_000, output_tokens=500, cached_share=share)
        assert found == pytest.approx((1_000 * (3 - 2.7 * share) + 500 * 15) / 1e6)
    assert 0 < world.guide.quantities["cached_share"].on(world.guide.as_of).likely < 1


@mistake("reserved-for-nothing", "A reserved price is never taken unasked, and what is left of its term is paid at that price.")
def _(world):
    for name in ("rented_fleet", "break_even"):
        assert world.guide.answer(name, FLEET).resolved.picked["rent.offer"].tags["billing"] == "on_demand"
    given = {"reserved_price": 2, "on_demand_price": 3, "rented_gpus": 1, "needed_share": 1, "term_months": 12}
    left, stayed = (world.solved("commitment", given | {"used_months": months}, "exit_cost", "term_saving") for months in (9, 12))
    assert left[0] == pytest.approx(3 * 2 * MONTH)
    assert left[1] < stayed[1]
    assert stayed[0] == 0


@mistake("no-residual", "Value that is left at the end is taken off the write-off.")
def _(world):
    given = {"own.blocks": 1, "own.server_price": 36_000, "discount_rate": 0.000001, "horizon_months": 24}
    half, all_ = (world.solved("decide", given | {"own.residual_share": share}, "own.capital_cost") for share in (0.5, 0))
    assert half == pytest.approx(750, rel=1e-5)
    assert all_ == pytest.approx(1_500, rel=1e-5)
    assert world.guide.quantities["own.residual_share"].on(world.guide.as_of).low > 0


@mistake("npv-against-month", "Owning is dearer in the month exactly where its net present value against renting is below zero.")
def _(world):
    seen = set()
    for rent in (6_000, 9_000, 10_500, 11_000, 14_000):
        given = {
            "own.blocks": 1,
            "own.server_price": 300_000,
            "own.residual_share": 0.2,
            "discount_rate": 0.12,
            "horizon_months": 36,
        }
        capex, residual, monthly, rate = world.solved(
            "decide", given, "own.capex", "own.residual", "own.capital_cost", "month_rate"
        )
        upkeep = 1_500
        worth = sum((rent - upkeep) / (1 + rate) ** month for month in range(1, 37)) + residual / (1 + rate) ** 36 - capex
        assert (monthly + upkeep < rent) == (worth > 0)
        seen.add(worth > 0)
    assert seen == {True, False}


@mistake("implausible-watts", "A server draws what its GPUs are rated at and not many times that.")
def _(world):
    for short, gpu in (("h100", "h100-sxm"), ("h200", "h200-sxm"), ("b200", "b200")):
        rated = world.market.running[f"server_kw_{short}"].likely
        boards = 8 * world.market.hardware[gpu].figures["tdp_w"] / 1_000
        assert boards < rated < 2 * boards, short


@mistake("power-is-most", "Owned servers draw power whatever the traffic, and capital costs more than power.")
def _(world):
    few, many = (world.guide.answer("decide", {"requests": str(requests)}).values for requests in (100_000, 400_000))
    assert few["own.blocks"] == many["own.blocks"]
    assert few["own.energy_cost"] == many["own.energy_cost"] > 0
    assert few["own.capital_cost"] > 2 * few["own.energy_cost"]


@mistake("wasteful-bill", "The bill to beat is one after caching, and the guide says to economize before comparing.")
def _(world):
    usual = world.guide.answer("api_bill", {}).values
    wasteful = world.guide.answer("api_bill", {"cached_share": "0"}).values
    assert usual["call.usage_cost"] < wasteful["call.usage_cost"]
    stages = [stage for stage in ("3. Economize", "4. Route", "5. Evaluate", "6. Rent") if stage in world.page("hybrid")]
    places = [world.page("hybrid").index(stage) for stage in stages]
    assert len(places) == 4
    assert places == sorted(places)


@mistake("fixed-capability", "No fall of prices is taken off the model that is chosen: its price is the one on record.")
def _(world):
    for offer in ("openai/gpt-6-sol", "anthropic/claude-opus-5-5", "deepinfra/llama-3.3-70b"):
        found = world.guide.answer("api_bill", {"call.offer": offer}).values
        assert found["call.input_price"] == world.market.api[offer].history.on(world.guide.as_of).values["input_price"]
    assert world.guide.quantities["api_drift"].on(world.guide.as_of).likely > -0.1
    assert "another thing than the price of the model you use" in world.guide.sources["epoch-2025-03-12"].note
    assert "The same model at the same host can still get more expensive" in world.page("advice")


@mistake("paid-twice", "Until a fleet serves, the API is paid beside the work of setting up, and only then does a saving begin.")
def _(world):
    given = {"call.month_cost": 40_000, "call.allowed": 1, "rent.ready_months": 3, "rent.setup_cash": 7_500, "rent.month_fleet": 10_000,
             "rent.price_index": 1, "rent.team_cost": 4_500, "rent.month_care": 0, "month_volume": 1, "frontier_month": 0}  # fmt: skip
    waiting, serving = (world.solved("decide", given | {"month": month}, "rent.month_cost") for month in (3, 4))
    assert waiting == 40_000 + 7_500
    assert serving == 10_000 + 4_500 + 7_500  # the work is given here; by itself it ends when the fleet serves
    found = world.guide.answer("decide", {}).values
    assert found["rent.ready_months"] >= 1
    assert found["own.ready_months"] > found["rent.ready_months"]
    path = world.guide.calculators["decide"].calculation
    given = {"fte_month": 15_000, "rent.setup_fte_months": 1.5, "rent.ready_months": 3, "rent.start_months": 0}
    todo = [path.solve_from(given | {"month": month}, ["rent.setup_cash"])["rent.setup_cash"] for month in (1, 2, 3, 4)]
    assert todo == [7_500, 7_500, 7_500, 0]


@mistake("replicas-twice", "GPUs are counted once: the invoice is GPUs times price times hours, with extras on top.")
def _(world):
    for requests in (1_000_000, 40_000_000, 400_000_000):
        found = world.fleet(requests=requests)
        bare = found["rent.gpus"] * found["rent.gpu_price"] * found["rent.billed_hours"]
        assert 1 <= found["rent.fleet_cost"] / bare < 1.2
        assert found["rent.fleet_cost"] == pytest.approx(found["rent.blocks"] * found["rent.block_cost"])


@mistake("cheapest-hour", "A GPU is picked by what the whole job costs, not by the price of its hour.")
def _(world):
    found = world.guide.answer("rented_fleet", FLEET)
    picked = found.values
    choice = found.calculator.choice_names["rent.offer"]
    cheaper_hours = [
        option.id for option in choice.options if option.eligible and option.values["rent.gpu_price"] < picked["rent.gpu_price"]
    ]
    costs = dict(sweep(found.calculator, world.guide.quantities, world.guide.as_of, found))
    assert cheaper_hours, "some offer asks less for an hour"
    for id_ in cheaper_hours:
        one = world.fleet(rent__offer=id_)
        assert one["rent.units_per_replica"] > 1 or costs[id_]["rent.monthly_cost"] >= picked["rent.monthly_cost"], id_


@mistake("one-run", "Training is run more than once, and what saves memory is not taken to save work.")
def _(world):
    usual = world.guide.answer("fine_tuning", {}).values
    once = world.guide.answer("fine_tuning", {"runs": "1"}).values
    assert usual["runs"] >= 3
    assert usual["rent.train_gpu_hours"] == pytest.approx(usual["runs"] * once["rent.train_gpu_hours"])
    full, lora, quarter = (world.guide.answer("fine_tuning", {"method": method}).values for method in ("full", "lora", "qlora"))
    assert quarter["train_memory"] < lora["train_memory"] < full["train_memory"]
    assert quarter["rent.train_gpu_hours"] == pytest.approx(full["rent.train_gpu_hours"])
    assert lora["rent.train_gpu_hours"] == pytest.approx(full["rent.train_gpu_hours"])  # it saves memory, hardly hours


@mistake(
    "headroom-for-one",
    "What the runtime takes is left free at every precision, and each request’s cache counts at its real length.",
)
def _(world):
    card = {"gpu_count": 2, "memory_share": 0.9, "gpu_memory": 80e9, "gpu_overhead": 2.5e9, "params_total": 70e9}
    pools = {size: world.solved("throughput", card | {"bytes_per_param": size}, "kv_pool") for size in (2, 1, 0.5)}
    for size, pool in pools.items():
        assert pool == pytest.approx(2 * (0.9 * 80e9 - 2.5e9) - 70e9 * size)
    assert pools[2] < 0 < pools[1]  # two cards of 80 GB were said to hold 140 GB of weights
    cache = {"kv_pool": pools[0.5], "kv_bytes": 327_680, "window_bytes": 0, "output_tokens": 500}
    short, long = (world.solved("throughput", cache | {"input_tokens": tokens}, "sequences") for tokens in (1_500, 30_000))
    assert short == np.floor(pools[0.5] / (327_680 * 2_000))
    assert 0 < long < short / 10


@mistake("free-when-own", "Tokens of one's own fleet are never booked at zero.")
def _(world):
    for requests in (1, 1_000, 40_000_000):
        found = world.fleet(requests=requests)
        assert found["rent.monthly_cost"] >= found["rent.gpus"] * found["rent.gpu_price"] * 700
        assert found["rent.mtoken_cost"] > 0


@mistake(
    "usage-not-reservation",
    "What is compared with an API is the whole reservation, so half of the traffic costs twice as much a token.",
)
def _(world):
    most, half = world.fleet(requests=200_000), world.fleet(requests=100_000)
    assert half["rent.monthly_cost"] == most["rent.monthly_cost"]
    assert half["rent.mtoken_cost"] == pytest.approx(2 * most["rent.mtoken_cost"])
    assert world.guide.answer("break_even", {"requests": "100000"}).values["rent_gap"] > 0


@mistake(
    "cost-is-not-loss", "A cost of an eighth of the revenue leaves seven eighths, and is called neither a loss nor too much."
)
def _(world):
    margin = world.solved("unit_economics", {"session_cost": 0.12, "sessions": 100, "customer_price": 99}, "gross_margin")
    assert margin == pytest.approx(1 - 12 / 99)
    given = {"input_tokens": "1", "output_tokens": "12000", "calls_per_session": "1", "sessions": "100", "customer_price": "99",
             "cached_share": "0", "call.input_price": "1", "call.output_price": "10"}  # fmt: skip
    found = world.guide.answer("unit_economics", given)
    assert found.values["gross_margin"] == pytest.approx(1 - 12 / 99, abs=1e-4)
    said = world.guide.sentence(found)
    assert "88% of the price is left" in said or "87.9% of the price is left" in said
    assert "too much" not in said
    assert "more than the customer pays" not in said


@mistake(
    "rounded-on", "Nothing is worked out from a rounded figure; only whole things are rounded, and up where they are bought."
)
def _(world):
    full, third = (
        world.solved(
            "outside", {"gpu_price": 3, "gpus_per_replica": 1, "replica_tokens": 5_000, "busy_share": share}, "full_load_price"
        )
        for share in (1, 0.3)
    )
    assert third == pytest.approx(full / 0.3, rel=1e-12)
    assert abs(third - 0.17 / 0.3) > 0.01
    for calculation in CALCULATIONS:
        for rule in calculation.rules:
            if "USD" in str(rule.formula.unit):
                assert not _rounds(rule.formula.trace(world.guide.quantities.units)), rule.name
    whole = {rule.formula.name for rule in RENTED_FLEET.rules if _rounds(rule.formula.trace(world.guide.quantities.units))}
    assert whole == {"units_per_replica", "replicas_per_block", "busy_blocks"}


def _rounds(expression):
    """Whether a traced formula rounds anywhere."""
    if expression.op in {"ceil", "floor"}:
        return True
    return any(_rounds(each) for each in expression.args if hasattr(each, "op"))


@mistake("two-months", "There is one month, of 730 hours, a twelfth of 8,760: for rent, for power and for traffic alike.")
def _(world):
    months = [value for value in vars(constants).values() if isinstance(value, Constant) and str(value.unit) == "h/month"]
    assert months == [730] == [8_760 / 12]
    rent = world.solved("break_even", {"rent.block_gpus": 1, "rent.gpu_price": 1}, "rent.block_cost")
    power = world.solved("decide", {"own.blocks": 1, "own.server_kw": 1, "own.kwh_price": 1}, "own.energy_cost")
    answers = world.solved("break_even", {"rent.block_rate": 1 / 3600}, "block_volume")
    assert rent == power == pytest.approx(answers) == 730
    for path in sorted((ROOT / "calculators" / "formulas").glob("*.py")):
        numbers = {node.value for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Constant)}
        assert not numbers & {720, 728, 729.6, 744, 8_760}, path.name
    assert world.guide.quantities["rent.billed_hours"].on(world.guide.as_of).likely == 730


@mistake("silent-seller", "A figure by somebody who sells the thing says so, and so does this guide of its publisher.")
def _(world):
    for id_ in (
        "lenovo-lp2225",
        "lenovo-lp2225-2025-05-23",
        "howdy-2026",
        "trtllm-perf-1.0",
        "trtllm-perf-main",
        "rocm-vllm-040de12d",
    ):
        assert re.search(r"maker|seller", world.guide.sources[id_].note), id_
    assert all(measured.kind for measured in world.market.throughput)
    assert "{#interest}" in world.page("about")
    assert "sells the work of senior engineers" in world.page("about")
    assert "interest:" in (markets.CONTENT / "site.yaml").read_text("utf-8")


@mistake("wall-before-answer", "The answer asks for no address, no account and no server, and is there without a script.")
def _(world):
    templates = "".join(
        path.read_text("utf-8") for path in sorted((ROOT / "templates").rglob("*")) if path.suffix in {".html", ".js", ".xml"}
    )
    assert not re.search(
        r"""type=["']?(?:email|password)|\bfetch\(|XMLHttpRequest|sendBeacon|method=["']?post""", templates, re.IGNORECASE
    )
    assert re.search(r"\$\d", world.guide.sentence(world.guide.answer("decide", {})))


def test_a_check_fails_when_the_mistake_is_made(world):
    """Each of these worlds makes one mistake, and the check of that mistake must see it."""
    checks = {each.id.partition(":")[0]: each.values[0] for each in CHECKS}
    free_output = replace(world, unsaid=world.unsaid | {"call.discount_share": 0.5})
    short_month = replace(world, unsaid=world.unsaid | {"rent.billed_hours": 720})
    for name, wrong in (("all-output", free_output), ("cache-on-output", free_output), ("two-months", short_month)):
        with pytest.raises(AssertionError):
            checks[name](wrong)
