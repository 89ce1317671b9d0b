"""The price paths of the guide: which offers make each, and a choice of what prices do in the years to come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from calculators.bundles import preferred
from calculators.engine.choices import Choice, Option
from calculators.engine.evidence import Evidence
from calculators.records import price_path
from calculators.records.market import Market
from calculators.records.price_path import PricePath

HOSTED, FRONTIER, SMALL, RENT = "hosted", "frontier", "small", "rent"
LABELS = {
    HOSTED: "The same open model at the same host", FRONTIER: "A maker’s larger model and its successors",
    SMALL: "A maker’s small model and its successors", RENT: "The same GPU unit on demand",
}  # fmt: skip
DRIFTS = {"api_drift": HOSTED, "gpu_drift": RENT}  # quantity: the path that it follows
OPTIONS = (
    ("fitted", "As prices have moved: the median", 1), ("fall", "Falling as fast as one in ten has", 0),
    ("rise", "Rising as fast as one in ten has", 2),
)  # fmt: skip


def price_paths(market: Market, day: dt.date) -> dict[str, PricePath]:
    """Each path by its name, from what was known on a day."""
    hosts = [offer for offer in market.api.values() if offer.seller.kind == "host" and offer.model]
    rented = [offer for offer in market.gpu.values() if offer.billing == "on_demand"]
    tiers = {
        tier: price_path.path(
            (line.id, price_path.line_seen(line, market.api, day)) for line in market.lines if line.tier == tier
        )
        for tier in (FRONTIER, SMALL)
    }
    return {
        HOSTED: price_path.path((offer.id, price_path.seen(offer.history, price_path.mixed_price, day)) for offer in hosts),
        **tiers,
        RENT: price_path.path((offer.id, price_path.seen(offer.history, offer.gpu_price, day)) for offer in rented),
    }


def price_path_choice(market: Market, day: dt.date, assumed: Mapping[str, tuple[float, float]]) -> Choice:
    """What prices do from a day on: as our own dated prices have done, fall, rise, or stand still.

    assumed: low and high of each drift by assumption. Lists hardly show what contracts do, so the fitted median keeps
    whichever spread is the wider.

    Where too few offers have been seen long enough, standing still is all that is offered.
    """
    found = price_paths(market, day)
    fitted: tuple[Option, ...] = ()
    if all(found[name].fitted for name in DRIFTS.values()):
        spreads = {name: _wider(found[path], assumed[name]) for name, path in DRIFTS.items()}
        fitted = tuple(
            Option(
                id_, label, "Price path", _drifts(found, place), spreads=spreads if place == 1 else {},
                apart={name: _seen(found[path]) for name, path in DRIFTS.items()},
            )
            for id_, label, place in OPTIONS
        )  # fmt: skip
    still = Evidence(assumption="prices stand still")
    flat = Option("flat", "As they are", "Price path", dict.fromkeys(DRIFTS, 0.0), evidence=still)
    options = (*fitted, flat)
    gone = frozenset() if fitted else frozenset(id_ for id_, _, _ in OPTIONS)
    return Choice("price_path", "What prices do", options, preferred(options, "fitted"), other_days=gone)


def _seen(path: PricePath) -> Evidence:
    """A drift rests on all offers of its path; each has its source on the page of prices."""
    first, last = path.span
    return Evidence(note=f"the guide’s own dated prices of {len(path.changes)} offers, {first.isoformat()} to {last.isoformat()}")


def _wider(path: PricePath, assumed: tuple[float, float]) -> tuple[float, float]:
    return min(round(path.spread[0], 3), assumed[0]), max(round(path.spread[2], 3), assumed[1])


def _drifts(found: Mapping[str, PricePath], place: int) -> dict[str, float]:
    """The yearly change of each quantity at one place of its path's spread, to a tenth of a percent."""
    return {quantity: round(found[name].spread[place], 3) for quantity, name in DRIFTS.items()}
