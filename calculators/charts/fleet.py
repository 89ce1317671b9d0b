"""What a million tokens cost on a rented fleet over volume: dear while its GPUs stand idle."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import pandas as pd

from calculators.charts.axes import decades_axis
from calculators.charts.credits import ELSEWHERE
from calculators.charts.marks import axis_marks, dot_marks, line_marks, rule_marks, text_marks
from calculators.charts.plot import Plot
from calculators.charts.style import DASHES, INK, MUTED, RENT, Canvas, Text, is_narrow
from calculators.charts.voice import Voice
from calculators.charts.volume import Shown, at_volume, curve_data, curve_places, curve_table, over_volume, volume_axis
from calculators.engine.calculator import Answer
from calculators.engine.live import Live
from calculators.engine.numbers import number_text
from calculators.engine.table import Chart, Place
from calculators.tables.cells import PER_MTOKEN

ID, COST, LOAD = "rented-fleet-chart", "rent.mtoken_cost", "rent.load_while_billed"


def rented_fleet(voice: Voice, answer: Answer) -> Chart:
    """Cost of a million tokens really served, over volume."""
    frame = over_volume(answer, (COST, LOAD)).rename(columns={COST: "rent"})
    own, now, least = answer.values["volume"], answer.values[COST], float(frame["rent"].min())
    labels = {
        "times": number_text(now / least, "plain"), "least_text": number_text(least, "money"),
        "most_text": number_text(float(frame["rent"].max()), "money"), "own_rent": number_text(now, "money"),
    }  # fmt: skip
    said = voice.say(ID, {**answer.values, "near_times": now / least}, answer.resolved.labels | labels)
    shown = (Shown("rent", "Cost", PER_MTOKEN, "money"), Shown(LOAD, "Load while billed", "%", "share"))
    table = curve_table("rented-fleet-curve", "The curve as figures", frame, shown)
    live = Live("fleet", voice.says(ID), _frame, curve_data({"rent": (COST,)}, (("rent", "money"), (LOAD, "share"))), late=True)
    return Chart(
        ID, said["title"], said["subtitle"], said["desc"], partial(_draw, frame, own, said), table, note=ELSEWHERE, told=3,
        places=partial(_places, frame), live=live,
    )  # fmt: skip


def _canvas(width: int) -> Canvas:
    return Canvas(width, 250 if is_narrow(width) else 320, 62, 30, bottom=48)


def _frame(width: int) -> Mapping[str, Any]:
    canvas = _canvas(width)
    return {"plot": [canvas.plot, canvas.height], "narrow": canvas.narrow}


def _plot(frame: pd.DataFrame, width: int) -> Plot:
    costs = decades_axis(float(frame["rent"].min()), float(frame["rent"].max()))
    return Plot(_canvas(width), volume_axis(frame, narrow=is_narrow(width)), costs)


def _places(frame: pd.DataFrame, width: int) -> list[Place]:
    return curve_places(frame, _plot(frame, width), ["rent"])


def _draw(frame: pd.DataFrame, own: float, said: Mapping[str, str], width: int) -> dict[str, Any]:
    plot = _plot(frame, width)
    (x, y), floor = plot.at(own, at_volume(frame, own, "rent")), plot.down(float(frame["rent"].min()))
    return plot.canvas.spec(
        *axis_marks(plot, "requests a month", "count", "money"),
        line_marks("line_rent", plot, frame, ("volume", "rent"), RENT, strokeDash=DASHES[RENT]),
        rule_marks("floor", [(0, floor, plot.canvas.plot, floor)], MUTED, strokeDash=[2, 3]),
        dot_marks("dot_rent", [(x, y)], RENT, 70),
        *text_marks("said", [Text(x + 9, y - 14, said["here"], INK, bold=True, halo=True)]),
        *text_marks("least", [Text(6, floor - 12, said["full"], MUTED, halo=True)]),
    )  # fmt: skip


def drawn_for(answer: Answer) -> str:
    """Which inputs a drawing shows that does not follow what a reader types."""
    volume = number_text(answer.values["volume"], "count")
    return f"Drawn for {volume} requests a month and the other values that the page opens with."
