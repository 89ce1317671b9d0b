"""What each GPU on rent loads: offers of a day, and the medians of both kinds of seller."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from functools import partial

from calculators.bundles import ids, preferred
from calculators.engine.choices import AUTO, Choice, Option
from calculators.engine.dated import Dated
from calculators.engine.evidence import Evidence, of_entry
from calculators.formulas.constants import MONTHS_PER_YEAR
from calculators.ratios import RESERVED_YEARS, on_demand_entry, on_demand_price
from calculators.records.market import Market
from calculators.records.offer import GpuOffer
from calculators.specialized import SIDES, counted, gap_by_gpu, quoted

STANDING = ("on_demand", "spot", "reserved_1y", "reserved_3y", "block", "dedicated")  # billed for every hour that it stands
RENTED = (*STANDING, "serverless")
BILLING_WORDS = {
    "on_demand": "on demand", "spot": "spot", "reserved_1y": "reserved 1 year", "reserved_3y": "reserved 3 years",
    "block": "capacity block", "serverless": "serverless", "dedicated": "dedicated endpoint",
}  # fmt: skip
MEDIAN = "the median of the sellers on record, each counted once"


def offer_choice(market: Market, day: dt.date, least: tuple[str, ...], billing: Collection[str] = RENTED) -> Choice:
    """Every GPU offer of a day with such a billing whose GPU has a measured model; unasked, the one with the `least`."""
    measured = {gpu for _, gpu in market.fitted()}
    sold = [
        (offer, entry)
        for offer in market.gpu.values()
        if offer.gpu in measured and offer.billing in billing and (entry := offer.history.on(day))
    ]
    sold.sort(key=lambda pair: (pair[0].gpu, pair[0].gpu_price(pair[1])))
    made = [
        market.kept(partial(_gpu_option, offer, entry, market, day), "gpu", offer.id, entry.since, listed and listed.since)
        for offer, entry in sold
        for listed in [on_demand_entry(market, offer, day)]
    ]
    options = _told_apart(made, market)
    return Choice(
        "rent.offer", "GPU offer", options, AUTO, least,
        best_label="The cheapest that fits, on demand", none_fits="No GPU offer on record fits this model",
        other_days=frozenset(market.gpu) - set(ids(options)),
    )  # fmt: skip


def _told_apart(options: list[Option], market: Market) -> tuple[Option, ...]:
    """Options whose labels differ: where two are alike, the unit's own name is added."""
    seen = Counter(option.label for option in options)
    return tuple(
        replace(option, label=f"{option.label}, {_unit_name(market.gpu[option.id])}") if seen[option.label] > 1 else option
        for option in options
    )


def _unit_name(offer: GpuOffer) -> str:
    """What a seller calls the unit, without the GPU that its label may start with."""
    return offer.label.rpartition(", ")[2]


def offer_label(offer: GpuOffer, market: Market) -> str:
    """'H100 SXM × 8, AWS p5.48xlarge, on demand'."""
    count = f" × {offer.gpus_per_unit:g}" if offer.gpus_per_unit > 1 else ""
    gpu = market.hardware[offer.gpu].label
    return f"{gpu}{count}, {offer.seller.name} ({BILLING_WORDS[offer.billing]})"


def _gpu_option(offer: GpuOffer, entry: Dated, market: Market, day: dt.date) -> Option:
    price, note, apart = offer.gpu_price(entry), "", dict[str, Evidence]()
    values = {
        "rent.gpu_price": price, "rent.gpus_per_unit": offer.gpus_per_unit, "rent.on_demand_price": price,
        "rent.spot_share": 0.0, "rent.by_second": 0.0,
        "rent.term_months": RESERVED_YEARS.get(offer.billing, 0) * float(MONTHS_PER_YEAR),
    }  # fmt: skip
    if offer.billing == "spot":
        listed = on_demand_price(market, offer, day)
        note = "" if listed else "no on-demand price of this unit is on record, so its spot price stands in for it"
        values |= {"rent.on_demand_price": listed or price, "rent.spot_share": market.running["spot_share"].likely}
        apart["rent.spot_share"] = market.running["spot_share"].rests_on
        if listed_entry := on_demand_entry(market, offer, day):
            apart["rent.on_demand_price"] = of_entry(listed_entry)
    if offer.billing == "dedicated":
        people = {name: market.running[f"{name}_dedicated"] for name in ("fte", "setup_fte_months")}
        values |= {f"rent.{name}": running.likely for name, running in people.items()}
        apart |= {f"rent.{name}": running.rests_on for name, running in people.items()}
    if offer.billing == "serverless":  # the platform replaces a worker that fails, so no spare is kept
        values |= {"rent.by_second": 1.0, "rent.spare_blocks": 0.0}
    eligible = offer.billing == "on_demand" and entry.confidence != "low" and offer.kind != "marketplace"
    tags = {"gpu": offer.gpu, "billing": offer.billing}
    label, group = offer_label(offer, market), market.hardware[offer.gpu].label
    return Option(offer.id, label, group, values, tags, eligible, note, evidence=of_entry(entry), apart=apart)


def gpu_choice(market: Market, day: dt.date) -> Choice:
    """GPUs that hyperscalers and specialized clouds both rent on demand, with the medians of either side."""
    counting = ((offer.id, entry.since) for offer, entry in counted(market, day))
    options = market.kept(partial(_medians, market, day), "medians", *counting)
    default = preferred(options, "h100-sxm")
    none_fits = "No GPU on record is rented by both sides on that day"
    return Choice("gpu", "GPU", options, default, none_fits=none_fits, other_days=frozenset(market.hardware) - set(ids(options)))


def _medians(market: Market, day: dt.date) -> tuple[Option, ...]:
    return tuple(
        Option(row.gpu, market.hardware[row.gpu].label, "GPU", {
            "hyperscaler_price": row.hyperscaler, "specialized_price": row.specialized,
        }, apart={f"{side}_price": Evidence(quoted(market, day, row.gpu, side), note=MEDIAN) for side in SIDES})
        for row in gap_by_gpu(market, day)
    )  # fmt: skip
