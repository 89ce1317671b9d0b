"""Rates for fleets of models that nobody has measured: the roofline's, at the count of GPUs that serves most from each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from calculators.capacity_bundles import COUNTS, gpu_values, model_values
from calculators.engine.choices import Option
from calculators.engine.evidence import Evidence
from calculators.records.market import Market
from calculators.throughput_question import THROUGHPUT

COMMON = {"input_tokens": 1000.0, "output_tokens": 1000.0, "concurrency": float("inf")}  # a common shape, at saturation
RATES = ("prefill_seconds", "decode_seconds", "kv_seconds", "attention_seconds")
WANTED = (*(f"now.{name}" for name in RATES), "now.token_rate", "sequences")


FACTOR = "throughput_factor"


def modelled_capacity(market: Market, defaults: Mapping[str, float], software: tuple[float, float]) -> dict[str, Option]:
    """For every model without measured rows and every GPU that others are measured on, the replica and its rates.

    By 'model@gpu'; left out where the model fits on no count. Weights are at 4 bits where the GPU computes so, else at 8.
    defaults: of the given quantities, on the guide's day. software: low and high of what another software makes of a rate;
    the spread of a modelled rate is at least as wide.
    """
    measured = {model for model, _, _ in market.fitted_sets}
    gpus = sorted({gpu for _, gpu, _ in market.fitted_sets})
    found = {}
    for model in market.models.values():
        shape = model_values(model)
        for gpu in gpus if shape and model.id not in measured else ():
            option = _option(market, model.id, gpu, {**defaults, **COMMON, **(shape or {})})
            if option:
                (low, high) = option.spreads[FACTOR]
                found[option.id] = replace(option, spreads={FACTOR: (min(low, software[0]), max(high, software[1]))})
    return found


def _option(market: Market, model: str, gpu: str, inputs: Mapping[str, float]) -> Option | None:
    """The pair's replica with most output from each GPU; None where not even the largest fits."""
    hardware = market.hardware[gpu]
    precision = market.precisions["fp4" if "fp4_tflops" in hardware.figures else "fp8"]
    efficiency = market.efficiency.get(f"{market.models[model].kind}-{hardware.generation}")
    figures, counts = gpu_values(hardware), np.array(COUNTS, float)
    if figures is None or efficiency is None:
        return None
    loaded = {**inputs, **figures, **precision.figures, **efficiency.constants, "gpu_count": counts}
    found = THROUGHPUT.solve(loaded, WANTED)
    solved = {name: np.broadcast_to(found[name], counts.shape) for name in WANTED}
    each = np.where(solved["sequences"] > 0, solved["now.token_rate"] / counts, 0.0)
    best = int(np.argmax(each))
    if each[best] <= 0:
        return None
    rates = {name: float(f"{solved[f'now.{name}'][best]:.5g}") for name in RATES}
    values = {"gpus_per_replica": float(counts[best]), **rates, FACTOR: 1.0}
    low, high = (efficiency.band[key] for key in ("band_low", "band_high"))
    note = f"Modeled, not measured: {precision.label}; output may be {low:.2g} to {high:.2g} times as much ({efficiency.id})"
    return Option(
        f"{model}@{gpu}", f"modeled, {precision.id}", "", values, note=note, spreads={FACTOR: (low, high)},
        evidence=Evidence((hardware.source.id,), assumption=efficiency.evidence, confidence=efficiency.confidence, note=note),
    )  # fmt: skip
