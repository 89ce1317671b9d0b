"""Then and now: prices and verdicts of the article's day beside those of the guide's."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping

from calculators.charts.credits import signed_percent
from calculators.engine.dated import History
from calculators.engine.points import Point
from calculators.engine.problems import NOT_ON_RECORD
from calculators.engine.table import Cell, Column, Row, Table
from calculators.gpu_offers import offer_label
from calculators.records.market import Market
from calculators.tables.cells import NONE, number, source_cell
from calculators.timeline import MAKER, RIVALS, Ask, pairs_of, rival_of

ARTICLE = dt.date(2023, 8, 17)  # the day of the article that this guide grew from
UNITS = (  # what the article names of GPUs for hire, and what of the same kind is on record
    "aws/p4d.24xlarge", "aws/p5.48xlarge", "azure/nd96isr-h100-v5", "gcp/a2-highgpu-1g", "gcp/a2-highgpu-1g/spot",
    "coreweave/hgx-a100", "coreweave/hgx-h100", "lambda/gpu-8x-a100-80gb-sxm4", "lambda/gpu-8x-h100-sxm5",
    "together/cluster-h100",
)  # fmt: skip
MODELS = ("openai/gpt-4", "openai/gpt-3.5-turbo", "anthropic/claude-2", "deepinfra/llama-2-70b")
GONE = "no longer sold"
UNKNOWN = repr(math.nan)  # sorts apart from all figures
FIRST = "breakeven_first"
PER_MONTH = "USD a month"


def then_prices(market: Market, day: dt.date) -> Table:
    """Each price that the article names, and those of the same kind that are on record."""
    columns = (
        Column("what", "Price"), Column("then", f"{ARTICLE.day} {ARTICLE:%B %Y}", "USD", numeric=True),
        Column("now", f"{day.day} {day:%B %Y}", "USD", numeric=True), Column("change", "Change", "%", numeric=True),
        Column("source_then", "Source then"), Column("source_now", "Source now"),
    )  # fmt: skip
    units = [_row(offer_label(market.gpu[id_], market), "hour", id_, market.gpu[id_].history, "unit_price", day)
             for id_ in UNITS]  # fmt: skip
    kinds = (("input_price", "million input tokens"), ("output_price", "million output tokens"))
    models = [
        _row(f"{market.api[id_].label}, {market.api[id_].seller.name}", per, f"{id_}-{key}", market.api[id_].history, key, day)
        for id_ in MODELS for key, per in kinds
    ]  # fmt: skip
    best = [_successor(market, day, key, per) for key, per in kinds]
    return Table("then-prices", "Prices on the article’s day and now", columns, (*units, *models, *best))


def _row(label: str, per: str, id_: str, history: History, key: str, day: dt.date) -> Row:
    return _compared(label, per, id_, (history, ARTICLE), (history, day), key)


def _successor(market: Market, day: dt.date, key: str, per: str) -> Row:
    """A maker's well-known model of its time: another model now than then."""
    then, now = (market.api[rival_of(market, each, MAKER)] for each in (ARTICLE, day))
    label = f"A maker’s well-known model of its time: {then.label}, now {now.label}"
    return _compared(label, per, f"well-known-{key}", (then.history, ARTICLE), (now.history, day), key)


def _compared(
    label: str, per: str, id_: str, then: tuple[History, dt.date], now: tuple[History, dt.date], key: str
) -> Row:  # fmt: skip
    entries = [history.on(day) for history, day in (then, now)]
    prices = [entry.values.get(key) if entry else None for entry in entries]
    cells = [_price(price, history, day) for price, (history, day) in zip(prices, (then, now), strict=True)]
    before, after = prices
    moved = after / before - 1 if before and after else None
    change = NONE if moved is None else Cell(signed_percent(moved), repr(moved))
    sources = [source_cell(entry.source) if entry else NONE for entry in entries]
    return Row(id_.replace("/", "-"), (Cell(label, note=f"per {per}"), *cells, change, *sources))


def _price(price: float | None, history: History, day: dt.date) -> Cell:
    if price is not None:
        return number(price, "price")
    return Cell(GONE if history.until(day) else NOT_ON_RECORD, UNKNOWN)


def then_verdicts(market: Market, ask: Ask, labels: Mapping[str, str], ways: Mapping[str, str], day: dt.date) -> Table:
    """The cheapest way and its cost for each preset and rival, then and now."""
    days = (ARTICLE, day)
    keys = [(preset, rival) for preset in labels for rival in RIVALS]
    found = iter(ask("decide", [(each, pairs_of(market, each, *key)) for key in keys for each in days]))
    figures = (("best", "Cheapest", ""), ("cost", "It costs", PER_MONTH))
    columns = [Column("workload", "Workload")]
    for each in days:
        columns += [Column(f"{key}_{each.year}", f"{head}, {each.year}", unit, numeric=bool(unit)) for key, head, unit in figures]
    rows = []
    for preset, rival in keys:
        cells = (cell for _ in days for cell in _verdict(next(found), ways))
        rows.append(Row(f"{preset}-{rival}", (_named(preset, rival, labels), *cells)))
    return Table("then-verdicts", "Verdicts on the article’s day and now", tuple(columns), tuple(rows))


def _named(preset: str, rival: str, labels: Mapping[str, str]) -> Cell:
    """A workload with the rival beneath."""
    return Cell(labels[preset], note=f"or call {RIVALS[rival]}")


def _verdict(point: Point, ways: Mapping[str, str]) -> tuple[Cell, Cell]:
    if point.notes:
        return Cell(NOT_ON_RECORD.capitalize(), title=". ".join(point.notes)), NONE
    if not point.best:
        return Cell("No way is left"), NONE
    return Cell(ways[point.best].capitalize()), number(point.values["least_cost"], "money")


def then_break_evens(
    market: Market, ask: Ask, workloads: Mapping[str, Mapping[str, float]], labels: Mapping[str, str], day: dt.date
) -> Table:
    """From how many requests a month renting pays, for each preset's kind of request and each rival, then and now.

    workloads: inputs of the break-even by preset.
    """
    days = (ARTICLE, day)
    keys = [(preset, rival) for preset in labels for rival in RIVALS]
    asked = [
        (each, {"call.offer": rival_of(market, each, rival)} | {name: repr(value) for name, value in workloads[preset].items()})
        for preset, rival in keys
        for each in days
    ]
    found = iter(ask("break_even", asked, (FIRST,)))
    columns = [Column("workload", "Requests as of")]
    columns += [Column(f"in_{each.year}", f"{each.day} {each:%B %Y}", "requests a month", numeric=True) for each in days]
    rows = []
    for preset, rival in keys:
        cells = (_volume(next(found)) for _ in days)
        rows.append(Row(f"{preset}-{rival}", (_named(preset, rival, labels), *cells)))
    caption = "Where renting starts to pay, on the article’s day and now"
    return Table("then-break-evens", caption, tuple(columns), tuple(rows))


def _volume(point: Point) -> Cell:
    if point.notes:
        return Cell(NOT_ON_RECORD, UNKNOWN, title=". ".join(point.notes))
    volume = point.values[FIRST]
    return number(volume, "count") if volume < math.inf else Cell("none in reach", repr(math.inf))
