"""The main question: four ways to serve one workload, side by side."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from calculators import bundles, ways
from calculators.engine.calculation import Calculation
from calculators.engine.calculator import Calculator, Tuned
from calculators.engine.choices import Choice, Join
from calculators.engine.outlook import Atlas, Outlook
from calculators.engine.rule import Way
from calculators.engine.steps import Steps
from calculators.formulas import api_price, frontier, gates, horizon, month_cost, own, people, verdict
from calculators.offered import Offered


def _rounded(low: float, decades: int, count: int) -> list[float]:
    """So many values at equal factors, each with two digits."""
    return [float(f"{low * 10 ** (decades * place / (count - 1)):.1e}") for place in range(count)]


OVER_TIME = (horizon.ready_months, horizon.setup_cash, *horizon.AGAINST_CALLING)
GATED = ("data_allowed", "skills_allowed", "start_months", "setup_months", "delivery_weeks", "upfront")
CALL = (*ways.BILL, api_price.batch_answer_price, people.team_cost, verdict.monthly_cost, *gates.CALL, *month_cost.CALL,
        *horizon.TOTALS, verdict.open_cost)  # fmt: skip
CALL_OWN = (*ways.BILL_OWN, "measured_ttft", "data_allowed", "upfront")
RENT = (*ways.FLEET, *gates.FLEET, horizon.price_index, *month_cost.RENT, *OVER_TIME, *horizon.TOTALS, verdict.open_cost)
RENT_OWN = (*ways.FLEET_OWN, *GATED, "term_months", "context")
OWN = (*ways.OWNED, *gates.OWN, *month_cost.OWN, *OVER_TIME, *horizon.OWN_TOTALS, verdict.open_cost)
OWN_OWN = (*ways.OWN_OWN, *(name for name in GATED if name != "upfront"))
HYBRID = (*ways.MIXED, *gates.HYBRID, *month_cost.HYBRID, *OVER_TIME, *horizon.TOTALS)
HYBRID_OWN = ("base_blocks", "base_owned", "fte", "fte_per_gpu", "setup_fte_months", *GATED)
OVER_ALL = (*ways.SHARED, *own.SHARED, *frontier.SHARED, *horizon.SHARED)
EASY = {"volume": "easy_volume"}  # what the ways compete for
FRONTIER = Way("frontier", api_price.REQUEST, ways.PRICED)
DECIDE = Calculation(
    (*OVER_ALL, *verdict.SHARED),
    (
        FRONTIER, Way("call", CALL, CALL_OWN, EASY), Way("rent", RENT, RENT_OWN, EASY),
        Way("own", OWN, OWN_OWN, ways.on_own("pass_rate", "context") | EASY),
        Way("hybrid", HYBRID, HYBRID_OWN, EASY),
    ),
    counter="month",
)  # fmt: skip


COSTS = {"call": "call.open_cost", "rent": "rent.open_cost", "own": "own.open_cost", "hybrid": "hybrid.mixture_cost"}
LEVELISED = tuple(f"{way}.levelised_cost" for way in COSTS)
AGAINST = tuple(f"{way}.{rule.name}" for way in ("rent", "own", "hybrid") for rule in horizon.AGAINST_CALLING)
BEST_SPLIT = Tuned("hybrid.base_blocks", "hybrid.full_blocks", LEVELISED[-1], Steps(DECIDE, "horizon_months", (LEVELISED[-1],)))
PATH = Steps(
    DECIDE, "horizon_months", (*AGAINST, "run_rate_month", "total_month"),
    (*(f"{way}.month_cost" for way in COSTS), *(f"{way}.spent" for way in COSTS)),
)  # fmt: skip
VARIED = (
    *ways.UNCERTAIN, "frontier_share", "trough_to_mean", "cached_share", "api_drift", "gpu_drift", "server_drift",
    "discount_rate", "call.fte",
    "own.fte", "hybrid.fte", "own.fte_per_gpu", "hybrid.fte_per_gpu", "own.setup_fte_months", "hybrid.setup_fte_months",
    "rent.setup_months", "own.setup_months", "hybrid.setup_months", "rent.delivery_weeks", "own.delivery_weeks",
    "hybrid.delivery_weeks", "own.server_price", "own.capex_extra", "own.residual_share", "own.support_share",
    "own.power_fraction", "own.pue", "own.kwh_price", "own.colo_price",
)  # fmt: skip
SCALED = ("requests", "bill", "users")
OUTLOOK = Outlook(
    Steps(DECIDE, "horizon_months",
          (*LEVELISED, *COSTS.values(), "leaving_saves", "edge", "least_cost", "second_cost", "gap_share", "verdict_gap")),
    PATH, COSTS, dict(zip(COSTS, LEVELISED, strict=True)), ("leaving_saves",),
    varied=VARIED,
    scaled=SCALED, size="volume", outcome="edge",
)  # fmt: skip


ATLAS = Atlas(  # five decades of volume, three of answers
    "requests", tuple(_rounded(1_000.0, 5, 16)), "output_tokens", tuple(_rounded(10.0, 3, 7)),
)  # fmt: skip


HARD = ("pass_rate", "retry_share", "tokenizer_ratio", "discount_share", "regional_premium")
ALWAYS = ("preset", ways.MODEL)  # these bring bundles of others along
GROUPS = (
        ("Model and offers", (ways.MODEL, "call.offer", "rent.offer", "own.server")),
        ("What must hold", ("data_rule", "latency", "skills", "ttft_target", "call.measured_ttft", "needed_pass_rate",
                            "deadline_months", "capital_limit", "tie_share", "wanted_chance")),
        ("Ways open to you", ("call.data_allowed", "rent.data_allowed", "own.data_allowed", "hybrid.data_allowed",
                              "rent.skills_allowed", "own.skills_allowed", "hybrid.skills_allowed")),
        ("Hard requests", ("route", "frontier_share", "frontier.offer", *(f"frontier.{name}" for name in HARD))),
    ("Start from an API bill", ("bill",)),
        *ways.WORKLOAD, ways.DISCOUNTS, ("Traffic", ("day_shape", "trough_to_mean", *ways.PEAKS)), ways.CAPACITY,
        ("Fleet", (*ways.FLEET_SIZE[1], "base", "hybrid.base_owned", "hybrid.base_blocks")), *ways.SUPPLY,
        ("Owning", ("own.server_price", "own.capex_extra", "own.residual_share", "own.support_share", "own.kwh_price",
                    "own.pue", "own.power_fraction", "own.colo_price", "own.billed_hours", "discount_rate")),
        ways.CONTRACT, ("People", (*ways.TEAM[1], *ways.OTHER_PEOPLE)),
        ("Growth and price paths", ("growth", "price_path", "api_drift", "gpu_drift", "server_drift")),
        ("Time and money up front", ("rent.start_months", "own.start_months", "hybrid.start_months",
                                     "rent.setup_months", "own.setup_months", "hybrid.setup_months", "rent.delivery_weeks",
                                     "own.delivery_weeks", "hybrid.delivery_weeks", "call.upfront", "rent.upfront",
                                     "hybrid.upfront")),
)  # fmt: skip


def groups_of(
    calculation: Calculation, choices: Iterable[Choice], shown: Collection[str]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The groups of the form with those fields that another calculation on the same ways needs and does not show already."""
    needed = {*calculation.inputs, *(choice.name for choice in choices)} - set(shown)
    kept = ((label, tuple(name for name in names if name in needed)) for label, names in GROUPS)
    return tuple((label, names) for label, names in kept if names)


def choices(offered: Offered, of: Calculation = DECIDE) -> tuple[Choice, ...]:
    """What a reader may choose about the ways of a calculation, in the order in which it is settled."""
    found = (
        *(offered.stated[name] for name in ("preset", "data_rule", "latency", "skills", "route", "base", "day_shape")),
        offered.price_path, offered.team, offered.models, offered.hosted, _frontier(offered), offered.rented,
        bundles.server_choice(offered.market, offered.day, ("own.monthly_cost",)),
    )  # fmt: skip
    return tuple(
        choice
        for choice in found
        if choice.name in ALWAYS or not choice.options or any(set(option.values) & set(of.inputs) for option in choice.options)
    )


def _frontier(offered: Offered) -> Choice:
    """The frontier models of a day, for the hard requests."""
    market, label = offered.market, "Frontier model for hard requests"
    every = bundles.api_choice(market, offered.day, ways.API_DEFAULTS, way="frontier", label=label)
    options = tuple(option for option in every.options if option.tags["tier"] == "frontier") or every.options
    default = bundles.preferred(options, every.default)
    return replace(every, options=options, default=default, other_days=frozenset(market.api) - set(bundles.ids(options)))


def joins(offered: Offered) -> tuple[Join, ...]:
    """Rates for rented GPUs and for servers, measured or else modelled."""
    servers = {gpu for _, gpu in bundles.SERVERS}
    own = {id_: option for id_, option in offered.modelled.items() if id_.partition("@")[2] in servers}
    return offered.capacity, bundles.capacity_join(offered.market, "own", "own.server", own, offered.day)


def calculator(offered: Offered) -> Calculator:
    """Four ways to serve one workload."""
    return Calculator(
        "decide", "Four ways to serve one workload", "decide", DECIDE,
        choices=choices(offered), joins=joins(offered),
        opened=(*ways.REQUEST_FIELDS, "cached_share", "peak_to_mean"),
        groups=GROUPS,
        results=("least_cost", "leaving_saves", "run_rate_month", "total_month", "hybrid.base_blocks", "hybrid.overflow",
                 "rent.gpus", "rent.load_while_billed", "own.gpus", "own.capex", "own.cash_needed"),
        sentence="decide", afterwords=("decide_range", "decide_change"), asks=("decide_ask", "decide_ask_bill"),
        instead=ways.INSTEAD, shown_as=ways.SHOWN_AS,
        tuned=BEST_SPLIT, outlook=OUTLOOK, atlas=ATLAS,
    )  # fmt: skip
