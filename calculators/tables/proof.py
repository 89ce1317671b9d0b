"""What others have published beside what the guide works out, and how long a full fleet lets requests wait."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from calculators.counted import counts, off_by
from calculators.engine.numbers import UnitWords, number_text
from calculators.engine.quantity import Quantities
from calculators.engine.table import Cell, Column, Row, Table
from calculators.proof import Counts, Finding, Proof
from calculators.records import queueing
from calculators.records.market import Market
from calculators.records.open_model import OpenModel
from calculators.tables.cells import NONE, day_cell, number, source_cell

AGREES, MISS, UNNAMED = "agrees", "miss", "not named"
SLOTS = (1, 8, 16, 64, 256)
ASKED = (queueing.waiting_share, queueing.mean_wait, queueing.late_wait)
NEAR_FULL = 0.95
SHOWN_PLACES = 5  # a thousandth of a percent


@dataclass(frozen=True)
class ProofTables:
    """The tables of the proof page, for one day."""

    proof: Proof
    market: Market
    day: dt.date
    quantities: Quantities
    words: Mapping[str, UnitWords]

    def makers(self) -> dict[str, Callable[[], Table]]:
        """Each table's maker by the name that pages ask for it by."""
        return {
            "outside-examples": self.outside_examples, "parameter-counts": self.parameter_counts, "waiting": self.waiting,
        }  # fmt: skip

    def outside_examples(self) -> Table:
        """Every figure of every example beside ours."""
        columns = (
            Column("example", "Example"), Column("result", "Result"), Column("theirs", "Published", numeric=True),
            Column("ours", "Here", numeric=True), Column("off", "Off by", "%", numeric=True),
            Column("figure", "Figure"), Column("unit", "Unit"),
            Column("within", "Allowed", "%", numeric=True), Column("reason", "Why they differ"), Column("source", "Source"),
            Column("dated", "Dated"),
        )  # fmt: skip
        findings = [finding for example in self.proof.examples for finding in example.findings()]
        agreeing = sum(finding.agrees for finding in findings)
        caption = f"Published figures worked again: {agreeing} agree, {len(findings) - agreeing} miss"
        rows = tuple(self._example_row(finding) for finding in findings)
        return Table("outside-examples", caption, columns, rows, filter=True)

    def _example_row(self, finding: Finding) -> Row:
        example, printed = finding.example, finding.printed
        quantity = self.quantities[printed.quantity]
        words = self.words[quantity.unit_text]
        style = quantity.style or words.style
        cells = (
            Cell(example.title, note=example.conventions), Cell(AGREES if finding.agrees else MISS),
            number(printed.theirs, style), number(finding.ours, style), _off(finding.difference),
            Cell(printed.figure or quantity.label), Cell(printed.unit or words.head),
            number(printed.tolerance, "share"), _words(printed.miss or printed.reason),
            source_cell(example.source) if example.source else Cell(UNNAMED), day_cell(example.dated),
        )  # fmt: skip
        return Row(f"{example.id}-{printed.quantity.replace('.', '-')}", cells)

    def parameter_counts(self) -> Table:
        """Parameters counted from architectures beside the published ones."""
        kinds = (("", "Parameters"), ("active-", "Active"))
        figures = tuple(
            column
            for key, label in kinds
            for column in (
                Column(f"{key}theirs", f"{label}, published", "billion", numeric=True),
                Column(f"{key}ours", f"{label}, here", "billion", numeric=True),
                Column(f"{key}off", f"{label}, off by", "%", numeric=True),
            )
        )  # fmt: skip
        columns = (
            Column("model", "Model"), Column("result", "Result"), *figures, Column("reason", "Why they differ"),
            Column("source", "Source"),
        )  # fmt: skip
        counted = ((model, counts(model)) for model in self.market.models.values())
        rows = tuple(_count_row(model, found, self.proof.counts) for model, found in counted if found)
        return Table(
            "parameter-counts",
            f"Parameters counted from the architecture, {self.proof.counts.tolerance:.0%} allowed",
            columns,
            rows,
        )

    def waiting(self) -> Table:
        """Waiting at the guide's own limit and near full, for engines with few and with many slots."""
        limit = self.quantities["rent.fill_limit"].on(self.day).likely
        fills = ((limit, "limit"), (NEAR_FULL, "near"))
        heads = tuple(
            column
            for fill, key in fills
            for column in (
                Column(f"{key}-share", f"{fill:.0%} full: requests that wait", "%", numeric=True),
                Column(f"{key}-mean", f"{fill:.0%} full: mean wait", "% of an answer’s time", numeric=True),
                Column(f"{key}-late", f"{fill:.0%} full: 99 in 100 wait less than", "% of an answer’s time", numeric=True),
            )
        )  # fmt: skip
        rows = tuple(
            Row(
                f"slots-{slots}",
                (number(slots, "count"), *(number(ask(slots, fill), "share") for fill, _ in fills for ask in ASKED)),
            )
            for slots in SLOTS
        )
        return Table(
            "waiting",
            "Waiting for a free slot, after Erlang",
            (Column("slots", "Slots", "answers at once", numeric=True), *heads),
            rows,
        )


def _words(text: str) -> Cell:
    return Cell(text) if text else NONE


def _off(difference: float) -> Cell:
    """A signed difference; none where one side is without end."""
    if not math.isfinite(difference):
        return NONE
    shown = round(difference, SHOWN_PLACES)
    plus = "+" if shown > 0 else ""
    return Cell(plus + number_text(shown, "share"), repr(difference))


def _count_row(model: OpenModel, found: Mapping[str, float], counts_: Counts) -> Row:
    off = off_by(model, found)
    figures = [
        cell
        for key, count in found.items()
        for cell in (
            number(model.figures[key] / 1e9, "plain") if key in off else NONE, number(count / 1e9, "plain"),
            _off(off[key]) if key in off else NONE,
        )
    ]  # fmt: skip
    agrees = all(abs(difference) <= counts_.tolerance for difference in off.values())
    cells = (
        Cell(model.label), Cell(AGREES if agrees else MISS), *figures, _words(counts_.reasons.get(model.id, "")),
        source_cell(model.source),
    )  # fmt: skip
    return Row(model.id, cells)
