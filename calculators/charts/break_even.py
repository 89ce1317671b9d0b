"""API bill and rented fleet over volume: where they cross, or why they do not."""

from __future__ import annotations

from functools import partial
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from calculators.charts.axes import tight_axis
from calculators.charts.fleet import drawn_for
from calculators.charts.plot import Plot
from calculators.charts.style import (
    CALL,
    DASHES,
    INK,
    RENT,
    RULE,
    Canvas,
    Text,
    apart,
    boxes,
    is_narrow,
    points,
    room,
    rules,
    words,
)
from calculators.charts.volume import Shown, at_volume, curve_places, curve_table, over_volume, volume_axis
from calculators.engine.calculator import Answer
from calculators.engine.numbers import number_text
from calculators.engine.table import Chart, Place

WANTED = ("call.usage_cost", "call.team_cost", "rent.monthly_cost")
SIDES = (("call", "API", CALL), ("rent", "Rent", RENT))


def break_even(answer: Answer) -> Chart:
    """Both costs over volume, with the crossing or the least gap."""
    values = answer.values
    found = over_volume(answer, WANTED, values["breakeven_any"])
    extra = answer.resolved.values["rent.request_extra"] * found["volume"]
    frame = pd.DataFrame({
        "volume": found["volume"], "call": found["call.usage_cost"] + found["call.team_cost"],
        "rent": found["rent.monthly_cost"] + extra,
    })  # fmt: skip
    labels = answer.resolved.labels
    sides = f"{labels['call.offer']} against {labels['rent.model']} on {labels['rent.offer']}"
    subtitle = f"USD a month with people, over requests a month: {sides}"
    shown = tuple(Shown(field, label, "USD a month", "money") for field, label, _ in SIDES)
    table = curve_table("break-even-curve", "The lines as figures", frame, shown)
    draw = partial(_draw, frame, values["volume"], values["breakeven_any"], values["breakeven_always"])
    described = f"Two rising lines. {_compared(frame, values['volume'])}."
    return Chart(
        "break-even-chart",
        _finding(answer),
        subtitle,
        described,
        draw,
        table,
        note=drawn_for(answer),
        places=partial(_places, frame),
    )


def _finding(answer: Answer) -> str:
    """From where renting can pay, or why it does not."""
    values = answer.values
    least, own = values["breakeven_any"], values["volume"]
    if least == 0:
        return "Renting can pay at any volume"
    if np.isfinite(values["breakeven_first"]):
        times = "; this volume is past it" if least <= own else f", {number_text(least / own, 'plain')} times this volume"
        return f"Renting can pay from {number_text(least, 'count')} requests a month{times}"
    if np.isfinite(least):
        return f"No break-even is in reach: the least volume that pays is {number_text(least / own, 'plain')} times this one"
    if values["request_saving"] <= 0:
        return "Renting pays at no volume: each request costs more on the fleet than by API"
    cost = number_text(values["block_full_cost"], "money")
    saved = number_text(values["request_saving"] * values["block_volume"], "money")
    return f"Renting pays at no volume: a full block costs {cost} a month and saves {saved} of API calls"


def _compared(frame: pd.DataFrame, own: float) -> str:
    call, rent = (number_text(at_volume(frame, own, side), "money") for side in ("call", "rent"))
    return f"At {number_text(own, 'count')} requests a month the API costs {call} and the rented fleet {rent}"


def _draw(frame: pd.DataFrame, own: float, crossing: float, always: float, width: int) -> dict[str, Any]:
    names, plot = _names(frame, width), _plot(frame, width)
    canvas = plot.canvas
    lines = [
        alt.Chart(frame[["volume", side]]).mark_line(color=color, strokeDash=DASHES[color], strokeWidth=2.5)
        .encode(x=plot.x.x("volume", "requests a month"), y=plot.y.y(side))
        for side, _, color in SIDES
    ]  # fmt: skip
    ends = apart([plot.down(_end(frame, side)) for side, _, _ in SIDES], 18, 0, canvas.height)
    labels = [
        Text(canvas.plot + 8, end, name, color, bold=True) for end, name, (_, _, color) in zip(ends, names, SIDES, strict=True)
    ]
    inside = frame["volume"].iloc[0] < crossing < frame["volume"].iloc[-1]
    marked, said = _crossing(plot, frame, crossing, always) if inside else _gap(plot, frame)
    dots, figures = _own(plot, frame, own)
    return canvas.spec(*marked, *lines, *dots, *words([*labels, *said, *figures]))


def _names(frame: pd.DataFrame, width: int) -> list[str]:
    return [name if is_narrow(width) else f"{name} {number_text(_end(frame, side), 'money')}" for side, name, _ in SIDES]


def _plot(frame: pd.DataFrame, width: int) -> Plot:
    narrow = is_narrow(width)
    canvas = Canvas(width, 270 if narrow else 350, 62, max(room(_names(frame, width), bold=True), 46) + 12, bottom=48)
    low, high = float(frame[["call", "rent"]].min().min()), float(frame[["call", "rent"]].max().max())
    return Plot(canvas, volume_axis(frame, narrow=narrow), tight_axis(max(low, 0.01), high, dollars=True))


def _places(frame: pd.DataFrame, width: int) -> list[Place]:
    return curve_places(frame, _plot(frame, width), [side for side, _, _ in SIDES])


def _end(frame: pd.DataFrame, side: str) -> float:
    return float(frame[side].iloc[-1])


def _crossing(plot: Plot, frame: pd.DataFrame, crossing: float, always: float) -> tuple[list[alt.Chart], list[Text]]:
    """A line at the least volume that pays, a band up to where renting always pays, and words for both."""
    at, cost = plot.at(crossing, at_volume(frame, crossing, "call"))
    height = plot.canvas.height
    text = f"renting can pay\nfrom {number_text(crossing, 'count')}"
    marks = [rules([(at, 0, at, height)], INK, strokeDash=[2, 3]), points([(at, cost)], INK, size=70)]
    if crossing < always <= frame["volume"].iloc[-1]:
        text += f",\nalways from {number_text(always, 'count')}"
        marks.insert(0, boxes([(at, 0, plot.across(always), height)], RULE, opacity=0.7))
    beside = Text(at - 8, 26, text, INK, "right") if at - 8 > room([text]) else Text(at + 8, 26, text, INK)
    return marks, [beside]


def _gap(plot: Plot, frame: pd.DataFrame) -> tuple[list[alt.Chart], list[Text]]:
    """A line between both costs where they are nearest, and how many times the API's cost that still is."""
    near = frame.iloc[int((frame["rent"] / frame["call"]).argmin())]
    if near["rent"] <= near["call"]:
        return [], []  # they cross to the left of the plot
    at, low, high = plot.across(near["volume"]), plot.down(near["call"]), plot.down(near["rent"])
    times = number_text(near["rent"] / near["call"], "plain")
    text = f"{times}×" if plot.canvas.narrow else f"at best {times}\ntimes the API"
    return [rules([(at, low, at, high)], INK)], [Text(at + 8, (low + high) / 2, text, INK, bold=True, halo=True)]


def _own(plot: Plot, frame: pd.DataFrame, own: float) -> tuple[list[alt.Chart], list[Text]]:
    """A dot on each line at the reader's volume, with its cost."""
    (dear, dear_color), (cheap, color) = sorted(((at_volume(frame, own, side), color) for side, _, color in SIDES), reverse=True)
    x, high, low = plot.across(own), plot.down(dear), plot.down(cheap)
    text = number_text(dear, "money") + ("" if plot.canvas.narrow else f" at {number_text(own, 'count')}")
    over = (
        Text(x - 4, high - 15, text, dear_color, "right", halo=True) if x > room([text]) else Text(x, high - 15, text, dear_color)
    )
    under = Text(x - 4, low - 15, number_text(cheap, "money"), color, "right", halo=True)
    if low - high < 48:
        under = Text(x + 6, low + 15, number_text(cheap, "money"), color, halo=True)
    return [points([(x, high)], dear_color), points([(x, low)], color)], [over, under]
