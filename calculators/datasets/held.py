"""A price of an offer over the time for which it held, and the columns that every such row has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Generic, TypeVar

from calculators.engine.dataset import DataColumn, Value
from calculators.engine.dated import CONFIDENCE, Dated, Source
from calculators.records.offer import ApiOffer, GpuOffer

STATUS = ENDED, IN_FORCE, UPCOMING = "ended", "in_force", "upcoming"
O = TypeVar("O", ApiOffer, GpuOffer)  # noqa: E741


@dataclass(frozen=True)
class Held(Generic[O]):
    """An entry of an offer's history, until the day on which the next one holds or the offer ends; as a given day sees it."""

    offer: O
    entry: Dated
    until: dt.date | None
    status: str


Taken = tuple[DataColumn, Callable[[Held[Any]], Value]]  # a column, and how it is taken from an entry of an offer


def held(offers: Mapping[str, O], day: dt.date) -> list[Held[O]]:
    """Every entry of every offer, by the offer's id and then by day; later days than the given one are upcoming."""
    return [each for id_ in sorted(offers) for each in _entries(offers[id_], day)]


def _entries(offer: O, day: dt.date) -> Iterable[Held[O]]:
    entries, now = offer.history.entries, offer.history.on(day)
    for entry, following in zip_longest(entries, entries[1:]):
        ends = [each for each in (following.since if following else None, offer.history.ends) if each]
        status = UPCOMING if entry.since > day else IN_FORCE if entry is now else ENDED
        yield Held(offer, entry, min(ends, default=None), status)


def named(kinds: tuple[str, ...]) -> tuple[Taken, ...]:
    """The columns that say what is sold and by whom. kinds: of sellers."""
    return (
        (DataColumn("offer_id", "string", "The offer, by the id that the guide and its links use"), lambda held: held.offer.id),
        (DataColumn("seller_id", "string", "The seller’s id"), lambda held: held.offer.seller.id),
        (DataColumn("seller", "string", "The seller’s name"), lambda held: held.offer.seller.name),
        (DataColumn("seller_kind", "string", "What kind of seller it is", values=kinds), _kind),
        (DataColumn("offer", "string", "What the seller calls the offer"), lambda held: held.offer.label),
    )


def _kind(held: Held[Any]) -> str:
    """A GPU offer's own kind, which may differ from its seller's."""
    return str(held.offer.kind if isinstance(held.offer, GpuOffer) else held.offer.seller.kind)


# The columns that say when a price held
SPAN: tuple[Taken, ...] = (
    (DataColumn("since", "date", "The day from which the price held"), lambda held: held.entry.since),
    (DataColumn("first_sighting", "boolean", "True where “since” is the day on which the price was first seen; it may be older"),
     lambda held: held.entry.first_sighting),
    (DataColumn("until", "date", "The day from which it no longer held; empty where none is known", optional=True),
     lambda held: held.until),
    (DataColumn("status", "string", "Whether it holds on the guide’s day, has ended, or is announced for later", values=STATUS),
     lambda held: held.status),
)  # fmt: skip


# The columns that say who stands by a price
PROVENANCE: tuple[Taken, ...] = (
    (DataColumn("source_id", "string", "The source, as sources.csv lists it"), lambda held: held.entry.source.id),
    (DataColumn("source_url", "uri", "Where it stands", optional=True), lambda held: held.entry.source.url or None),
    (DataColumn("source_dated", "date", "The source’s own date"), lambda held: held.entry.source.dated),
    (DataColumn("source_read", "date", "The day on which the source was read"), lambda held: held.entry.source.read),
    (DataColumn("confidence", "string", "How far the price is trusted", values=CONFIDENCE), lambda held: held.entry.confidence),
    (DataColumn("confirmed", "date", "The last day on which a later source shows the same price", optional=True),
     lambda held: held.entry.confirmed),
    (DataColumn("confirmed_by", "string", "That later source", optional=True), lambda held: _id(held.entry.confirmed_by)),
    (DataColumn("note", "string", "What else is to know of the price", optional=True), lambda held: held.entry.note or None),
)  # fmt: skip


def _id(source: Source | None) -> str | None:
    return source.id if source else None
