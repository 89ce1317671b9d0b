"""The calculators' results written by hand in NumPy, operation by operation, to measure the engine against."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from calculators.engine.functions import decay

H, S, M = 730.0, 3600.0, 1e6


def _tries(k: Mapping[str, Any], way: str) -> Any:
    return (1 + k[f"{way}.retry_share"]) / k[f"{way}.pass_rate"]


def _volume(k: Mapping[str, Any], each: Any) -> Any:
    counted = np.where(k["users"] > 0, k["users"] * k["user_sessions"] * k["calls_per_session"], k["requests"])
    return np.where(k["bill"] > 0, k["bill"] / each, counted)


def _tokens(k: Mapping[str, Any], way: str) -> tuple[Any, Any, Any]:
    ratio = k[f"{way}.tokenizer_ratio"]
    return k["input_tokens"] * ratio, k["long_input_tokens"] * ratio, (k["output_tokens"] + k["reasoning_tokens"]) * ratio


def _request(k: Mapping[str, Any]) -> dict[str, Any]:
    """Prices of a request in the order of calculators/formulas/api_price.py."""
    peak = k["peak_hours_share"]
    live_in = (1 - peak) * k["call.input_price"] + peak * k["call.peak_input_price"]
    live_hit = (1 - peak) * k["call.cached_price"] + peak * k["call.peak_cached_price"]
    live_out = (1 - peak) * k["call.output_price"] + peak * k["call.peak_output_price"]
    n, far, out = _tokens(k, "call")
    hit = k["cached_share"]
    limit = k["call.long_context_from"]
    extra, written = k["call.write_price"] - k["call.input_price"], np.minimum(k["written_share"], 1 - hit)

    def rise(tokens: Any, price: str) -> Any:
        return np.where(tokens > limit, k[f"call.long_{price}_price"] / k[f"call.{price}_price"], 1)

    def price(tokens: Any) -> tuple[Any, Any]:
        long = tokens > limit
        fresh = (1 - hit) * np.where(long, k["call.long_input_price"], live_in)
        found = hit * np.where(long, k["call.long_cached_price"], live_hit)
        return fresh + found, out * np.where(long, k["call.long_output_price"], live_out)

    entry, answer = price(n)
    usual = (n * entry + answer) / M + n * (written * (extra * rise(n, "input"))) / M
    entry, answer = price(far)
    long = (far * (entry + written * (extra * rise(far, "input"))) + answer) / M
    batch = n * k["call.batch_input_price"] * rise(n, "input") + out * k["call.batch_output_price"] * rise(n, "output")
    batch = np.minimum(batch / M, usual)
    mixed = (1 - k["batch_share"]) * usual + k["batch_share"] * batch
    mean = (1 - k["long_share"]) * mixed + k["long_share"] * long
    each = mean * _tries(k, "call") * k["call.regional_premium"] * (1 - k["call.discount_share"])
    return {"usual": usual, "long": long, "batch": batch, "each": each}


def api_bill(k: Mapping[str, Any]) -> dict[str, Any]:
    """Every result of the API bill."""
    price = _request(k)
    volume = _volume(k, price["each"])
    load = np.maximum((1 - (1 - k["long_share"]) * k["batch_share"]) * k["peak_to_mean"], 1)
    carried = k["call.provisioned_units"] * k["call.provisioned_rate"] * S * H / (load * _tries(k, "call"))
    units = k["call.provisioned_units"] * k["call.provisioned_price"]
    usage = units + np.maximum(volume - carried, 0) * price["each"]
    return {
        "call.usage_cost": usage, "call.thousand_cost": usage / volume * 1000.0, "volume": volume,
        "call.request_price": price["usual"], "call.batch_request_price": price["batch"],
        "call.long_request_price": price["long"],
    }  # fmt: skip


def _hour_price(k: Mapping[str, Any]) -> Any:
    spot = k["rent.gpu_price"] * (1 + k["interruptions_per_hour"] * k["restart_hours"])
    mixed = k["rent.spot_share"] * spot + (1 - k["rent.spot_share"]) * k["rent.on_demand_price"]
    return np.where(k["rent.spot_share"] > 0, mixed, k["rent.gpu_price"])


def _awake_hours(k: Mapping[str, Any], volume: Any, rate: Any, out: Any) -> Any:
    """Hours of one replica that sleeps between requests."""
    awake = 1 - decay(rate * (out / k["answer_speed"] + k["keep_alive_seconds"]))
    starts = volume * _tries(k, "rent") * (1 - awake)
    return np.minimum(H * awake + starts * k["cold_start_seconds"] / S, k["rent.billed_hours"])


def rented_fleet(k: Mapping[str, Any]) -> dict[str, Any]:
    """Every result of the rented fleet, and what the break-even needs of it."""
    price = _request(k)
    volume = _volume(k, price["each"])
    share = k["long_share"]
    stated = (1 - share) * k["input_tokens"] + share * k["long_input_tokens"]
    served = volume * (stated + k["output_tokens"]) / M
    n, far, out = _tokens(k, "rent")
    rate = volume * _tries(k, "rent") / H / S
    live = 1 - (1 - k["long_share"]) * k["batch_share"]
    load = np.maximum(live * k["peak_to_mean"], 1)
    open_hours = np.minimum(k["window_hours"], k["rent.billed_hours"] * 24.0 / H)
    needed = rate * load * 24.0 / open_hours

    def prefill(tokens: Any) -> Any:
        fresh = tokens * (1 - k["rent.prefix_hit_share"])
        return fresh * (k["rent.prefill_seconds"] + k["rent.attention_seconds"] * (tokens - fresh / 2))

    context = (1 - share) * n + share * far + out / 2
    work = (1 - share) * prefill(n) + share * prefill(far)
    work = work + out * (k["rent.decode_seconds"] + k["rent.kv_seconds"] * context)
    saturated = 1 / work
    replica = saturated * k["rent.slo_derate"] * k["rent.production_derate"]
    replica = replica * k["rent.fill_limit"] * k["rent.throughput_factor"]
    unit, own = k["rent.gpus_per_unit"], k["rent.gpus_per_replica"]
    per_block = np.maximum(1.0, np.floor(unit / own))
    block_gpus = np.maximum(unit, np.ceil(own / unit) * unit * 1.0)
    block_rate = per_block * replica
    blocks = np.maximum(k["rent.min_blocks"], np.ceil(needed / block_rate)) + k["rent.spare_blocks"]
    gpus, hour = blocks * block_gpus, _hour_price(k)
    extras = 1 + k["rent.extras_share"] + k["rent.staging_share"]
    block_cost = block_gpus * hour * k["rent.billed_hours"] * extras
    fleet, billed = blocks * block_cost, k["rent.billed_hours"] / H
    if "rent.by_second" in k:
        one = (k["rent.by_second"] > 0) & (needed <= replica)
        awake = _awake_hours(k, volume, rate, out)
        fleet = np.where(one, own * 1.0 * hour * awake * (1 + k["rent.extras_share"]), fleet)
        billed = np.where(one, awake, k["rent.billed_hours"]) / H
    busy = rate / (saturated * k["rent.throughput_factor"] * blocks * per_block * billed)
    fte = k["salary"] * k["employer_factor"] / 12.0
    team = fte * k["rent.fte"]
    care, setup = fte * k["rent.fte_per_gpu"] * gpus, fte * k["rent.setup_fte_months"] / k["horizon_months"]
    cost = fleet + team + care + setup
    return {
        "rent.monthly_cost": cost, "rent.mtoken_cost": cost / served, "rent.gpus": gpus, "rent.hours_billed": billed,
        "rent.load_while_billed": busy, "rent.needed_rate": needed, "rent.replica_rate": replica, "rent.blocks": blocks,
        "rent.fleet_cost": fleet, "rent.team_cost": team, "rent.care_cost": care, "rent.setup_monthly": setup,
        "volume": volume, "each": price["each"], "fte": fte, "load": load, "block_rate": block_rate, "served": served,
        "block_gpus": block_gpus, "block_cost": block_cost, "open_hours": open_hours,
    }  # fmt: skip


def break_even(k: Mapping[str, Any]) -> dict[str, Any]:
    """Every result of the break-even."""
    r = rented_fleet(k)
    volume, each, spare, least = r["volume"], r["each"], k["rent.spare_blocks"], k["rent.min_blocks"]
    call_team = r["fte"] * k["call.fte"]
    gap = r["rent.team_cost"] + r["rent.setup_monthly"] - call_team
    cost = r["block_cost"] + r["fte"] * k["rent.fte_per_gpu"] * r["block_gpus"]
    saved = each - k["rent.request_extra"]
    room = r["block_rate"] * S * (H * (r["open_hours"] / 24.0)) / (r["load"] * _tries(k, "rent"))
    gain = saved * room - cost
    smallest = gap + cost * (least + spare)
    with np.errstate(all="ignore"):
        window = saved * room * least >= smallest
        first = np.where(gain > 0, np.maximum(least, np.ceil((gap + cost * spare) / gain)), np.where(window, least, np.inf))
        always = np.where(gain > 0, np.maximum(least, np.ceil((gap + cost * (spare + 1.0)) / gain)), np.inf)
        any_volume = np.maximum((gap + cost * (first + spare)) / saved, 0)
        any_volume = np.where(saved > 0, any_volume, np.where(smallest <= 0, 0, np.inf))
        all_volume = np.maximum((gap + cost * (always + spare)) / saved, 0)
    reach = np.minimum(100.0 * volume, k["obtainable_blocks"] * room)
    found = np.where(any_volume <= reach, any_volume, np.inf)
    usage, rented = volume * each, r["rent.monthly_cost"]
    always_found = np.where((saved > 0) & (all_volume <= reach), all_volume, np.inf)
    mtokens = r["served"] / volume
    return {
        "breakeven_first": found, "breakeven_always": always_found, "always_bill": always_found * each,
        "breakeven_tokens": found * mtokens, "always_tokens": always_found * mtokens,
        "breakeven_bill": found * each, "breakeven_times": any_volume / volume,
        "rent_gap": rented + k["rent.request_extra"] * volume - (usage + call_team), "call.usage_cost": usage,
        "rent.monthly_cost": rented, "block_volume": room, "block_gain": gain, "smallest_fleet_cost": smallest,
    }  # fmt: skip


def specialized_clouds(k: Mapping[str, Any]) -> dict[str, Any]:
    """Every result of the specialized clouds."""
    hyper, special = k["hyperscaler_price"], k["specialized_price"]
    return {
        "saving_share": 1 - special / hyper, "saving_monthly": (hyper - special) * k["rented_gpus"] * H,
        "hyperscaler_price": hyper, "specialized_price": special,
    }  # fmt: skip


def unit_economics(k: Mapping[str, Any]) -> dict[str, Any]:
    """Every result of the unit economics."""
    each = _request(k)["each"]
    session = each * k["calls_per_session"]
    customer = session * k["sessions"]
    return {
        "customer_cost": customer, "gross_margin": 1 - customer / k["customer_price"], "session_cost": session,
        "sessions_at_margin": k["customer_price"] * (1 - k["wanted_margin"]) / session,
        "customers_cost": customer * k["customers"], "call.answer_price": each,
    }  # fmt: skip


def commitment(k: Mapping[str, Any]) -> dict[str, Any]:
    """Every result of the commitment."""
    reserved = k["reserved_price"] * k["rented_gpus"] * H
    on_demand = k["on_demand_price"] * k["rented_gpus"] * H * k["needed_share"]
    saved, left = on_demand - reserved, reserved * np.maximum(k["term_months"] - k["used_months"], 0)
    return {
        "commitment_share": k["reserved_price"] / k["on_demand_price"], "commitment_saving": saved, "reserved_monthly": reserved,
        "on_demand_monthly": on_demand, "exit_cost": left,
        "term_saving": saved * np.minimum(k["used_months"], k["term_months"]) - left,
    }  # fmt: skip


BY_HAND: dict[str, Callable[[Mapping[str, Any]], dict[str, Any]]] = {
    "api_bill": api_bill, "rented_fleet": rented_fleet, "break_even": break_even, "specialized_clouds": specialized_clouds,
    "unit_economics": unit_economics, "commitment": commitment,
}  # fmt: skip
