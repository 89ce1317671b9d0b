"""Which open model is said to do what an API's model does, by whom, and how near it comes. Your own test decides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from calculators.engine.dated import CONFIDENCE, Source, cited
from calculators.engine.fields import Fields
from calculators.engine.nearest import nearest

KINDS = ("votes", "index", "judgment")  # people who voted blindly; a summary of many tests; nothing but our own opinion
SCORE = (0.0, 10_000.0)


@dataclass(frozen=True)
class StandIn:
    """An open model beside an API's model, on the same test. Judgment has no scores and no source, but says `why`."""

    id: str
    offer: str
    model: str
    kind: str
    test: str
    offer_score: float
    model_score: float
    error: float
    since: dt.date
    source: Source | None
    confidence: str
    note: str

    @property
    def gap(self) -> float:
        """By how many points the open model falls short; below zero it is ahead."""
        return self.offer_score - self.model_score

    @property
    def within_error(self) -> bool:
        """Whether the gap is no larger than the errors of both scores together."""
        return abs(self.gap) <= self.error


def read_stand_in(
    id_: str, f: Fields, sources: Mapping[str, Source], offers: Collection[str], models: Collection[str]
) -> StandIn:
    """A pair from its fields. error: that of both scores together, in points."""
    offer, model = _known(f, "offer", offers), _known(f, "model", models)
    kind, since = f.text("kind", one_of=KINDS), f.day("since")
    if kind == "judgment":
        note = f.text("assumption")
        return StandIn(id_, offer, model, kind, "", 0.0, 0.0, 0.0, since, None, "low", note)
    offer_score, model_score, error = (f.number(key, *SCORE) for key in ("offer_score", "model_score", "error"))
    source = cited(f, sources)
    confidence = f.text("confidence", source.confidence, one_of=CONFIDENCE)
    return StandIn(
        id_, offer, model, kind, f.text("test"), offer_score, model_score, error, since, source, confidence, f.text("note", "")
    )


def _known(f: Fields, key: str, names: Collection[str]) -> str:
    name = f.text(key)
    if name and name not in names:
        f.wrong(key, f"no {key} {name}", nearest(name, names))
    return name
