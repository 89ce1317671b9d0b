"""How long ago a price was last compared with its source, counted to a given day, and what that says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from calculators.engine.dated import Dated

DUE = 45  # days: from here on a price is due for a check
OVERDUE = 90  # days: from here on it counts as unchecked. Both are set by hand and never move by themselves


def days_old(entry: Dated, day: dt.date) -> int:
    """Days since the source's own date, or since a later day on which the price was read again and stood."""
    return max(0, (day - entry.age_from).days)


def age_words(days: int) -> str:
    """An age as tables show it."""
    if days >= OVERDUE:
        return f"not checked for {OVERDUE}+ days"
    return f"{days} {'day' if days == 1 else 'days'} old{'; due for a check' if days >= DUE else ''}"


@dataclass(frozen=True)
class Ages:
    """The ages of many prices, in days."""

    days: tuple[int, ...]

    @classmethod
    def of(cls, entries: Sequence[Dated], day: dt.date) -> Ages:
        """The ages of entries on a day."""
        return cls(tuple(days_old(entry, day) for entry in entries))

    @property
    def oldest(self) -> int:
        """The greatest age; 0 where there are no prices."""
        return max(self.days, default=0)

    def younger(self, limit: int) -> float:
        """The share of prices younger than so many days, 0 to 1; 1 where there are none."""
        return sum(each < limit for each in self.days) / len(self.days) if self.days else 1.0
