"""Taking typed values out of a strictly read mapping; what nobody takes is an unknown key."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from calculators.engine.nearest import nearest
from calculators.engine.problems import Problems
from calculators.engine.strict_yaml import List, Mapping, read

T = TypeVar("T")
NO_DAY = dt.date(1, 1, 1)


class Fields(AbstractContextManager["Fields"]):
    """Reads a mapping key by key. Every mistake is noted, and a harmless value stands in so that reading goes on.

    Used as `with Fields(mapping, problems) as f:`; leaving it notes the keys that nobody asked for.
    """

    def __init__(self, mapping: Any, problems: Problems, place: str = "") -> None:
        self.problems = problems
        if not isinstance(mapping, Mapping):
            problems.add(place, "not a mapping", "write key: value pairs")
            mapping = Mapping()
            mapping.place, mapping.places = place, {}
        self.mapping, self.asked = mapping, set[str]()

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        for key, place in self.mapping.places.items():
            if key not in self.asked:
                self.problems.add(place, f"unknown key {key}", nearest(key, sorted(self.asked)))

    @property
    def place(self) -> str:
        """Where the mapping stands."""
        return str(self.mapping.place)

    def at(self, key: str) -> str:
        """Where a key stands, or the mapping if it does not."""
        return str(self.mapping.places.get(key, self.mapping.place))

    def wrong(self, key: str, wrong: str, right: str) -> None:
        """Note a mistake at a key."""
        self.problems.add(self.at(key), wrong, right)

    def has(self, key: str) -> bool:
        """Whether the key is there. Asking makes it a known key."""
        self.asked.add(key)
        return key in self.mapping

    def _take(self, key: str, kinds: tuple[type, ...], example: str, missing: Any, *, needed: bool) -> Any:
        if not self.has(key):
            if needed:
                self.problems.add(self.place, f"{key} is missing", f"write {key}: {example}")
            return missing
        value = self.mapping[key]
        if not isinstance(value, kinds) or isinstance(value, bool) != (kinds == (bool,)):
            self.wrong(key, f"{key} is {_said(value)}", f"write {key}: {example}")
            return missing
        return value

    def text(self, key: str, missing: str | None = None, *, one_of: Collection[str] = ()) -> str:
        """A text, needed unless `missing` is given; one of the given words where there are such."""
        value = str(self._take(key, (str,), _example(one_of), missing or "", needed=missing is None)).strip()
        if one_of and value and value not in one_of:
            self.wrong(key, f"{key} is {value}", nearest(value, one_of))
        return value

    def truth(self, key: str, missing: bool = False) -> bool:
        """True or false."""
        return bool(self._take(key, (bool,), "true", missing, needed=False))

    def number(self, key: str, low: float, high: float, missing: float | None = None) -> float:
        """A number within low..high, needed unless `missing` is given."""
        value = self._take(key, (int, float), "a plain decimal such as 1_500 or 0.25", missing, needed=missing is None)
        if value is None:
            return low
        if value != missing and not low <= value <= high:
            self.wrong(key, f"{key} is {value:g}", f"a plausible value lies between {low:g} and {high:g}")
        return float(value)

    def day(self, key: str, missing: dt.date | None = None) -> dt.date:
        """A day, needed unless `missing` is given."""
        return self._take(key, (dt.date,), "a day such as 2026-01-31", missing, needed=missing is None) or NO_DAY

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; empty where the key is absent."""
        found = self._take(key, (List,), "[one, two]", List(), needed=False)
        for item in found:
            if not isinstance(item, str):
                self.wrong(key, f"{key} holds {_said(item)}", "write a list of texts")
        return tuple(str(item) for item in found)

    def each(self, key: str, *, needed: bool = True) -> Iterator[tuple[str, Fields]]:
        """The mappings in a mapping, each with its key; leaving each notes its unknown keys."""
        found = self._take(key, (Mapping,), "followed by indented entries", Mapping(), needed=needed)
        for name, value in found.items():
            with Fields(value, self.problems, found.places[name]) as entry:
                yield name, entry

    def items(self, key: str, *, needed: bool = True) -> Iterator[Fields]:
        """The mappings in a list."""
        found = self._take(key, (List,), "followed by a list", List(), needed=needed)
        for number, value in enumerate(found):
            with Fields(value, self.problems, found.places[number]) as entry:
                yield entry

    def inside(self, key: str, *, needed: bool = True) -> Fields:
        """The one mapping under a key, to be used with `with`."""
        found = self._take(key, (Mapping,), "{…}", Mapping(), needed=needed)
        return Fields(found, self.problems, self.at(key)) if isinstance(found, Mapping) and found else _empty(self, key)

    def keys(self) -> tuple[str, ...]:
        """Every key that is there."""
        return tuple(self.mapping)


def _empty(fields: Fields, key: str) -> Fields:
    nothing = Mapping()
    nothing.place, nothing.places = fields.at(key), {}
    return Fields(nothing, fields.problems)


def _said(value: Any) -> str:
    """A wrong value in a few words, for a message."""
    if isinstance(value, dict | list):
        return "a list" if isinstance(value, list) else "a mapping"
    if isinstance(value, float) and not math.isfinite(value):
        return "no finite number"
    return {"str": f"the text {value!r}", "bool": f"the truth value {str(value).lower()}", "date": f"the day {value}"}.get(
        type(value).__name__, "empty" if value is None else f"{value}"
    )


def _example(one_of: Collection[str]) -> str:
    return " or ".join(one_of) if one_of else "some text"


def read_each(path: Path, root: Path, problems: Problems, build: Callable[[str, Fields], T]) -> dict[str, T]:
    """Every entry of a file that maps ids to mappings, built from its fields."""
    mapping, found = read(path, root, problems), {}
    for id_, value in mapping.items():
        with Fields(value, problems, mapping.places[id_]) as f:
            found[id_] = build(id_, f)
    return found
