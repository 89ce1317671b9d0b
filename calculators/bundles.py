"""What each option of a choice loads: API offers, models, servers and measured pairs as bundles of quantities."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from calculators.engine.choices import AUTO, Choice, Join, Option
from calculators.engine.dated import Dated, day_words
from calculators.engine.evidence import Evidence, of_entry
from calculators.records.market import Market, Running
from calculators.records.offer import ApiOffer, api_prices
from calculators.records.throughput import Measured, Rates

NO_MODEL = "No open model of that day is on record"
TIER_GROUPS = {"frontier": "Frontier models", "small": "Small models", "open": "Open weights, hosted", "old": "Superseded"}


def api_choice(
    market: Market, day: dt.date, defaults: tuple[str, ...], *, way: str = "call", label: str = "API model", **best: object
) -> Choice:
    """Every API offer sold on a day. defaults: the first of these that is sold is taken unasked.

    way: whose prices an option loads. best: `least`, `same` and the words of an unasked pick, where there is one.
    """
    sold = [(offer, entry) for offer in market.api.values() if (entry := offer.sold_on(day))]
    sold.sort(key=lambda pair: (list(TIER_GROUPS).index(pair[0].tier), pair[0].seller.name.lower()))
    options = tuple(
        market.kept(partial(_api_option, offer, entry, way, current=current), "api", offer.id, entry.since, way, current)
        for offer, entry in sold
        for current in [offer.current_on(day)]
    )
    sold_ids = set(ids(options)) | {AUTO}
    default = next((id_ for id_ in defaults if id_ in sold_ids), defaults[0])
    named = {"none_fits": "No API model of that day is on record", **best, "other_days": frozenset(market.api) - sold_ids}
    return Choice(f"{way}.offer", label, options, default, **named)  # type: ignore[arg-type]


def _api_option(offer: ApiOffer, entry: Dated, way: str, *, current: bool) -> Option:
    prices, missing = api_prices(entry.values)
    values = {f"{way}.{name}": price for name, price in prices.items()} | {f"{way}.context": offer.context}
    note = f"not sold: {', '.join(missing)}; that share goes without the discount" if missing else ""
    label = f"{offer.label} ({offer.seller.name})"
    tags = {"model": offer.model, "tier": offer.tier}
    eligible = entry.confidence != "low" and current  # a superseded model is nobody's first choice
    return Option(offer.id, label, TIER_GROUPS[offer.tier], values, tags, eligible, note, evidence=of_entry(entry))


def model_choice(market: Market, day: dt.date, defaults: tuple[str, ...], modelled: Iterable[str] = ()) -> Choice:
    """Every open model that was out by a day and has measured rows enough for its rates.

    defaults: the first of these that a host sold on that day is taken unasked, or else the first that was out.
    modelled: pairs, 'model@gpu', whose rates are modelled.
    """
    measured = {model for model, _ in market.fitted()}
    groups = {
        "Measured open models": measured,
        "Modeled, not measured": {pair.partition("@")[0] for pair in modelled} - measured,
    }
    options = tuple(
        Option(
            id_, market.models[id_].label, group, {"rent.context": market.models[id_].figures.get("context_max", math.inf)},
            evidence=market.models[id_].rests_on,
        )
        for group, ids in groups.items()
        for id_ in sorted(ids, key=lambda id_: market.models[id_].label)
        if market.models[id_].known_on(day)
    )  # fmt: skip
    hosted = {offer.model for offer in market.api.values() if offer.current_on(day) and offer.sold_on(day)}
    known = [id_ for id_ in defaults if id_ in ids(options)]
    default = next((id_ for id_ in known if id_ in hosted), preferred(options, known[0] if known else ""))
    other_days = frozenset(market.models) - set(ids(options))
    return Choice("rent.model", "Open model", options, default, none_fits=NO_MODEL, other_days=other_days)


def capacity_join(
    market: Market,
    way: str = "rent",
    choice: str = "rent.offer",
    modelled: Mapping[str, Option] | None = None,
    day: dt.date = dt.date.max,
) -> Join:
    """The measured rates of a model on the GPU that a way's choice brings. modelled: rates that stand in where none are.

    What was measured after the day is taken as well, for want of anything earlier, and says so.
    What is uncertain of modelled rates belongs to the rented fleet, whom one's own servers follow.
    """
    bundles = {f"{model}@{gpu}": _capacity(way, *found, day) for (model, gpu), found in market.fitted().items()}
    for id_, option in (modelled or {}).items():
        kept = (
            option.values
            if way == "rent"
            else {name: value for name, value in option.values.items() if name not in option.spreads}
        )
        own = {f"{way}.{name}": value for name, value in kept.items()}
        spreads = {f"{way}.{name}": ends for name, ends in option.spreads.items() if name in kept}
        bundles.setdefault(id_, replace(option, values=own, spreads=spreads))
    missing = "No measured throughput of {0} on the GPU of {1}; choose another, or let the guide pick one"
    return Join((("rent.model", ""), (choice, "gpu")), bundles, missing)


def _capacity(way: str, measured: Measured, rates: Rates, day: dt.date) -> Option:
    values = {
        "gpus_per_replica": measured.gpus, "prefill_seconds": rates.prefill_seconds, "decode_seconds": rates.decode_seconds,
        "kv_seconds": rates.kv_seconds, "attention_seconds": rates.attention_seconds,
    }  # fmt: skip
    held = {"slo": "slo_derate", "production": "production_derate", "arrivals": "fill_limit"}
    values |= {held[loss]: 1.0 for loss in measured.holds}  # what a row holds is not taken off twice
    own = {f"{way}.{name}": value for name, value in values.items()}
    id_, label = f"{measured.model}@{measured.gpu}", f"{measured.software}, {measured.precision}"
    fitted = f"rates fitted to {len(measured.rows)} measured rows of {label}, dated {measured.dated.isoformat()}"
    evidence = Evidence((measured.source.id,), confidence=measured.confidence, note=fitted)
    note = "; ".join(filter(None, (measured.note, _later(measured, day))))
    return Option(id_, label, "", own, note=note, evidence=evidence)


def _later(measured: Measured, day: dt.date) -> str:
    """What is to be said of a set that was measured after a day; nothing of others."""
    return f"throughput measured after this day, on {day_words(measured.dated)}" if measured.dated > day else ""


def team_choice(running: Mapping[str, Running]) -> Choice:
    """Where the engineers are paid: salary and employer's cost together."""
    regions = (("us", "United States"), ("latam", "Latin America"))
    options = tuple(
        Option(id_, label, "Engineers in", {
            "salary": running[f"salary_{id_}"].likely, "employer_factor": running[f"employer_factor_{id_}"].likely,
        }, spreads={name: running[f"{name}_{id_}"].spread for name in ("salary", "employer_factor")},
        apart={name: running[f"{name}_{id_}"].rests_on for name in ("salary", "employer_factor")})
        for id_, label in regions
    )  # fmt: skip
    return Choice("team", "Engineers in", options, "us")


SERVERS = (("h100", "h100-sxm"), ("h200", "h200-sxm"), ("b200", "b200"))
GPUS_A_SERVER = 8.0


def server_choice(market: Market, day: dt.date, least: tuple[str, ...]) -> Choice:
    """Servers to buy, each of eight GPUs that somebody rented out by a day; unasked, the one with the `least`."""
    running = market.running
    seen = {offer.gpu for offer in market.gpu.values() if offer.history.entries[0].since <= day}
    options = tuple(
        Option(id_, f"Server with {GPUS_A_SERVER:g} × {market.hardware[gpu].label}", "Servers", {
            "own.server_price": running[f"server_price_{id_}"].likely, "own.server_kw": running[f"server_kw_{id_}"].likely,
            "own.gpus_per_unit": GPUS_A_SERVER,
        }, {"gpu": gpu}, note=running[f"server_price_{id_}"].note,
        spreads={"own.server_price": running[f"server_price_{id_}"].spread},
        evidence=running[f"server_price_{id_}"].rests_on, apart={"own.server_kw": running[f"server_kw_{id_}"].rests_on})
        for id_, gpu in SERVERS
        if gpu in seen
    )  # fmt: skip
    best, none_fits = "The cheapest that fits", "No server on record fits this model"
    other_days = frozenset(id_ for id_, _ in SERVERS) - set(ids(options))
    return Choice(
        "own.server", "Server to buy", options, AUTO, least, best_label=best, none_fits=none_fits, other_days=other_days
    )


def preferred(options: Sequence[Option], wanted: str) -> str:
    """The id of the wanted option, or of the first where it is not among them; empty where there is none."""
    return wanted if wanted in ids(options) else options[0].id if options else ""


def ids(options: Iterable[Option]) -> list[str]:
    """The ids of options, in order."""
    return [option.id for option in options]
