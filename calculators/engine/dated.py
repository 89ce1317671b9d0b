"""Values that held from a day on. Nothing here asks the clock: the day is always given."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from calculators.engine.fields import NO_DAY, Fields
from calculators.engine.nearest import nearest

CONFIDENCE = ("high", "medium", "low")


def day_words(day: dt.date) -> str:
    """A day in prose: 22 November 2026."""
    return f"{day.day} {day:%B %Y}"


@dataclass(frozen=True)
class Source:
    """Who says so, and when. `dated` is the source's own date, `read` the day on which we read it."""

    id: str
    title: str
    url: str
    dated: dt.date
    read: dt.date
    confidence: str
    note: str = ""


@dataclass(frozen=True)
class Dated:
    """Values that hold from `since` until the next entry. A first sighting may be later than the true start."""

    since: dt.date
    first_sighting: bool
    values: Mapping[str, float]
    source: Source
    confidence: str
    note: str = ""
    confirmed: dt.date | None = None
    confirmed_by: Source | None = None

    @property
    def age_from(self) -> dt.date:
        """The day from which this entry's age counts: the last day a source stood by it."""
        return self.confirmed or self.source.dated


@dataclass(frozen=True)
class History:
    """Dated entries, oldest first."""

    entries: tuple[Dated, ...]
    ends: dt.date | None = None

    def on(self, day: dt.date) -> Dated | None:
        """The entry that held on a day, or None: before the first, or after the offer ended."""
        if self.ends and day >= self.ends:
            return None
        held = [entry for entry in self.entries if entry.since <= day]
        return held[-1] if held else None

    def until(self, day: dt.date) -> tuple[Dated, ...]:
        """The entries known to have begun by a day."""
        return tuple(entry for entry in self.entries if entry.since <= day)

    def known(self, day: dt.date) -> tuple[Dated, ...]:
        """What could be known on a day: entries that had begun, and changes that a source of that time announced.

        A first sighting is no announcement, however old its source.
        """
        return tuple(
            entry for entry in self.entries if entry.since <= day or (entry.source.dated <= day and not entry.first_sighting)
        )

    def after(self, day: dt.date) -> tuple[Dated, ...]:
        """Changes that are announced for later days."""
        return tuple(entry for entry in self.entries if entry.since > day)


def read_source(id_: str, f: Fields) -> Source:
    """A source from its fields."""
    source = Source(
        id_, f.text("title"), f.text("url", ""), f.day("dated"), f.day("read"),
        f.text("confidence", one_of=CONFIDENCE), f.text("note", ""),
    )  # fmt: skip
    if source.url and not source.url.startswith("https://"):
        f.wrong("url", f"url is {source.url}", "write an address that starts with https://")
    if NO_DAY not in (source.dated, source.read) and source.dated > source.read:
        f.wrong("read", f"read on {source.read}, before it was dated {source.dated}", "swap them, or mend one")
    return source


def cited(f: Fields, sources: Mapping[str, Source], key: str = "source") -> Source:
    """The source that an entry names. A name without a source is a mistake."""
    name = f.text(key)
    if name in sources:
        return sources[name]
    if name:
        f.wrong(key, f"no source {name}", nearest(name, sources))
    return Source(name, name, "", NO_DAY, NO_DAY, "low")


def read_history(
    f: Fields, sources: Mapping[str, Source], keys: Mapping[str, tuple[float, float]], needed: tuple[str, ...]
) -> tuple[Dated, ...]:
    """The entries under `history`, oldest first.

    keys: each value that may stand there with its plausible range; needed: those that every entry must have.
    """
    entries: list[Dated] = []
    for entry in f.items("history"):
        dated = _read_dated(entry, sources, keys, needed)
        if entries and NO_DAY != dated.since <= entries[-1].since:
            entry.wrong("starts", f"{dated.since} does not come after {entries[-1].since}", "put the oldest entry first")
        entries.append(dated)
    if f.has("history") and not entries:
        f.wrong("history", "history is empty", "add an entry, or leave the offer out")
    return tuple(entries)


def _read_dated(
    f: Fields, sources: Mapping[str, Source], keys: Mapping[str, tuple[float, float]], needed: tuple[str, ...]
) -> Dated:
    first_sighting = f.has("seen_by")
    if first_sighting and f.has("starts"):
        f.wrong("seen_by", "both starts and seen_by", "keep starts where the day is known, seen_by where it was only seen")
    since = f.day("seen_by" if first_sighting else "starts")
    with f.inside("values") as values:
        found = {key: values.number(key, *keys[key]) for key in keys if values.has(key)}
        for key in needed:
            if key not in found:
                f.problems.add(values.place, f"{key} is missing", f"write {key}: a number")
    source = cited(f, sources)
    confirmed = confirmed_by = None
    if f.has("confirmed"):
        confirmed, confirmed_by = f.day("confirmed"), cited(f, sources, "confirmed_by")
    confidence = f.text("confidence", source.confidence, one_of=CONFIDENCE)
    return Dated(since, first_sighting, found, source, confidence, f.text("note", ""), confirmed, confirmed_by)
