"""Which formulas make a calculator, and in which order a person meets its inputs and results."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from calculators import bundles, side_questions
from calculators.engine.calculation import Calculation, Way
from calculators.engine.calculator import Calculator, Sweep, Tuned
from calculators.engine.choices import AUTO, Choice
from calculators.engine.units import Unit
from calculators.formulas import api_price, break_even, capacity, fleet, hybrid, own, people, rent, seller_gap, verdict, workload
from calculators.records.market import Market

PRICED = (
    "context", "input_price", "cached_price", "write_price", "output_price", "batch_input_price", "batch_output_price",
    "long_context_from", "long_input_price", "long_cached_price", "long_output_price", "peak_input_price",
    "peak_cached_price", "peak_output_price", "attempts", "regional_premium", "discount_share",
)  # fmt: skip
CALL_OWN = (*PRICED, "fte")
RENT_OWN = (
    "gpu_price", "gpus_per_unit", "gpus_per_replica", "prefill_seconds", "decode_seconds", "kv_seconds",
    "attention_seconds", "attempts", "prefix_hit_share", "slo_derate", "production_derate", "fill_limit",
    "throughput_factor", "spare_blocks", "min_blocks", "billed_hours", "extras_share", "request_extra", "fte",
    "fte_per_gpu", "setup_fte_months",
)  # fmt: skip
CALL_WAY = (*CALL_OWN, "allowed")
SAME_ON_OWN = (  # the same software under the same users: one's own servers follow what is said of the rented ones
    "attempts", "prefix_hit_share", "slo_derate", "production_derate", "fill_limit", "throughput_factor", "spare_blocks",
    "min_blocks",
)  # fmt: skip
OWN_OWN = (
    "gpus_per_unit", "gpus_per_replica", "prefill_seconds", "decode_seconds", "kv_seconds", "attention_seconds",
    "billed_hours", "fte", "fte_per_gpu", "setup_fte_months", "server_price", "server_kw", "capex_extra",
    "residual_share", "support_share", "power_fraction", "pue", "kwh_price", "colo_price", "allowed",
)  # fmt: skip
BILL = (*api_price.REQUEST, api_price.usage_cost, api_price.thousand_cost)
CREW = (people.team_cost, people.care_cost, people.setup_monthly)
SIZED = (*workload.TRAFFIC, *capacity.REPLICA, *fleet.SIZE, *CREW)
FLEET = (*SIZED, rent.block_cost, rent.fleet_cost, rent.monthly_cost, rent.mtoken_cost, rent.thousand_requests_cost)
OWNED = (*SIZED, *own.FORMULAS, rent.monthly_cost)
MIXED = (*hybrid.FORMULAS, *CREW, verdict.mixture_cost)
SHARED = (
    workload.volume, workload.mean_input_tokens, workload.served_tokens, workload.live_share, workload.load_factor,
    people.fte_month,
)  # fmt: skip

API_BILL = Calculation((workload.volume,), (Way("call", BILL, CALL_OWN),))
RENTED_FLEET = Calculation(SHARED, (Way("call", api_price.REQUEST, CALL_OWN), Way("rent", FLEET, RENT_OWN)))
BREAK_EVEN = Calculation(
    (*SHARED, *break_even.FORMULAS), (Way("call", (*BILL, people.team_cost), CALL_OWN), Way("rent", FLEET, RENT_OWN))
)
SPECIALIZED_CLOUDS = Calculation(seller_gap.FORMULAS)
DECIDE = Calculation(
    (*SHARED, *own.SHARED, *verdict.SHARED),
    (
        Way("call", (*BILL, api_price.batch_answer_price, people.team_cost, verdict.monthly_cost, verdict.open_cost), CALL_WAY),
        Way("rent", (*FLEET, verdict.open_cost), (*RENT_OWN, "allowed")),
        Way("own", (*OWNED, verdict.open_cost), OWN_OWN, {name: f"rent.{name}" for name in SAME_ON_OWN}),
        Way("hybrid", MIXED, ("base_blocks", "allowed", "fte", "fte_per_gpu", "setup_fte_months")),
    ),
)
UNIT_ECONOMICS, COMMITMENT = side_questions.unit_calculation(PRICED), side_questions.COMMITMENT
CALCULATIONS = (API_BILL, RENTED_FLEET, BREAK_EVEN, SPECIALIZED_CLOUDS, DECIDE, UNIT_ECONOMICS, COMMITMENT)

CHEAPEST = ("rent.units_per_replica", "rent.monthly_cost")  # a replica within one unit first: separate units may stand apart
MODEL, MODEL_DEFAULT = "rent.model", "llama-3.3-70b"
API_DEFAULTS = ("openai/gpt-6-sol", "openai/gpt-5", "openai/gpt-4o", "openai/gpt-4")  # a well-known model of each time
REQUEST_FIELDS = ("requests", "input_tokens", "output_tokens")
DISCOUNTS = (
    "Repeats, batch, long requests and peak hours",
    ("cached_share", "written_share", "batch_share", "long_share", "long_input_tokens", "peak_hours_share"),
)
CONTRACT = ("Contract, region and retries", ("call.discount_share", "call.regional_premium", "call.attempts"))
PEAKS = ("peak_to_mean", "window_hours", "rent.attempts")
TRAFFIC = ("Traffic", ("batch_share", *PEAKS))
CAPACITY = (
    "Capacity",
    ("rent.slo_derate", "rent.production_derate", "rent.fill_limit", "rent.throughput_factor", "rent.prefix_hit_share"),
)
FLEET_SIZE = ("Fleet", ("rent.spare_blocks", "rent.min_blocks", "rent.billed_hours", "rent.extras_share", "rent.gpu_price"))
TEAM = (
    "People",
    ("team", "salary", "employer_factor", "rent.fte", "rent.fte_per_gpu", "rent.setup_fte_months", "horizon_months"),
)
OTHER_PEOPLE = (
    "call.fte", "own.fte", "own.fte_per_gpu", "own.setup_fte_months", "hybrid.fte", "hybrid.fte_per_gpu",
    "hybrid.setup_fte_months",
)  # fmt: skip


def made() -> dict[str, tuple[str, Unit]]:
    """Symbol and unit of every quantity that a formula gives, by its name without a way."""
    formulas = [rule.formula for calculation in CALCULATIONS for rule in calculation.rules]
    return {formula.name: (formula.symbol, formula.unit) for formula in formulas}


def calculators(market: Market, day: dt.date, stated: Mapping[str, Choice]) -> dict[str, Calculator]:
    """Every calculator of the guide, with the offers of a day and the choices that content states itself."""
    found = (
        _api_bill(market, day), _rented_fleet(market, day), _break_even(market, day), _specialized(market, day),
        _decide(market, day, stated),
        side_questions.unit_calculator(UNIT_ECONOMICS, bundles.api_choice(market, day, API_DEFAULTS), (DISCOUNTS, CONTRACT)),
        side_questions.commitment_calculator(market, day),
    )  # fmt: skip
    return {calculator.name: calculator for calculator in found}


def _api_bill(market: Market, day: dt.date) -> Calculator:
    return Calculator(
        "api_bill", "What the API costs", "calculators/api-bill", API_BILL,
        choices=(bundles.api_choice(market, day, API_DEFAULTS),), joins=(),
        opened=("call.offer", *REQUEST_FIELDS, "bill"), groups=(DISCOUNTS, CONTRACT),
        results=("call.usage_cost", "call.thousand_cost", "volume", "call.request_price", "call.batch_request_price",
                 "call.long_request_price"),
        sentence="api_bill",
        sweep=Sweep("call.offer", ("call.usage_cost", "call.thousand_cost"), {"requests": "volume"}, {"bill": 0.0}),
    )  # fmt: skip


def _rented_fleet(market: Market, day: dt.date) -> Calculator:
    return Calculator(
        "rented_fleet", "What a rented fleet costs", "calculators/rented-fleet", RENTED_FLEET,
        choices=(
            bundles.team_choice(market.running), bundles.model_choice(market, MODEL_DEFAULT),
            bundles.api_choice(market, day, API_DEFAULTS), bundles.gpu_offer_choice(market, day, CHEAPEST),
        ),
        joins=(bundles.capacity_join(market),),
        opened=(MODEL, "rent.offer", *REQUEST_FIELDS),
        groups=(("Start from an API bill", ("bill", "call.offer", "cached_share")), TRAFFIC, CAPACITY, FLEET_SIZE, TEAM),
        results=("rent.monthly_cost", "rent.mtoken_cost", "rent.gpus", "rent.hours_billed", "rent.load_while_billed",
                 "rent.needed_rate", "rent.replica_rate", "rent.blocks", "rent.fleet_cost", "rent.team_cost",
                 "rent.care_cost", "rent.setup_monthly"),
        sentence="rented_fleet", ranged_by="rent.throughput_factor",
        sweep=Sweep("rent.offer", ("rent.monthly_cost", "rent.mtoken_cost", "rent.gpus", "rent.load_while_billed"),
                    {"requests": "volume"}, {"bill": 0.0}),
    )  # fmt: skip


def _hosted(market: Market, day: dt.date) -> Choice:
    """API models; unasked, the cheapest host of the very weights that the fleet would run."""
    return bundles.api_choice(
        market, day, (AUTO,), least=("call.over_context", "call.answer_price"), same={"model": (MODEL, "")},
        best_label="The same open weights, hosted at the least price",
        none_fits="No API on record still hosts this model at a sure price; choose an API model",
    )  # fmt: skip


def _break_even(market: Market, day: dt.date) -> Calculator:
    least = ("rent.units_per_replica", "saving_gap", "breakeven_any", "breakeven_always", "rent.monthly_cost")
    return Calculator(
        "break_even", "Where renting starts to pay", "calculators/break-even", BREAK_EVEN,
        choices=(
            bundles.team_choice(market.running), bundles.model_choice(market, MODEL_DEFAULT), _hosted(market, day),
            bundles.gpu_offer_choice(market, day, least),
        ),
        joins=(bundles.capacity_join(market),),
        opened=(MODEL, "call.offer", *REQUEST_FIELDS),
        groups=(("Start from an API bill", ("bill",)), ("GPU offer", ("rent.offer", "rent.gpu_price", "obtainable_blocks")),
                DISCOUNTS, ("Traffic", PEAKS), CAPACITY, ("Fleet", ("rent.spare_blocks", "rent.min_blocks", "rent.billed_hours",
                "rent.extras_share", "rent.request_extra")), CONTRACT, ("People", (*TEAM[1], "call.fte"))),
        results=("breakeven_first", "breakeven_always", "breakeven_bill", "breakeven_times", "rent_gap",
                 "call.usage_cost", "rent.monthly_cost", "block_volume", "block_gain", "smallest_fleet_cost"),
        sentence="break_even", ranged_by="rent.throughput_factor",
        sweep=Sweep("rent.offer", ("breakeven_first", "breakeven_always", "breakeven_bill", "rent.monthly_cost"),
                    {"requests": "volume"}, {"bill": 0.0}),
    )  # fmt: skip


def _specialized(market: Market, day: dt.date) -> Calculator:
    return Calculator(
        "specialized_clouds", "What specialized clouds save", "calculators/specialized-clouds", SPECIALIZED_CLOUDS,
        choices=(bundles.gpu_choice(market, day),), joins=(),
        opened=("gpu", "rented_gpus", "hyperscaler_price", "specialized_price"), groups=(),
        results=("saving_share", "saving_monthly", "hyperscaler_price", "specialized_price"),
        sentence="specialized_clouds",
    )  # fmt: skip


def _decide(market: Market, day: dt.date, stated: Mapping[str, Choice]) -> Calculator:
    return Calculator(
        "decide", "Four ways to serve one workload", "decide", DECIDE,
        choices=(
            stated["preset"], stated["data_rule"], stated["day_shape"], bundles.team_choice(market.running),
            bundles.model_choice(market, MODEL_DEFAULT), _hosted(market, day),
            bundles.gpu_offer_choice(market, day, CHEAPEST),
            bundles.server_choice(market, ("own.monthly_cost",)),
        ),
        joins=(bundles.capacity_join(market), bundles.capacity_join(market, "own", "own.server")),
        opened=("preset", *REQUEST_FIELDS, "data_rule"),
        groups=(
            ("Model and offers", (MODEL, "call.offer", "rent.offer", "own.server")), ("Start from an API bill", ("bill",)),
            DISCOUNTS, ("Traffic", ("day_shape", "trough_to_mean", *PEAKS)), CAPACITY,
            ("Fleet", (*FLEET_SIZE[1], "hybrid.base_blocks")),
            ("Owning", ("own.server_price", "own.capex_extra", "own.residual_share", "own.support_share", "own.kwh_price",
                        "own.pue", "own.power_fraction", "own.colo_price", "own.billed_hours", "discount_rate")),
            CONTRACT, ("People", (*TEAM[1], *OTHER_PEOPLE)),
            ("Ways open to you", ("call.allowed", "rent.allowed", "own.allowed", "hybrid.allowed")),
        ),
        results=("least_cost", "call.monthly_cost", "rent.monthly_cost", "own.monthly_cost", "hybrid.monthly_cost",
                 "gap_share", "hybrid.base_blocks", "hybrid.overflow", "rent.gpus", "own.gpus", "own.capex",
                 "rent.load_while_billed"),
        sentence="decide", ranged_by="rent.throughput_factor",
        tuned=Tuned("hybrid.base_blocks", "rent.blocks", "hybrid.monthly_cost"),
    )  # fmt: skip
