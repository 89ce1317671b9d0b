"""The calculator of up to three workloads on one rented fleet, against a fleet for each and against the API."""

from __future__ import annotations

from dataclasses import replace

from calculators import bundles, gpu_offers, ways
from calculators.engine.calculation import Calculation
from calculators.engine.calculator import Calculator
from calculators.engine.choices import AUTO, Choice, Option
from calculators.engine.evidence import Evidence
from calculators.engine.rule import Way
from calculators.formulas import api_price, capacity, fleet, people, rent, shared_fleet, tries, verdict, workload
from calculators.offered import Offered

WORKLOADS = {"first": "support", "second": "search", "third": "nightly"}  # each with the preset that it starts from
LABELS = {"first": "First workload", "second": "Second workload", "third": "Third workload"}
OF_EACH = (
    "requests", "input_tokens", "output_tokens", "cached_share", "prefix_hit_share", "batch_share", "peak_to_mean",
    "window_hours",
)  # fmt: skip
OF_THE_FLEET = (
    "prefill_seconds", "decode_seconds", "kv_seconds", "attention_seconds", "slo_derate", "production_derate", "fill_limit",
    "throughput_factor", "spare_blocks", "min_blocks", "billed_hours", "replicas_per_block",
)  # fmt: skip
OF_THE_API = ("attempts", *ways.PRICED, *(price.name for price in api_price.PRICES))
REQUEST = (
    api_price.context_left, api_price.over_context, api_price.cache_write_price, api_price.request_price,
    api_price.long_request_price, api_price.batch_request_price, api_price.answer_price,
)  # fmt: skip
OF_REPLICAS = tuple(name for name in ways.CAPACITY[1] if name != "rent.prefix_hit_share")  # that one is of each workload
NONE = "none"

SEVERAL = (workload.mean_input_tokens, workload.live_share, workload.mean_rate, *capacity.REPLICA, *shared_fleet.WORKLOAD,
           *REQUEST, api_price.usage_cost)  # fmt: skip
SIZE = (fleet.units_per_replica, fleet.replicas_per_block, fleet.block_gpus, shared_fleet.busy_blocks, fleet.blocks, fleet.gpus,
        fleet.hours_billed, shared_fleet.load_while_billed)  # fmt: skip
COST = (rent.fleet_cost, *ways.CREW, rent.monthly_cost)


def _workload(way: str) -> Way:
    """A workload's own lengths and traffic, at the prices of the one API and on the replicas of the one fleet.

    The tries for an accepted answer are taken to be the API's on the fleet as well.
    """
    lent = {name: f"rent.{name}" for name in OF_THE_FLEET} | {name: f"call.{name}" for name in OF_THE_API}
    return Way(way, SEVERAL, OF_EACH, {**lent, "volume": f"{way}.requests"})


SHARED_FLEET = Calculation(
    (people.fte_month, *shared_fleet.SHARED),
    (
        *(_workload(way) for way in WORKLOADS),
        Way("call", (tries.attempts, *api_price.PRICES, people.team_cost, verdict.monthly_cost), ways.CALL_OWN,
            {"usage_cost": "calls_cost"}),
        Way("rent", (*SIZE, rent.hour_price, rent.block_cost, *COST), ways.RENT_OWN),
        Way("apart", (fleet.gpus, *COST), (), {
            "blocks": "apart_blocks",
            **{name: f"rent.{name}" for name in ("block_gpus", "block_cost", "fte", "fte_per_gpu", "setup_fte_months")},
        }),
    ),
)  # fmt: skip


def calculator(offered: Offered) -> Calculator:
    """What sharing a fleet saves."""
    market, day = offered.market, offered.day
    return Calculator(
        "shared_fleet", "Several workloads on one fleet", "calculators/shared-fleet", SHARED_FLEET,
        choices=(
            *(workload_choice(offered.stated["preset"], way, preset) for way, preset in WORKLOADS.items()),
            offered.team, bundles.model_choice(market, day, ways.MODEL_DEFAULTS), _hosted(offered),
            gpu_offers.offer_choice(market, day, ways.CHEAPEST, gpu_offers.STANDING),
        ),
        joins=(bundles.capacity_join(market, day=day),),
        opened=(*(name for way in WORKLOADS for name in (f"{way}.workload", f"{way}.requests")), "peak_overlap"),
        groups=(
            *((label, tuple(f"{way}.{name}" for name in OF_EACH[1:])) for way, label in LABELS.items()),
            ("Model and offers", (ways.MODEL, "rent.offer", "call.offer")),
            ("Long requests, cache writing and peak hours", ("long_share", "long_input_tokens", "written_share",
                                                             "peak_hours_share")),
            (ways.CAPACITY[0], OF_REPLICAS), ways.FLEET_SIZE, ways.SPOT, ways.CONTRACT, ("People", (*ways.TEAM[1], "call.fte")),
        ),
        results=("sharing_saving", "rent.monthly_cost", "apart.monthly_cost", "call.monthly_cost", "rent.gpus", "apart.gpus",
                 "blocks_saved", "rent.load_while_billed", "fleet_replicas",
                 *(f"{way}.own_blocks" for way in WORKLOADS), *(f"{way}.usage_cost" for way in WORKLOADS)),
        sentence="shared_fleet",
    )  # fmt: skip


def workload_choice(preset: Choice, way: str, default: str) -> Choice:
    """The presets of the main question for one of several workloads, and none.

    Left out are those that set what all workloads of a fleet have in common, or no number of requests.
    """
    options = tuple(
        replace(option, values={f"{way}.{_plain(name)}": value for name, value in option.values.items()})
        for option in preset.options
        if "requests" in option.values and {_plain(name) for name in option.values} <= set(OF_EACH)
    )
    none = Option(NONE, "No workload", preset.label, {f"{way}.requests": 0.0}, evidence=Evidence(note="no such workload"))
    return Choice(f"{way}.workload", f"{LABELS[way]}, like", (none, *options), default)


def _plain(name: str) -> str:
    return name.rpartition(".")[2]


def _hosted(offered: Offered) -> Choice:
    """API models; unasked, the cheapest host of the fleet's own weights for all workloads together."""
    return bundles.api_choice(
        offered.market, offered.day, (AUTO,), least=("longest_over_context", "calls_cost"), same={"model": (ways.MODEL, "")},
        best_label=ways.SAME_WEIGHTS, none_fits=ways.NO_HOST,
    )  # fmt: skip
