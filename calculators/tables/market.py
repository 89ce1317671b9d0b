"""Every table of the market by the name that pages ask for it by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from calculators.engine.table import Table
from calculators.records.market import Market
from calculators.tables import comparisons, measured, price_paths, prices, stand_ins

MAKERS: dict[str, Callable[[Market, dt.date], Table]] = {
    "api_prices": prices.api_prices, "gpu_prices": prices.gpu_prices, "api_history": prices.api_history,
    "gpu_history": prices.gpu_history, "specialized_clouds": comparisons.specialized_clouds, "spot_gap": comparisons.spot_gap,
    "reserved_spread": comparisons.reserved_spread, "hardware": measured.hardware, "models": measured.models,
    "throughput": measured.throughput, "running": measured.running,
    "price_paths": price_paths.price_path_table,
    "stand_ins": stand_ins.stand_ins,
}  # fmt: skip


def market_tables(market: Market, day: dt.date) -> dict[str, Callable[[], Table]]:
    """Each table's maker by its name, for one day."""
    return {name: partial(maker, market, day) for name, maker in MAKERS.items()}
