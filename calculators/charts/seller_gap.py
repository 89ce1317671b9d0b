"""What each GPU costs on demand from either kind of cloud: the median of its sellers, and their range."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial
from typing import Any

import altair as alt

from calculators.charts.axes import Axis, zero_axis
from calculators.charts.credits import ELSEWHERE, dollars, percent, signed_percent
from calculators.charts.style import INK, MUTED, RULE, SERIES, Canvas, Text, is_narrow, points, room, rules, words
from calculators.engine.calculator import Answer
from calculators.engine.numbers import number_text
from calculators.engine.problems import NotOnRecordError
from calculators.engine.table import Cell, Chart, Column, Place, Row, Table
from calculators.records.market import Market
from calculators.specialized import Gap, gap_by_gpu
from calculators.tables.cells import GPU_HOUR, number

HYPERSCALERS, SPECIALIZED = SERIES[0], SERIES[1]
ROW = {False: 30, True: 52}  # pixels for a GPU: on a phone its name stands above its marks


def specialized_clouds(market: Market, day: dt.date, answer: Answer) -> Chart:
    """Both sides' medians and ranges for each GPU, the dearest first."""
    gaps = sorted(gap_by_gpu(market, day), key=lambda gap: -gap.hyperscaler)
    if not gaps:
        raise NotOnRecordError([f"no GPU is rented out by both sides on {day}; choose a later day"])
    names = {gap.gpu: market.hardware[gap.gpu].label for gap in gaps}
    described = "; ".join(
        f"{names[gap.gpu]} {number_text(gap.hyperscaler, 'price')} against {number_text(gap.specialized, 'price')}"
        for gap in gaps
    )
    subtitle = "USD per GPU-hour on demand: median of each side's sellers, line from their least to their most"
    draw = partial(_draw, gaps, names, answer.resolved.picked["gpu"].id)
    return Chart(
        "specialized-clouds-chart", _finding(gaps), subtitle, described, draw, _table(gaps, names), note=ELSEWHERE,
        reading="y", places=partial(_places, gaps, names),
    )  # fmt: skip


def saving(gap: Gap) -> float:
    """What specialized clouds ask less, as a share."""
    return 1 - gap.specialized / gap.hyperscaler


def _finding(gaps: Sequence[Gap]) -> str:
    savings = sorted(saving(gap) for gap in gaps)
    cheaper = [each for each in savings if each > 0]
    low, high = percent(savings[0]), percent(savings[-1])
    if len(cheaper) == len(savings):
        spread = low if low == high else f"{low} to {high}"
        return f"For the same GPU specialized clouds ask {spread} less than hyperscalers"
    if not cheaper:
        return "Specialized clouds ask as much as hyperscalers, or more, for every GPU"
    return f"Specialized clouds ask less for {len(cheaper)} of {len(savings)} GPUs, by up to {high}"


def _draw(gaps: Sequence[Gap], names: dict[str, str], own: str, width: int) -> dict[str, Any]:
    canvas = _canvas(gaps, names, width)
    narrow, scale, rows = canvas.narrow, _scale(gaps, canvas), _rows(gaps, canvas)
    layers, labels = _grid(canvas, zero_axis(canvas.plot / scale / 1.03, 3 if narrow else 6))
    layers += _side([(y - 5, gap.hyperscaler, gap.hyperscaler_range) for gap, y in rows], HYPERSCALERS, "circle", scale)
    layers += _side([(y + 5, gap.specialized, gap.specialized_range) for gap, y in rows], SPECIALIZED, "diamond", scale)
    labels += [
        Text(5, y - 19, names[gap.gpu], INK, bold=gap.gpu == own) if narrow
        else Text(-10, y, names[gap.gpu], INK, "right", gap.gpu == own)
        for gap, y in rows
    ]  # fmt: skip
    edge = canvas.plot + canvas.right - 2
    labels += [Text(edge, y, signed_percent(-saving(gap)), INK, "right", gap.gpu == own) for gap, y in rows]
    return canvas.spec(*layers, *words([*labels, *_key(canvas)]))


def _canvas(gaps: Sequence[Gap], names: dict[str, str], width: int) -> Canvas:
    narrow = is_narrow(width)
    left = 2.0 if narrow else room(names.values(), bold=True) + 12
    return Canvas(width, ROW[narrow] * len(gaps) + 4, left, room(["−100%"]) + 16, top=40, bottom=26)


def _scale(gaps: Sequence[Gap], canvas: Canvas) -> float:
    return canvas.plot / max(max(gap.hyperscaler_range[1], gap.specialized_range[1]) for gap in gaps)


def _rows(gaps: Sequence[Gap], canvas: Canvas) -> list[tuple[Gap, float]]:
    """Each GPU with the height of its marks."""
    return [(gap, ROW[canvas.narrow] * (index + (0.62 if canvas.narrow else 0.5))) for index, gap in enumerate(gaps)]


def _places(gaps: Sequence[Gap], names: dict[str, str], width: int) -> list[Place]:
    canvas = _canvas(gaps, names, width)
    scale = _scale(gaps, canvas)
    medians = (
        (y + side, median) for gap, y in _rows(gaps, canvas) for side, median in ((-5, gap.hyperscaler), (5, gap.specialized))
    )
    return [Place(median * scale, (y,)) for y, median in medians]


def _grid(canvas: Canvas, axis: Axis) -> tuple[list[alt.Chart], list[Text]]:
    """A thin line at each round price, named below."""
    places = [(tick, axis.place(tick, canvas.plot)) for tick in axis.ticks]
    lines = rules([(x, 0, x, canvas.height) for _, x in places], RULE)
    return [lines], [Text(x, canvas.height + 14, dollars(tick), MUTED, "center" if tick else "left") for tick, x in places]


def _side(rows: Sequence[tuple[float, float, tuple[float, float]]], color: str, shape: str, scale: float) -> list[alt.Chart]:
    """A side's ranges and medians. rows: height, median, range."""
    spans = [(low * scale, y, high * scale, y) for y, _, (low, high) in rows if high > low]
    marks = [points([(median * scale, y) for y, median, _ in rows], color, shape, 55 if shape == "circle" else 70)]
    return [rules(spans, color, strokeWidth=2), *marks] if spans else marks


def _key(canvas: Canvas) -> list[Text]:
    first, second = "● Hyperscalers", "◆ Specialized clouds"
    at = 5 if canvas.narrow else 0
    return [
        Text(at, -24, first, HYPERSCALERS, bold=True),
        Text(at + room([first], bold=True) + 10, -24, second, SPECIALIZED, bold=True),
    ]


def _table(gaps: Sequence[Gap], names: dict[str, str]) -> Table:
    """One row for each mark and its line."""
    columns = (
        Column("gpu", "GPU"), Column("side", "Side"), Column("median", "Median", GPU_HOUR, numeric=True),
        Column("low", "Least", GPU_HOUR, numeric=True), Column("high", "Most", GPU_HOUR, numeric=True),
        Column("sellers", "Asked", "sellers", numeric=True),
    )  # fmt: skip
    rows = tuple(
        Row(f"{gap.gpu}-{side.lower()}", (
            Cell(names[gap.gpu]), Cell(side), number(median, "price"), *(number(end, "price") for end in ends),
            number(count, "count"),
        ))
        for gap in gaps
        for side, median, ends, count in (
            ("Hyperscalers", gap.hyperscaler, gap.hyperscaler_range, gap.hyperscaler_count),
            ("Specialized", gap.specialized, gap.specialized_range, gap.specialized_count),
        )
    )  # fmt: skip
    return Table("specialized-clouds-marks", "The marks as figures", columns, rows)
