"""Precisions that models are served at: bytes a weight and a cached value take, and how wide the arithmetic is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from calculators.engine.dated import Source, cited
from calculators.engine.evidence import Evidence, of_default
from calculators.engine.fields import Fields

KEYS: dict[str, tuple[float, float]] = {"bytes_per_param": (0.1, 8), "kv_precision": (0.1, 8), "compute_bits": (4, 32)}


@dataclass(frozen=True)
class Precision:
    """A precision, and on what its figures rest."""

    id: str
    label: str
    figures: Mapping[str, float]
    evidence: Evidence


def read_precision(id_: str, f: Fields, sources: Mapping[str, Source]) -> Precision:
    """A precision from its fields."""
    figures = {key: f.number(key, *bounds) for key, bounds in KEYS.items()}
    source = cited(f, sources) if f.has("source") else None
    return Precision(id_, f.text("label"), figures, of_default(source, "" if source else f.text("assumption")))
