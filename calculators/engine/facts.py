"""Figures that no formula and no price gives, each with its day and source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from calculators.engine.dated import CONFIDENCE, Source, cited
from calculators.engine.fields import Fields


@dataclass(frozen=True)
class Fact:
    """A figure as prose says it, beside its plain value and unit."""

    id: str
    label: str
    value: float
    unit: str
    text: str
    dated: dt.date
    source: Source
    confidence: str
    note: str


def read_fact(id_: str, f: Fields, sources: Mapping[str, Source]) -> Fact:
    """A fact from its fields."""
    source = cited(f, sources)
    return Fact(
        id_, f.text("label"), f.number("value", -1e15, 1e15), f.text("unit", "1"), f.text("text"), f.day("dated"),
        source, f.text("confidence", source.confidence, one_of=CONFIDENCE), f.text("note", ""),
    )  # fmt: skip
