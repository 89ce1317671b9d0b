"""Every data set of the market by its name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from calculators.datasets.api import api_prices, api_prices_long
from calculators.datasets.gpu import gpu_prices
from calculators.datasets.sources import sources
from calculators.engine.dataset import Dataset
from calculators.records.market import Market


def market_datasets(market: Market, day: dt.date) -> dict[str, Callable[[], Dataset]]:
    """Each data set's maker by its name, as one day sees the prices."""
    return {
        "api-prices": partial(api_prices, market, day), "api-prices-long": partial(api_prices_long, market, day),
        "gpu-prices": partial(gpu_prices, market, day), "sources": partial(sources, market),
    }  # fmt: skip
