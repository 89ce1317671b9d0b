"""A model's prices in genai-prices, piece by piece in time, in the words of our records.

There the price of a day is the last of a model's prices whose condition holds: none, a first day, or hours of the day. Batch
prices stand apart, among variants. Above a tier's start, counted in input tokens, every token costs the tier's price.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from calculators.engine.problems import Problems
from calculators.records.offer import API_KEYS

NAMES = {  # ours: theirs. Their cache write is the short one, of five minutes
    "input_price": "input_mtok", "cached_price": "cache_read_mtok", "cache_write_price": "cache_write_mtok",
    "output_price": "output_mtok",
}  # fmt: skip
LONG = {"input_price": "long_input_price", "cached_price": "long_cached_price", "output_price": "long_output_price"}
PEAK = {"input_price": "peak_input_price", "cached_price": "peak_cached_price", "output_price": "peak_output_price"}
BATCH = {"input_price": "batch_input_price", "output_price": "batch_output_price"}
BATCH_ASKED = {"processing": "batch"}
Prices = Mapping[str, Any]


@dataclass(frozen=True)
class Piece:
    """What a model costs from a day on, by our keys. starts: None for the first piece, whose day the table does not say."""

    starts: dt.date | None
    values: Mapping[str, float]


@dataclass(frozen=True)
class Condition:
    """A price with its condition: since a day, at hours, or always."""

    prices: Prices
    since: dt.date = dt.date.min
    hours: bool = False


class UnfitError(Exception):
    """A tariff that our records have no words for. Its text says why."""


def read_tariff(model: Any, place: str, problems: Problems) -> tuple[Piece, ...]:
    """A model's pieces, oldest first. Malformed prices are noted in problems; raises UnfitError where we have no words."""
    if not isinstance(model, Mapping):
        problems.add(place, "not a mapping", "give a model with its prices")
        return ()
    listed = model.get("prices")
    standard = list(_conditions(listed if isinstance(listed, list) else [{"prices": listed}], place, problems))
    variants = model.get("price_variants") or []
    batch = [each for each in variants if isinstance(each, Mapping) and each.get("when") == BATCH_ASKED]
    reduced = list(_conditions(batch, place, problems))
    days = sorted({each.since for each in (*standard, *reduced)} | {dt.date.min})
    if not standard:
        problems.add(place, "no prices", "give prices")
        return ()
    return tuple(
        Piece(None if day == dt.date.min else day, _values(_held(standard, day), _batch(reduced, day), place, problems))
        for day in days
    )


def _conditions(listed: Sequence[Any], place: str, problems: Problems) -> Iterator[Condition]:
    for each in listed:
        prices = each.get("prices") if isinstance(each, Mapping) else None
        condition = (each.get("constraint") if isinstance(each, Mapping) else None) or {}
        if not isinstance(prices, Mapping) or not isinstance(condition, Mapping):
            problems.add(place, "prices are missing or no mapping", "give input_mtok and output_mtok")
            continue
        since = condition.get("start_date", dt.date.min)
        try:
            day = dt.date.fromisoformat(since) if isinstance(since, str) else since
            day = day if isinstance(day, dt.date) else dt.date.fromisoformat(str(day))
        except ValueError:
            problems.add(place, f"start_date is {since}", "give a day such as 2026-01-31")
            continue
        yield Condition(prices, day, "start_time" in condition)


def _held(standard: Sequence[Condition], day: dt.date) -> tuple[Prices, Prices]:
    """The plain prices of a day, and those of its peak hours: empty where all hours cost the same."""
    plain = [number for number, each in enumerate(standard) if not each.hours and each.since <= day]
    chosen = plain[-1] if plain else 0
    peaks = [each.prices for each in standard[chosen + 1 :] if each.hours]
    if any(each != peaks[0] for each in peaks) or (standard[chosen].hours and not plain):
        raise UnfitError("its price has more than two levels over the day")
    return standard[chosen].prices, peaks[0] if peaks else {}


def _batch(reduced: Sequence[Condition], day: dt.date) -> Prices:
    """The batch prices of a day: the first variant that has a key gives it."""
    found: dict[str, Any] = {}
    for each in reduced:
        if each.since <= day:
            found = {**each.prices, **found}
    return found


def _values(held: tuple[Prices, Prices], batch: Prices, place: str, problems: Problems) -> dict[str, float]:
    plain, peak = held
    plain, limits = {ours: plain.get(theirs) for ours, theirs in NAMES.items()}, _limits(plain)
    found = {ours: _checked(ours, _base(value), place, problems) for ours, value in plain.items() if value is not None}
    for names, prices in ((PEAK, peak), (BATCH, batch)):
        priced = {ours: prices.get(NAMES[key]) for key, ours in names.items()}
        found |= {ours: _checked(ours, _base(value), place, problems) for ours, value in priced.items() if value is not None}
    if limits:
        found["long_context_from"] = _checked("long_context_from", limits.pop(), place, problems)
        tiers = {ours: _tier(plain[key]) for key, ours in LONG.items()}
        found |= {ours: _checked(ours, value, place, problems) for ours, value in tiers.items() if value is not None}
    for key in ("input_price", "output_price"):
        if plain[key] is None:
            problems.add(place, f"{NAMES[key]} is missing", f"give {NAMES[key]}: a price in USD per million tokens")
    if peak and found.get("peak_input_price", 0) < found.get("input_price", 0):
        raise UnfitError("its hours with a price of their own are the cheap ones")
    return found


def _limits(prices: Prices) -> set[Any]:
    """Where tiers start: one place for all, or none."""
    tiers = [_tiers(prices[theirs]) for theirs in NAMES.values() if prices.get(theirs) is not None]
    if any(len(each) > 1 for each in tiers):
        raise UnfitError("it has several context limits")
    starts = {each[0].get("start") for each in tiers if each}
    if len(starts) > 1:
        raise UnfitError("its context limits differ by kind of token")
    return starts


def _tiers(price: Any) -> Sequence[Mapping[str, Any]]:
    tiers = price.get("tiers") if isinstance(price, Mapping) else ()
    return [each for each in tiers if isinstance(each, Mapping)] if isinstance(tiers, list | tuple) else ()


def _tier(price: Any) -> Any:
    """The price above the limit; without a tier the plain one."""
    tiers = _tiers(price)
    return tiers[0].get("price") if tiers else _base(price)


def _base(price: Any) -> Any:
    return price.get("base") if isinstance(price, Mapping) else price


def _checked(key: str, value: Any, place: str, problems: Problems) -> float:
    """A plausible number, or a problem."""
    low, high = API_KEYS[key]
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        problems.add(place, f"{key} is {value!r:.40}", "give a number")
    elif not (Decimal(value).is_finite() and low <= Decimal(value) <= high):
        problems.add(place, f"{key} is {Decimal(value):.6g}", f"a plausible value lies between {low:g} and {high:g}")
    else:
        return float(value)
    return 1.0
