"""Well-known prices per GPU-hour since they were first seen: what was cut, what stood still, what rose again."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any

from calculators.charts.axes import day_axis, year_of, zero_axis
from calculators.charts.credits import credited, percent, signed_percent
from calculators.charts.plot import Plot
from calculators.charts.steps import Line, Look, Step, end_names, ends, staircases, step_places
from calculators.charts.style import INK, SERIES, SOLID, Canvas, Text, is_narrow, room, words
from calculators.engine.numbers import number_text
from calculators.engine.problems import NotOnRecordError
from calculators.engine.table import Cell, Chart, Column, Row, Table
from calculators.records.market import Market
from calculators.tables.cells import GPU_HOUR, PROVENANCE, number, provenance

LISTED, SPOT = "aws/p5.48xlarge", "gcp/a3-highgpu-8g/spot"
LINES: dict[str, Look] = {  # what is drawn later lies on top
    LISTED: Look("AWS\nH100", SERIES[1], SOLID), "azure/nd96isr-h100-v5": Look("Azure\nH100", SERIES[3], [7, 6]),
    SPOT: Look("Google\nH100 spot", SERIES[4], SOLID), "runpod/h100-sxm-secure": Look("RunPod\nH100", SERIES[2], SOLID),
    "aws/p4d.24xlarge": Look("AWS\nA100", SERIES[0], SOLID),
}  # fmt: skip


def gpu_price_history(market: Market, day: dt.date) -> Chart:
    """List and spot prices of well-known units, as steps.

    Raises NotOnRecordError for a day before the first of them.
    """
    lines = {id_: line for id_, look in LINES.items() if (line := _line(market, day, id_, look)).steps}
    if LISTED not in lines:
        raise NotOnRecordError([f"no price on record for {LISTED}; choose a later day"])
    shown = list(lines.values())
    said = "; ".join(
        f"{line.look.flat} {number_text(step.price, 'price')} from {step.since:%B %Y}" for line in shown for step in line.steps
    )
    sources, note = credited(step.entry.source for line in shown for step in line.steps)
    subtitle = "USD per GPU-hour, on demand unless marked spot, from the first price on record"
    return Chart(
        "gpu-price-history", _finding(lines[LISTED], lines.get(SPOT)), subtitle, said, partial(_draw, shown, lines[LISTED]),
        _table(shown), sources, note, "xy", told=3, places=lambda width: step_places(shown, _plot(shown, width)),
    )  # fmt: skip


def _line(market: Market, day: dt.date, id_: str, look: Look) -> Line:
    offer = market.gpu[id_]
    steps = tuple(Step(entry.since, offer.gpu_price(entry), entry) for entry in offer.history.until(day))
    return Line(look, steps, min(day, offer.history.ends or day))


def _finding(listed: Line, spot: Line | None) -> str:
    """What became of one list price, and of one spot price where there is one."""
    cut = listed.deepest
    first = f"AWS has not cut its H100 list price since {listed.steps[0].since:%B %Y}"
    if cut:
        first = f"AWS cut its H100 list price by {percent(_fall(listed, cut))} in {listed.steps[cut].since:%B %Y}"
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
    plot = _plot(lines, width)
    return plot.canvas.spec(*staircases(lines, plot), *words([*ends(lines, plot), *_cut(listed, plot)]))


def _plot(lines: list[Line], width: int) -> Plot:
    canvas = Canvas(width, 285 if is_narrow(width) else 330, 44, room(end_names(lines, width), bold=True) + 10)
    days = day_axis(min(line.steps[0].since for line in lines), max(line.last for line in lines))
    return Plot(canvas, days, zero_axis(max(max(line.prices) for line in lines), 4, dollars=True))


def _cut(line: Line, plot: Plot) -> list[Text]:
    """Words beside the deepest cut of a line."""
    index = line.deepest
    if not index:
        return []
    since, middle = line.steps[index].since, (line.prices[index] + line.prices[index - 1]) / 2
    text = f"{signed_percent(-_fall(line, index))}\n{since:%B %Y}"
    return [Text(plot.across(year_of(since)) - 8, plot.down(middle), text, INK, "right", halo=True)]


def _table(lines: list[Line]) -> Table:
    columns = (Column("unit", "Unit"), Column("price", "Price", GPU_HOUR, numeric=True), *PROVENANCE)
    rows = tuple(
        Row(f"{line.look.flat}-{step.since}", (Cell(line.look.flat), number(step.price, "price"), *provenance(step.entry)),
            series=f"s{place}")
        for place, line in enumerate(lines) for step in line.steps
    )  # fmt: skip
    return Table("gpu-price-steps", "The steps as figures", columns, rows)
