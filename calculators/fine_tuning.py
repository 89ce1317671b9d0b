"""The calculator of fine-tuning: on rented GPUs or through an API's own service, against a longer prompt."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from calculators import bundles, gpu_offers, ways
from calculators.engine.calculation import Calculation
from calculators.engine.calculator import Calculator
from calculators.engine.choices import Choice, Option
from calculators.engine.rule import Way
from calculators.formulas import api_price, fine_tuning, people
from calculators.formulas.constants import BYTES_PER_GB
from calculators.offered import Offered
from calculators.records.market import Market

TUNED_OWN = ("tuned_premium", "tuning_fte_months")
PARAMETERS = ("params_total", "params_active")
MODEL_DEFAULT = "llama-3.1-8b"
LEAST = ("rent.train_units", "rent.train_cost")  # the fewest units first: many that stand apart train slowly, if at all

FINE_TUNING = Calculation(
    (people.fte_month, *fine_tuning.SHARED),
    (
        Way(
            "call",
            (*api_price.PRICES, api_price.cache_write_price, api_price.request_price, fine_tuning.api_tuning_cost,
             *fine_tuning.PAID_BACK),
            (*ways.PRICED, *TUNED_OWN, "training_price"),
            {"train_cost": "call.api_tuning_cost"},
        ),
        Way(
            "rent", (*fine_tuning.RENTED, *fine_tuning.PAID_BACK),
            (*TUNED_OWN, "gpu_price", "gpus_per_unit", "bf16_tflops", "gpu_memory"),
        ),
    ),
)  # fmt: skip


def calculator(offered: Offered) -> Calculator:
    """What fine-tuning costs, and when it has paid for itself."""
    return Calculator(
        "fine_tuning", "What fine-tuning costs, and when it pays", "calculators/fine-tuning", FINE_TUNING,
        choices=(
            offered.stated["method"], model_choice(offered.market), offered.team, offered.api,
            offer_choice(offered.market, offered.day),
        ),
        joins=(),
        opened=("tuned_model", "method", "train_tokens", "call.offer", "requests", "saved_prompt_tokens"),
        groups=(
            ("Training", ("epochs", "runs", "train_mfu", "flops_per_param_token", "train_bytes_per_param", "activation_memory")),
            ("GPUs", ("rent.offer", "rent.gpu_price")),
            ("Data and people", ("data_cost", "team", "salary", "employer_factor", "rent.tuning_fte_months",
                                 "call.tuning_fte_months")),
            ("The API’s own tuning", ("call.training_price",)),
            ("The tuned model in service", ("call.tuned_premium", "rent.tuned_premium", "horizon_months")),
            ("The request today", ("input_tokens", "output_tokens", "cached_share", "written_share", "peak_hours_share")),
        ),
        results=("rent.tuning_cost", "rent.payback_months", "call.tuning_cost", "call.payback_months", "rent.train_cost",
                 "call.api_tuning_cost", "rent.train_gpu_hours", "rent.train_gpus", "train_memory", "rent.run_hours",
                 "saved_prompt_cost", "rent.tuning_payback", "call.tuning_payback", "rent.tuning_gain", "call.tuning_gain"),
        sentence="fine_tuning",
    )  # fmt: skip


def model_choice(market: Market) -> Choice:
    """Every open model whose parameters are on record."""
    known = [model for model in market.models.values() if model.figures.keys() >= set(PARAMETERS)]
    options = tuple(
        Option(model.id, model.label, "Open models", {name: model.figures[name] for name in PARAMETERS}, evidence=model.rests_on)
        for model in sorted(known, key=lambda model: model.label)
    )
    return Choice("tuned_model", "Open model to tune", options, bundles.preferred(options, MODEL_DEFAULT))


def offer_choice(market: Market, day: dt.date) -> Choice:
    """GPU offers with what training needs of the GPU: its memory and its dense 16-bit operations."""
    rented = gpu_offers.offer_choice(market, day, LEAST, gpu_offers.STANDING)
    options = tuple(
        replace(option, values={
            **option.values, "rent.gpu_memory": gpu.figures["memory_gb"] * float(BYTES_PER_GB),
            "rent.bf16_tflops": gpu.figures["bf16_tflops"],
        }, apart={**option.apart, "rent.gpu_memory": gpu.rests_on, "rent.bf16_tflops": gpu.rests_on})
        for option in rented.options
        if (gpu := market.hardware[option.tags["gpu"]]).figures.keys() >= {"memory_gb", "bf16_tflops"}
    )  # fmt: skip
    return replace(
        rented, options=options, other_days=frozenset(market.gpu) - set(bundles.ids(options)),
        none_fits="No GPU offer on record for that day can train",
    )  # fmt: skip
