"""The calculator of throughput: what GPUs write in a second, and whether the model fits them."""

from __future__ import annotations

from calculators import capacity_bundles as bundles
from calculators.engine.calculation import Calculation
from calculators.engine.calculator import Calculator
from calculators.engine.rule import Way
from calculators.formulas import capacity, memory, roofline, throughput, workload
from calculators.records.market import Market
from calculators.ways import MODEL_DEFAULTS

WORK = (
    capacity.fresh_tokens, capacity.prefill_work, capacity.decode_work, capacity.request_work, throughput.token_rate,
)  # fmt: skip
CACHE = {"prefix_hit_share": "reachable_hit_share"}
THROUGHPUT = Calculation(
    (workload.mean_input_tokens, capacity.context_tokens, *memory.FORMULAS, *roofline.SHARED, *throughput.FORMULAS),
    (
        Way("fit", (*throughput.FITTED, *WORK), borrowed=CACHE),
        Way("full", (*roofline.RATES, *WORK), borrowed={**CACHE, "concurrency": "engine_cap"}),
        Way("now", (*roofline.RATES, *WORK), borrowed=CACHE),
    ),
)


def throughput_calculator(market: Market) -> Calculator:
    """What a model writes on so many GPUs, measured where it can be, modelled where not."""
    return Calculator(
        "throughput", "What GPUs write in a second", "calculators/throughput", THROUGHPUT,
        choices=(
            bundles.model_choice(market, MODEL_DEFAULTS[0]), bundles.gpu_choice(market, "h100-sxm"),
            bundles.precision_choice(market, "fp8"),
        ),
        joins=(bundles.measured_join(market), bundles.efficiency_join(market)),
        opened=("model", "gpu", "gpu_count", "precision", "input_tokens", "output_tokens", "concurrency"),
        groups=(
            ("Memory and engine", ("memory_share", "gpu_overhead", "engine_cap")),
            ("Repeats and long requests",
             ("repeated_share", "live_sessions", "host_cache_bytes", "long_share", "long_input_tokens")),
            ("Uncertainty", ("band_place",)),
        ),
        results=("tokens_per_second", "gpu_tokens_per_second", "stream_rate", "requests_per_second", "now.batch", "sequences",
                 "weights_bytes", "weights_share", "kv_bytes", "kv_pool", "fitted_rows"),
        sentence="throughput", ranged_by="band_place",
    )  # fmt: skip
