"""What makers ask for a million output tokens: each model's first price, and every change of it since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import altair as alt
import pandas as pd

from calculators.charts.axes import day_axis, tight_axis, year_of
from calculators.charts.credits import credited, dollars, signed_percent
from calculators.charts.plot import Plot
from calculators.charts.style import INK, LINE, SERIES, Canvas, Text, is_narrow, points, room, rules, words
from calculators.engine.dated import Dated
from calculators.engine.problems import NOT_ON_RECORD, NotOnRecordError
from calculators.engine.table import Cell, Chart, Column, Place, Row, Table
from calculators.records.market import Market
from calculators.records.offer import ApiOffer
from calculators.tables.cells import NONE, PER_MTOKEN, day_cell, number

DOT = 4  # pixels that a mark reaches round its place
FIRST, CUT, RISE = SERIES[5], SERIES[0], SERIES[1]


@dataclass(frozen=True)
class Price:
    """An output price of a model from a day on; `before` is the one that it replaced."""

    offer: ApiOffer
    entry: Dated
    price: float
    before: float | None

    @property
    def change(self) -> float:
        """Its change as a share of the price before."""
        return self.price / self.before - 1 if self.before else 0.0


def api_price_history(market: Market, day: dt.date) -> Chart:
    """First output prices as dots and changes as arrows. Raises NotOnRecordError for a day before the first of them."""
    prices = _prices(market, day)
    if not prices:
        raise NotOnRecordError([f"{NOT_ON_RECORD} of any API; choose a later day"])
    moves = [price for price in prices if price.before]
    cuts, rises = [move for move in moves if move.change < 0], [move for move in moves if move.change > 0]
    subtitle = "USD per million tokens of output, log scale: each model's first price and every change on record"
    said = "; ".join(f"{_named(move)} in {move.entry.since:%B %Y}" for move in moves)
    described = f"{len(prices) - len(moves)} first prices. {said}"
    sources, note = credited(price.entry.source for price in prices)
    return Chart(
        "api-price-history", _finding(len(cuts), len(rises)), subtitle, described, partial(_draw, prices, cuts, rises),
        _table(prices), sources, note, "xy", told=5, places=partial(_places, prices),
    )  # fmt: skip


def _finding(cuts: int, rises: int) -> str:
    """How often prices went either way."""
    if not cuts and not rises:
        return "No maker has changed the output price of a model"
    return f"Makers cut an output price {_times(cuts)} and raised one {_times(rises)}"


def _times(number: int) -> str:
    return "not once" if number == 0 else "once" if number == 1 else f"{number} times"


def _prices(market: Market, day: dt.date) -> list[Price]:
    """First prices and changes of the output price by a day; an entry that repeats it, or moves other prices, is neither."""
    found = []
    for offer in market.api.values():
        before = None
        for entry in offer.history.until(day) if offer.seller.kind == "maker" else ():
            price = entry.values["output_price"]
            if price != before:
                found.append(Price(offer, entry, price, before))
            before = price
    return sorted(found, key=lambda price: (price.entry.since, price.offer.id))


def _named(move: Price) -> str:
    ends = f"{dollars(move.before or 0)} to {dollars(move.price)}"
    return f"{move.offer.seller.name} {move.offer.label}: {ends}"


def _draw(prices: Sequence[Price], cuts: Sequence[Price], rises: Sequence[Price], width: int) -> dict[str, Any]:
    plot = _plot(prices, width)
    canvas, firsts = plot.canvas, [price for price in prices if not price.before]
    series = _series(prices)
    layers = [_dots(plot, name, [price for price in firsts if price.offer.seller.id == id_]) for id_, name in series.items()]
    for moves, color, shape in ((cuts, CUT, "triangle-down"), (rises, RISE, "triangle-up")):
        for id_, name in series.items():
            ends = [_ends(move, plot) for move in moves if move.offer.seller.id == id_]
            if ends:
                arrows = [rules(ends, color, strokeWidth=1.5), points([end[2:] for end in ends], color, shape)]
                layers += [arrow.properties(name=f"{name}_{shape[9:]}{part}") for part, arrow in enumerate(arrows)]
    labels = [*_key(canvas.left, len(firsts), len(cuts), len(rises)), *_largest(cuts, prices, plot)]
    return canvas.spec(*layers, *words(labels))


def _plot(prices: Sequence[Price], width: int) -> Plot:
    canvas = Canvas(width, 300 if is_narrow(width) else 380, 54, 14, top=38)
    asked = [price.price for price in prices]
    days = day_axis(prices[0].entry.since, prices[-1].entry.since)
    return Plot(canvas, days, tight_axis(min(asked), max(asked), dollars=True))


def _places(prices: Sequence[Price], width: int) -> list[Place]:
    plot = _plot(prices, width)
    return [Place(plot.across(year_of(price.entry.since)), (plot.down(price.price),)) for price in prices]


def _series(prices: Sequence[Price]) -> dict[str, str]:
    """The layers of each maker, so that a reader can pick one out."""
    return {id_: f"s{number}" for number, id_ in enumerate(dict.fromkeys(price.offer.seller.id for price in prices))}


def _dots(plot: Plot, name: str, firsts: Sequence[Price]) -> alt.Chart:
    rows = [(year_of(price.entry.since), price.price) for price in firsts]
    dots = alt.Chart(pd.DataFrame(rows, columns=["year", "price"]), name=name).mark_circle(color=FIRST, size=22, opacity=1)
    chart: alt.Chart = dots.encode(x=plot.x.x("year"), y=plot.y.y("price"))
    return chart


def _ends(move: Price, plot: Plot) -> tuple[float, float, float, float]:
    """An arrow from the price before to the price after, in pixels."""
    at = plot.across(year_of(move.entry.since))
    return at, plot.down(move.before or 0), at, plot.down(move.price)


def _key(left: float, firsts: int, cuts: int, rises: int) -> list[Text]:
    """The three kinds of mark with their number, above the plot."""
    kinds = ((f"● {firsts} first prices", FIRST), (f"▼ {cuts} cuts", CUT), (f"▲ {rises} rises", RISE))
    labels, at = [], -left
    for text, color in kinds:
        labels.append(Text(at, -24, text, color, bold=True))
        at += room([text], bold=True)
    return labels


def _largest(cuts: Sequence[Price], prices: Sequence[Price], plot: Plot) -> list[Text]:
    """Words beside the cut of the most dollars, where they hide the fewest other marks."""
    if not cuts:
        return []
    move = min(cuts, key=lambda move: move.price - (move.before or 0))
    at, before, _, after = _ends(move, plot)
    marks = [plot.at(year_of(price.entry.since), price.price) for price in prices if price is not move]
    places = [
        Text(at + side * 8, y, text, INK, "left" if side > 0 else "right")
        for text in (_named(move), _named(move).replace(": ", "\n"))
        for side in (1, -1)
        for y in range(int(before) - LINE, int(after) + LINE, 4)
    ]
    return [min(places, key=lambda text: _hidden(text, marks, plot.canvas))]


def _hidden(text: Text, marks: Sequence[tuple[float, float]], canvas: Canvas) -> int:
    """How many marks a text would hide; all of them where it would leave the plot."""
    wide, tall = room([text.text]), LINE * (text.text.count("\n") + 1)
    left = text.x if text.align == "left" else text.x - wide
    if left < 0 or left + wide > canvas.plot + canvas.right or not tall / 2 <= text.y <= canvas.height - tall / 2:
        return len(marks)
    return sum(-DOT <= x - left <= wide + DOT and abs(y - text.y) <= tall / 2 + DOT for x, y in marks)


def _table(prices: Sequence[Price]) -> Table:
    columns = (
        Column("model", "Model"), Column("seller", "Seller"), Column("since", "Since"),
        Column("price", "Output price", PER_MTOKEN, numeric=True), Column("change", "Change", "%", numeric=True),
    )  # fmt: skip
    series = _series(prices)
    rows = tuple(
        Row(f"{price.offer.id}-{price.entry.since}", series=series[price.offer.seller.id], cells=(
            Cell(price.offer.label), Cell(price.offer.seller.name), day_cell(price.entry.since), number(price.price, "price"),
            Cell(signed_percent(price.change), repr(price.change)) if price.before else NONE,
        ))
        for price in prices
    )  # fmt: skip
    note = "Output prices of makers' own models; a day may be that of a first sighting."
    return Table("api-price-dots", "The dots and arrows as figures", columns, rows, filter=True, note=note)
