"""A million scenarios through each calculator, against the same operations written by hand in NumPy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from benchmarks.by_hand import BY_HAND
from benchmarks.calibration import milliseconds
from calculators.engine.guide import Guide

ROWS = 1_000_000
VARIED = {
    "api_bill": ("requests", "input_tokens", "output_tokens", "cached_share"),
    "rented_fleet": ("requests", "input_tokens", "output_tokens", "peak_to_mean"),
    "break_even": ("requests", "input_tokens", "output_tokens", "peak_to_mean"),
    "specialized_clouds": ("hyperscaler_price", "specialized_price", "rented_gpus"),
    "decide": ("requests", "input_tokens", "output_tokens", "peak_to_mean"),
    "unit_economics": ("sessions", "input_tokens", "output_tokens", "customer_price"),
    "fine_tuning": ("train_tokens", "runs", "requests", "saved_prompt_tokens"),
    "shared_fleet": ("first.requests", "second.requests", "third.input_tokens", "peak_overlap"),
    "commitment": ("reserved_price", "on_demand_price", "needed_share", "used_months"),
    "routing": ("requests", "input_tokens", "output_tokens", "frontier_share"),
    "waiting": ("requests", "input_tokens", "output_tokens", "wait_months"),
    "runway": ("requests", "input_tokens", "output_tokens", "cash_at_hand"),
    "throughput": ("input_tokens", "output_tokens", "gpu_count", "concurrency"),
}


def inputs(guide: Guide, name: str) -> dict[str, object]:
    """The calculator's default inputs, with the varied ones as seeded columns over a wide spread."""
    rng = np.random.default_rng(7)
    values: dict[str, object] = dict(guide.answer(name, {}).resolved.values)
    for key in VARIED[name]:
        likely = float(values[key])  # type: ignore[arg-type]
        top = 0.99 if key.endswith("_share") else likely * 4
        values[key] = rng.uniform(likely / 4, top, ROWS)
    return {key: values[key] for key in guide.calculators[name].calculation.inputs}


def _check(own: Mapping[str, np.ndarray], by_hand: Mapping[str, Any], want: Sequence[str]) -> None:
    """Both must give the very same numbers, or the comparison is of different work."""
    for key in want:
        assert np.array_equal(np.broadcast_to(by_hand[key], ROWS), own[key]), key


def measure(guide: Guide) -> list[tuple[str, float, float | None]]:
    """(calculator, its milliseconds, by hand where that is written) for all its results."""
    rows = []
    for name, calculator in guide.calculators.items():
        given, calculation = inputs(guide, name), calculator.calculation
        level = [result for result in calculator.results if result not in calculation.stepped]
        want = level or [rule.name for rule in calculation.level]  # months have a benchmark of their own
        if name in BY_HAND:
            _check(calculator.calculation.solve_columns(given, want), BY_HAND[name](given), want)
        rows.append(
            (
                name,
                milliseconds(lambda c=calculator, g=given, w=want: c.calculation.solve_columns(g, w)),
                milliseconds(lambda n=name, g=given: BY_HAND[n](g)) if name in BY_HAND else None,
            )
        )
    return rows
