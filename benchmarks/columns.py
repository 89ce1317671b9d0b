"""A million scenarios through each calculator, against the same operations written by hand in NumPy."""

from __future__ import annotations

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


def measure(guide: Guide) -> list[tuple[str, float, float]]:
    """(calculator, its milliseconds, by hand) for all its results."""
    rows = []
    for name, calculator in guide.calculators.items():
        given, want = inputs(guide, name), calculator.results
        own = calculator.calculation.solve_columns(given, want)
        by_hand = BY_HAND[name](given)
        for key in want:
            assert np.array_equal(np.broadcast_to(by_hand[key], ROWS), own[key]), key
        rows.append(
            (
                name,
                milliseconds(lambda c=calculator, g=given, w=want: c.calculation.solve_columns(g, w)),
                milliseconds(lambda n=name, g=given: BY_HAND[n](g)),
            )
        )
    return rows
