"""On what a value rests: who says so, since when, how sure; or an assumption in words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from calculators.engine.dated import Dated, Source


@dataclass(frozen=True)
class Evidence:
    """Sources by id, an assumption with its reason, or both. since: the day from which a dated value holds.

    sighted: whether that day is only a first sighting. note: what else a reader should know.
    """

    sources: tuple[str, ...] = ()
    assumption: str = ""
    confidence: str = ""
    since: dt.date | None = None
    sighted: bool = False
    note: str = ""

    def __bool__(self) -> bool:
        """Whether anything is said at all."""
        return bool(self.sources or self.assumption or self.note)


def of_entry(entry: Dated) -> Evidence:
    """What a dated entry rests on."""
    return Evidence((entry.source.id,), "", entry.confidence, entry.since, entry.first_sighting, entry.note)


def of_default(source: Source | None, evidence: str) -> Evidence:
    """What a default or a running cost rests on. evidence: its source's title, or 'assumption: …'."""
    if source:
        return Evidence((source.id,), confidence=source.confidence)
    return Evidence(assumption=evidence.removeprefix("assumption: "))
