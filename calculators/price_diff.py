"""What differs between two days, or between a revision of the content and the content now."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from calculators.changes import difference
from calculators.engine.change import Change
from calculators.engine.dated import day_words
from calculators.engine.problems import ContentError
from calculators.guide import read_all
from calculators.reading import Reading
from calculators.revision import extract
from calculators.telling import told


def price_diff(content: Path, before: str | None, after: dt.date | None) -> Change:
    """From a day or a revision to a day of the content, by default from the last price day before its newest to the newest.

    A revision is read on its own day, or on `after` where that is given. Raises ContentError with every mistake.
    """
    reading = read_all(content)
    day = after or reading.newest
    if before is None:
        return _between(reading, _day_before(reading, day), reading, day)
    if since := _day(before):
        return _between(reading, since, reading, day)
    with TemporaryDirectory() as folder:
        earlier = _read_earlier(extract(content, before, Path(folder)), before)
    found = _between(earlier, after or earlier.newest, reading, day, f"against {before}")
    return replace(found, words=(*found.words, "Both are worked out by today’s formulas."))


def _between(before: Reading, since: dt.date, after: Reading, day: dt.date, of: str = "") -> Change:
    if before is after and since >= day:
        raise ContentError([f"{since}: not before {day}; give the earlier day first"])
    new = after.content()
    found = difference(new if before is after else before.content(), since, new, day)
    when = f"between {day_words(since)} and {day_words(day)}" if since != day else f"on {day_words(day)}"
    return told(found, new, when=f"{when} {of}".strip())


def _day_before(reading: Reading, day: dt.date) -> dt.date:
    earlier = [each for each in reading.market.price_days if each < day]
    if not earlier:
        raise ContentError([f"{day}: no price is on record before this day; give two later days"])
    return earlier[-1]


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _read_earlier(content: Path, revision: str) -> Reading:
    """Content of another time by today's reader, which may ask for more than that time had."""
    try:
        return read_all(content, earlier=True)
    except ContentError as error:
        first = f"{revision}: today's program cannot read the content of this revision; choose a later one, or compare days"
        raise ContentError([first, *error.lines]) from error
