"""The charts of each calculator by its name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from calculators.charts.atlas import decide_atlas
from calculators.charts.bill import api_bill
from calculators.charts.break_even import break_even
from calculators.charts.fleet import rented_fleet
from calculators.charts.four_ways import decide
from calculators.charts.months import decide_months
from calculators.charts.seller_gap import specialized_clouds
from calculators.charts.swings import decide_swings
from calculators.charts.voice import Voice
from calculators.engine.calculator import Answer
from calculators.engine.quantity import Quantities
from calculators.engine.table import Chart
from calculators.records.market import Market


def answer_charts(
    market: Market, day: dt.date, quantities: Quantities, voice: Voice
) -> dict[str, tuple[Callable[[Answer], Chart | None], ...]]:
    """What draws each calculator's answer, for one day, in the order of the page."""
    return {
        "api_bill": (partial(api_bill, market, day, quantities),), "rented_fleet": (partial(rented_fleet, voice),),
        "break_even": (partial(break_even, voice),),
        "specialized_clouds": (partial(specialized_clouds, market, day),),
        "decide": (
            *(partial(draw, voice) for draw in (decide, decide_months, decide_swings)),
            partial(decide_atlas, voice, quantities, day),
        ),
    }  # fmt: skip
