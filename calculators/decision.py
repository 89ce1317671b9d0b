"""The main question: four ways to serve one workload, side by side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from calculators import bundles, ways
from calculators.engine.calculation import Calculation, Way
from calculators.engine.calculator import Calculator, Tuned
from calculators.engine.choices import Choice
from calculators.formulas import api_price, own, people, verdict
from calculators.records.market import Market

DECIDE = Calculation(
    (*ways.SHARED, *own.SHARED, *verdict.SHARED),
    (
        Way(
            "call",
            (*ways.BILL, api_price.batch_answer_price, people.team_cost, verdict.monthly_cost, verdict.open_cost),
            ways.CALL_WAY,
        ),
        Way("rent", (*ways.FLEET, verdict.open_cost), (*ways.FLEET_OWN, "allowed")),
        Way("own", (*ways.OWNED, verdict.open_cost), ways.OWN_OWN, {name: f"rent.{name}" for name in ways.SAME_ON_OWN}),
        Way("hybrid", ways.MIXED, ("base_blocks", "allowed", "fte", "fte_per_gpu", "setup_fte_months")),
    ),
)


def calculator(market: Market, day: dt.date, stated: Mapping[str, Choice]) -> Calculator:
    """Four ways to serve one workload."""
    return Calculator(
        "decide", "Four ways to serve one workload", "decide", DECIDE,
        choices=(
            stated["preset"], stated["data_rule"], stated["day_shape"], bundles.team_choice(market.running),
            bundles.model_choice(market, ways.MODEL_DEFAULT), ways.hosted(market, day),
            bundles.gpu_offer_choice(market, day, ways.CHEAPEST),
            bundles.server_choice(market, ("own.monthly_cost",)),
        ),
        joins=(bundles.capacity_join(market), bundles.capacity_join(market, "own", "own.server")),
        opened=("preset", *ways.REQUEST_FIELDS, "data_rule"),
        groups=(
            ("Model and offers", (ways.MODEL, "call.offer", "rent.offer", "own.server")), ("Start from an API bill", ("bill",)),
            *ways.WORKLOAD, ways.DISCOUNTS, ("Traffic", ("day_shape", "trough_to_mean", *ways.PEAKS)), ways.CAPACITY,
            ("Fleet", (*ways.FLEET_SIZE[1], "hybrid.base_blocks")), *ways.SUPPLY,
            ("Owning", ("own.server_price", "own.capex_extra", "own.residual_share", "own.support_share", "own.kwh_price",
                        "own.pue", "own.power_fraction", "own.colo_price", "own.billed_hours", "discount_rate")),
            ways.CONTRACT, ("People", (*ways.TEAM[1], *ways.OTHER_PEOPLE)),
            ("Ways open to you", ("call.allowed", "rent.allowed", "own.allowed", "hybrid.allowed")),
        ),
        results=("least_cost", "call.monthly_cost", "rent.monthly_cost", "own.monthly_cost", "hybrid.monthly_cost",
                 "gap_share", "hybrid.base_blocks", "hybrid.overflow", "rent.gpus", "own.gpus", "own.capex",
                 "rent.load_while_billed"),
        sentence="decide", ranged_by="rent.throughput_factor",
        tuned=Tuned("hybrid.base_blocks", "rent.blocks", "hybrid.monthly_cost"),
    )  # fmt: skip
