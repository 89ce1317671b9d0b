"""The first saving to try: a cheap model for easy requests, the frontier model for hard ones."""

from __future__ import annotations

from calculators import bundles, ways
from calculators.engine.calculation import Calculation
from calculators.engine.calculator import Calculator
from calculators.engine.rule import Way
from calculators.formulas import api_price, people, routing
from calculators.offered import Offered

ROUTING = Calculation(
    (people.fte_month, *routing.FORMULAS),
    (Way("call", api_price.REQUEST, ways.PRICED), Way("frontier", api_price.REQUEST, ways.PRICED)),
)
# A well-known cheap model of each time
CHEAP_DEFAULTS = (
    "deepinfra/llama-3.3-70b",
    "bedrock/llama-3.3-70b",
    "openai/gpt-4o-mini",
    "openai/gpt-3.5-turbo",
)
QUALITY = ("pass_rate", "retry_share", "tokenizer_ratio")
TERMS = ("discount_share", "regional_premium")


def _of_both(names: tuple[str, ...]) -> tuple[str, ...]:
    """Inputs of the cheap model and of the frontier model, side by side."""
    return tuple(f"{way}.{name}" for name in names for way in ("call", "frontier"))


def calculator(offered: Offered) -> Calculator:
    """What routing saves."""
    return Calculator(
        "routing", "What routing saves", "calculators/routing", ROUTING,
        choices=(
            offered.team,
            bundles.api_choice(offered.market, offered.day, ways.API_DEFAULTS, way="frontier", label="Frontier model"),
            bundles.api_choice(offered.market, offered.day, CHEAP_DEFAULTS, label="Cheap model"),
        ),
        joins=(),
        opened=("frontier.offer", "call.offer", "frontier_share", *ways.REQUEST_FIELDS),
        groups=(
            ("Start from the bill of the frontier model", ("bill",)), ways.USERS,
            ("Quality, retries and tokens", ("escalated_share", *_of_both(QUALITY), "reasoning_tokens")), ways.DISCOUNTS,
            ("Contract and region", _of_both(TERMS)), ("People", ("team", "salary", "employer_factor", "router_fte")),
        ),
        results=("routing_saving", "mixed_call_cost", "all_frontier_cost", "routing_saving_share", "routing_stops_at",
                 "frontier.answer_price", "routed_answer_price", "call.answer_price"),
        sentence="routing", instead=ways.INSTEAD,
    )  # fmt: skip
