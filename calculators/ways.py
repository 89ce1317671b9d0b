"""What the calculators have in common: the formulas and own inputs of each way, and the groups of their forms."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from calculators import bundles
from calculators.engine.choices import AUTO, Choice
from calculators.formulas import (
    api_price,
    capacity,
    fleet,
    hybrid,
    own,
    people,
    provisioned,
    rent,
    serverless,
    tokens,
    tries,
    verdict,
    workload,
)
from calculators.records.market import Market

PRICED = (
    "context", "input_price", "cached_price", "write_price", "output_price", "batch_input_price", "batch_output_price",
    "long_context_from", "long_input_price", "long_cached_price", "long_output_price", "peak_input_price",
    "peak_cached_price", "peak_output_price", "pass_rate", "retry_share",
    "tokenizer_ratio", "regional_premium", "discount_share",
)  # fmt: skip
CALL_OWN = (*PRICED, "fte")
RENT_OWN = (
    "gpu_price", "spot_share", "on_demand_price", "gpus_per_unit", "gpus_per_replica", "prefill_seconds", "decode_seconds",
    "kv_seconds",
    "attention_seconds", "pass_rate", "retry_share", "tokenizer_ratio", "prefix_hit_share", "slo_derate",
    "production_derate", "fill_limit",
    "throughput_factor", "spare_blocks", "min_blocks", "billed_hours", "extras_share", "staging_share", "request_extra", "fte",
    "fte_per_gpu", "setup_fte_months",
)  # fmt: skip
FLEET_OWN = (*RENT_OWN, "by_second")
BILL_OWN = (*CALL_OWN, "provisioned_units", "provisioned_price", "provisioned_rate")
SAME_ON_OWN = (  # the same software under the same users: one's own servers follow what is said of the rented ones
    "attempts", "input_tokens", "long_input_tokens", "output_tokens", "mean_input_tokens", "prefix_hit_share", "slo_derate",
    "production_derate", "fill_limit", "throughput_factor", "spare_blocks",
    "min_blocks",
)  # fmt: skip
OWN_OWN = (
    "gpus_per_unit", "gpus_per_replica", "prefill_seconds", "decode_seconds", "kv_seconds", "attention_seconds",
    "billed_hours", "fte", "fte_per_gpu", "setup_fte_months", "server_price", "server_kw", "capex_extra",
    "residual_share", "support_share", "power_fraction", "pue", "kwh_price", "colo_price",
)  # fmt: skip
METERED = (*api_price.REQUEST, api_price.usage_cost, api_price.thousand_cost)  # every request at its price
BILL = (*api_price.REQUEST, *provisioned.FORMULAS, api_price.thousand_cost)
CREW = (people.team_cost, people.care_cost, people.setup_monthly)
SIZED = (*workload.TRAFFIC, *capacity.REPLICA, *fleet.SIZE, *CREW)
PAID = (
    tries.attempts, *tokens.TOKENS, workload.mean_input_tokens, *SIZED, rent.hour_price, rent.block_cost, rent.monthly_cost,
    rent.mtoken_cost, rent.thousand_requests_cost,
)  # fmt: skip
STANDING = (*PAID, fleet.hours_billed, rent.fleet_cost)  # a fleet that is billed for all its hours
FLEET = (*PAID, *serverless.FORMULAS)  # any fleet: one billed by the second may sleep
OWNED = (*SIZED, fleet.hours_billed, *own.FORMULAS, rent.monthly_cost)
MIXED = (*hybrid.FORMULAS, *CREW, verdict.mixture_cost)
SHARED = (
    workload.volume, workload.mean_input_tokens, workload.served_tokens, workload.live_share, workload.load_factor,
    people.fte_month,
)  # fmt: skip

CHEAPEST = ("rent.units_per_replica", "rent.monthly_cost")  # a replica within one unit first: separate units may stand apart
MODEL = "rent.model"
MODEL_DEFAULTS = ("llama-3.3-70b", "llama-3.1-70b", "llama-2-70b")  # a dense model of 70 billion parameters, of each time
SAME_WEIGHTS = "The same open weights, hosted at the least price"
STANDS_IN = "no host of the open model is on record for that day, so other weights stand in: their answers are not alike"
NO_HOST = "No API on record still hosts this model at a sure price; choose an API model"
API_DEFAULTS = ("openai/gpt-6-sol", "openai/gpt-5", "openai/gpt-4o", "openai/gpt-4")  # a well-known model of each time
REQUEST_FIELDS = ("requests", "input_tokens", "output_tokens")
DISCOUNTS = (
    "Repeats, batch, long requests and peak hours",
    ("cached_share", "written_share", "batch_share", "long_share", "long_input_tokens", "peak_hours_share"),
)
USERS = ("Or count from your users", ("users", "user_sessions", "calls_per_session"))
API_TOKENS = ("Reasoning tokens and tokenizer", ("reasoning_tokens", "call.tokenizer_ratio"))
MODEL_TOKENS = ("Reasoning tokens and tokenizers", (*API_TOKENS[1], "rent.tokenizer_ratio"))
WORKLOAD = (USERS, MODEL_TOKENS)
NO_OTHER_VOLUME = {"bill": 0.0, "users": 0.0}  # what is set so that the stated requests count
INSTEAD = {"requests": tuple(NO_OTHER_VOLUME), "users": ("bill",)}  # whoever states requests means those, not a bill's
SHOWN_AS = {"requests": "volume"}
CONTRACT = (
    "Contract, region and retries",
    ("call.discount_share", "call.regional_premium", "call.pass_rate", "call.retry_share"),
)
PEAKS = ("peak_to_mean", "window_hours", "rent.pass_rate", "rent.retry_share")
TRAFFIC = ("Traffic", ("batch_share", *PEAKS))
CAPACITY = (
    "Capacity",
    ("rent.slo_derate", "rent.production_derate", "rent.fill_limit", "rent.throughput_factor", "rent.prefix_hit_share"),
)
EXTRAS = ("rent.extras_share", "rent.staging_share")
FLEET_SIZE = ("Fleet", ("rent.spare_blocks", "rent.min_blocks", "rent.billed_hours", *EXTRAS, "rent.gpu_price"))
SPOT = ("Spot GPUs", ("rent.spot_share", "rent.on_demand_price", "interruptions_per_hour", "restart_hours"))
SERVERLESS = ("GPUs billed by the second", ("answer_speed", "keep_alive_seconds", "cold_start_seconds"))
RENTING = (SPOT, SERVERLESS)
PROVISIONED = ("Provisioned throughput", ("call.provisioned_units", "call.provisioned_price", "call.provisioned_rate"))
SUPPLY = (*RENTING, PROVISIONED)
TEAM = (
    "People",
    ("team", "salary", "employer_factor", "rent.fte", "rent.fte_per_gpu", "rent.setup_fte_months", "horizon_months"),
)
UNCERTAIN = (  # what nobody knows for sure of a rented fleet
    "rent.throughput_factor", "rent.slo_derate", "rent.production_derate", "rent.fill_limit", "rent.prefix_hit_share",
    "peak_to_mean", "salary", "employer_factor", "rent.fte", "rent.fte_per_gpu", "rent.setup_fte_months", "rent.extras_share",
)  # fmt: skip
OTHER_PEOPLE = (
    "call.fte", "own.fte", "own.fte_per_gpu", "own.setup_fte_months", "hybrid.fte", "hybrid.fte_per_gpu",
    "hybrid.setup_fte_months",
)  # fmt: skip


def on_own(*further: str) -> dict[str, str]:
    """What one's own servers read from the rented ones."""
    return {name: f"rent.{name}" for name in (*SAME_ON_OWN, *further)}


def hosted(market: Market, day: dt.date) -> Choice:
    """API models; unasked, the cheapest host of the very weights that the fleet would run.

    On a day without any such host a maker's well-known model of its time stands in, and says so.
    """
    found = bundles.api_choice(
        market, day, (AUTO,), least=("call.over_context", "call.answer_price"), same={"model": (MODEL, "")},
        best_label=SAME_WEIGHTS, none_fits=NO_HOST,
    )  # fmt: skip
    if any(option.eligible and option.tags["model"] in MODEL_DEFAULTS for option in found.options):
        return found
    default = next((id_ for id_ in API_DEFAULTS if found.option(id_)), AUTO)
    told = (
        replace(each, note="; ".join(filter(None, (each.note, STANDS_IN)))) if each.id == default else each
        for each in found.options
    )
    return replace(found, options=tuple(told), default=default)
