"""Predicted throughput against measured: how far each kind of prediction is off, and the rows that it misses most."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial

import numpy as np

from calculators import calibration
from calculators.calibration import Case
from calculators.engine.table import Cell, Column, Table
from calculators.engine.table import Row as TableRow
from calculators.records.efficiency import KINDS
from calculators.records.holdout import HIGH, LOW
from calculators.records.market import Market
from calculators.records.throughput import Measured, Row
from calculators.tables.cells import number, source_cell

MOST_MISSES = 25
FITTED, MODELED = "fitted to other rows of the set", "modeled, the model not seen"
FEW, SYSTEMS = "modeled, requests in flight held down", "whole systems of MLPerf, offline, as the calculator answers"


@dataclass(frozen=True)
class Prediction:
    """A measured row with what was predicted for it by a kind of evidence that had not seen it."""

    kind: str
    measured: Measured
    row: Row
    predicted: float

    @property
    def error(self) -> float:
        """Predicted over measured, less one."""
        return self.predicted / self.row.tokens_per_second - 1

    @property
    def miss(self) -> float:
        """How far off, alike for twice and for half."""
        return abs(float(np.log(1 + self.error)))


def predictions(market: Market, defaults: Mapping[str, float]) -> tuple[Prediction, ...]:
    """Every measured row beside a prediction that had not seen it, by kind of evidence.

    Rows of limited concurrency are met by the constants of content, where those are not fitted to the very rows.
    """
    fitted = [Prediction(_kind(each.kind, FITTED), each.measured, each.row, each.predicted) for each in market.held_out]
    single, limited = (calibration.cases(market, sets, defaults) for sets in (market.throughput, market.limited))
    systems = calibration.cases(market, market.throughput, defaults, systems=True)
    apart = [case for case in limited if market.efficiency[f"{case.kind}-{case.generation}"].rows < calibration.ENOUGH]
    apart += [case for case in limited if _saturated(single, case) >= calibration.ENOUGH]
    return (
        *fitted, *_unseen(single), *_beside(apart, FEW, calibration.answered(market, apart)),
        *_beside(systems, SYSTEMS, calibration.answered(market, systems)),
    )  # fmt: skip


def _kind(kind: str, evidence: str) -> str:
    return f"{KINDS[kind]}: {evidence}"


def _saturated(single: Sequence[Case], case: Case) -> int:
    return sum((each.kind, each.generation) == (case.kind, case.generation) for each in single)


def _unseen(single: Sequence[Case]) -> list[Prediction]:
    """Saturated rows, each model met by constants fitted to the other models of its kind and generation."""
    found = []
    for key in dict.fromkeys((case.kind, case.generation) for case in single):
        rows = [case for case in single if (case.kind, case.generation) == key]
        if len(rows) >= calibration.ENOUGH:
            found += _beside(rows, MODELED, calibration.measured_rates(rows) / calibration.unseen_ratios(rows))
    return found


def _beside(found: Sequence[Case], evidence: str, rates: Sequence[float] | np.ndarray) -> list[Prediction]:
    pairs = zip(found, rates, strict=True)
    return [Prediction(_kind(case.kind, evidence), case.measured, case.row, float(rate)) for case, rate in pairs]


def errors_table(found: Callable[[], tuple[Prediction, ...]]) -> Table:
    """The distribution of errors of each kind of evidence."""
    columns = (
        Column("kind", "Prediction"), Column("rows", "Measured", "rows", numeric=True),
        Column("median", "Off by, median", "%", numeric=True), Column("low", "Tenth percentile", "%", numeric=True),
        Column("high", "Ninetieth percentile", "%", numeric=True), Column("worst", "Worst", "%", numeric=True),
    )  # fmt: skip
    kinds = dict.fromkeys(each.kind for each in found())
    rows = tuple(_error_row(kind, [each for each in found() if each.kind == kind]) for kind in kinds)
    note = (
        "Predicted over measured, less one. The median is of errors without their sign; below zero, the prediction was too low."
    )
    return Table("throughput-errors", "How far predicted throughput is off, by kind of evidence", columns, rows, note=note)


def _error_row(kind: str, found: Sequence[Prediction]) -> TableRow:
    errors = np.array([each.error for each in found])
    worst = max(found, key=lambda each: each.miss).error
    figures = (np.median(np.abs(errors)), *np.quantile(errors, (LOW, HIGH)), worst)
    cells = (Cell(kind), number(len(found), "count"), *(number(float(figure), "share") for figure in figures))
    return TableRow(kind.lower().replace(" ", "-").replace(":", "").replace(",", ""), cells)


def misses_table(market: Market, found: Callable[[], tuple[Prediction, ...]]) -> Table:
    """The rows that are missed most, over all kinds of evidence."""
    columns = (
        Column("row", "Model, GPUs, precision"), Column("input", "Input", "tokens", numeric=True),
        Column("output", "Output", "tokens", numeric=True), Column("measured", "Measured", "tokens/s", numeric=True),
        Column("predicted", "Predicted", "tokens/s", numeric=True), Column("error", "Off by", "%", numeric=True),
        Column("kind", "Prediction"), Column("software", "Software"), Column("source", "Source"),
    )  # fmt: skip
    worst = sorted(found(), key=lambda each: -each.miss)[:MOST_MISSES]
    rows = tuple(_miss_row(market, place, each) for place, each in enumerate(worst))
    return Table("throughput-misses", f"The {len(rows)} rows that are missed most", columns, rows)


def _miss_row(market: Market, place: int, each: Prediction) -> TableRow:
    measured, row = each.measured, each.row
    gpus = f"{measured.gpus:g} × {market.hardware[measured.gpu].label}"
    held = f"{row.concurrency:g} requests in flight" if np.isfinite(row.concurrency) else ""
    cells = (
        Cell(f"{market.models[measured.model].label}, {gpus}, {measured.precision}", note=held), number(row.input, "count"),
        number(row.output, "count"), number(row.tokens_per_second, "count"), number(each.predicted, "count"),
        number(each.error, "share"), Cell(each.kind), Cell(measured.software), source_cell(measured.source),
    )  # fmt: skip
    return TableRow(f"miss-{place + 1}", cells)


def error_tables(market: Market, defaults: Mapping[str, float]) -> dict[str, Callable[[], Table]]:
    """Both tables by their names on pages. defaults: of the given quantities, on the guide's day."""
    found = cache(partial(predictions, market, defaults))
    return {"throughput_errors": partial(errors_table, found), "throughput_misses": partial(misses_table, market, found)}
