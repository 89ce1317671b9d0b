"""Charts of the market: prices then and now, and what commitments and spot are worth."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import altair as alt
import pandas as pd

from calculators.chart_style import CALL, HYBRID, MUTED, OWN, RENT, SERIES, end_labels, finish, log_axis, narrow, plain_axis
from calculators.engine.numbers import number_text
from calculators.engine.table import Cell, Chart, Column, Row, Table
from calculators.engine.ticks import round_steps
from calculators.records.market import Market

GPU_LINES = (
    ("aws/p4d.24xlarge", "AWS A100"), ("aws/p5.48xlarge", "AWS H100"), ("aws/p5en.48xlarge", "AWS H200"),
    ("azure/nd96isr-h100-v5", "Azure H100"), ("gcp/a3-highgpu-8g/spot", "GCP H100 spot"),
)  # fmt: skip
TIER_COLORS = {"frontier": CALL, "small": RENT, "open": OWN, "old": MUTED}
TIER_WORDS = {"frontier": "frontier", "small": "small", "open": "open weights, hosted", "old": "superseded"}


@dataclass(frozen=True)
class MarketCharts:
    """Charts of what is sold, for one day."""

    market: Market
    day: dt.date

    def all(self) -> dict[str, Callable[[], Chart]]:
        """Each chart's maker by its name."""
        return {
            "gpu_price_history": self.gpu_price_history, "api_price_history": self.api_price_history,
            "reserved_spread": self.reserved_spread,
        }  # fmt: skip

    def gpu_price_history(self) -> Chart:
        """List and spot prices of five well-known units, as steps."""
        frame = self._gpu_steps()
        spot = self.market.gpu["gcp/a3-highgpu-8g/spot"].history.until(self.day)
        low = min(spot, key=lambda entry: entry.values["unit_price"])
        rise = spot[-1].values["unit_price"] / low.values["unit_price"] - 1 if spot else 0.0
        title = f"AWS list prices fell once, in June 2025; GCP's H100 spot price has risen {number_text(rise, 'share')} since {low.since:%B %Y}"
        columns = (Column("unit", "Unit"), Column("day", "Since"), Column("price", "Price", "USD per GPU-hour", numeric=True))
        rows = tuple(
            Row(
                f"{r.label}-{r.day}",
                (Cell(str(r.label)), Cell(f"{r.day:%Y-%m-%d}"), Cell(number_text(r.price, "price"), repr(r.price))),
            )
            for r in frame[frame["known"]].itertuples()
        )
        table = Table("gpu-price-steps", "The steps as figures", columns, rows)
        ids = {entry.source.id for id_, _ in GPU_LINES for entry in self.market.gpu[id_].history.until(self.day)}
        described = "; ".join(
            f"{r.label} {number_text(r.price, 'price')} from {r.day:%Y-%m}" for r in frame[frame["known"]].itertuples()
        )
        return Chart(
            "gpu-price-history",
            title,
            "Price per GPU-hour, USD, list or spot, since first seen",
            described,
            partial(_steps, frame),
            table,
            sorted(ids),
        )

    def _gpu_steps(self) -> pd.DataFrame:
        rows = []
        for (id_, label), color in zip(GPU_LINES, SERIES, strict=False):
            offer = self.market.gpu[id_]
            held = offer.history.until(self.day)
            rows += [(label, color, pd.Timestamp(entry.since), offer.gpu_price(entry), True) for entry in held]
            if held:
                rows.append((label, color, pd.Timestamp(self.day), offer.gpu_price(held[-1]), False))
        return pd.DataFrame(rows, columns=["label", "color", "day", "price", "known"])

    def api_price_history(self) -> Chart:
        """Output price of every model at each of its dates."""
        rows = [
            (offer.label, offer.tier, pd.Timestamp(entry.since), entry.values["output_price"], TIER_COLORS[offer.tier])
            for offer in self.market.api.values()
            for entry in offer.history.until(self.day)
        ]
        frame = pd.DataFrame(rows, columns=["model", "tier", "day", "price", "color"]).sort_values(["day", "price"])
        current = [entry.values["output_price"] for offer in self.market.api.values() if (entry := offer.sold_on(self.day))]
        times = number_text(max(current) / min(current), "count")
        title = f"The dearest model on sale asks {times} times the cheapest for its output"
        columns = (
            Column("model", "Model"),
            Column("tier", "Kind"),
            Column("day", "Since"),
            Column("price", "Output price", "USD per million tokens", numeric=True),
        )
        cells = (
            Row(
                f"{r.model}-{i}",
                (
                    Cell(str(r.model)),
                    Cell(TIER_WORDS[str(r.tier)]),
                    Cell(f"{r.day:%Y-%m-%d}"),
                    Cell(number_text(r.price, "price"), repr(r.price)),
                ),
            )
            for i, r in enumerate(frame.itertuples())
        )
        table = Table("api-price-dots", "The dots as figures", columns, tuple(cells), filter=True)
        described = "Output prices from March 2023 on: one dot for each price of each model, on a log scale."
        return Chart(
            "api-price-history",
            title,
            "Output price, USD per million tokens; one dot for each price of each model",
            described,
            partial(_dots, frame),
            table,
        )

    def reserved_spread(self) -> Chart:
        """The share of the hours above which each reservation pays."""
        rows = []
        for offer in self.market.gpu.values():
            listed = self.market.gpu.get(offer.id.removesuffix(f"/{offer.billing}"))
            entry, base = offer.history.on(self.day), listed and listed.history.on(self.day)
            if offer.billing.startswith("reserved") and listed and entry and base:
                years = offer.billing.removeprefix("reserved_").removesuffix("y")
                gpu = self.market.hardware[offer.gpu].label
                rows.append(
                    (
                        f"{gpu}, {offer.seller.name}, {years} y",
                        offer.gpu_price(entry) / listed.gpu_price(base),
                        RENT if years == "1" else HYBRID,
                    )
                )
        frame = (
            pd.DataFrame(rows, columns=["label", "ratio", "color"]).sort_values("ratio", kind="stable").drop_duplicates("label")
        )
        frame["text"] = [number_text(ratio, "share") for ratio in frame["ratio"]]
        low, high = (number_text(end, "share") for end in (frame["ratio"].min(), frame["ratio"].max()))
        title = f"A commitment pays once GPUs are needed for {low} to {high} of the hours"
        described = "; ".join(f"{r.label} {r.text}" for r in frame.itertuples())
        return Chart(
            "reserved-spread-chart",
            title,
            "Reserved price over on-demand price of the same unit",
            described,
            partial(_ratio_bars, frame),
        )


def _steps(frame: pd.DataFrame, width: int) -> dict[str, Any]:
    ticks = round_steps(float(frame["price"].max()), 5)
    y = plain_axis(ticks, "USD per GPU-hour", dollars=True)
    days = [frame["day"].min(), frame["day"].max()]
    x = {
        "scale": alt.Scale(domain=[f"{day:%Y-%m-%d}" for day in days], nice=False),
        "axis": alt.Axis(format="%Y", tickCount="year", title=None, grid=False),
    }
    line = alt.Chart(frame).mark_line(interpolate="step-after", strokeWidth=2.5)
    lines = line.encode(x=alt.X("day:T", **x), y=alt.Y("price:Q", **y), color=alt.Color("color:N", scale=None), detail="label:N")
    return finish(
        alt.layer(lines, end_labels(_apart(frame, ticks[-1]), "day", "price", x, y)),
        width,
        300 if narrow(width) else 360,
        right=112,
    )


def _apart(frame: pd.DataFrame, top: float) -> pd.DataFrame:
    """The last points, moved apart so that their labels do not touch."""
    last = frame.groupby("label", sort=False).tail(1).sort_values("price").copy()
    room, floor = top / 17, -1.0
    for index, price in last["price"].items():
        floor = max(float(price), floor + room)
        last.loc[index, "price"] = floor
    return last


def _dots(frame: pd.DataFrame, width: int) -> dict[str, Any]:
    y = log_axis(float(frame["price"].min()), float(frame["price"].max()), "USD per million tokens of output", dollars=True)
    x = {
        "scale": alt.Scale(
            nice=False, domain=[f"{frame['day'].min():%Y-%m-%d}", f"{frame['day'].max() + pd.Timedelta(days=45):%Y-%m-%d}"]
        ),
        "axis": alt.Axis(format="%Y", tickCount="year", title=None, grid=False),
    }
    dots = (
        alt.Chart(frame)
        .mark_point(filled=True, size=36, opacity=0.75)
        .encode(x=alt.X("day:T", **x), y=alt.Y("price:Q", **y), color=alt.Color("color:N", scale=None))
    )
    keys = pd.DataFrame(
        {"word": list(TIER_WORDS.values()), "color": [TIER_COLORS[tier] for tier in TIER_WORDS], "row": range(len(TIER_WORDS))}
    )
    legend = [
        alt.Chart(keys.iloc[[i]])
        .mark_text(align="left", fontWeight="bold", fontSize=13, color=str(keys["color"][i]))
        .encode(x=alt.value(8), y=alt.value(8 + 18 * i), text="word:N")
        for i in range(0)
    ]
    return finish(alt.layer(dots, *legend), width, 300 if narrow(width) else 380)


def _ratio_bars(frame: pd.DataFrame, width: int) -> dict[str, Any]:
    x = alt.X(
        "ratio:Q",
        scale=alt.Scale(domain=[0, 1]),
        axis=alt.Axis(values=[0, 0.25, 0.5, 0.75, 1], format=".0%", title="of the on-demand price"),
    )
    y = alt.Y(
        "label:N",
        sort=alt.EncodingSortField("ratio"),
        axis=alt.Axis(title=None, labelLimit=170 if narrow(width) else 300, domain=False, ticks=False),
    )
    bars = alt.Chart(frame).mark_bar(height=12).encode(x=x, y=y, color=alt.Color("color:N", scale=None))
    text = alt.Chart(frame).mark_text(align="left", dx=5, fontSize=12, color=MUTED).encode(x=x, y=y, text="text:N")
    return finish(alt.layer(bars, text), width - (130 if narrow(width) else 220), 28 * len(frame), right=30)
