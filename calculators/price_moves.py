"""Prices that moved, appeared or ended between two days, of one market or of two."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from calculators.engine.dated import Dated, History
from calculators.records.market import Market
from calculators.records.offer import ApiOffer, GpuOffer

MOVED, NEW, ENDED = "moved", "new", "ended"
GPU_PRICE = "gpu_price"
Offer = ApiOffer | GpuOffer
AnyOffer = TypeVar("AnyOffer", ApiOffer, GpuOffer)


@dataclass(frozen=True)
class PriceMove:
    """One price of an offer, in USD per million tokens or per GPU-hour. None where it was not, or is no longer, sold."""

    key: str
    old: float | None
    new: float | None

    @property
    def share(self) -> float | None:
        """By which share of the old price it moved, or None where there is no old or no new one."""
        return self.new / self.old - 1 if self.old is not None and self.new is not None else None


@dataclass(frozen=True)
class OfferMove:
    """An offer that changed. day: since when; entry: what says so, the last known one where the offer ended."""

    offer: Offer
    kind: str
    day: dt.date
    prices: tuple[PriceMove, ...]
    entry: Dated


def prices_of(offer: Offer, entry: Dated | None) -> Mapping[str, float]:
    """What an entry of an offer lists, by key; a unit of GPUs by the price of a GPU-hour."""
    if entry is None:
        return {}
    return {GPU_PRICE: offer.gpu_price(entry)} if isinstance(offer, GpuOffer) else entry.values


def moves(before: Market, since: dt.date, after: Market, day: dt.date) -> tuple[OfferMove, ...]:
    """Every offer that differs between one market on `since` and another on `day`, in the order of the files."""
    pairs = ((before.api, after.api), (before.gpu, after.gpu))
    return tuple(found for old, new in pairs for found in _moves(old, since, new, day))


def _moves(
    before: Mapping[str, Offer], since: dt.date, after: Mapping[str, Offer], day: dt.date
) -> Iterator[OfferMove]:  # fmt: skip
    for id_ in dict.fromkeys([*before, *after]):
        old, new = before.get(id_), after.get(id_)
        old_entry, new_entry = old.history.on(since) if old else None, new.history.on(day) if new else None
        if new and new_entry:
            found = _differing(prices_of(old, old_entry) if old else {}, prices_of(new, new_entry))
            if found:
                yield OfferMove(new, MOVED if old_entry else NEW, new_entry.since, found, new_entry)
        elif old and old_entry:
            ended = new.history.ends if new and new.history.ends else day
            yield OfferMove(old, ENDED, ended, _differing(prices_of(old, old_entry), {}), old_entry)


def _differing(old: Mapping[str, float], new: Mapping[str, float]) -> tuple[PriceMove, ...]:
    return tuple(
        PriceMove(key, old.get(key), new.get(key)) for key in dict.fromkeys([*old, *new]) if old.get(key) != new.get(key)
    )


def known_on(market: Market, day: dt.date) -> Market:
    """The market as far as it could be known on a day: what had begun, and what a source of that time announced.

    Content does not say when the end of an offer was announced, so a later end is not among it.
    """
    return replace(market, api=_known(market.api, day), gpu=_known(market.gpu, day))


def _known(offers: Mapping[str, AnyOffer], day: dt.date) -> dict[str, AnyOffer]:
    return {id_: replace(offer, history=_known_history(offer.history, day)) for id_, offer in offers.items()}


def _known_history(history: History, day: dt.date) -> History:
    return History(history.known(day), history.ends if history.ends and history.ends <= day else None)
