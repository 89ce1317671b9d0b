"""Four ways side by side: what each costs in a month for the same requests, the open and the struck out."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import partial

from calculators.charts.bars import Bar, draw_bars
from calculators.charts.credits import dollars
from calculators.charts.fleet import drawn_for
from calculators.charts.style import CALL, HYBRID, OWN, RENT
from calculators.engine.calculator import Answer
from calculators.engine.numbers import number_text
from calculators.engine.table import Cell, Chart, Column, Row, Table
from calculators.tables.cells import number

WAYS = (
    ("call", "Call", "Calling", CALL, "call.open_cost"), ("rent", "Rent", "Renting", RENT, "rent.open_cost"),
    ("own", "Own", "Owning", OWN, "own.open_cost"), ("hybrid", "Best mix", "A mix", HYBRID, "hybrid.mixture_cost"),
)  # fmt: skip
STRUCK, NO_MIX = "struck out by a rule", "no mix is cheaper than one way alone"


def decide(answer: Answer) -> Chart:
    """The cost of each way that is open, the least in full color."""
    values, least = answer.values, answer.values["least_cost"]
    bars = [_bar(values, way, label, color, cost, least) for way, label, _, color, cost in WAYS]
    title = _finding(values, least)
    volume = number_text(values["volume"], "count")
    subtitle = f"USD a month for {volume} requests, people included"
    described = "; ".join(f"{bar.label} {bar.text}" for bar in bars)
    return Chart(
        "decide-chart",
        title,
        subtitle,
        described,
        partial(draw_bars, bars, CALL, None),
        _table(answer, bars),
        note=drawn_for(answer),
    )


def _bar(values: Mapping[str, float], way: str, label: str, color: str, cost: str, least: float) -> Bar:
    value = values[cost]
    if math.isfinite(value):
        return Bar("", label, value, dollars(value), own=value == least, color=color)
    open_to = values[f"{way}.allowed"] > 0
    return Bar("", label, 0.0, NO_MIX if open_to else STRUCK, color=color)


def _finding(values: Mapping[str, float], least: float) -> str:
    if not math.isfinite(least):
        return "Every way is struck out"
    best = next(words for _, _, words, _, cost in WAYS if values[cost] == least)
    second = values["second_cost"]
    if not math.isfinite(second):
        return f"{best} is the only way left open, at {dollars(least)} a month"
    return f"{best} is the cheapest way, at {dollars(least)} a month against {dollars(second)}"


def _table(answer: Answer, bars: list[Bar]) -> Table:
    columns = (Column("way", "Way"), Column("cost", "In all", "USD a month", numeric=True), Column("state", "State"))
    rows = tuple(
        Row(way, (
            Cell(bar.label), number(answer.values[f"{way}.monthly_cost"], "money"),
            Cell(bar.text if bar.value == 0 else "open"),
        ))
        for (way, *_), bar in zip(WAYS, bars, strict=True)
    )  # fmt: skip
    return Table("decide-bars", "The bars as figures", columns, rows)
