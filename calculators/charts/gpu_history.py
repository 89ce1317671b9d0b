"""Four well-known prices per GPU-hour since they were first seen: what was cut, what stood still, what rose again."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any

import altair as alt
import pandas as pd

from calculators.charts.axes import day_axis, year_of, zero_axis
from calculators.charts.credits import credited, dollars, percent, signed_percent
from calculators.charts.plot import Plot
from calculators.charts.style import INK, SERIES, SOLID, Canvas, Text, apart, is_narrow, room, words
from calculators.engine.dated import Dated
from calculators.engine.numbers import number_text
from calculators.engine.problems import NotOnRecordError
from calculators.engine.table import Cell, Chart, Column, Place, Row, Table
from calculators.records.market import Market
from calculators.tables.cells import GPU_HOUR, PROVENANCE, number, provenance

LISTED, SPOT = "aws/p5.48xlarge", "gcp/a3-highgpu-8g/spot"
# offer, name (the break is for phones), color, dash; what is drawn later lies on top
LINES: tuple[tuple[str, str, str, list[int]], ...] = (
    (LISTED, "AWS\nH100", SERIES[1], SOLID), ("azure/nd96isr-h100-v5", "Azure\nH100", SERIES[3], [7, 6]),
    (SPOT, "Google\nH100 spot", SERIES[4], SOLID), ("aws/p4d.24xlarge", "AWS\nA100", SERIES[0], SOLID),
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One price over time: its entries, each with its price per GPU-hour, up to a day."""

    name: str
    color: str
    dash: list[int]
    entries: tuple[Dated, ...]
    prices: tuple[float, ...]
    last: dt.date

    @property
    def deepest(self) -> int:
        """The entry that fell most from the one before; 0 where none fell."""
        falls = [after / before - 1 for before, after in pairwise(self.prices)]
        return falls.index(min(falls)) + 1 if falls and min(falls) < 0 else 0

    def steps(self) -> pd.DataFrame:
        """Points of a staircase."""
        days = [*(entry.since for entry in self.entries), self.last]
        return pd.DataFrame({"year": [year_of(day) for day in days], "price": [*self.prices, self.prices[-1]]})


def gpu_price_history(market: Market, day: dt.date) -> Chart:
    """List and spot prices of well-known units, as steps.

    Raises NotOnRecordError for a day before the first of them.
    """
    lines = {look[0]: line for look in LINES if (line := _line(market, day, *look)).entries}
    if LISTED not in lines:
        raise NotOnRecordError([f"no price on record for {LISTED}; choose a later day"])
    said = "; ".join(
        f"{_flat(line)} {number_text(price, 'price')} from {entry.since:%B %Y}"
        for line in lines.values() for entry, price in zip(line.entries, line.prices, strict=True)
    )  # fmt: skip
    sources, note = credited(entry.source for line in lines.values() for entry in line.entries)
    subtitle = "USD per GPU-hour, on demand unless marked spot, from the first price on record"
    return Chart(
        "gpu-price-history", _finding(lines[LISTED], lines.get(SPOT)), subtitle, said,
        partial(_draw, list(lines.values()), lines[LISTED]), _table(list(lines.values())), sources, note, "xy", told=3,
        places=partial(_places, list(lines.values())),
    )  # fmt: skip


def _line(market: Market, day: dt.date, id_: str, name: str, color: str, dash: list[int]) -> Line:
    offer = market.gpu[id_]
    entries = offer.history.until(day)
    last = min(day, offer.history.ends or day)
    return Line(name, color, dash, entries, tuple(offer.gpu_price(entry) for entry in entries), last)


def _flat(line: Line) -> str:
    return line.name.replace("\n", " ")


def _finding(listed: Line, spot: Line | None) -> str:
    """What became of one list price, and of one spot price where there is one."""
    cut = listed.deepest
    first = f"AWS has not cut its H100 list price since {listed.entries[0].since:%B %Y}"
    if cut:
        first = f"AWS cut its H100 list price by {percent(_fall(listed, cut))} in {listed.entries[cut].since:%B %Y}"
    if spot is None:
        return first
    low = min(spot.prices)
    rise = spot.prices[-1] / low - 1
    if rise < 0.005:
        return f"{first}; Google's spot price is as low as ever"
    return f"{first}; Google's spot price has risen {percent(rise)} from its low"


def _fall(line: Line, index: int) -> float:
    return 1 - line.prices[index] / line.prices[index - 1]


def _draw(lines: list[Line], listed: Line, width: int) -> dict[str, Any]:
    names, plot = _names(lines, width), _plot(lines, width)
    canvas = plot.canvas
    marks = [
        alt.Chart(line.steps(), name=f"s{number}")
        .mark_line(interpolate="step-after", color=line.color, strokeDash=line.dash, strokeWidth=2.5)
        .encode(x=plot.x.x("year"), y=plot.y.y("price"))
        for number, line in enumerate(lines)
    ]  # fmt: skip
    tall = 36 if canvas.narrow else 18
    places = apart([plot.down(line.prices[-1]) for line in lines], tall, 0, canvas.height - tall / 2)
    labels = [
        Text(canvas.plot + 8, place, name, line.color, bold=True) for line, name, place in zip(lines, names, places, strict=True)
    ]
    return canvas.spec(*marks, *words([*labels, *_cut(listed, plot)]))


def _names(lines: list[Line], width: int) -> list[str]:
    return [line.name if is_narrow(width) else f"{_flat(line)}  {dollars(line.prices[-1])}" for line in lines]


def _plot(lines: list[Line], width: int) -> Plot:
    canvas = Canvas(width, 250 if is_narrow(width) else 330, 44, room(_names(lines, width), bold=True) + 10)
    days = day_axis(min(line.entries[0].since for line in lines), max(line.last for line in lines))
    return Plot(canvas, days, zero_axis(max(max(line.prices) for line in lines), 4, dollars=True))


def _places(lines: list[Line], width: int) -> list[Place]:
    """Each price from the day on which it starts to the day on which the next one does."""
    plot = _plot(lines, width)
    found = list[Place]()
    for line in lines:
        days = [plot.across(year_of(day)) for day in (*(entry.since for entry in line.entries), line.last)]
        steps = zip(pairwise(days), line.prices, strict=True)
        found += [Place(start, (plot.down(price),), end) for (start, end), price in steps]
    return found


def _cut(line: Line, plot: Plot) -> list[Text]:
    """Words beside the deepest cut of a line."""
    index = line.deepest
    if not index:
        return []
    since, middle = line.entries[index].since, (line.prices[index] + line.prices[index - 1]) / 2
    text = f"{signed_percent(-_fall(line, index))}\n{since:%B %Y}"
    return [Text(plot.across(year_of(since)) - 8, plot.down(middle), text, INK, "right", halo=True)]


def _table(lines: list[Line]) -> Table:
    columns = (Column("unit", "Unit"), Column("price", "Price", GPU_HOUR, numeric=True), *PROVENANCE)
    rows = tuple(
        Row(f"{_flat(line)}-{entry.since}", (Cell(_flat(line)), number(price, "price"), *provenance(entry)), series=f"s{place}")
        for place, line in enumerate(lines) for entry, price in zip(line.entries, line.prices, strict=True)
    )  # fmt: skip
    return Table("gpu-price-steps", "The steps as figures", columns, rows)
