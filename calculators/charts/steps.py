"""Prices that hold until the next one, drawn as steps: one line for each thing that has a price, named at its end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import altair as alt
import pandas as pd

from calculators.charts.axes import year_of
from calculators.charts.credits import dollars
from calculators.charts.plot import Plot
from calculators.charts.style import Text, apart, is_narrow
from calculators.engine.dated import Dated
from calculators.engine.table import Place


@dataclass(frozen=True)
class Step:
    """A price from a day on, as an entry has it. `of`: what it is the price of, where that changes along a line."""

    since: dt.date
    price: float
    entry: Dated
    of: str = ""


@dataclass(frozen=True)
class Look:
    """How a line is told from the others. A break in its name is for phones."""

    name: str
    color: str
    dash: list[int]

    @property
    def flat(self) -> str:
        """The name on one line."""
        return self.name.replace("\n", " ")


@dataclass(frozen=True)
class Line:
    """The steps of one thing, oldest first, up to a day."""

    look: Look
    steps: tuple[Step, ...]
    last: dt.date

    @property
    def prices(self) -> list[float]:
        """The price of each step."""
        return [step.price for step in self.steps]

    @property
    def deepest(self) -> int:
        """The step that fell most from the one before; 0 where none fell."""
        falls = [after / before - 1 for before, after in pairwise(self.prices)]
        return falls.index(min(falls)) + 1 if falls and min(falls) < 0 else 0

    def corners(self) -> pd.DataFrame:
        """Points of a staircase."""
        years = [year_of(day) for day in (*(step.since for step in self.steps), self.last)]
        return pd.DataFrame({"year": years, "price": [*self.prices, self.prices[-1]]})


def staircases(lines: Sequence[Line], plot: Plot) -> list[alt.Chart]:
    """A layer for each line, by the number of its series; what is drawn later lies on top."""
    return [
        alt.Chart(line.corners(), name=f"s{number}")
        .mark_line(interpolate="step-after", color=line.look.color, strokeDash=line.look.dash, strokeWidth=2.5)
        .encode(x=plot.x.x("year"), y=plot.y.y("price"))
        for number, line in enumerate(lines)
    ]


def end_names(lines: Sequence[Line], width: int) -> list[str]:
    """What stands at the end of each line; on a wide drawing with its last price."""
    return [line.look.name if is_narrow(width) else f"{line.look.flat}  {dollars(round(line.prices[-1], 2))}" for line in lines]


def ends(lines: Sequence[Line], plot: Plot) -> list[Text]:
    """The names at the ends, moved apart where they would meet."""
    canvas = plot.canvas
    tall = 36 if canvas.narrow else 18
    heights = apart([plot.down(line.prices[-1]) for line in lines], tall, 0, canvas.height - tall / 2)
    named = zip(lines, end_names(lines, canvas.width), heights, strict=True)
    return [Text(canvas.plot + 8, height, name, line.look.color, bold=True) for line, name, height in named]


def step_places(lines: Sequence[Line], plot: Plot) -> list[Place]:
    """Each price from the day on which it starts to the day on which the next one does."""
    found = list[Place]()
    for line in lines:
        days = [plot.across(year_of(day)) for day in (*(step.since for step in line.steps), line.last)]
        found += [Place(start, (plot.down(price),), end) for (start, end), price in zip(pairwise(days), line.prices, strict=True)]
    return found
