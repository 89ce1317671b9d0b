"""A table as it is shown: text with what it sorts by, units in the head."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from calculators.engine.live import Live


@dataclass(frozen=True)
class Place:
    """Where a drawing shows a row of its table, in pixels of the plot: from x to x2, at one height or several."""

    x: float
    ys: tuple[float, ...]
    x2: float | None = None

    @property
    def text(self) -> str:
        """The place as the page's script reads it: x, x2, then each height."""
        return " ".join(f"{each:.1f}".removesuffix(".0") for each in (self.x, self.x if self.x2 is None else self.x2, *self.ys))


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
    """A row; its first cell names it. A hidden one waits for the page's script.

    series: the named layer of a chart that draws this row, where the chart has several.
    """

    id: str
    cells: tuple[Cell, ...]
    mark: bool = False
    hidden: bool = False
    series: str = ""


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
    """A figure. `spec` gives a Vega-Lite specification for a width in pixels; the title states the finding.

    reading: how a reader's pointer finds a row of the table: by `x`, by `y` or by `xy`.
    told: how many columns are read out, all where it is 0.
    """

    id: str
    title: str
    subtitle: str
    description: str
    spec: object
    table: Table | None = None
    sources: Sequence[str] = field(default_factory=tuple)
    note: str = ""
    reading: str = "x"
    told: int = 0
    places: Callable[[int], Sequence[Place]] | None = None
    live: Live | None = None
