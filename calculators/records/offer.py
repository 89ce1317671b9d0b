"""What sellers offer, with every price since when we know it. Prices are what the source prints, per its own unit."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from calculators.engine.dated import Dated, History, Source, read_history
from calculators.engine.fields import Fields
from calculators.engine.problems import Problems
from calculators.engine.strict_yaml import read

OFFER_ID = re.compile(r"[a-z0-9][a-z0-9.-]*")
API_KINDS = ("maker", "host")
GPU_KINDS = ("hyperscaler", "specialized", "marketplace")
TIERS = ("frontier", "small", "open", "old")
BILLING = ("on_demand", "spot", "reserved_1y", "reserved_3y", "block", "serverless", "dedicated")
NOT_SOLD = float("inf")
FRESH = dt.timedelta(days=365)

# USD per million tokens. A price above 1,000 is a slip of units; so is one of a thousandth of a cent.
PRICE = (0.001, 1000.0)
API_KEYS: dict[str, tuple[float, float]] = {
    "input_price": PRICE, "cached_price": PRICE, "cache_write_price": PRICE, "output_price": PRICE,
    "batch_input_price": PRICE, "batch_output_price": PRICE, "long_context_from": (1000, 10_000_000),
    "long_input_price": PRICE, "long_cached_price": PRICE, "long_output_price": PRICE,
    "peak_input_price": PRICE, "peak_cached_price": PRICE, "peak_output_price": PRICE,
}  # fmt: skip
GPU_KEYS = {"unit_price": (0.05, 2000.0)}
GPU_HOUR = (0.05, 60.0)


@dataclass(frozen=True)
class Seller:
    """Who sells. `kind` is maker or host for an API; hyperscaler, specialized or marketplace for GPUs."""

    id: str
    name: str
    kind: str
    url: str


@dataclass(frozen=True)
class ApiOffer:
    """A model behind an API, in USD per million tokens. `model` names the open weights that it serves, if any."""

    id: str
    seller: Seller
    label: str
    tier: str
    model: str
    context: float
    peak_hours: str
    history: History

    def sold_on(self, day: dt.date) -> Dated | None:
        """The entry in force on a day."""
        return self.history.on(day)

    def current_on(self, day: dt.date) -> bool:
        """Whether somebody would have chosen it newly on a day: what is superseded by now was not so in its first year."""
        return self.tier != "old" or day < self.history.entries[0].since + FRESH


@dataclass(frozen=True)
class GpuOffer:
    """A unit of GPUs for hire under one kind of billing, in USD per unit-hour. `kind` is the seller's, or the offer's own."""

    id: str
    seller: Seller
    label: str
    gpu: str
    gpus_per_unit: float
    region: str
    billing: str
    kind: str
    history: History

    def gpu_price(self, entry: Dated) -> float:
        """USD per GPU-hour of an entry."""
        return entry.values["unit_price"] / self.gpus_per_unit


def api_prices(values: Mapping[str, float]) -> tuple[dict[str, float], tuple[str, ...]]:
    """Every price that a formula asks for, and the discounts that the seller does not sell.

    A cached price that is not sold is the list price, and so is a batch price. A cached price above the long-context
    limit or in peak hours that the source does not print keeps the seller's own ratio of cached to input price.
    """
    filled, missing = _filled(tuple(values.items()))
    return dict(filled), missing


@cache
def _filled(stated: tuple[tuple[str, float], ...]) -> tuple[Mapping[str, float], tuple[str, ...]]:
    """The same for an entry's values, worked out once however many days it holds."""
    filled = dict(stated)
    missing = tuple(name for name, key in SOLD.items() if key not in filled)
    entry, out = filled["input_price"], filled["output_price"]
    hit = filled.setdefault("cached_price", entry) / entry
    filled["write_price"] = filled.pop("cache_write_price", entry)
    filled.setdefault("batch_input_price", entry)
    filled.setdefault("batch_output_price", out)
    filled.setdefault("long_context_from", NOT_SOLD)
    for kind in ("long", "peak"):
        filled.setdefault(f"{kind}_input_price", entry)
        filled.setdefault(f"{kind}_output_price", out)
        filled.setdefault(f"{kind}_cached_price", filled[f"{kind}_input_price"] * hit)
    return filled, missing


SOLD = {"cache": "cached_price", "batch": "batch_input_price"}


def _files(folder: Path) -> Iterator[Path]:
    yield from sorted(folder.glob("*.yaml"))


def _seller(path: Path, f: Fields, kinds: tuple[str, ...]) -> Seller:
    return Seller(path.stem, f.text("seller"), f.text("kind", one_of=kinds), f.text("url", ""))


def _checked_id(f: Fields, seller: str, name: str) -> str:
    if not OFFER_ID.fullmatch(name):
        f.problems.add(f.place, f"offer id {name}", "use lower-case letters, digits, dots and dashes")
    return f"{seller}/{name}"


def read_api_offers(content: Path, sources: Mapping[str, Source], problems: Problems) -> dict[str, ApiOffer]:
    """Every offer under content/prices/api, by id."""
    found: dict[str, ApiOffer] = {}
    for path in _files(content / "prices" / "api"):
        with Fields(read(path, content, problems), problems) as f:
            seller = _seller(path, f, API_KINDS)
            for name, entry in f.each("offers"):
                offer = _api_offer(_checked_id(entry, seller.id, name), seller, entry, sources)
                found[offer.id] = offer
    return found


def _api_offer(id_: str, seller: Seller, f: Fields, sources: Mapping[str, Source]) -> ApiOffer:
    ends = f.day("ends") if f.has("ends") else None
    history = History(read_history(f, sources, API_KEYS, ("input_price", "output_price")), ends)
    for entry, place in zip(history.entries, _places(f), strict=False):
        values = entry.values
        for cheap, dear in (("cached_price", "input_price"), ("batch_input_price", "input_price")):
            if cheap in values and values[cheap] > values.get(dear, NOT_SOLD):
                f.problems.add(place, f"{cheap} {values[cheap]:g} is above {dear}", "swap them, or mend one")
        if ("long_context_from" in values) != ("long_input_price" in values):
            f.problems.add(place, "long_context_from and long_input_price go together", "give both, or neither")
    return ApiOffer(
        id_, seller, f.text("label"), f.text("tier", one_of=TIERS), f.text("model", ""),
        f.number("context", 1000, 100_000_000, NOT_SOLD), f.text("peak_hours", ""), history,
    )  # fmt: skip


def _places(f: Fields) -> list[str]:
    return getattr(f.mapping.get("history"), "places", [])


def read_gpu_offers(
    content: Path, sources: Mapping[str, Source], gpus: Mapping[str, object], problems: Problems
) -> dict[str, GpuOffer]:
    """Every offer under content/prices/gpu, by id; another billing than on demand is part of the id."""
    found: dict[str, GpuOffer] = {}
    for path in _files(content / "prices" / "gpu"):
        with Fields(read(path, content, problems), problems) as f:
            seller = _seller(path, f, GPU_KINDS)
            for name, entry in f.each("offers"):
                found |= _gpu_offers(_checked_id(entry, seller.id, name), seller, entry, sources, gpus)
    return found


def _gpu_offers(
    id_: str, seller: Seller, f: Fields, sources: Mapping[str, Source], gpus: Mapping[str, object]
) -> dict[str, GpuOffer]:
    label, region = f.text("label"), f.text("region", "")
    gpu, count = f.text("gpu", one_of=gpus.keys()), max(1.0, f.number("gpus_per_unit", 1, 1024))  # none would divide by zero
    own_kind, found = f.text("kind", "", one_of=GPU_KINDS) or seller.kind, {}
    for billing, kind in f.each("billing"):
        if billing not in BILLING:
            f.problems.add(kind.place, f"unknown billing {billing}", f"use one of {', '.join(BILLING)}")
        history = History(read_history(kind, sources, GPU_KEYS, ("unit_price",)), kind.day("ends") if kind.has("ends") else None)
        offer_id = id_ if billing == "on_demand" else f"{id_}/{billing}"
        offer = GpuOffer(offer_id, seller, label, gpu, count, region, billing, own_kind, history)
        for entry in history.entries:
            if entry.values and not GPU_HOUR[0] <= offer.gpu_price(entry) <= GPU_HOUR[1]:
                price = f"{offer.gpu_price(entry):g} USD per GPU-hour"
                f.problems.add(kind.place, price, f"a plausible price lies between {GPU_HOUR[0]:g} and {GPU_HOUR[1]:g}")
        found[offer_id] = offer
    return found
