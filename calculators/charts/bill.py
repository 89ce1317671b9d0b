"""The same month's bill on models that a reader would weigh: newest frontier and small ones, open weights where cheapest."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from calculators.bundles import TIER_GROUPS
from calculators.charts.bars import Bar, bar_places, draw_bars
from calculators.charts.credits import ELSEWHERE
from calculators.charts.fleet import drawn_for
from calculators.charts.style import CALL
from calculators.engine.calculator import Answer, sweep
from calculators.engine.numbers import number_text
from calculators.engine.quantity import Quantities
from calculators.engine.table import Cell, Chart, Column, Row, Table
from calculators.records.market import Market
from calculators.records.offer import ApiOffer
from calculators.tables.cells import number

COST = "call.usage_cost"
SHOWN = {"frontier": 7, "small": 5, "open": 6}  # bars of each kind
OF_ONE_SELLER = 2
LONGEST = 34  # characters of a name beside a bar; a longer one is shown without its seller


@dataclass(frozen=True)
class Bill:
    """What a month costs on one offer."""

    offer: ApiOffer
    cost: float


def api_bill(market: Market, day: dt.date, quantities: Quantities, answer: Answer) -> Chart:
    """What the same month costs on a spread of models."""
    bills = [Bill(market.api[id_], found[COST]) for id_, found in sweep(answer.calculator, quantities, day, answer)]
    current = [bill for bill in bills if bill.offer.tier in SHOWN] or bills
    picked = answer.resolved.picked["call.offer"].id
    kept = {bill.offer.id for bill in (*chosen(current), current[0], current[-1])} | {picked}
    shown = sorted((bill for bill in bills if bill.offer.id in kept), key=lambda bill: list(TIER_GROUPS).index(bill.offer.tier))
    bars = [
        Bar(TIER_GROUPS[bill.offer.tier], _name(bill.offer), bill.cost, number_text(bill.cost, "money"), bill.offer.id == picked)
        for bill in shown
    ]
    described = "; ".join(f"{bar.label} {bar.text}" for bar in bars)
    return Chart(
        "api-bill-chart", _finding(current[0], current[-1]), _measured(answer, len(bars), len(current)), described,
        partial(draw_bars, bars, CALL, None), _table(bars), note=f"{drawn_for(answer)} {ELSEWHERE}",
        reading="y", places=partial(bar_places, bars, None),
    )  # fmt: skip


def chosen(bills: list[Bill]) -> list[Bill]:
    """Of each kind as many as SHOWN: the newest of makers' models, and the open models that most sellers serve."""
    newest = sorted((bill for bill in bills if bill.offer.tier != "open"), key=lambda bill: bill.offer.history.entries[0].since)
    by_tier = {tier: [bill for bill in reversed(newest) if bill.offer.tier == tier] for tier in SHOWN}
    served = Counter(_weights(bill.offer) for bill in bills if bill.offer.tier == "open")
    cheapest: dict[str, Bill] = {}
    for bill in bills:  # they come in rising order of cost
        if bill.offer.tier == "open":
            cheapest.setdefault(_weights(bill.offer), bill)
    by_tier["open"] = [cheapest[weights] for weights, _ in served.most_common()]
    return [bill for tier, most in SHOWN.items() for bill in _spread(by_tier[tier], most)]


def _weights(offer: ApiOffer) -> str:
    return offer.model or offer.label


def _spread(bills: Iterable[Bill], most: int) -> list[Bill]:
    """The first bills, but not too many of one seller."""
    found, sellers = list[Bill](), Counter[str]()
    for bill in bills:
        sellers[bill.offer.seller.id] += 1
        if sellers[bill.offer.seller.id] <= OF_ONE_SELLER and len(found) < most:
            found.append(bill)
    return found


def _name(offer: ApiOffer) -> str:
    full = f"{offer.label} · {offer.seller.name}"
    return full if len(full) <= LONGEST else offer.label


def _finding(least: Bill, most: Bill) -> str:
    """How far the same month's bills lie apart."""
    times = most.cost / least.cost
    if times < 1.1:
        return f"The same month costs about {number_text(most.cost, 'money')} on every model"
    return f"{_said(most.offer)} asks {number_text(times, 'plain')} times as much as {_said(least.offer)} for the same month"


def _said(offer: ApiOffer) -> str:
    return offer.label.partition(" (")[0]


def _measured(answer: Answer, shown: int, of: int) -> str:
    volume = number_text(answer.values["volume"], "count")
    inward, out = (number_text(answer.resolved.values[name], "count") for name in ("input_tokens", "output_tokens"))
    models = f"{shown} of {of} models on sale, superseded ones left out"
    return f"USD for {volume} requests a month, {inward} tokens in and {out} out; {models}"


def _table(bars: list[Bar]) -> Table:
    columns = (Column("label", "Model"), Column("kind", "Kind"), Column("cost", "API bill", "USD a month", numeric=True))
    rows = tuple(
        Row(str(index), (Cell(bar.label), Cell(bar.group), number(bar.value, "money")), mark=bar.own)
        for index, bar in enumerate(bars)
    )
    return Table("api-bill-bars", "The bars as figures", columns, rows)
