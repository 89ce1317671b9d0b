"""What is measured or described rather than sold: GPUs, open models, throughput and running costs."""

from __future__ import annotations

import datetime as dt

from calculators.engine.table import Cell, Column, Row, Table
from calculators.records.market import Market
from calculators.records.open_model import OpenModel
from calculators.records.throughput import Measured, Rates
from calculators.tables.cells import day_cell, known, number, source_cell

GPU_FIGURES = (
    ("memory_gb", "Memory", "GB"), ("bandwidth_gb_s", "Bandwidth", "GB/s"), ("bf16_tflops", "16-bit, dense", "TFLOPS"),
    ("fp8_tflops", "8-bit, dense", "TFLOPS"), ("tdp_w", "Power", "W"),
)  # fmt: skip
PER_THOUSAND = "ms per 1,000 tokens"


def hardware(market: Market, _: dt.date) -> Table:
    """GPUs as their makers describe them."""
    figures = tuple(Column(key, label, unit, numeric=True) for key, label, unit in GPU_FIGURES)
    columns = (Column("gpu", "GPU"), *figures, Column("source", "Source"))
    rows = tuple(
        Row(gpu.id, (
            Cell(gpu.label, note=gpu.note), *(known(gpu.figures, key) for key, _, _ in GPU_FIGURES), source_cell(gpu.source),
        ))
        for gpu in market.hardware.values()
    )  # fmt: skip
    return Table("hardware", "GPUs that the guide knows", columns, rows)


def models(market: Market, _: dt.date) -> Table:
    """Open models, with what a token of context takes in memory."""
    columns = (
        Column("model", "Model"), Column("released", "Released"), Column("total", "Parameters", "billion", numeric=True),
        Column("active", "Active", "billion", numeric=True), Column("kv", "KV cache, 16-bit", "kB a token", numeric=True),
        Column("context", "Context", "tokens", numeric=True), Column("license", "License"), Column("source", "Source"),
    )  # fmt: skip
    rows = tuple(_model_row(model) for model in market.models.values())
    return Table("models", "Open models that the guide knows", columns, rows, filter=True)


def _model_row(model: OpenModel) -> Row:
    figures = model.figures
    cells = (
        Cell(model.label, note=model.note), Cell(model.released), known(figures, "params_total", 1e9),
        known(figures, "params_active", 1e9), known(figures, "kv_bytes_bf16", 1e3), known(figures, "context_max", style="count"),
        Cell(model.license), source_cell(model.source),
    )  # fmt: skip
    return Row(model.id, cells)


def throughput(market: Market, day: dt.date) -> Table:
    """Measured pairs with their fitted rates and the error of the fit."""
    columns = (
        Column("model", "Model"), Column("gpu", "GPUs"), Column("precision", "Precision"),
        Column("rows", "Measured", "rows", numeric=True), Column("pre", "Prefill", PER_THOUSAND, numeric=True),
        Column("dec", "Decode", PER_THOUSAND, numeric=True),
        Column("kv", "KV", f"{PER_THOUSAND} per 1,000 of context", numeric=True),
        Column("error", "Median error of the fit", "%", numeric=True), Column("software", "Software"),
        Column("source", "Source"), Column("dated", "Dated"),
    )  # fmt: skip
    rows = tuple(_throughput_row(market, *found, day) for _, found in sorted(market.fitted().items()))
    return Table("throughput", "Measured pairs of model and GPU, with their three rates", columns, rows)


def _throughput_row(market: Market, measured: Measured, rates: Rates, day: dt.date) -> Row:
    cells = (
        Cell(market.models[measured.model].label), Cell(f"{measured.gpus:g} × {market.hardware[measured.gpu].label}"),
        Cell(measured.precision), number(len(measured.rows), "count"), number(rates.prefill_seconds * 1e6, "plain"),
        number(rates.decode_seconds * 1e6, "plain"), number(rates.kv_seconds * 1e9, "plain"), number(rates.error, "share"),
        Cell(measured.software), source_cell(measured.source),
        day_cell(measured.dated, "after this day" if measured.dated > day else ""),
    )  # fmt: skip
    return Row(f"{measured.model}@{measured.gpu}", cells)


def running(market: Market, _: dt.date) -> Table:
    """Running costs with their spread and on what they rest."""
    spread = (("low", "Low"), ("likely", "Likely"), ("high", "High"))
    columns = (Column("label", "What"), Column("unit", "Unit"), *(Column(key, label, numeric=True) for key, label in spread),
               Column("evidence", "Rests on"))  # fmt: skip
    rows = tuple(
        Row(cost.id, (
            Cell(cost.label, note=cost.note), Cell(cost.unit), *(number(getattr(cost, key), "plain") for key, _ in spread),
            source_cell(cost.source) if cost.source else Cell(cost.evidence),
        ))
        for cost in market.running.values()
    )  # fmt: skip
    return Table("running", "Running costs: power, space, people, servers", columns, rows)
