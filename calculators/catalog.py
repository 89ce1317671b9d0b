"""Which formulas make a calculator, and in which order a person meets its inputs and results."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import partial

from calculators import (
    decision,
    fine_tuning,
    gpu_offers,
    routing,
    runway,
    shared_fleet,
    side_questions,
    throughput_question,
    waiting,
)
from calculators.checks import CHECKS
from calculators.engine.calculation import Calculation
from calculators.engine.calculator import Calculator, Sweep
from calculators.engine.choices import Choice, Option
from calculators.engine.outlook import Outlook
from calculators.engine.quantity import Quantities
from calculators.engine.rule import Way
from calculators.engine.steps import Steps
from calculators.engine.units import Unit
from calculators.formulas import api_price, break_even, people, seller_gap, workload
from calculators.modelled_fleet import modelled_capacity
from calculators.offered import Offered
from calculators.records.market import Market
from calculators.ways import (
    API_TOKENS,
    BILL,
    BILL_OWN,
    CALL_OWN,
    CAPACITY,
    CONTRACT,
    DISCOUNTS,
    EXTRAS,
    FLEET,
    FLEET_OWN,
    FLEET_SIZE,
    INSTEAD,
    METERED,
    MODEL,
    NO_OTHER_VOLUME,
    PEAKS,
    PRICED,
    PROVISIONED,
    RENT_OWN,
    RENTING,
    REQUEST_FIELDS,
    SHARED,
    SPOT,
    STANDING,
    TEAM,
    TRAFFIC,
    UNCERTAIN,
    USERS,
    WORKLOAD,
)  # fmt: skip

API_BILL = Calculation((workload.volume, workload.live_share, workload.load_factor), (Way("call", BILL, BILL_OWN),))
RENTED_FLEET = Calculation(SHARED, (Way("call", api_price.REQUEST, CALL_OWN), Way("rent", FLEET, FLEET_OWN)))
BREAK_EVEN = Calculation(
    (*SHARED, *break_even.FORMULAS),
    (Way("call", (*METERED, people.team_cost), CALL_OWN), Way("rent", STANDING, RENT_OWN)),
)
SPECIALIZED_CLOUDS = Calculation(seller_gap.FORMULAS)
DECIDE = decision.DECIDE
UNIT_ECONOMICS, COMMITMENT = side_questions.unit_calculation(PRICED), side_questions.COMMITMENT
FINE_TUNING, SHARED_FLEET, ROUTING = fine_tuning.FINE_TUNING, shared_fleet.SHARED_FLEET, routing.ROUTING
THROUGHPUT = throughput_question.THROUGHPUT
CALCULATIONS = (
    API_BILL, RENTED_FLEET, BREAK_EVEN, SPECIALIZED_CLOUDS, DECIDE, UNIT_ECONOMICS, COMMITMENT, FINE_TUNING, SHARED_FLEET,
    ROUTING, THROUGHPUT, waiting.WAITING, runway.RUNWAY,
)  # fmt: skip

NAMES = (
    "api_bill", "rented_fleet", "break_even", "specialized_clouds", "decide", "waiting", "runway", "unit_economics",
    "commitment", "fine_tuning", "shared_fleet", "routing", "throughput",
)  # fmt: skip
EDITION = 1  # of the formulas: raised where an answer moves though its inputs do not

RENTED_RESULTS = (
    "rent.monthly_cost", "rent.mtoken_cost", "rent.gpus", "rent.hours_billed", "rent.load_while_billed", "rent.needed_rate",
    "rent.replica_rate", "rent.blocks", "rent.fleet_cost", "rent.team_cost", "rent.care_cost", "rent.setup_monthly",
)  # fmt: skip
EVEN_RESULTS = (
    "breakeven_first", "breakeven_always", "breakeven_bill", "always_bill", "breakeven_tokens", "always_tokens",
    "breakeven_times", "rent_gap", "call.usage_cost", "rent.monthly_cost", "block_volume", "block_gain",
    "smallest_fleet_cost",
)  # fmt: skip


def _drawn(calculation: Calculation, results: tuple[str, ...], varied: tuple[str, ...], outcome: str) -> Outlook:
    """Draws of one level month: every result gets a band."""
    steps = Steps(calculation, "", results)
    return Outlook(steps, steps, {}, {}, results, varied, outcome=outcome)


def made() -> dict[str, tuple[str, Unit]]:
    """Symbol and unit of every quantity that a formula gives, by its name without a way."""
    formulas = [rule.formula for calculation in (*CALCULATIONS, *CHECKS) for rule in calculation.rules]
    return {formula.name: (formula.symbol, formula.unit) for formula in formulas}


def modelled(market: Market, day: dt.date, quantities: Quantities) -> Mapping[str, Option]:
    """Rates of pairs that nobody has measured, with the defaults of a day."""
    return modelled_capacity(market, quantities.defaults(day), quantities.spreads(day)["rent.throughput_factor"])


def makers(
    market: Market, day: dt.date, stated: Mapping[str, Choice], quantities: Quantities, rates: Mapping[str, Option]
) -> dict[str, Callable[[], Calculator]]:
    """What makes each calculator of the guide, with the offers of a day and the choices that content states itself.

    quantities: whose defaults of the day serve price paths. rates: as `modelled` gives them.
    """
    offered = Offered(market, day, stated, quantities.spreads(day), rates)
    return {
        "api_bill": partial(_api_bill, offered), "rented_fleet": partial(_rented_fleet, offered),
        "break_even": partial(_break_even, offered), "specialized_clouds": partial(_specialized, market, day),
        "decide": partial(decision.calculator, offered), "waiting": partial(waiting.calculator, offered),
        "runway": partial(runway.calculator, offered),
        "unit_economics": lambda: side_questions.unit_calculator(
            UNIT_ECONOMICS, offered.api, (API_TOKENS, DISCOUNTS, CONTRACT)
        ),
        "commitment": partial(side_questions.commitment_calculator, market, day),
        "fine_tuning": partial(fine_tuning.calculator, offered), "shared_fleet": partial(shared_fleet.calculator, offered),
        "routing": partial(routing.calculator, offered),
        "throughput": lambda: market.kept(partial(throughput_question.throughput_calculator, market), "throughput"),
    }  # fmt: skip


def _api_bill(offered: Offered) -> Calculator:
    return Calculator(
        "api_bill", "What the API costs", "calculators/api-bill", API_BILL,
        choices=(offered.api,), joins=(),
        opened=("call.offer", *REQUEST_FIELDS, "bill"), groups=(USERS, API_TOKENS, DISCOUNTS, CONTRACT, (PROVISIONED[0],
        (*PROVISIONED[1], "peak_to_mean"))),
        results=("call.usage_cost", "call.thousand_cost", "volume", "call.request_price", "call.batch_request_price",
                 "call.long_request_price"),
        sentence="api_bill", instead=INSTEAD,
        sweep=Sweep("call.offer", ("call.usage_cost", "call.thousand_cost"), {"requests": "volume"}, NO_OTHER_VOLUME),
    )  # fmt: skip


def _rented_fleet(offered: Offered) -> Calculator:
    return Calculator(
        "rented_fleet", "What a rented fleet costs", "calculators/rented-fleet", RENTED_FLEET,
        choices=(offered.team, offered.models, offered.api, offered.rented), joins=(offered.capacity,),
        opened=(MODEL, "rent.offer", *REQUEST_FIELDS),
        groups=(("Start from an API bill", ("bill", "call.offer", "cached_share")), *WORKLOAD, TRAFFIC, CAPACITY,
                FLEET_SIZE, *RENTING, TEAM),
        results=RENTED_RESULTS,
        sentence="rented_fleet", instead=INSTEAD, outlook=_drawn(RENTED_FLEET, RENTED_RESULTS, UNCERTAIN, "rent.monthly_cost"),
        sweep=Sweep("rent.offer", ("rent.monthly_cost", "rent.mtoken_cost", "rent.gpus", "rent.load_while_billed"),
                    {"requests": "volume"}, NO_OTHER_VOLUME),
    )  # fmt: skip


def _break_even(offered: Offered) -> Calculator:
    least = ("rent.units_per_replica", "saving_gap", "breakeven_any", "breakeven_always", "rent.monthly_cost")
    return Calculator(
        "break_even", "Where renting starts to pay", "calculators/break-even", BREAK_EVEN,
        choices=(
            offered.team, offered.models, offered.hosted,
            gpu_offers.offer_choice(offered.market, offered.day, least, gpu_offers.STANDING),
        ),
        joins=(offered.capacity,),
        opened=(MODEL, "call.offer", *REQUEST_FIELDS),
        groups=(("Start from an API bill", ("bill",)), *WORKLOAD,
                ("GPU offer", ("rent.offer", "rent.gpu_price", "obtainable_blocks")), DISCOUNTS, ("Traffic", PEAKS),
                CAPACITY, ("Fleet", ("rent.spare_blocks", "rent.min_blocks", "rent.billed_hours",
                *EXTRAS, "rent.request_extra")), SPOT, CONTRACT, ("People", (*TEAM[1], "call.fte"))),
        results=EVEN_RESULTS,
        sentence="break_even", instead=INSTEAD,
        outlook=_drawn(BREAK_EVEN, EVEN_RESULTS, (*UNCERTAIN, "cached_share", "call.fte"), "rent_gap"),
        sweep=Sweep("rent.offer", ("breakeven_first", "breakeven_always", "breakeven_bill", "rent.monthly_cost"),
                    {"requests": "volume"}, NO_OTHER_VOLUME),
    )  # fmt: skip


def _specialized(market: Market, day: dt.date) -> Calculator:
    return Calculator(
        "specialized_clouds", "What specialized clouds save", "calculators/specialized-clouds", SPECIALIZED_CLOUDS,
        choices=(gpu_offers.gpu_choice(market, day),), joins=(),
        opened=("gpu", "rented_gpus", "hyperscaler_price", "specialized_price"), groups=(),
        results=("saving_share", "saving_monthly", "hyperscaler_price", "specialized_price"),
        sentence="specialized_clouds",
    )  # fmt: skip
