"""What the calculators have in common: the formulas and own inputs of each way, and the groups of their forms."""

from __future__ import annotations

import datetime as dt

from calculators import bundles
from calculators.engine.choices import AUTO, Choice
from calculators.formulas import api_price, capacity, fleet, hybrid, own, people, rent, verdict, workload
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
SAME_ON_OWN = (  # the same software under the same users: one's own servers follow what is said of the rented ones
    "attempts", "prefix_hit_share", "slo_derate", "production_derate", "fill_limit", "throughput_factor", "spare_blocks",
    "min_blocks",
)  # fmt: skip
OWN_OWN = (
    "gpus_per_unit", "gpus_per_replica", "prefill_seconds", "decode_seconds", "kv_seconds", "attention_seconds",
    "billed_hours", "fte", "fte_per_gpu", "setup_fte_months", "server_price", "server_kw", "capex_extra",
    "residual_share", "support_share", "power_fraction", "pue", "kwh_price", "colo_price",
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

CHEAPEST = ("rent.units_per_replica", "rent.monthly_cost")  # a replica within one unit first: separate units may stand apart
MODEL, MODEL_DEFAULT = "rent.model", "llama-3.3-70b"
SAME_WEIGHTS = "The same open weights, hosted at the least price"
NO_HOST = "No API on record still hosts this model at a sure price; choose an API model"
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


def on_own(*further: str) -> dict[str, str]:
    """What one's own servers read from the rented ones."""
    return {name: f"rent.{name}" for name in (*SAME_ON_OWN, *further)}


def hosted(market: Market, day: dt.date) -> Choice:
    """API models; unasked, the cheapest host of the very weights that the fleet would run."""
    return bundles.api_choice(
        market, day, (AUTO,), least=("call.over_context", "call.answer_price"), same={"model": (MODEL, "")},
        best_label=SAME_WEIGHTS, none_fits=NO_HOST,
    )  # fmt: skip
