"""Open models beside the API models that they are said to stand in for."""

from __future__ import annotations

import datetime as dt

from calculators.engine.table import Cell, Column, Row, Table
from calculators.records.market import Market
from calculators.records.stand_in import StandIn
from calculators.tables.cells import NONE, day_cell, number, source_cell

COLUMNS = (
    Column("offer", "API model"), Column("model", "Open model"), Column("kind", "Rests on"),
    Column("offer_score", "API model", "points", numeric=True), Column("model_score", "Open model", "points", numeric=True),
    Column("gap", "Falls short by", "points", numeric=True), Column("error", "Error of both", "points", numeric=True),
    Column("verdict", "So it"), Column("source", "Source"), Column("dated", "Dated"),
)  # fmt: skip
KIND_WORDS = {"votes": "blind votes", "index": "an index of tests", "judgment": "our judgment"}


def stand_ins(market: Market, day: dt.date) -> Table:
    """Every pair on record by a day whose API model is still sold, the nearest pairs first."""
    pairs = [pair for pair in market.stand_ins.values() if pair.since <= day and market.api[pair.offer].sold_on(day)]
    pairs.sort(key=lambda pair: (pair.source is None, not pair.within_error, pair.gap - pair.error))
    rows = tuple(Row(pair.id, _cells(pair, market)) for pair in pairs)
    note = "A score tells about other people’s tasks. Judge a hundred of your own blindly before you rely on one."
    return Table("stand-ins", "Open models beside the API models that they may stand in for", COLUMNS, rows, note=note)


def _cells(pair: StandIn, market: Market) -> tuple[Cell, ...]:
    names = Cell(market.api[pair.offer].label), Cell(model_label(market, pair.model))
    if pair.source is None:
        kind = Cell(KIND_WORDS[pair.kind], pair.kind, note=pair.note)
        return (*names, kind, *(NONE,) * 4, Cell("is untested"), NONE, day_cell(pair.since))
    kind = Cell(KIND_WORDS[pair.kind], pair.kind, note=pair.test)
    figures = (number(value, "plain") for value in (pair.offer_score, pair.model_score, pair.gap, pair.error))
    verdict = "comes level" if pair.within_error else "is ahead" if pair.gap < 0 else "falls short"
    weak = "" if pair.confidence == "high" else f"{pair.confidence} confidence"
    return (*names, kind, *figures, Cell(verdict, note=pair.note), source_cell(pair.source), day_cell(pair.since, weak))


def model_label(market: Market, model: str) -> str:
    """An open model's label; where its architecture is not on record, that of an API that hosts it."""
    if model in market.models:
        return market.models[model].label
    return next(offer.label for offer in market.api.values() if offer.model == model)
