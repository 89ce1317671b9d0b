"""The guide's tables: DataFrames of the market put into words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from calculators.bundles import BILLING_WORDS, TIER_GROUPS
from calculators.engine.dated import Dated, Source
from calculators.engine.numbers import number_text
from calculators.engine.table import Cell, Column, Row, Table
from calculators.records.market import Market
from calculators.records.offer import ApiOffer, GpuOffer
from calculators.specialized import gap_by_gpu

API_COLUMNS = (
    ("input_price", "Input"), ("cached_price", "Cache read"), ("cache_write_price", "Cache write"), ("output_price", "Output"),
    ("batch_input_price", "Batch input"), ("batch_output_price", "Batch output"), ("long_input_price", "Long input"),
    ("long_output_price", "Long output"), ("peak_input_price", "Peak input"), ("peak_output_price", "Peak output"),
)  # fmt: skip
PER_MTOKEN = "USD per million tokens"
PROVENANCE = (Column("since", "Since"), Column("source", "Source"), Column("dated", "Dated"), Column("read", "Read"))


def day_text(day: dt.date) -> str:
    """A day as tables show it."""
    return day.isoformat()


def number(value: float, style: str) -> Cell:
    """A figure as a cell that sorts by its plain value."""
    return Cell(number_text(value, style), repr(float(value)))


def source_cell(source: Source) -> Cell:
    """A source's short name, linked to its entry on the sources page."""
    return Cell(source.title.partition(",")[0], source.id, f"sources.md#source-{source.id}", source.title)


def provenance(entry: Dated) -> tuple[Cell, ...]:
    """Since when, who says so, the source's own date, and when it was read."""
    since = ("by " if entry.first_sighting else "") + day_text(entry.since)
    weak = "" if entry.confidence == "high" else f"{entry.confidence} confidence"
    dated = entry.confirmed or entry.source.dated
    return (
        Cell(since, day_text(entry.since), note=entry.note), source_cell(entry.source),
        Cell(day_text(dated), day_text(dated), note=weak), Cell(day_text(entry.source.read), day_text(entry.source.read)),
    )  # fmt: skip


@dataclass(frozen=True)
class MarketTables:
    """Tables of what is sold and measured, for one day."""

    market: Market
    day: dt.date

    def all(self) -> dict[str, Callable[[], Table]]:
        """Each table's maker by its name."""
        return {
            "api_prices": self.api_prices, "gpu_prices": self.gpu_prices, "api_history": self.api_history,
            "gpu_history": self.gpu_history, "specialized_clouds": self.specialized_clouds, "spot_gap": self.spot_gap,
            "reserved_spread": self.reserved_spread, "hardware": self.hardware, "models": self.models,
            "throughput": self.throughput, "running": self.running,
        }  # fmt: skip

    def api_prices(self) -> Table:
        """Every API price in force."""
        prices = tuple(Column(key, label, PER_MTOKEN, numeric=True) for key, label in API_COLUMNS)
        columns = (Column("model", "Model"), Column("seller", "Seller"), Column("tier", "Kind"), *prices,
                   Column("long_context_from", "Long above", "tokens", numeric=True), *PROVENANCE)  # fmt: skip
        sold = [(offer, entry) for offer in self.market.api.values() if (entry := offer.sold_on(self.day))]
        sold.sort(key=lambda pair: (list(TIER_GROUPS).index(pair[0].tier), -pair[1].values["output_price"]))
        rows = tuple(self._api_row(offer, entry) for offer, entry in sold)
        return Table("api-prices", f"API prices in force on {day_text(self.day)}", columns, rows, filter=True)

    def _api_row(self, offer: ApiOffer, entry: Dated) -> Row:
        values = entry.values
        prices = tuple(number(values[key], "price") if key in values else Cell("–") for key, _ in API_COLUMNS)
        limit = number(values["long_context_from"], "count") if "long_context_from" in values else Cell("–")
        peak = f"peak hours {offer.peak_hours}" if offer.peak_hours else ""
        name = Cell(offer.label, offer.label, note=peak)
        return Row(offer.id, (name, Cell(offer.seller.name), Cell(TIER_GROUPS[offer.tier]), *prices, limit, *provenance(entry)))

    def gpu_prices(self) -> Table:
        """Every GPU price in force, per unit and per GPU."""
        columns = (Column("gpu", "GPU"), Column("seller", "Seller"), Column("unit", "Smallest unit"),
                   Column("billing", "Billing"), Column("gpus", "GPUs", "in the unit", numeric=True),
                   Column("gpu_price", "Price", "USD per GPU-hour", numeric=True),
                   Column("unit_price", "Price of the unit", "USD per hour", numeric=True), Column("region", "Region"),
                   *PROVENANCE)  # fmt: skip
        sold = [(offer, entry) for offer in self.market.gpu.values() if (entry := offer.history.on(self.day))]
        sold.sort(key=lambda pair: (pair[0].gpu, pair[0].gpu_price(pair[1])))
        rows = tuple(self._gpu_row(offer, entry) for offer, entry in sold)
        return Table("gpu-prices", f"GPU prices in force on {day_text(self.day)}", columns, rows, filter=True)

    def _gpu_row(self, offer: GpuOffer, entry: Dated) -> Row:
        cells = (
            Cell(self.market.hardware[offer.gpu].label), Cell(offer.seller.name), Cell(offer.label),
            Cell(BILLING_WORDS[offer.billing]), number(offer.gpus_per_unit, "count"), number(offer.gpu_price(entry), "price"),
            number(entry.values["unit_price"], "price"), Cell(offer.region), *provenance(entry),
        )  # fmt: skip
        return Row(offer.id, cells)

    def api_history(self) -> Table:
        """Every API price that changed, oldest first, and those announced."""
        columns = (Column("model", "Model"), Column("seller", "Seller"), Column("input", "Input", PER_MTOKEN, numeric=True),
                   Column("output", "Output", PER_MTOKEN, numeric=True), *PROVENANCE)  # fmt: skip
        rows = [
            Row(f"{offer.id}-{entry.since}", (
                Cell(offer.label), Cell(offer.seller.name), number(entry.values["input_price"], "price"),
                number(entry.values["output_price"], "price"), *provenance(entry),
            ))
            for offer in self.market.api.values() if len(offer.history.entries) > 1
            for entry in offer.history.entries
        ]  # fmt: skip
        return Table("api-history", "API prices that have moved, or will", columns, _by_day(rows), filter=True)

    def gpu_history(self) -> Table:
        """Every GPU price that changed, oldest first."""
        columns = (Column("gpu", "GPU"), Column("seller", "Seller"), Column("unit", "Unit"), Column("billing", "Billing"),
                   Column("unit_price", "Price of the unit", "USD per hour", numeric=True),
                   Column("gpu_price", "Price", "USD per GPU-hour", numeric=True), *PROVENANCE)  # fmt: skip
        rows = [
            Row(f"{offer.id}-{entry.since}", (
                Cell(self.market.hardware[offer.gpu].label), Cell(offer.seller.name), Cell(offer.label),
                Cell(BILLING_WORDS[offer.billing]), number(entry.values["unit_price"], "price"),
                number(offer.gpu_price(entry), "price"), *provenance(entry),
            ))
            for offer in self.market.gpu.values() if len(offer.history.entries) > 1
            for entry in offer.history.entries
        ]  # fmt: skip
        return Table("gpu-history", "GPU prices that have moved", columns, _by_day(rows), filter=True)

    def specialized_clouds(self) -> Table:
        """Both sides' medians for each GPU that both rent."""
        usd = "USD per GPU-hour"
        columns = (Column("gpu", "GPU"), Column("hyper", "Hyperscalers, median", usd, numeric=True), Column("hyper_range", "Range", usd, numeric=True),
                   Column("hyper_n", "Sellers", numeric=True), Column("spec", "Specialized, median", usd, numeric=True),
                   Column("spec_range", "Range", usd, numeric=True), Column("spec_n", "Sellers", numeric=True),
                   Column("saving", "Less by", "%", numeric=True))  # fmt: skip
        rows = tuple(
            Row(gap.gpu, (
                Cell(self.market.hardware[gap.gpu].label), number(gap.hyperscaler, "price"), _range(gap.hyperscaler_range),
                number(gap.hyperscaler_count, "count"), number(gap.specialized, "price"), _range(gap.specialized_range),
                number(gap.specialized_count, "count"), number(1 - gap.specialized / gap.hyperscaler, "share"),
            ))
            for gap in gap_by_gpu(self.market, self.day)
        )  # fmt: skip
        note = (
            "On demand, medium confidence or better; a seller with several sizes counts once; dedicated endpoints are left out."
        )
        return Table("specialized-clouds", "The same GPU, on demand, from either side", columns, rows, note=note)

    def _ratios(self, billing: Sequence[str]) -> pd.DataFrame:
        """Price of other billings over the same unit on demand: gpu, seller, unit, billing, price, listed, ratio."""
        rows = []
        for offer in self.market.gpu.values():
            listed = self.market.gpu.get(offer.id.removesuffix(f"/{offer.billing}"))
            entry, base = offer.history.on(self.day), listed and listed.history.on(self.day)
            if offer.billing in billing and listed and entry and base:
                price, on_demand = offer.gpu_price(entry), listed.gpu_price(base)
                rows.append((offer, entry, price, on_demand, price / on_demand))
        frame = pd.DataFrame(rows, columns=["offer", "entry", "price", "listed", "ratio"])
        return frame.sort_values("ratio", kind="stable")

    def _ratio_table(self, id_: str, caption: str, billing: Sequence[str], ratio: Column, note: str) -> Table:
        columns = (Column("gpu", "GPU"), Column("seller", "Seller"), Column("unit", "Unit"), Column("billing", "Billing"),
                   Column("price", "Price", "USD per GPU-hour", numeric=True),
                   Column("listed", "On demand", "USD per GPU-hour", numeric=True), ratio, *PROVENANCE)  # fmt: skip
        rows = tuple(
            Row(r.offer.id, (
                Cell(self.market.hardware[r.offer.gpu].label), Cell(r.offer.seller.name), Cell(r.offer.label),
                Cell(BILLING_WORDS[r.offer.billing]), number(r.price, "price"), number(r.listed, "price"),
                number(r.ratio, "share"), *provenance(r.entry),
            ))
            for r in self._ratios(billing).itertuples()
        )  # fmt: skip
        return Table(id_, caption, columns, rows, note=note)

    def spot_gap(self) -> Table:
        """Spot over on demand, unit by unit."""
        ratio = Column("ratio", "Spot over on demand", "%", numeric=True)
        note = "Spot prices move by zone and hour; each row is one reading of one region or a median over zones."
        return self._ratio_table("spot-gap", "Spot against on-demand prices of the same unit", ("spot",), ratio, note)

    def reserved_spread(self) -> Table:
        """Reserved over on demand: the share of the hours above which the commitment pays."""
        ratio = Column("ratio", "Pays above this share of the hours", "%", numeric=True)
        note = "A reservation is paid for every hour. It beats on-demand rent once the GPUs are needed for more than this share of them."
        caption = "Reserved against on-demand prices of the same unit"
        return self._ratio_table("reserved-spread", caption, ("reserved_1y", "reserved_3y"), ratio, note)

    def hardware(self) -> Table:
        """GPUs as their makers describe them."""
        heads = (("memory_gb", "Memory", "GB"), ("bandwidth_gb_s", "Bandwidth", "GB/s"), ("bf16_tflops", "16-bit, dense", "TFLOPS"),
                 ("fp8_tflops", "8-bit, dense", "TFLOPS"), ("tdp_w", "Power", "W"))  # fmt: skip
        columns = (
            Column("gpu", "GPU"),
            *(Column(key, label, unit, numeric=True) for key, label, unit in heads),
            Column("source", "Source"),
        )
        rows = tuple(
            Row(
                gpu.id,
                (Cell(gpu.label, note=gpu.note), *(_known(gpu.figures, key) for key, _, _ in heads), source_cell(gpu.source)),
            )
            for gpu in self.market.hardware.values()
        )
        return Table("hardware", "GPUs that the guide knows", columns, rows)

    def models(self) -> Table:
        """Open models, with what a token of context takes in memory."""
        columns = (Column("model", "Model"), Column("released", "Released"), Column("total", "Parameters", "billion", numeric=True),
                   Column("active", "Active", "billion", numeric=True), Column("kv", "KV cache, 16-bit", "kB a token", numeric=True),
                   Column("context", "Context", "tokens", numeric=True), Column("license", "License"), Column("source", "Source"))  # fmt: skip
        rows = tuple(
            Row(m.id, (
                Cell(m.label, note=m.note), Cell(m.released), _known(m.figures, "params_total", 1e9), _known(m.figures, "params_active", 1e9),
                _known(m.figures, "kv_bytes_bf16", 1e3), _known(m.figures, "context_max", style="count"), Cell(m.license), source_cell(m.source),
            ))
            for m in self.market.models.values()
        )  # fmt: skip
        return Table("models", "Open models that the guide knows", columns, rows, filter=True)

    def throughput(self) -> Table:
        """Measured pairs with their fitted rates and the error of the fit."""
        columns = (Column("model", "Model"), Column("gpu", "GPUs"), Column("precision", "Precision"), Column("rows", "Rows", numeric=True),
                   Column("pre", "Prefill", "ms per 1,000 tokens", numeric=True), Column("dec", "Decode", "ms per 1,000 tokens", numeric=True),
                   Column("kv", "KV", "ms per 1,000 tokens per 1,000 of context", numeric=True),
                   Column("error", "Median error of the fit", "%", numeric=True), Column("software", "Software"),
                   Column("source", "Source"), Column("dated", "Dated"))  # fmt: skip
        rows = tuple(
            Row(f"{model}@{gpu}", (
                Cell(self.market.models[model].label), Cell(f"{measured.gpus:g} × {self.market.hardware[gpu].label}"),
                Cell(measured.precision), number(len(measured.rows), "count"), number(rates.prefill_seconds * 1e6, "plain"),
                number(rates.decode_seconds * 1e6, "plain"), number(rates.kv_seconds * 1e9, "plain"), number(rates.error, "share"),
                Cell(measured.software), source_cell(measured.source), Cell(day_text(measured.dated)),
            ))
            for (model, gpu), (measured, rates) in sorted(self.market.fitted().items())
        )  # fmt: skip
        return Table("throughput", "Measured pairs of model and GPU, with their three rates", columns, rows)

    def running(self) -> Table:
        """Running costs with their spread and on what they rest."""
        spread = (("low", "Low"), ("likely", "Likely"), ("high", "High"))
        columns = (
            Column("label", "What"),
            Column("unit", "Unit"),
            *(Column(k, label, numeric=True) for k, label in spread),
            Column("evidence", "Rests on"),
        )
        rows = tuple(
            Row(r.id, (Cell(r.label, note=r.note), Cell(r.unit), *(number(getattr(r, k), "plain") for k, _ in spread),
                       source_cell(r.source) if r.source else Cell(r.evidence)))
            for r in self.market.running.values()
        )  # fmt: skip
        return Table("running", "Running costs: power, space, people, servers", columns, rows)


def _range(ends: tuple[float, float]) -> Cell:
    low, high = (number_text(end, "price") for end in ends)
    return Cell(low if low == high else f"{low}–{high}", repr(ends[0]))


def _known(figures: object, key: str, scale: float = 1, style: str = "plain") -> Cell:
    value = figures.get(key)  # type: ignore[attr-defined]
    return number(value / scale, style) if value else Cell("–")


def _by_day(rows: list[Row]) -> tuple[Row, ...]:
    """Rows by their `since` cell, the fourth from the end."""
    return tuple(sorted(rows, key=lambda row: row.cells[-4].sort))
