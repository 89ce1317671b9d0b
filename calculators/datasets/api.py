"""API prices with their whole history: a row for each entry, or a row for each price of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from math import isfinite

from calculators.datasets.held import PROVENANCE, SPAN, Held, Taken, held, named
from calculators.engine.dataset import DataColumn, Dataset, Value, filled
from calculators.records.market import Market
from calculators.records.offer import API_KEYS, API_KINDS, TIERS, ApiOffer
from calculators.tables.cells import PER_MTOKEN

LIMIT = "long_context_from"  # a number of tokens among the prices
KINDS = tuple(key for key in API_KEYS if key != LIMIT)
PRICES = {
    "input_price": "Tokens that the model reads",
    "cached_price": "Tokens read again from the seller’s cache",
    "cache_write_price": "Tokens written into the seller’s cache",
    "output_price": "Tokens that the model writes, reasoning included",
    "batch_input_price": "Tokens read by requests that may wait",
    "batch_output_price": "Tokens written for requests that may wait",
    LIMIT: "Tokens of input above which the prices for long requests hold",
    "long_input_price": "Tokens read by long requests",
    "long_cached_price": "Tokens that long requests read from the cache",
    "long_output_price": "Tokens written for long requests",
    "peak_input_price": "Tokens read in the seller’s peak hours",
    "peak_cached_price": "Tokens read from the cache in peak hours",
    "peak_output_price": "Tokens written in peak hours",
}
TRUST = ("source_id", "confidence")  # of the provenance what the long form repeats
Row = Held[ApiOffer]


def api_prices(market: Market, day: dt.date) -> Dataset:
    """A row for each entry, with a column for each price."""
    columns = (*named(API_KINDS), *_MODEL, *SPAN, *(_price(key) for key in API_KEYS), *PROVENANCE)
    return filled(
        "api-prices", "API prices, one row per entry",
        "Every price on record of a model behind an API, with a column for each kind of token. An empty price is one that the"
        " seller does not ask or that was not read.",
        columns, held(market.api, day), "since",
    )  # fmt: skip


def api_prices_long(market: Market, day: dt.date) -> Dataset:
    """A row for each price of each entry."""
    pairs = [(each, key) for each in held(market.api, day) for key in KINDS if key in each.entry.values]
    columns = [(column, _of_row(take)) for column, take in (*named(API_KINDS), *_MODEL[:2], *SPAN)]
    columns += [
        (DataColumn("price_kind", "string", "Which price, by the name of its column in api-prices.csv", values=KINDS),
         lambda pair: pair[1]),
        (DataColumn("price", "number", "The price", PER_MTOKEN), lambda pair: pair[0].entry.values[pair[1]]),
        *((column, _of_row(take)) for column, take in PROVENANCE if column.key in TRUST),
    ]  # fmt: skip
    return filled(
        "api-prices-long", "API prices, one row per price",
        "The same prices in long form, for grouping and drawing: one price a row, and its kind beside it. For the rest of what is"
        " known of an entry join it to api-prices by offer_id and since.",
        columns, pairs, "since",
    )  # fmt: skip


_MODEL: tuple[Taken, ...] = (
    (DataColumn("tier", "string", "How the guide sorts it now; old: superseded", values=TIERS), lambda held: held.offer.tier),
    (DataColumn("model_id", "string", "The open weights behind it, the same for every seller of them", optional=True),
     lambda held: held.offer.model or None),
    (DataColumn("context", "integer", "The longest request that it takes", "tokens", optional=True),
     lambda held: int(held.offer.context) if isfinite(held.offer.context) else None),
    (DataColumn("peak_hours", "string", "When the seller’s peak prices hold", optional=True),
     lambda held: held.offer.peak_hours or None),
)  # fmt: skip


def _price(key: str) -> Taken:
    """The column of a value of an entry."""
    if key == LIMIT:
        return DataColumn(key, "integer", PRICES[key], "tokens", optional=True), lambda held: _whole(held.entry.values.get(key))
    return DataColumn(key, "number", PRICES[key], PER_MTOKEN, optional=True), lambda held: held.entry.values.get(key)


def _whole(value: float | None) -> int | None:
    return None if value is None else int(value)


def _of_row(take: Callable[[Row], Value]) -> Callable[[tuple[Row, str]], Value]:
    return lambda pair: take(pair[0])
