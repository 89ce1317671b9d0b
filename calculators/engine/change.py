"""What changed on a day, whatever the subject: a finding, words and tables."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from calculators.engine.table import Table


@dataclass(frozen=True)
class Change:
    """What changed on a day. title: the finding, with its day; words: paragraphs.

    tables: what moved; more: what a reader may unfold. No table is empty.
    """

    day: dt.date
    title: str
    words: tuple[str, ...]
    tables: tuple[Table, ...] = ()
    more: tuple[Table, ...] = ()
