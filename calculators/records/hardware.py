"""GPUs as their makers describe them, and what a card has cost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from calculators.engine.dated import CONFIDENCE, Source, cited
from calculators.engine.evidence import Evidence
from calculators.engine.fields import Fields

GIB = float(2**30)
GENERATIONS = ("ampere", "ada", "hopper", "blackwell", "blackwell-pcie", "cdna3")
KEYS: dict[str, tuple[float, float]] = {
    "memory_gb": (4, 1000), "bandwidth_gb_s": (50, 50_000), "bf16_tflops": (10, 20_000), "fp8_tflops": (10, 40_000),
    "fp4_tflops": (10, 80_000), "tdp_w": (20, 5000), "reported_gib": (4, 1000),
}  # fmt: skip


@dataclass(frozen=True)
class CardPrice:
    """What one card was listed at on a day, in USD."""

    seen: dt.date
    value: float
    source: Source
    note: str


@dataclass(frozen=True)
class Gpu:
    """A GPU. `figures` holds only what a source states: GB, GB/s, dense TFLOPS by precision, watts.

    `generation` names the efficiency that a modelled rate takes; without one nothing is modelled.
    """

    id: str
    label: str
    maker: str
    figures: Mapping[str, float]
    released: str
    source: Source
    confidence: str
    note: str
    card_prices: tuple[CardPrice, ...]
    generation: str = ""

    @property
    def rests_on(self) -> Evidence:
        """Its source."""
        return Evidence((self.source.id,), confidence=self.confidence)

    @property
    def memory_bytes(self) -> float:
        """What the driver reports where that is known, else the maker's GB taken as billions of bytes."""
        reported = self.figures.get("reported_gib")
        return reported * GIB if reported else self.figures["memory_gb"] * 1e9


def read_gpu(id_: str, f: Fields, sources: Mapping[str, Source]) -> Gpu:
    """A GPU from its fields. What is unknown is left out, never guessed."""
    figures = {key: f.number(key, *bounds) for key, bounds in KEYS.items() if f.has(key)}
    prices = tuple(
        CardPrice(entry.day("seen_by"), entry.number("value", 200, 200_000), cited(entry, sources), entry.text("note", ""))
        for entry in f.items("card_prices", needed=False)
    )
    source = cited(f, sources)
    return Gpu(
        id_, f.text("label"), f.text("maker"), figures, f.text("released", ""), source,
        f.text("confidence", source.confidence, one_of=CONFIDENCE), f.text("note", ""), prices,
        f.text("generation", "", one_of=GENERATIONS),
    )  # fmt: skip
