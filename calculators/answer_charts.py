"""The chart of each calculator: its answer over volume, or its options beside one another."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import partial
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from calculators.chart_style import CALL, DASHES, MUTED, RENT, end_labels, finish, log_axis, narrow, plain_axis
from calculators.engine.calculator import Answer, sweep
from calculators.engine.numbers import number_text
from calculators.engine.quantity import Quantities
from calculators.engine.table import Cell, Chart, Column, Row, Table
from calculators.engine.ticks import round_steps
from calculators.records.market import Market
from calculators.specialized import Gap, gap_by_gpu

BARS = 18
POINTS_A_DECADE = 60
ONE_ROW = 26


@dataclass(frozen=True)
class AnswerCharts:
    """Makes the calculators' charts for one day."""

    market: Market
    day: dt.date
    quantities: Quantities

    def api_bill(self, answer: Answer) -> Chart:
        """What the same month costs on a spread of models."""
        rows = sweep(answer.calculator, self.quantities, self.day, answer)
        choice = answer.calculator.choice_names["call.offer"]
        picked = answer.resolved.picked["call.offer"].id
        shown = _spread([(id_, found["call.usage_cost"]) for id_, found in rows], picked)
        frame = pd.DataFrame(
            {"label": [_short(choice.option(id_).label) for id_, _ in shown], "cost": [cost for _, cost in shown],
             "own": [id_ == picked for id_, _ in shown], "order": range(len(shown))}
        )  # fmt: skip
        frame["text"] = [number_text(cost, "money") for cost in frame["cost"]]
        times = rows[-1][1]["call.usage_cost"] / rows[0][1]["call.usage_cost"]
        title = f"The dearest model asks {number_text(times, 'count')} times the cheapest for the same month"
        volume = number_text(answer.values["volume"], "count")
        subtitle = f"API bill for {volume} requests a month, USD; {len(shown)} of {len(rows)} models"
        return Chart("api-bill-chart", title, subtitle, _said(frame), partial(_bars, frame), _bar_table(frame))

    def rented_fleet(self, answer: Answer) -> Chart:
        """Cost of a million tokens really served, over volume."""
        frame = self._over_volume(answer, ("rent.mtoken_cost", "rent.load_while_billed"))
        frame["label"], frame["color"] = "this fleet", RENT
        least, now = frame["rent.mtoken_cost"].min(), answer.values["rent.mtoken_cost"]
        times = number_text(now / least, "plain")
        title = f"Today's volume pays {times} times the unit cost of a full fleet"
        if now / least < 1.5:
            title = "Today's volume is near the least unit cost that this fleet reaches"
        subtitle = "Cost of a million tokens really served, USD, over requests a month"
        draw = partial(_curve, frame, "rent.mtoken_cost", answer.values["volume"], "USD per million tokens")
        table = _curve_table(
            "rented-fleet-curve",
            frame,
            {"rent.mtoken_cost": ("Cost", "USD per million tokens"), "rent.load_while_billed": ("Load while billed", "%")},
        )
        return Chart(
            "rented-fleet-chart",
            title,
            subtitle,
            f"A falling staircase from {number_text(frame['rent.mtoken_cost'].max(), 'money')} to {number_text(least, 'money')}.",
            draw,
            table,
        )

    def break_even(self, answer: Answer) -> Chart:
        """API bill and rented fleet over volume."""
        frame = self._over_volume(answer, ("call.usage_cost", "call.team_cost", "rent.monthly_cost"))
        frame["call"] = frame["call.usage_cost"] + frame["call.team_cost"]
        first = answer.values["breakeven_first"]
        title = (
            f"Renting can pay from {number_text(first, 'count')} requests a month"
            if np.isfinite(first)
            else "No volume in reach makes renting pay"
        )
        subtitle = "Cost a month with people, USD, over requests a month"
        frame = frame.rename(columns={"rent.monthly_cost": "rent"})
        table = _curve_table("break-even-curve", frame, {"call": ("API", "USD a month"), "rent": ("Rented fleet", "USD a month")})
        described = "A straight line for the API and a staircase for the rented fleet."
        return Chart("break-even-chart", title, subtitle, described, partial(_two_lines, frame, first), table)

    def specialized_clouds(self, answer: Answer) -> Chart:
        """Both sides' medians and ranges for each GPU."""
        gaps = gap_by_gpu(self.market, self.day)
        labels = {gap.gpu: self.market.hardware[gap.gpu].label for gap in gaps}
        savings = sorted(1 - gap.specialized / gap.hyperscaler for gap in gaps)
        low, high = (number_text(end, "share") for end in (savings[0], savings[-1]))
        title = f"Specialized clouds ask {low} to {high} less, GPU by GPU"
        subtitle = "On-demand price, USD per GPU-hour: median (dot) and range (line) over sellers"
        described = "; ".join(
            f"{labels[g.gpu]} {number_text(g.hyperscaler, 'price')} against {number_text(g.specialized, 'price')}" for g in gaps
        )
        return Chart("specialized-clouds-chart", title, subtitle, described, partial(_ranges, gaps, labels))

    def _over_volume(self, answer: Answer, want: tuple[str, ...]) -> pd.DataFrame:
        """The wanted results over five decades of volume round the reader's own, with points just past each step."""
        own = answer.values["volume"]
        low, high = 10.0 ** np.floor(np.log10(own) - 2), 10.0 ** np.ceil(np.log10(own) + 2.5)
        volumes = np.geomspace(low, high, int(POINTS_A_DECADE * np.log10(high / low)) + 1)
        kappa = answer.values.get("block_volume", np.inf)
        steps = np.arange(1, 41) * kappa
        steps = np.concatenate([steps[steps < high], steps[steps < high] * (1 + 1e-9)])
        volumes = np.sort(np.concatenate([volumes, steps[steps > low]]))
        found = answer.calculator.calculation.solve_columns({**answer.resolved.values, "bill": 0.0, "requests": volumes}, want)
        return pd.DataFrame({"volume": volumes, **found})


def _spread(rows: list[tuple[str, float]], picked: str) -> list[tuple[str, float]]:
    """At most BARS rows, evenly over the order, always with the first, the last and the reader's own."""
    places = sorted({round(i * (len(rows) - 1) / (BARS - 1)) for i in range(BARS)}) if len(rows) > BARS else range(len(rows))
    kept = {rows[place][0] for place in places} | {picked}
    return [row for row in rows if row[0] in kept]


def _short(label: str) -> str:
    """A model's label without its seller where the name is long."""
    name, _, seller = label.rpartition(" (")
    return f"{name} · {seller[:-1]}" if len(label) <= 40 else name


def _said(frame: pd.DataFrame) -> str:
    return "; ".join(f"{row.label} {row.text}" for row in frame.itertuples())


def _bars(frame: pd.DataFrame, width: int) -> dict[str, Any]:
    ticks = round_steps(float(frame["cost"].max()), 3 if narrow(width) else 6)
    y = alt.Y(
        "label:N",
        sort=alt.EncodingSortField("order"),
        axis=alt.Axis(title=None, labelLimit=150 if narrow(width) else 280, domain=False, ticks=False),
    )
    x = alt.X("cost:Q", **plain_axis(ticks, "USD a month", dollars=True))
    bars = (
        alt.Chart(frame)
        .mark_bar(height=12, color=CALL)
        .encode(x=x, y=y, opacity=alt.condition("datum.own", alt.value(1), alt.value(0.55)))
    )
    text = alt.Chart(frame).mark_text(align="left", dx=5, fontSize=12, color=MUTED).encode(x=x, y=y, text="text:N")
    label_room = 150 if narrow(width) else 250
    spec = finish(alt.layer(bars, text), width - label_room + 40, ONE_ROW * len(frame), right=60)
    return spec


def _bar_table(frame: pd.DataFrame) -> Table:
    columns = (Column("label", "Model"), Column("cost", "API bill", "USD a month", numeric=True))
    rows = tuple(Row(str(i), (Cell(r.label), Cell(r.text, repr(float(r.cost))))) for i, r in enumerate(frame.itertuples()))
    return Table("api-bill-bars", "The bars as figures", columns, rows)


def _curve(frame: pd.DataFrame, y_name: str, own: float, title: str, width: int) -> dict[str, Any]:
    shown = frame.assign(y=frame[y_name])
    every = 2 if narrow(width) else 1
    x = log_axis(float(shown["volume"].iloc[0]), float(shown["volume"].iloc[-1]), "requests a month", every=every)
    y = log_axis(float(shown["y"].min()), float(shown["y"].max()), title, dollars=True)
    line = alt.Chart(shown).mark_line(color=RENT, strokeWidth=2.5).encode(x=alt.X("volume:Q", **x), y=alt.Y("y:Q", **y))
    at = shown.iloc[[int(np.abs(shown["volume"] - own).argmin())]].assign(volume=own, label="today")
    point = alt.Chart(at).mark_point(filled=True, size=80, color=RENT).encode(x=alt.X("volume:Q", **x), y=alt.Y("y:Q", **y))
    name = (
        alt.Chart(at)
        .mark_text(align="left", dx=9, dy=-9, fontWeight="bold", color=RENT)
        .encode(x=alt.X("volume:Q", **x), y=alt.Y("y:Q", **y), text="label:N")
    )
    return finish(alt.layer(line, point, name), width, 240 if narrow(width) else 300)


def _two_lines(frame: pd.DataFrame, first: float, width: int) -> dict[str, Any]:
    parts = [
        frame.assign(cost=frame[name], label=label, color=color)[["volume", "cost", "label", "color"]]
        for name, label, color in (("call", "API", CALL), ("rent", "Rent", RENT))
    ]
    long = pd.concat(parts)
    x = log_axis(
        float(frame["volume"].iloc[0]), float(frame["volume"].iloc[-1]), "requests a month", every=2 if narrow(width) else 1
    )
    y = log_axis(
        max(float(long["cost"].min()), 1.0),
        float(long["cost"].max()),
        "USD a month",
        dollars=True,
        every=2 if narrow(width) else 1,
    )
    lines = [
        alt.Chart(part)
        .mark_line(color=color, strokeWidth=2.5, strokeDash=DASHES[color], clip=True)
        .encode(x=alt.X("volume:Q", **x), y=alt.Y("cost:Q", **y))
        for part, color in zip(parts, (CALL, RENT), strict=True)
    ]
    layers = [*lines, end_labels(long, "volume", "cost", x, y)]
    if np.isfinite(first) and frame["volume"].iloc[0] < first < frame["volume"].iloc[-1]:
        rule = alt.Chart(pd.DataFrame({"volume": [first], "label": ["can pay from here"]}))
        layers.append(rule.mark_rule(color=MUTED, strokeDash=[2, 3]).encode(x=alt.X("volume:Q", **x)))
        layers.append(
            rule.mark_text(align="right", dx=-6, color=MUTED, baseline="top").encode(
                x=alt.X("volume:Q", **x), y=alt.value(4), text="label:N"
            )
        )
    return finish(alt.layer(*layers), width, 260 if narrow(width) else 340, right=48)


def _curve_table(id_: str, frame: pd.DataFrame, shown: dict[str, tuple[str, str]]) -> Table:
    """A curve at its decades and thirds of decades: enough to check it by."""
    columns = (
        Column("volume", "Requests", "a month", numeric=True),
        *(Column(k, label, unit, numeric=True) for k, (label, unit) in shown.items()),
    )
    wanted = [scale * 10.0**power for power in range(13) for scale in (1, 2, 5)]
    rows = []
    for volume in wanted:
        if not frame["volume"].iloc[0] <= volume <= frame["volume"].iloc[-1]:
            continue
        near = frame.iloc[int(np.abs(np.log(frame["volume"] / volume)).argmin())]
        cells = [Cell(number_text(float(near["volume"]), "count"), repr(float(near["volume"])))]
        cells += [
            Cell(number_text(float(near[k]), "share" if unit == "%" else "money"), repr(float(near[k])))
            for k, (_, unit) in shown.items()
        ]
        rows.append(Row(str(volume), tuple(cells)))
    return Table(id_, "The curve as figures", columns, tuple(rows))


def _ranges(gaps: list[Gap], labels: dict[str, str], width: int) -> dict[str, Any]:
    rows = [
        {"gpu": labels[gap.gpu], "side": side, "median": median, "low": ends[0], "high": ends[1], "color": color, "dy": dy}
        for gap in gaps
        for side, median, ends, color, dy in (
            ("hyperscalers", gap.hyperscaler, gap.hyperscaler_range, CALL, -6), ("specialized", gap.specialized, gap.specialized_range, RENT, 6))
    ]  # fmt: skip
    frame = pd.DataFrame(rows)
    ticks = round_steps(float(frame["high"].max()), 4 if narrow(width) else 7)
    x = plain_axis(ticks, "USD per GPU-hour", dollars=True)
    layers = []
    for dy, part in frame.groupby("dy"):
        color = str(part["color"].iloc[0])
        base = alt.Chart(part)
        y = alt.Y("gpu:N", sort=[labels[gap.gpu] for gap in gaps], axis=alt.Axis(title=None, domain=False, ticks=False))
        shift = {"yOffset": int(str(dy))}
        layers.append(base.mark_rule(color=color, strokeWidth=2, **shift).encode(x=alt.X("low:Q", **x), x2="high:Q", y=y))
        layers.append(
            base.mark_point(filled=True, size=70, color=color, opacity=1, **shift).encode(x=alt.X("median:Q", **x), y=y)
        )
        name = base.transform_filter(f"datum.gpu == '{labels[gaps[0].gpu]}'")
        layers.append(
            name.mark_text(align="left", dx=8, color=color, fontWeight="bold", **shift).encode(
                x=alt.X("high:Q", **x), y=y, text="side:N"
            )
        )
    return finish(alt.layer(*layers), width - 60, 44 * len(gaps), right=40)
