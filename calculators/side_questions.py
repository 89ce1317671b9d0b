"""Calculators for questions beside the main one: what a customer costs, and whether to commit."""

from __future__ import annotations

import datetime as dt

from calculators import bundles, gpu_offers
from calculators.engine.calculation import Calculation
from calculators.engine.calculator import Calculator
from calculators.engine.choices import Choice, Option
from calculators.engine.evidence import Evidence, of_entry
from calculators.engine.rule import Way
from calculators.formulas import api_price, commitment, unit_economics
from calculators.formulas.constants import MONTHS_PER_YEAR
from calculators.ratios import RESERVED_YEARS, Ratio, on_demand_entry, ratios
from calculators.records.market import Market


def unit_calculation(call_own: tuple[str, ...]) -> Calculation:
    """Sessions and customers on top of the price of an answer by API."""
    return Calculation(unit_economics.FORMULAS, (Way("call", api_price.REQUEST, call_own),))


COMMITMENT = Calculation(commitment.FORMULAS)


def unit_calculator(calculation: Calculation, api: Choice, groups: tuple[tuple[str, tuple[str, ...]], ...]) -> Calculator:
    """What inference costs for a session and a customer."""
    return Calculator(
        "unit_economics", "What inference costs for a customer", "calculators/unit-economics", calculation,
        choices=(api,), joins=(),
        opened=("call.offer", "calls_per_session", "sessions", "customer_price", "input_tokens"),
        groups=(("Output, customers and margin", ("output_tokens", "customers", "wanted_margin")), *groups),
        results=("customer_cost", "gross_margin", "session_cost", "sessions_at_margin", "customers_cost", "call.answer_price"),
        sentence="unit_economics",
    )  # fmt: skip


def commitment_calculator(market: Market, day: dt.date) -> Calculator:
    """Whether a reservation pays."""
    return Calculator(
        "commitment", "Whether a reservation pays", "calculators/commitment", COMMITMENT,
        choices=(reservation_choice(market, day),), joins=(),
        opened=("reservation", "needed_share", "used_months", "rented_gpus"),
        groups=(("Your own quote", ("reserved_price", "on_demand_price", "term_months")),),
        results=("commitment_share", "commitment_saving", "reserved_monthly", "on_demand_monthly", "exit_cost", "term_saving"),
        sentence="commitment",
    )  # fmt: skip


def _listed(market: Market, ratio: Ratio, day: dt.date) -> dict[str, Evidence]:
    """On what the price of the same unit on demand rests."""
    entry = on_demand_entry(market, ratio.offer, day)
    return {"on_demand_price": of_entry(entry)} if entry else {}


def reservation_choice(market: Market, day: dt.date) -> Choice:
    """Every reservation of a day whose unit is also sold on demand."""
    options = tuple(
        Option(ratio.offer.id, gpu_offers.offer_label(ratio.offer, market), market.hardware[ratio.offer.gpu].label, {
            "reserved_price": ratio.price, "on_demand_price": ratio.on_demand,
            "term_months": RESERVED_YEARS[ratio.offer.billing] * float(MONTHS_PER_YEAR),
        }, evidence=of_entry(ratio.entry), apart=_listed(market, ratio, day))
        for ratio in ratios(market, day, RESERVED_YEARS)
    )  # fmt: skip
    default = bundles.preferred(options, "gcp/a3-highgpu-8g/reserved_1y")
    others = frozenset(market.gpu) - set(bundles.ids(options))
    return Choice("reservation", "Reservation", options, default, none_fits="No reservation is on record", other_days=others)
