"""Data that readers take away: rows of plain values under named columns, each with its type, unit and meaning."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

Value = str | float | bool | dt.date | None  # None: not known, or not sold
KINDS = ("string", "number", "integer", "date", "boolean", "uri")
T = TypeVar("T")


@dataclass(frozen=True)
class DataColumn:
    """A column. Its key is published and never changes.

    kind: one of KINDS; values: the only ones that may stand there, where they are few; optional: cells may be empty.
    """

    key: str
    kind: str
    meaning: str
    unit: str = ""
    values: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True)
class Dataset:
    """Rows that are published as they are. `name` is that of its files; the first cell of a row names what it is about.

    covers: the column of the days from which rows hold, where they do.
    """

    name: str
    title: str
    description: str
    columns: tuple[DataColumn, ...]
    rows: tuple[tuple[Value, ...], ...]
    covers: str = ""

    def column(self, key: str) -> list[Value]:
        """The values of a column that are not empty."""
        at = [column.key for column in self.columns].index(key)
        return [row[at] for row in self.rows if row[at] is not None]


def filled(
    name: str, title: str, description: str, columns: Sequence[tuple[DataColumn, Callable[[T], Value]]], items: Iterable[T],
    covers: str = "",
) -> Dataset:  # fmt: skip
    """A data set with a row for each item; beside each column stands how its value is taken from an item."""
    rows = tuple(tuple(take(item) for _, take in columns) for item in items)
    return Dataset(name, title, description, tuple(column for column, _ in columns), rows, covers)
