"""Open models as their configuration files describe them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from calculators.engine.dated import CONFIDENCE, Source, cited
from calculators.engine.evidence import Evidence
from calculators.engine.fields import Fields

KEYS: dict[str, tuple[float, float]] = {
    "params_total": (1e8, 1e13), "params_active": (1e8, 1e13), "layers": (1, 1000), "full_attention_layers": (1, 1000),
    "hidden": (64, 100_000), "heads": (1, 1024), "kv_heads": (1, 1024), "head_dim": (8, 4096), "kv_lora_rank": (8, 10_000),
    "rope_dim": (8, 4096), "experts": (1, 10_000), "experts_per_token": (1, 1000), "shared_experts": (1, 100),
    "ffn": (64, 1_000_000), "expert_ffn": (64, 1_000_000), "dense_layers": (1, 1000), "vocab": (1000, 10_000_000),
    "q_lora_rank": (8, 100_000), "context_max": (1000, 100_000_000), "kv_bytes_bf16": (100, 10_000_000),
    "window_tokens": (16, 1_000_000),
}  # fmt: skip


@dataclass(frozen=True)
class OpenModel:
    """An open model. `figures` holds only what is known: parameters, layers, heads, KV bytes a token at 16 bits."""

    id: str
    label: str
    released: str
    attention: str
    figures: Mapping[str, float]
    license: str
    source: Source
    confidence: str
    note: str

    @property
    def rests_on(self) -> Evidence:
        """Its source."""
        return Evidence((self.source.id,), confidence=self.confidence)

    def known_on(self, day: dt.date) -> bool:
        """Whether it was out by a day. `released` is a month, so it counts from that month's first day; unknown counts as out."""
        return self.released <= day.isoformat()

    @property
    def kind(self) -> str:
        """dense, or moe where a token uses only some of the parameters."""
        active, total = (self.figures.get(key, 0.0) for key in ("params_active", "params_total"))
        return "dense" if active >= total else "moe"


def read_model(id_: str, f: Fields, sources: Mapping[str, Source]) -> OpenModel:
    """A model from its fields. A figure that is unknown is left out: nothing may be worked out from it."""
    figures = {key: f.number(key, *bounds) for key, bounds in KEYS.items() if f.has(key)}
    source = cited(f, sources)
    return OpenModel(
        id_, f.text("label"), f.text("released", ""), f.text("attention", ""), figures, f.text("license", ""),
        source, f.text("confidence", source.confidence, one_of=CONFIDENCE), f.text("note", ""),
    )  # fmt: skip
