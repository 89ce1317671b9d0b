"""What GPUs of a generation reach of their peaks, apart for dense models and models with experts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from calculators.engine.dated import CONFIDENCE
from calculators.engine.fields import Fields
from calculators.records.hardware import GENERATIONS

KINDS = {"dense": "Dense models", "moe": "Models with experts"}
CONSTANTS: dict[str, tuple[float, float]] = {
    "mfu_prefill": (0.01, 1.5), "mfu_decode": (0.01, 1.5), "split_loss": (0, 10), "layer_overhead": (0, 0.01),
    "kv_reached": (0.05, 1), "weights_reached": (0.05, 1),
}  # fmt: skip
BAND: dict[str, tuple[float, float]] = {"band_low": (0.01, 1), "band_high": (1, 100)}


@dataclass(frozen=True)
class Efficiency:
    """Constants of the roofline for a kind of model on a generation, and the band of measured over modelled.

    `rows` is how many measured rows the constants are fitted to; zero where they are taken over from another generation.
    """

    id: str
    kind: str
    generation: str
    constants: Mapping[str, float]
    band: Mapping[str, float]
    rows: int
    evidence: str
    confidence: str
    dated: dt.date


def read_efficiency(id_: str, f: Fields) -> Efficiency:
    """An entry of content/efficiency.yaml from its fields."""
    constants = {key: f.number(key, *bounds) for key, bounds in CONSTANTS.items()}
    band = {key: f.number(key, *bounds) for key, bounds in BAND.items()}
    return Efficiency(
        id_, f.text("kind", one_of=KINDS), f.text("generation", one_of=GENERATIONS), constants, band,
        int(f.number("rows", 0, 10_000)), f.text("assumption"), f.text("confidence", one_of=CONFIDENCE), f.day("dated"),
    )  # fmt: skip
