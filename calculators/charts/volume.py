"""Results of a calculator over volume: the frame of a curve, its axis, and its figures as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from calculators.charts.axes import Axis
from calculators.charts.plot import Plot
from calculators.engine.calculator import Answer
from calculators.engine.numbers import number_text
from calculators.engine.table import Column, Place, Row, Table
from calculators.engine.ticks import decades
from calculators.tables.cells import number
from calculators.ways import NO_OTHER_VOLUME

BELOW, ABOVE = 100, 300  # times the reader's volume shown on either side, to the next whole decade
IN_DECADE = (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8)
IN_TABLE = (1, 2, 5)
STEPS = 30  # of a staircase that are drawn with their corners; later ones are too fine to see
CORNER = 1e-9  # a step's two ends stand this share before and past it
FULL = 10  # blocks that a plot has room for at least, so that it shows a fleet that is full
FAR = 1e4  # times the reader's volume: a crossing beyond is not worth an axis that long


@dataclass(frozen=True)
class Shown:
    """A result that a curve's table shows: its field, head, unit and style."""

    field: str
    label: str
    unit: str
    style: str


def over_volume(answer: Answer, want: Sequence[str], crossing: float = np.inf) -> pd.DataFrame:
    """The wanted results with their volume, at round volumes, the corners of each step, the reader's own and a crossing."""
    own = answer.values["volume"]
    met = crossing if own / FAR <= crossing <= FAR * own else own
    low = max(min(decades(own, own)[0] / BELOW, decades(met, met)[0]), 1.0)
    block = own * answer.values["rent.block_rate"] / answer.values["rent.needed_rate"]
    most = max(own * ABOVE, met * 3, block * FULL)
    high = decades(most, most)[-1]
    steps = np.arange(1, STEPS + 1) * block
    every = [*_round(low, high, IN_DECADE), *steps * (1 - CORNER), *steps * (1 + CORNER), own, crossing]
    volumes = np.unique([volume for volume in every if low <= volume <= high])
    given = {**answer.resolved.values, **NO_OTHER_VOLUME, "requests": volumes}
    return pd.DataFrame({"volume": volumes, **answer.calculator.calculation.solve_columns(given, want)})


def _round(low: float, high: float, mantissas: Sequence[float]) -> list[float]:
    powers = [low]
    while powers[-1] < high:
        powers.append(powers[-1] * 10)
    return [mantissa * power for power in powers for mantissa in mantissas if mantissa * power <= high]


def volume_axis(frame: pd.DataFrame, *, narrow: bool) -> Axis:
    """Requests a month in decades, on a phone every other one."""
    ticks = decades(float(frame["volume"].iloc[0]), float(frame["volume"].iloc[-1]))
    return Axis(ticks[0], ticks[-1], tuple(ticks[:: 2 if narrow else 1]), log=True)


def curve_data(sides: Mapping[str, Sequence[str]], columns: Sequence[Sequence[str]]) -> dict[str, Any]:
    """What the page's script works a curve out with.

    sides: line -> the results that add up to its cost; the last is per request where there are more than two.
    columns: of the table, each a line or a result with its style.
    """
    return {
        "sides": sides, "columns": columns, "far": FAR, "below": BELOW, "above": ABOVE, "full": FULL, "steps": STEPS,
        "corner": CORNER, "fine": IN_DECADE, "coarse": IN_TABLE, "fixed": NO_OTHER_VOLUME, "asked": "requests",
    }  # fmt: skip


def at_volume(frame: pd.DataFrame, volume: float, field: str) -> float:
    """A result at one of the frame's volumes."""
    return float(frame.loc[frame["volume"] == volume, field].iloc[0])


def curve_table(id_: str, caption: str, frame: pd.DataFrame, shown: Sequence[Shown]) -> Table:
    """A curve at round volumes: enough to check it by."""
    columns = (
        Column("volume", "Requests", "a month", numeric=True),
        *(Column(each.field, each.label, each.unit, numeric=True) for each in shown),
    )
    volumes = _in_table(frame)
    rows = tuple(
        Row(
            number_text(volume, "count"),
            (number(volume, "count"), *(number(at_volume(frame, volume, each.field), each.style) for each in shown)),
        )
        for volume in volumes
    )
    return Table(id_, caption, columns, rows)


def _in_table(frame: pd.DataFrame) -> list[float]:
    return _round(float(frame["volume"].iloc[0]), float(frame["volume"].iloc[-1]), IN_TABLE)


def curve_places(frame: pd.DataFrame, plot: Plot, fields: Sequence[str]) -> list[Place]:
    """Where the rows of a curve's table stand on its lines."""
    return [
        Place(plot.across(volume), tuple(plot.down(at_volume(frame, volume, field)) for field in fields))
        for volume in _in_table(frame)
    ]
