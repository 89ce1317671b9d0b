"""Reasons for an answer as data: each is said while its conditions hold, and leads to the page that argues it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from calculators.engine.fields import Fields
from calculators.engine.sentences import Variant, read_variant


@dataclass(frozen=True)
class Reason:
    """Why a way is struck out, or why the answer is what it is.

    gate, way: the rule and the way that it strikes out, empty for a plain reason; halfway: what may satisfy the rule.
    page: where the guide argues it, as authors link.
    """

    id: str
    gate: str
    way: str
    variant: Variant
    halfway: str
    page: str
    link: str


def read_reasons(_: str, f: Fields, known: Mapping[str, Any]) -> tuple[Reason, ...]:
    """A calculator's reasons, by id, in the order in which they are said."""
    found = []
    for id_, entry in f.each("reasons"):
        gate = entry.text("gate", "")
        found.append(Reason(
            id_, gate, entry.text("way") if gate else "", read_variant(entry, known), entry.text("halfway", ""),
            entry.text("page"), entry.text("link"),
        ))  # fmt: skip
    return tuple(found)
