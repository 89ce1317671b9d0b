"""Editions of the formulas, told in words, so that an old link can be told apart from a new one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class Edition:
    """An edition since a day. calculators: the names of those whose answers moved; empty where all did."""

    number: int
    day: dt.date
    changed: str
    calculators: tuple[str, ...]

    def moves(self, calculator: str) -> bool:
        """Whether a calculator's answers moved. The first edition moved nothing."""
        return self.number > 1 and (not self.calculators or calculator in self.calculators)
