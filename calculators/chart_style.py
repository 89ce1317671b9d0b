"""How every chart looks: Altair with the page's CSS colors, labels at the line, axes fixed by explicit domains."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from calculators.engine.ticks import decades

CALL, RENT, OWN, HYBRID = "var(--call)", "var(--rent)", "var(--own)", "var(--hybrid)"
INK, MUTED, RULE = "var(--ink)", "var(--muted)", "var(--rule)"
SERIES = ("var(--s1)", "var(--s2)", "var(--s3)", "var(--s4)", "var(--s5)", "var(--s6)")
DASHES: dict[str, list[int]] = {CALL: [1, 0], RENT: [8, 4], OWN: [4, 3], HYBRID: [8, 3, 2, 3]}
NARROW = 480  # below this width a chart is drawn for a phone
WORDS = "replace(replace(format(datum.value, '~s'), 'G', 'B'), 'k', 'k')"
DOLLARS = f"'$' + {WORDS}"


def narrow(width: int) -> bool:
    """Whether a drawing is the phone's."""
    return width < NARROW


def finish(chart: alt.LayerChart | alt.Chart, width: int, height: int, right: int = 12) -> dict[str, Any]:
    """The chart's specification in the house style. right: room for labels at the end of lines."""
    return (
        chart.properties(width=width - right - 64, height=height, background="transparent")
        .configure(font="sans-serif", padding={"left": 4, "top": 8, "right": right, "bottom": 4})
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=MUTED, titleColor=MUTED, gridColor=RULE, domainColor=RULE, tickColor=RULE, labelFontSize=13,
            titleFontSize=13, titleFontWeight="normal", gridWidth=1, labelPadding=6,
        )
        .configure_text(fontSize=13, color=INK)
        .configure_legend(disable=True)
        .to_dict()
    )  # fmt: skip


def log_axis(low: float, high: float, title: str, *, dollars: bool = False, every: int = 1) -> dict[str, Any]:
    """Scale and axis of a log channel in decades, with plain words: 1k, 10k, 1M."""
    ticks = decades(low, high)
    axis = alt.Axis(values=ticks[::every], labelExpr=DOLLARS if dollars else WORDS, title=title, grid=True, tickCount=len(ticks))
    return {"scale": alt.Scale(type="log", domain=[ticks[0], ticks[-1]], nice=False), "axis": axis}


def plain_axis(ticks: list[float], title: str, *, dollars: bool = False) -> dict[str, Any]:
    """Scale and axis of a plain channel from zero."""
    axis = alt.Axis(values=ticks, labelExpr=DOLLARS if dollars else WORDS, title=title, grid=True)
    return {"scale": alt.Scale(domain=[ticks[0], ticks[-1]], nice=False), "axis": axis}


def end_labels(frame: pd.DataFrame, x: str, y: str, x_shape: dict[str, Any], y_shape: dict[str, Any]) -> alt.Chart:
    """The name of each series (column `label`, color `color`) at its last point."""
    last = frame.groupby("label", sort=False).tail(1)
    marks = alt.Chart(last).mark_text(align="left", dx=6, fontSize=13, fontWeight="bold")
    return marks.encode(
        x=alt.X(f"{x}:Q" if x != "day" else f"{x}:T", **x_shape), y=alt.Y(f"{y}:Q", **y_shape), text="label:N",
        color=alt.Color("color:N", scale=None),
    )  # fmt: skip
