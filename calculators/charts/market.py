"""Every chart of the market by the name that pages ask for it by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from calculators.charts.api_history import api_price_history
from calculators.charts.gpu_history import gpu_price_history
from calculators.charts.gpu_moves import gpu_price_moves
from calculators.charts.reserved import reserved_spread
from calculators.charts.token_history import token_price_history
from calculators.engine.table import Chart
from calculators.records.market import Market

MAKERS: dict[str, Callable[[Market, dt.date], Chart]] = {
    "gpu_price_history": gpu_price_history, "api_price_history": api_price_history, "reserved_spread": reserved_spread,
    "token_price_history": token_price_history, "gpu_price_moves": gpu_price_moves,
}  # fmt: skip


def market_charts(market: Market, day: dt.date) -> dict[str, Callable[[], Chart]]:
    """Each chart's maker by its name, for one day."""
    return {name: partial(maker, market, day) for name, maker in MAKERS.items()}
