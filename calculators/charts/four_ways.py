"""Four ways side by side: what each costs in a month over the horizon, with its range; the open and the struck out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from calculators.charts.bars import Bar, draw_bars
from calculators.charts.contenders import Contender, contenders
from calculators.charts.credits import dollars
from calculators.charts.fleet import drawn_for
from calculators.charts.style import CALL
from calculators.engine.calculator import Answer
from calculators.engine.numbers import number_text
from calculators.engine.outlook import BEST, STRUCK
from calculators.engine.sentences import Speaker
from calculators.engine.table import Cell, Chart, Column, Row, Table
from calculators.tables.cells import NONE, number


def decide(speaker: Speaker, answer: Answer) -> Chart:
    """The level cost of each way that is open, the least in full color."""
    ways = contenders(speaker, answer)
    bars = [_bar(way) for way in ways]
    volume, months = (number_text(answer.values[name], "count") for name in ("volume", "horizon_months"))
    subtitle = f"USD a month over {months} months for {volume} requests a month, people included"
    if any(bar.span for bar in bars):
        subtitle += "; thin lines hold eight draws in ten"
    described = "; ".join(f"{bar.label}: {bar.text}" for bar in bars)
    return Chart(
        "decide-chart", _finding(answer.values, ways), subtitle, described, partial(draw_bars, bars, CALL, None), _table(ways),
        note=drawn_for(answer),
    )  # fmt: skip


def _bar(way: Contender) -> Bar:
    if way.open:
        return Bar("", way.label, way.cost, dollars(way.cost), way.state == BEST, way.color, way.band)
    return Bar("", way.label, 0.0, way.state, color=way.color)


def _finding(values: Mapping[str, float], ways: Sequence[Contender]) -> str:
    """The cheapest way and the next, or that they cannot be told apart."""
    ranked = sorted((way for way in ways if way.open), key=lambda way: way.cost)
    if not ranked:
        return "Every way is struck out"
    best, *others = ranked
    if not others:
        return f"{best.label} is the only way left open, at {dollars(best.cost)} a month"
    second = others[0]
    if values["gap_share"] < values["tie_share"] or best.chance < values["wanted_chance"]:
        costs = f"{dollars(best.cost)} and {dollars(second.cost)}"
        return f"{best.label} and {second.inside} are too close to call, at {costs} a month"
    return f"{best.label} is the cheapest way, at {dollars(best.cost)} a month against {dollars(second.cost)}"


def _table(ways: Sequence[Contender]) -> Table:
    """A way that a rule strikes out keeps its price."""
    columns = (
        Column("way", "Way"), Column("likely", "Likely", "USD a month", numeric=True),
        Column("low", "Band from", "USD a month", numeric=True), Column("high", "Band to", "USD a month", numeric=True),
        Column("chance", "Cheapest in", "%", numeric=True), Column("state", "State"),
    )  # fmt: skip
    rows = tuple(
        Row(way.way, (
            Cell(way.label), number(way.cost, "money"), *(number(end, "money") for end in way.band),
            NONE if way.state == STRUCK else number(way.chance, "share"), Cell(way.state),
        ))
        for way in ways
    )  # fmt: skip
    return Table("decide-bars", "The bars as figures", columns, rows)
