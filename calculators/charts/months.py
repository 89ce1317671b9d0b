"""Month by month: what each open way has cost so far, and from when another has cost less in all than calling."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import altair as alt
import pandas as pd

from calculators.charts.axes import PLAIN, Axis, span_axis
from calculators.charts.contenders import Contender, contenders
from calculators.charts.fleet import drawn_for
from calculators.charts.plot import Plot
from calculators.charts.style import DASHES, INK, LINE, MUTED, Canvas, Text, apart, is_narrow, points, room, rules, words
from calculators.engine.calculator import Answer
from calculators.engine.numbers import number_text
from calculators.engine.sentences import Speaker
from calculators.engine.table import Cell, Chart, Column, Row, Table
from calculators.tables.cells import number

API = "call"
MONTH_STEPS = (1, 2, 3, 6, 12, 24)  # months from one named month to the next


@dataclass(frozen=True)
class Change:
    """The first month by whose end a way has cost less in all than calling, and whether it stays so."""

    way: Contender
    month: int
    stays: bool


def decide_months(speaker: Speaker, answer: Answer) -> Chart | None:
    """What every open way has cost so far; nothing where every way is struck out."""
    ways = [way for way in contenders(speaker, answer) if way.open]
    if not ways:
        return None
    frame = _so_far(answer, ways)
    change, months = _change(answer, ways, frame), len(frame) - 1
    subtitle = "USD paid in all since the start, people included, not discounted"
    if "own" in frame:
        subtitle += "; what servers still fetch counts in the last month"
    ends = "; ".join(f"{way.label}: {_end(frame, way)} by month {months}" for way in ways)
    return Chart(
        "decide-months-chart", _finding(ways, frame, change), subtitle, f"Rising lines. {ends}.",
        partial(_draw, ways, frame, change), _table(ways, frame), note=drawn_for(answer),
    )  # fmt: skip


def _so_far(answer: Answer, ways: Sequence[Contender]) -> pd.DataFrame:
    """Month 0 is the start: what is paid up front."""
    assert answer.prospect is not None
    paid = {way.way: (answer.values[f"{way.way}.upfront"], *answer.prospect.trail[f"{way.way}.spent"]) for way in ways}
    frame = pd.DataFrame(paid)
    frame.insert(0, "month", range(len(frame)))
    return frame


def _change(answer: Answer, ways: Sequence[Contender], frame: pd.DataFrame) -> Change | None:
    """Of the best way; where calling is the best, of the way that is first. None where calling is struck out."""
    assert answer.prospect is not None
    totals, best = answer.prospect.totals, answer.prospect.best
    if API not in frame:
        return None
    months = {way: totals[f"{way.way}.total_switch"] for way in ways if way.way != API}
    found = sorted((way for way, month in months.items() if math.isfinite(month)), key=lambda way: (way.way != best, months[way]))
    if not found:
        return None
    first, month = found[0], int(months[found[0]])
    return Change(first, month, bool((frame[first.way] < frame[API])[month:].all()))


def _finding(ways: Sequence[Contender], frame: pd.DataFrame, change: Change | None) -> str:
    months = len(frame) - 1
    ranked = sorted(ways, key=lambda way: float(frame[way.way].iloc[-1]))
    least = f"{ranked[0].label} comes to {_end(frame, ranked[0])} in all within {months} months"
    if len(ranked) == 1:
        return least
    if API not in frame:
        return f"{least}, {ranked[1].inside} to {_end(frame, ranked[1])}"
    if change is None:
        return f"No other way has cost less in all than calling within {months} months"
    if change.stays:
        return f"{change.way.label} has cost less in all than calling from month {change.month} on"
    return f"{change.way.label} has cost less in all than calling by month {change.month}, but not for good"


def _end(frame: pd.DataFrame, way: Contender) -> str:
    return number_text(float(frame[way.way].iloc[-1]), "money")


def _draw(ways: Sequence[Contender], frame: pd.DataFrame, change: Change | None, width: int) -> dict[str, Any]:
    narrow = is_narrow(width)
    names = [way.label.removeprefix("The ").capitalize() for way in ways]
    if not narrow:
        names = [f"{name} {_end(frame, way)}" for name, way in zip(names, ways, strict=True)]
    canvas = Canvas(width, 270 if narrow else 350, 62, room(names, bold=True) + 12, bottom=48)
    every = frame.drop(columns="month")
    plot = Plot(canvas, _month_axis(len(frame) - 1, most=3 if narrow else 6),
                span_axis(min(0.0, float(every.min().min())), float(every.max().max()) * 1.03 or 1.0, 5))  # fmt: skip
    lines = [
        alt.Chart(frame[["month", way.way]]).mark_line(color=way.color, strokeDash=DASHES[way.color], strokeWidth=2.5)
        .encode(x=plot.x.x("month", "months from the start"), y=plot.y.y(way.way))
        for way in ways
    ]  # fmt: skip
    places = apart([plot.down(float(frame[way.way].iloc[-1])) for way in ways], 18, 0, canvas.height)
    labels = [Text(canvas.plot + 8, y, name, way.color, bold=True) for y, name, way in zip(places, names, ways, strict=True)]
    marks, said = _marked(plot, frame, change) if change else ([], _upfront(plot, ways, frame))
    return canvas.spec(*lines, *marks, *words([*labels, *said]))


def _month_axis(last: int, most: int) -> Axis:
    step = next((step for step in MONTH_STEPS if step * most >= last), MONTH_STEPS[-1])
    return Axis(0, last, tuple(float(month) for month in range(0, last + 1, step)), PLAIN)


def _marked(plot: Plot, frame: pd.DataFrame, change: Change) -> tuple[list[alt.Chart], list[Text]]:
    """A line at the month of change, a dot where the cheaper way stands then, and words."""
    height = plot.canvas.height
    x, y = plot.at(change.month, float(frame[change.way.way].iloc[change.month]))
    text = f"month {change.month}: {change.way.inside}\nhas cost less in all"
    if plot.canvas.narrow:
        text = f"month {change.month}:\n{change.way.inside}\ncheaper in all"
    return [rules([(x, 0, x, height)], INK, strokeDash=[2, 3]), points([(x, y)], INK, size=70)], [_beside(plot, frame, x, text)]


def _beside(plot: Plot, frame: pd.DataFrame, x: float, text: str) -> Text:
    """Words to the left of a line where they fit; else to its right, below all that is drawn there, or else at the top."""
    half, height = LINE * (text.count("\n") + 1) / 2 + 6, plot.canvas.height
    if x - 8 > room([text]):
        return Text(x - 8, half, text, INK, "right", halo=True)
    later = frame[[plot.across(month) >= x for month in frame["month"]]].drop(columns="month")
    under = plot.down(float(later.min().min())) < height - 2 * half
    return Text(x + 8, height - half if under else half, text, INK, halo=True)


def _upfront(plot: Plot, ways: Sequence[Contender], frame: pd.DataFrame) -> list[Text]:
    """What the way that asks most before it starts asks then."""
    most = max(float(frame[way.way].iloc[0]) for way in ways)
    return [Text(6, plot.down(most) + 16, f"{number_text(most, 'money')} up front", MUTED, halo=True)] if most > 0 else []


def _table(ways: Sequence[Contender], frame: pd.DataFrame) -> Table:
    columns = (
        Column("month", "Month"), *(Column(way.way, way.label, "USD so far", numeric=True) for way in ways)
    )  # fmt: skip
    rows = tuple(
        Row(str(month), (Cell(str(month)), *(number(float(frame[way.way].iloc[month]), "money") for way in ways)))
        for month in range(len(frame))
    )
    return Table("decide-months-lines", "The lines as figures; month 0 is what is paid up front", columns, rows)
