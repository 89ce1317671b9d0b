"""What genai-prices says anew of the offers that imports.yaml lists, and where LiteLLM sees it differently."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from calculators.engine.dated import Dated, History, Source
from calculators.engine.problems import ContentError, Problems
from calculators.importers.plan import Confirmation, Entry, Plan, histories, told_apart
from calculators.importers.price_table import PACKAGE, Providers, litellm_prices
from calculators.importers.tariff import PEAK, Piece, UnfitError, read_tariff
from calculators.records.listing import Listing
from calculators.records.market import Market

ROUNDING = 0.005  # by how much of a price two tables may differ through their units
URL = "https://github.com/pydantic/genai-prices"


@dataclass(frozen=True)
class Release:
    """A release of genai-prices with its models. day: its own date; read: the day on which it was read here."""

    name: str
    day: dt.date
    read: dt.date
    providers: Providers

    @property
    def source(self) -> Source:
        """The record of the source, as content/sources keeps it."""
        title = f"{PACKAGE} {self.name}, an open-source table of API prices by Pydantic"
        return Source(source_id(self.name), title, URL, self.day, self.read, "high")


def source_id(release: str) -> str:
    """The id of a release among our sources."""
    return f"{PACKAGE}-{release}"


def planned(market: Market, release: Release, litellm: Any, accepted: Collection[str], as_of: dt.date) -> Plan:
    """Everything that a release would change. litellm: the JSON of LiteLLM's file, or None.

    Raises ContentError with all malformed prices and all jumps that were not accepted.
    """
    plan, problems = Plan("api.yaml"), Problems()
    tariffs = dict(_tariffs(market, release, plan, problems))
    if not tariffs:
        problems.add(PACKAGE, f"{release.name} has none of the listed models", "give a data file of genai-prices")
    problems.stop_if_any()
    for offer, pieces in tariffs.items():
        _compare(offer, histories(market)[offer], pieces, release, plan)
    for listing in market.listings.values():
        ours = market.api[listing.offer].history.on(max(as_of, release.day))
        if ours:
            listed = tariffs.get(listing.offer)
            _second_opinion(listing, _held(listed, release.day).values if listed else ours.values, litellm, plan)
    plan.refuse_jumps(accepted, problems)
    for offer in accepted:
        if offer not in market.api:
            problems.add("--accept", f"no offer {offer}", "name an offer of the table")
    problems.stop_if_any()
    if release.source.id not in market.sources:
        plan.sources = [release.source]
    if not plan.empty and release.read > as_of:
        plan.as_of = release.read
    return plan


def _tariffs(market: Market, release: Release, plan: Plan, problems: Problems) -> Iterator[tuple[str, tuple[Piece, ...]]]:
    """The pieces of each listed offer that is still sold."""
    for listing in market.listings.values():
        offer = market.api[listing.offer]
        if not listing.genai_prices or (offer.history.ends and offer.history.ends <= release.day):
            continue
        model = release.providers.get(listing.provider, {}).get(listing.model)
        if model is None:
            plan.notes.append(f"{listing.offer}: {listing.genai_prices} is not in {PACKAGE} {release.name}; ours stays")
            continue
        try:
            yield listing.offer, read_tariff(model, f"{PACKAGE} {release.name}, {listing.genai_prices}", problems)
        except UnfitError as why:
            plan.notes.append(f"{listing.offer}: {why}; read it by hand")


def _compare(offer: str, history: History, pieces: tuple[Piece, ...], release: Release, plan: Plan) -> None:
    """Plan the entries that the pieces call for: what changed since ours, what holds now, what is announced."""
    ours = history.on(release.day)
    if ours is None:
        plan.notes.append(f"{offer}: {'begins' if history.entries[0].since > release.day else 'ended'}; left alone")
        return
    held = _held(pieces, release.day)
    if ours.age_from > release.day:
        if told_apart(ours.values, held.values)[0]:
            plan.notes.append(f"{offer}: {PACKAGE} {release.name} differs, but {ours.source.id} is later; ours stays")
        return
    state, added = ours.values, len(plan.entries)
    for piece in pieces:
        if piece.starts and ours.since < piece.starts <= release.day:
            state = _followed(offer, piece.starts, state, piece.values, release, plan)
    state = _corrected(offer, ours, state, held, release, plan)
    if len(plan.entries) == added:
        _confirm(offer, ours, held, release, plan)
    _announced(offer, history, state, pieces, release, plan)


def _held(pieces: tuple[Piece, ...], day: dt.date) -> Piece:
    """The piece in force on a day."""
    return [piece for piece in pieces if piece.starts is None or piece.starts <= day][-1]


def _followed(
    offer: str, day: dt.date, state: Mapping[str, float], values: Mapping[str, float], release: Release, plan: Plan,
    *, sighted: bool = False, note: str = "",
) -> Mapping[str, float]:  # fmt: skip
    """What holds after a day: the values, with an entry planned where they differ from those before."""
    moves, _ = told_apart(state, values)
    if not moves:
        return state
    plan.entries.append(Entry(offer, day, sighted, values, state, release.source.id, note))
    return values


def _corrected(
    offer: str, ours: Dated, state: Mapping[str, float], held: Piece, release: Release, plan: Plan
) -> Mapping[str, float]:
    """What holds on the release's own day; a price that moved without a day of its own was seen by then."""
    last = plan.entries[-1].day if plan.entries and plan.entries[-1].offer == offer else ours.since
    if told_apart(state, held.values)[0] and last >= release.day:
        plan.notes.append(f"{offer}: differs from {PACKAGE} {release.name} on the same day; settle it by hand")
        return state
    return _followed(offer, release.day, state, held.values, release, plan, sighted=True)


def _confirm(offer: str, ours: Dated, held: Piece, release: Release, plan: Plan) -> None:
    """Note what the table leaves open; confirm an entry of which it has every price."""
    moves, left_open = told_apart(ours.values, held.values)
    if left_open:
        plan.notes.append(f"{offer}: {PACKAGE} {release.name} has no {', '.join(left_open)}; ours stays, not confirmed")
    elif not moves and ours.age_from < release.day:
        plan.confirmations.append(Confirmation(offer, ours.since, release.day, release.source.id))


def _announced(
    offer: str, history: History, state: Mapping[str, float], pieces: tuple[Piece, ...], release: Release, plan: Plan
) -> None:
    """Plan what is announced for later days; where ours announces something else, say so."""
    ours = {entry.since: entry.values for entry in history.after(release.day)}
    theirs = {piece.starts: piece.values for piece in pieces if piece.starts and piece.starts > release.day}
    for day in sorted({*ours, *theirs}):
        if day in ours and day in theirs:
            if told_apart(ours[day], theirs[day])[0]:
                plan.notes.append(f"{offer}: {PACKAGE} {release.name} has other prices from {day}; settle it by hand")
            state = ours[day]
        elif day in ours:
            plan.notes.append(f"{offer}: {PACKAGE} {release.name} knows of no change on {day}; is ours still announced?")
            state = ours[day]
        else:
            state = _followed(offer, day, state, theirs[day], release, plan, note="Announced.")


def _second_opinion(listing: Listing, values: Mapping[str, float], litellm: Any, plan: Plan) -> None:
    """Say where LiteLLM's price differs by more than rounding; where hours differ, it lists the price of either."""
    apart = [
        f"{key} {values[key]:g}, in LiteLLM {other:g}"
        for key, other in litellm_prices(litellm, listing.litellm).items()
        if key in values and not any(_near(other, values.get(each)) for each in (key, PEAK.get(key, key)))
    ]
    if apart:
        plan.notes.append(f"{listing.offer}: the tables disagree: {'; '.join(apart)}")


def _near(one: float, other: float | None) -> bool:
    return other is not None and abs(one - other) <= ROUNDING * other


def release_of(market: Market, name: str, providers: Providers, day: dt.date | None, read: dt.date | None) -> Release:
    """A release with its dates. day: its own date, needed where no source on record has it. Raises ContentError."""
    known = market.sources.get(source_id(name))
    if known and day and day != known.dated:
        raise ContentError([f"--day: {known.id} is on record as of {known.dated}, not {day}; leave --day out"])
    if known:
        return Release(name, known.dated, known.read, providers)
    if day is None:
        raise ContentError([f"--day: {PACKAGE} {name} carries no date; give its release day, such as --day 2026-01-31"])
    if read and read < day:
        raise ContentError([f"--read: {read} is before the release of {day}; give the day on which you read it"])
    return Release(name, day, read or day, providers)
