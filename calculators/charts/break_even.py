"""API bill and rented fleet over volume: where they cross, or why they do not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd

from calculators.charts.axes import decades_axis
from calculators.charts.credits import ELSEWHERE
from calculators.charts.marks import axis_marks, box_marks, dot_marks, line_marks, rule_marks, text_marks
from calculators.charts.plot import Plot
from calculators.charts.style import CALL, DASHES, EM, INK, RENT, RULE, SIZE, Canvas, Text, apart, is_narrow, room
from calculators.charts.voice import Voice
from calculators.charts.volume import Shown, at_volume, curve_data, curve_places, curve_table, over_volume, volume_axis
from calculators.engine.calculator import Answer
from calculators.engine.live import Live
from calculators.engine.numbers import number_text
from calculators.engine.table import Chart, Place

ID = "break-even-chart"
SUMS = {"call": ("call.usage_cost", "call.team_cost"), "rent": ("rent.monthly_cost", "", "rent.request_extra")}
SIDES = (("call", "API", CALL), ("rent", "Rent", RENT))
LEAST, WIDEST = 0.01, "Rent $999,999"


@dataclass(frozen=True)
class Curves:
    """Both costs over volume. crossing: where renting starts to pay, always: from where it does at every volume."""

    frame: pd.DataFrame
    own: float
    crossing: float
    always: float

    @property
    def inside(self) -> bool:
        """Whether the crossing is drawn."""
        return bool(self.frame["volume"].iloc[0] < self.crossing < self.frame["volume"].iloc[-1])

    @property
    def banded(self) -> bool:
        """Whether there is a band up to where renting always pays."""
        return bool(self.inside and self.crossing < self.always <= self.frame["volume"].iloc[-1])

    @property
    def near(self) -> Any:
        """The row where both are nearest."""
        return self.frame.iloc[int((self.frame["rent"] / self.frame["call"]).argmin())]


def break_even(voice: Voice, answer: Answer) -> Chart:
    """Both costs over volume, with the crossing or the least gap."""
    values = answer.values
    found = over_volume(answer, ("call.usage_cost", "call.team_cost", "rent.monthly_cost"), values["breakeven_any"])
    extra = answer.resolved.values["rent.request_extra"] * found["volume"]
    frame = pd.DataFrame({
        "volume": found["volume"], "call": found["call.usage_cost"] + found["call.team_cost"],
        "rent": found["rent.monthly_cost"] + extra,
    })  # fmt: skip
    curves = Curves(frame, values["volume"], values["breakeven_any"], values["breakeven_always"])
    said = voice.say(ID, *_findings(answer, curves))
    shown = tuple(Shown(field, label, "USD a month", "money") for field, label, _ in SIDES)
    table = curve_table("break-even-curve", "The lines as figures", frame, shown)
    data = curve_data(SUMS, (("call", "money"), ("rent", "money"))) | {
        "names": {side: name for side, name, _ in SIDES}, "least": LEAST, "crossing": ("breakeven_any", "breakeven_always"),
    }  # fmt: skip
    return Chart(
        ID, said["title"], said["subtitle"], said["desc"], partial(_draw, curves, said), table, note=ELSEWHERE,
        places=partial(_places, curves), live=Live("crossing", voice.says(ID), _frame, data, late=True),
    )  # fmt: skip


def _findings(answer: Answer, curves: Curves) -> tuple[dict[str, float], dict[str, str]]:
    """What the sentences may use."""
    values, near = answer.values, curves.near
    found = {**values, "band_inside": float(curves.banded)}
    labels = {
        "times": number_text(curves.crossing / curves.own, "plain"), "crossing": number_text(curves.crossing, "count"),
        "crossing_always": number_text(curves.always, "count"),
        "gap_times": number_text(float(near["rent"]) / float(near["call"]), "plain"),
        "block_saving": number_text(values["request_saving"] * values["block_volume"], "money"),
        **{f"own_{side}": number_text(at_volume(curves.frame, curves.own, side), "money") for side, *_ in SIDES},
    }  # fmt: skip
    return found, answer.resolved.labels | labels


def _canvas(width: int) -> Canvas:
    narrow = is_narrow(width)
    return Canvas(width, 270 if narrow else 350, 62, (46 if narrow else room([WIDEST], bold=True)) + 12, bottom=48)


def _frame(width: int) -> Mapping[str, Any]:
    canvas = _canvas(width)
    return {"plot": [canvas.plot, canvas.height], "narrow": canvas.narrow, "em": EM[False] * SIZE}


def _plot(curves: Curves, width: int) -> Plot:
    costs = curves.frame[["call", "rent"]]
    dollars = decades_axis(max(float(costs.min().min()), LEAST), float(costs.max().max()))
    return Plot(_canvas(width), volume_axis(curves.frame, narrow=is_narrow(width)), dollars)


def _places(curves: Curves, width: int) -> list[Place]:
    return curve_places(curves.frame, _plot(curves, width), [side for side, _, _ in SIDES])


def _draw(curves: Curves, said: Mapping[str, str], width: int) -> dict[str, Any]:
    plot = _plot(curves, width)
    lines = [
        line_marks(f"line_{side}", plot, curves.frame, ("volume", side), color, strokeDash=DASHES[color])
        for side, _, color in SIDES
    ]
    costs = [float(curves.frame[side].iloc[-1]) for side, _, _ in SIDES]
    ends = apart([plot.down(cost) for cost in costs], 18, 0, plot.canvas.height)
    labels = []
    for (side, name, color), end, cost in zip(SIDES, ends, costs, strict=True):
        text = name if plot.canvas.narrow else f"{name} {number_text(cost, 'money')}"
        labels += text_marks(f"end_{side}", [Text(plot.canvas.plot + 8, end, text, color, bold=True)])
    return plot.canvas.spec(
        _band(curves, plot), *axis_marks(plot, "requests a month", "count", "money"), *_crossing(curves, plot, said),
        *_gap(curves, plot, said), *lines, *_own(curves, plot, said), *labels,
    )  # fmt: skip


def _band(curves: Curves, plot: Plot) -> Any:
    """Up to where renting always pays."""
    ends = (plot.across(curves.crossing), 0.0, plot.across(curves.always), plot.canvas.height) if curves.banded else None
    return box_marks("band", [ends] if ends else [], RULE, fillOpacity=0.7)


def _crossing(curves: Curves, plot: Plot, said: Mapping[str, str]) -> list[Any]:
    """A line at the least volume that pays, and words for it."""
    at = [plot.at(curves.crossing, at_volume(curves.frame, curves.crossing, "call"))] if curves.inside else []
    text = said["cross"]
    left = bool(at) and at[0][0] - 8 > room([text])
    words = [Text(x - 8 if left else x + 8, 26, text, INK, "right" if left else "left", halo=True) for x, _ in at]
    return [
        rule_marks("cross", [(x, 0, x, plot.canvas.height) for x, _ in at], INK, strokeDash=[2, 3]),
        dot_marks("meet", at, INK, 70),
        *text_marks("said", words, color=INK, halo=True),
    ]  # fmt: skip


def _gap(curves: Curves, plot: Plot, said: Mapping[str, str]) -> list[Any]:
    """A line between both costs where they are nearest, and how many times the API's cost that still is."""
    near, shown = curves.near, not curves.inside and curves.near["rent"] > curves.near["call"]
    x, low, high = plot.across(near["volume"]), plot.down(near["call"]), plot.down(near["rent"])
    text = said["gap_narrow" if plot.canvas.narrow else "gap"]
    words = [Text(x + 8, (low + high) / 2, text, INK, bold=True, halo=True)] if shown else []
    return [
        rule_marks("gap", [(x, low, x, high)] if shown else [], INK),
        *text_marks("best", words, color=INK, bold=True, halo=True),
    ]


def _own(curves: Curves, plot: Plot, said: Mapping[str, str]) -> list[Any]:
    """A dot on each line at the reader's volume, with its cost: over the dearer, and under it or over the cheaper."""
    costs = {side: at_volume(curves.frame, curves.own, side) for side, _, _ in SIDES}
    dear = "rent" if costs["rent"] > costs["call"] else "call"
    x, tops = plot.across(curves.own), {side: plot.down(cost) for side, cost in costs.items()}
    tight = abs(tops["rent"] - tops["call"]) < 48
    marks = list[Any]()
    for side, _, color in SIDES:
        over = side == dear
        text = said[f"{side}_here"] if over and not plot.canvas.narrow else number_text(costs[side], "money")
        left = x > room([text]) if over else not tight
        at, down = (x - 4 if left else x if over else x + 6), (15 if tight and not over else -15)
        words = [Text(at, tops[side] + down, text, color, "right" if left else "left", halo=True)]
        marks += [dot_marks(f"dot_{side}", [(x, tops[side])], color), *text_marks(f"own_{side}", words)]
    return marks
