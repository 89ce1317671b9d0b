"""What a million tokens cost on a rented fleet over volume: dear while its GPUs stand idle."""

from __future__ import annotations

from functools import partial
from typing import Any

import altair as alt
import pandas as pd

from calculators.charts.axes import tight_axis
from calculators.charts.plot import Plot
from calculators.charts.style import DASHES, INK, MUTED, RENT, Canvas, Text, is_narrow, points, rules, words
from calculators.charts.volume import Shown, at_volume, curve_places, curve_table, over_volume, volume_axis
from calculators.engine.calculator import Answer
from calculators.engine.numbers import number_text
from calculators.engine.table import Chart, Place
from calculators.tables.cells import PER_MTOKEN

COST, LOAD = "rent.mtoken_cost", "rent.load_while_billed"
NEAR = 1.25  # times the least cost: close enough to be called so


def rented_fleet(answer: Answer) -> Chart:
    """Cost of a million tokens really served, over volume."""
    frame = over_volume(answer, (COST, LOAD))
    own, now, least = answer.values["volume"], answer.values[COST], float(frame[COST].min())
    at = f"At {number_text(own, 'count')} requests a month a token costs"
    title = f"{at} {number_text(now / least, 'plain')} times as much as on a full fleet"
    if now / least < NEAR:
        title = f"{at} close to what it does on a full fleet"
    offer = answer.resolved.labels["rent.offer"]
    subtitle = f"Rented fleet, people included: USD per million tokens served, over requests a month; {offer}"
    most = float(frame[COST].max())
    described = f"A falling line with steps, from {number_text(most, 'money')} to {number_text(least, 'money')}."
    shown = (Shown(COST, "Cost", PER_MTOKEN, "money"), Shown(LOAD, "Load while billed", "%", "share"))
    table = curve_table("rented-fleet-curve", "The curve as figures", frame, shown)
    return Chart(
        "rented-fleet-chart",
        title,
        subtitle,
        described,
        partial(_draw, frame, own, least),
        table,
        note=drawn_for(answer),
        told=3,
        places=partial(_places, frame),
    )


def drawn_for(answer: Answer) -> str:
    """Which inputs a drawing shows: it does not follow what a reader types."""
    volume = number_text(answer.values["volume"], "count")
    return f"Drawn for {volume} requests a month and the other values that the page opens with."


def _plot(frame: pd.DataFrame, width: int) -> Plot:
    narrow = is_narrow(width)
    costs = tight_axis(float(frame[COST].min()), float(frame[COST].max()), dollars=True)
    return Plot(Canvas(width, 250 if narrow else 320, 62, 20, bottom=48), volume_axis(frame, narrow=narrow), costs)


def _places(frame: pd.DataFrame, width: int) -> list[Place]:
    return curve_places(frame, _plot(frame, width), [COST])


def _draw(frame: pd.DataFrame, own: float, least: float, width: int) -> dict[str, Any]:
    plot = _plot(frame, width)
    canvas = plot.canvas
    line = alt.Chart(frame.rename(columns={COST: "cost"})[["volume", "cost"]])
    curve = line.mark_line(color=RENT, strokeDash=DASHES[RENT], strokeWidth=2.5)
    now, floor = at_volume(frame, own, COST), plot.down(least)
    at = plot.at(own, now)
    labels = [
        Text(at[0] + 9, at[1] - 14, f"{number_text(now, 'money')} at {number_text(own, 'count')}", INK, bold=True, halo=True),
        Text(6, floor - 12, f"full fleet {number_text(least, 'money')}", MUTED, halo=True),
    ]
    return canvas.spec(
        curve.encode(x=plot.x.x("volume", "requests a month"), y=plot.y.y("cost")),
        rules([(0, floor, canvas.plot, floor)], MUTED, strokeDash=[2, 3]), points([at], RENT, size=70), *words(labels),
    )  # fmt: skip
