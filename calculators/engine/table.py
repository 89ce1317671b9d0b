"""A table as it is shown: text with what it sorts by, units in the head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Column:
    """A column. `unit` stands in the head, never in the cells."""

    key: str
    label: str
    unit: str = ""
    numeric: bool = False


@dataclass(frozen=True)
class Cell:
    """What a cell shows, and the plain value that it sorts and is saved by."""

    text: str
    sort: str = ""
    href: str = ""
    title: str = ""
    note: str = ""


@dataclass(frozen=True)
class Row:
    """A row; its first cell names it. A hidden one waits for the page's script."""

    id: str
    cells: tuple[Cell, ...]
    mark: bool = False
    hidden: bool = False


@dataclass(frozen=True)
class Table:
    """A table with the ids of the sources that it rests on."""

    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    sources: tuple[str, ...] = ()
    filter: bool = False
    sweep: str = ""
    note: str = ""


@dataclass(frozen=True)
class Chart:
    """A figure. `spec` gives a Vega-Lite specification for a width in pixels; the title states the finding."""

    id: str
    title: str
    subtitle: str
    description: str
    spec: object
    table: Table | None = None
    sources: Sequence[str] = field(default_factory=tuple)
    note: str = ""
