"""Everything that content says of the market, read at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TypeVar, cast

from calculators.engine.dated import CONFIDENCE, Dated, Source, cited
from calculators.engine.evidence import Evidence, of_default
from calculators.engine.fields import Fields, read_each
from calculators.engine.problems import Problems
from calculators.engine.strict_yaml import read
from calculators.records.efficiency import Efficiency, read_efficiency
from calculators.records.hardware import Gpu, read_gpu
from calculators.records.holdout import HeldOut, band, held_out
from calculators.records.listing import Listing, read_listing
from calculators.records.offer import TIERS, ApiOffer, GpuOffer, read_api_offers, read_gpu_offers
from calculators.records.open_model import OpenModel, read_model
from calculators.records.precision import Precision, read_precision
from calculators.records.price_path import Line, read_line
from calculators.records.stand_in import StandIn, read_stand_in
from calculators.records.throughput import Measured, Rates, fit, read_throughput

T = TypeVar("T")


@dataclass(frozen=True)
class Running:
    """A running cost or habit with its spread: power, space, staff, servers."""

    id: str
    label: str
    unit: str
    low: float
    likely: float
    high: float
    source: Source | None
    evidence: str
    confidence: str
    note: str

    @property
    def spread(self) -> tuple[float, float]:
        """Low and high."""
        return self.low, self.high

    @property
    def rests_on(self) -> Evidence:
        """Its source or assumption."""
        return replace(of_default(self.source, self.evidence), confidence=self.confidence, note=self.note)


@dataclass(frozen=True)
class Market:
    """Offers, hardware, models, measurements and running costs, each by id; and lines of successive models.

    throughput: sets measured at saturation; limited: rows of so many requests in flight, or of a fixed batch.
    """

    sources: Mapping[str, Source]
    api: Mapping[str, ApiOffer]
    gpu: Mapping[str, GpuOffer]
    hardware: Mapping[str, Gpu]
    models: Mapping[str, OpenModel]
    throughput: tuple[Measured, ...]
    running: Mapping[str, Running]
    lines: tuple[Line, ...] = ()
    stand_ins: Mapping[str, StandIn] = field(default_factory=dict)
    limited: tuple[Measured, ...] = ()
    efficiency: Mapping[str, Efficiency] = field(default_factory=dict)
    precisions: Mapping[str, Precision] = field(default_factory=dict)
    listings: Mapping[str, Listing] = field(default_factory=dict)

    @cached_property
    def price_days(self) -> tuple[dt.date, ...]:
        """Every day on which a price on record began or an offer ended, the first first; later ones are announced."""
        histories = [offer.history for offer in self.api.values()] + [offer.history for offer in self.gpu.values()]
        began = {entry.since for history in histories for entry in history.entries}
        return tuple(sorted(began | {history.ends for history in histories if history.ends}))

    def fitted(self) -> Mapping[tuple[str, str], tuple[Measured, Rates]]:
        """For each measured pair of model and GPU its set with the three rates; fitted once, asked for by every calculator."""
        return self._fitted

    def kept(self, make: Callable[[], T], *key: Hashable) -> T:
        """What rests on this market and on what key names alone, made once: most entries hold on many days."""
        if key not in self._kept:
            self._kept[key] = make()
        return cast("T", self._kept[key])

    def in_force(self, day: dt.date) -> dict[str, Dated]:
        """Every price in force on a day, by the offer's id."""
        offers: dict[str, ApiOffer | GpuOffer] = {**self.api, **self.gpu}
        return {id_: entry for id_, offer in offers.items() if (entry := offer.history.on(day))}

    @cached_property
    def _kept(self) -> dict[tuple[Hashable, ...], object]:
        return {}

    @cached_property
    def held_out(self) -> tuple[HeldOut, ...]:
        """Every row of the sets that can spare one, met by rates fitted to the other rows of its set."""
        return tuple(
            each
            for measured in self.throughput
            for each in held_out(measured, self.models[measured.model], self.hardware[measured.gpu])
        )

    def fitted_band(self, kind: str) -> tuple[float, float]:
        """Measured over fitted, from the tenth to the ninetieth percentile of rows that the fit has not seen."""
        return band(each.ratio for each in self.held_out if each.kind == kind)

    @cached_property
    def fitted_sets(self) -> dict[tuple[str, str, float], tuple[Measured, Rates]]:
        """For each measured model, GPU and count the set with most rows, whose rates are fitted."""
        best: dict[tuple[str, str, float], tuple[Measured, Rates]] = {}
        for measured, rates in self._all_fitted:
            key = (measured.model, measured.gpu, measured.gpus)
            if key not in best or _rank(measured, rates) < _rank(*best[key]):
                best[key] = (measured, rates)
        return best

    @cached_property
    def _all_fitted(self) -> tuple[tuple[Measured, Rates], ...]:
        found = ((each, fit(each, self.models[each.model], self.hardware[each.gpu])) for each in self.throughput)
        return tuple((measured, rates) for measured, rates in found if rates is not None)

    @cached_property
    def _fitted(self) -> dict[tuple[str, str], tuple[Measured, Rates]]:
        """For each measured pair of model and GPU the set with most rows, and of those the one that serves most per GPU."""
        best: dict[tuple[str, str], tuple[Measured, Rates]] = {}
        for measured, rates in self._all_fitted:
            key = (measured.model, measured.gpu)
            if key not in best or _rank(measured, rates) < _rank(*best[key]):
                best[key] = (measured, rates)
        return best


def _rank(measured: Measured, rates: Rates) -> tuple[int, float]:
    return -len(measured.rows), _gpu_seconds(measured, rates)


def _gpu_seconds(measured: Measured, rates: Rates) -> float:
    """GPU-seconds of a request with 1,000 tokens in and out: a common shape to compare sets by."""
    work = 1000 * (rates.prefill_seconds + rates.attention_seconds * 500 + rates.decode_seconds + rates.kv_seconds * 1500)
    return work * measured.gpus


def read_market(content: Path, sources: Mapping[str, Source], problems: Problems) -> Market:
    """The whole market from a content folder. Mistakes are noted in problems."""
    hardware = read_each(content / "hardware.yaml", content, problems, lambda id_, f: read_gpu(id_, f, sources))
    models = read_each(content / "models.yaml", content, problems, lambda id_, f: read_model(id_, f, sources))
    running = read_each(content / "running.yaml", content, problems, lambda id_, f: _read_running(id_, f, sources))
    api = read_api_offers(content, sources, problems)
    gpu = read_gpu_offers(content, sources, hardware, problems)
    lines = read_each(content / "successions.yaml", content, problems, lambda id_, f: read_line(id_, f, api, TIERS))
    with Fields(read(content / "throughput.yaml", content, problems), problems) as f:
        f.has("sets")
        throughput = read_throughput(f.mapping.get("sets"), models, hardware, sources, problems)
        limited = read_throughput(f.mapping.get("limited") if f.has("limited") else None, models, hardware, sources, problems)
    hosted = {offer.model for offer in api.values() if offer.model}
    stand_ins = read_each(
        content / "stand_ins.yaml", content, problems, lambda id_, f: read_stand_in(id_, f, sources, api, hosted | set(models))
    )
    efficiency = read_each(content / "efficiency.yaml", content, problems, read_efficiency)
    precisions = read_each(content / "precisions.yaml", content, problems, lambda id_, f: read_precision(id_, f, sources))
    listings = read_each(content / "imports.yaml", content, problems, lambda id_, f: read_listing(id_, f, api))
    return Market(
        sources, api, gpu, hardware, models, throughput, running, tuple(lines.values()), stand_ins, limited, efficiency,
        precisions, listings,
    )  # fmt: skip


def _read_running(id_: str, f: Fields, sources: Mapping[str, Source]) -> Running:
    source = cited(f, sources) if f.has("source") else None
    assumption = "" if source else f.text("assumption")
    low, likely, high = (f.number(key, 0, 1e9) for key in ("low", "likely", "high"))
    if not low <= likely <= high:
        f.wrong("likely", f"low {low:g}, likely {likely:g}, high {high:g}", "write them in rising order")
    evidence = source.title if source else f"assumption: {assumption}"
    confidence = f.text("confidence", source.confidence if source else "low", one_of=CONFIDENCE)
    return Running(id_, f.text("label"), f.text("unit"), low, likely, high, source, evidence, confidence, f.text("note", ""))
