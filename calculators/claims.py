"""Claims of others put to the test: computed for their own day and for the guide's, with nothing drawn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from calculators.claim_trials import Bench, Trial
from calculators.engine.standing import ALWAYS, Judged, on_another_day, on_its_day
from calculators.records.claim import Claim, ClaimBook, Variant

PAGE = "disagree.md#all-claims"
ONCE = Variant("", ALWAYS, {})  # for a claim that leaves nothing open


@dataclass(frozen=True)
class Tested(Judged):
    """A claim with what it came to on its own day and on the guide's: a trial for each condition that it leaves open."""

    claim: Claim
    own: tuple[Trial, ...]
    today: tuple[Trial, ...]


@dataclass(frozen=True)
class Claims:
    """Puts claims to the test for any day. kept: trials that were made already."""

    book: ClaimBook
    bench: Bench
    kept: dict[tuple[str, dt.date], tuple[Trial, ...]] = field(default_factory=dict, compare=False, repr=False)

    def tested(self, day: dt.date) -> Mapping[str, Tested]:
        """Every claim by id, for a day."""
        return {id_: self._tested(claim, day) for id_, claim in self.book.claims.items()}

    def _tested(self, claim: Claim, day: dt.date) -> Tested:
        own, today = self._trials(claim, claim.dated), self._trials(claim, day)
        then = on_its_day([(trial.condition, trial.held) for trial in own])
        outcomes = [(trial.condition, trial.held) for trial in today]
        now = on_another_day(claim.kind, claim.dated, day, outcomes, then) if day != claim.dated else then
        return Tested(claim.id, claim.words, claim.dated, then, now, PAGE, claim, own, today)

    def _trials(self, claim: Claim, day: dt.date) -> tuple[Trial, ...]:
        if (claim.id, day) not in self.kept:
            variants = claim.variants or (ONCE,)
            self.kept[claim.id, day] = tuple(self.bench.trial(claim.test, variant, day) for variant in variants)
        return self.kept[claim.id, day]
