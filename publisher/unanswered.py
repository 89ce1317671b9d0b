"""What stands in the place of an answer that needs what the guide's day does not have: one plain sentence."""

from __future__ import annotations

import datetime as dt
import re

from calculators.engine.dated import day_words
from calculators.engine.problems import NotOnRecordError

INPUT = re.compile(r"^[\w.]+: ")  # the name of an input, which tells a command line where it went wrong


def unanswered(day: dt.date, error: NotOnRecordError) -> str:
    """The sentence, from the first thing that is missing, without the remedy that is meant for who can choose."""
    missing = INPUT.sub("", error.lines[0], count=1).partition("; ")[0].rstrip(".")
    missing = missing.removesuffix(" on this day")
    missing = f"no{missing[2:]}" if missing.startswith("No ") else missing
    return f"For {day_words(day)} this cannot be answered: {missing}."
