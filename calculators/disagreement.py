"""How far published thresholds lie apart, and how far each choice that guides leave unsaid moves the break-even."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass, replace

from calculators.claim_trials import Bench, Trial
from calculators.engine.nearest import nearest
from calculators.engine.numbers import number_text
from calculators.engine.problems import ContentError, NotOnRecordError
from calculators.records.claim import ABOVE, Change, Claim, ClaimBook, Measure, Test


@dataclass(frozen=True)
class Moved:
    """The break-even in one measure under one change; no trial where the day has no price for it."""

    change: Change
    trial: Trial | None

    @property
    def value(self) -> float:
        """The break-even; infinity is none in reach, no number is no price on record."""
        return self.trial.value if self.trial else math.nan


@dataclass(frozen=True)
class Disagreement:
    """Thresholds of others and the guide's own, for one day."""

    book: ClaimBook
    bench: Bench
    day: dt.date

    def measure(self, name: str) -> Measure:
        """A measure by name. Raises ContentError for an unknown one."""
        if name not in self.book.measures:
            raise ContentError([f"no measure {name}; {nearest(name, self.book.measures)}"])
        return self.book.measures[name]

    def stated_in(self, name: str) -> list[Claim]:
        """Every claim with a threshold in a measure, the lowest first."""
        measure = self.measure(name)
        found = [claim for claim in self.book.claims.values() if claim.threshold and claim.threshold.measure == measure.id]
        return sorted(found, key=lambda claim: (claim.threshold.low, claim.threshold.high))  # type: ignore[union-attr]

    def ratio(self, name: str) -> float:
        """The largest published threshold over the smallest."""
        ends = [(claim.threshold.low, claim.threshold.high) for claim in self.stated_in(name) if claim.threshold]
        if not ends:
            raise ContentError([f"no claim has a threshold in {name}; add one, or leave the measure out"])
        return max(high for _, high in ends) / min(low for low, _ in ends)

    def ratio_words(self, name: str) -> str:
        """The ratio for prose: 2,000×."""
        return f"{number_text(float(f'{self.ratio(name):.2g}'), 'count')}×"

    def moved(self, name: str) -> list[Moved]:
        """The volume from which renting always pays under each change, the start first."""
        test = replace(self.measure(name).test, result=self.measure(name).results[ABOVE])
        return [Moved(change, self._tried(test, change)) for change in self.book.changes]

    def _tried(self, test: Test, change: Change) -> Trial | None:
        try:
            return self.bench.computed(test, change.inputs, self.day)
        except NotOnRecordError:
            return None

    def own_range(self, name: str) -> tuple[float, float] | None:
        """The least and the greatest break-even that the changes give, of those within reach; None where there is none."""
        found = [each.value for each in self.moved(name) if math.isfinite(each.value)]
        return (min(found), max(found)) if found else None
