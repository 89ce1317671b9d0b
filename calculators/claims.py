"""Claims of others put to the test: computed for their own day and for the guide's, with nothing drawn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from calculators.claim_trials import Trial, try_price, try_result
from calculators.engine.guide import Guide
from calculators.engine.standing import Judged, on_another_day, on_its_day
from calculators.records.claim import Claim, ClaimBook, Variant
from calculators.records.market import Market

PAGE = "disagree.md#all-claims"
OPEN = Variant("", "", {})  # a claim that leaves nothing open is tried once


@dataclass(frozen=True)
class Tested(Judged):
    """A claim with what it came to on its own day and on the guide's, a trial for each condition that it leaves open."""

    claim: Claim
    on_its_day: tuple[Trial, ...]
    today: tuple[Trial, ...]


@dataclass(frozen=True)
class Claims:
    """Puts claims to the test for any day. on: the guide of a day; kept: trials that were made already."""

    book: ClaimBook
    market: Market
    on: Callable[[dt.date], Guide]
    kept: dict[tuple[str, dt.date], tuple[Trial, ...]] = field(default_factory=dict, compare=False)

    def tested(self, day: dt.date) -> Mapping[str, Tested]:
        """Every claim by id, for a day."""
        return {id_: self._tested(claim, day) for id_, claim in self.book.claims.items()}

    def _tested(self, claim: Claim, day: dt.date) -> Tested:
        own, today = self._trials(claim, claim.dated), self._trials(claim, day)
        then = on_its_day(_outcomes(own))
        now = on_another_day(claim.kind, claim.dated, day, _outcomes(today), then) if day != claim.dated else then
        return Tested(claim.id, claim.dated, then, now, PAGE, claim, own, today)

    def _trials(self, claim: Claim, day: dt.date) -> tuple[Trial, ...]:
        if (claim.id, day) not in self.kept:
            self.kept[claim.id, day] = tuple(self._trial(claim, variant, day) for variant in claim.variants or (OPEN,))
        return self.kept[claim.id, day]

    def _trial(self, claim: Claim, variant: Variant, day: dt.date) -> Trial:
        test = claim.test
        if test.untested:
            return Trial(variant.label, missing=test.untested)
        if test.since and day < test.since:
            return Trial(variant.label, missing=f"what it rests on is on record since {test.since}")
        if test.price:
            return try_price(self.market, test, day)
        return try_result(self.on, test, variant, day)


def _outcomes(trials: tuple[Trial, ...]) -> list[tuple[str, bool | None]]:
    return [(trial.label, trial.held) for trial in trials]
