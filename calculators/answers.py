"""What a calculator's page shows beside its results: every option side by side, and a chart over volume."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from calculators.charts.answer import answer_charts
from calculators.charts.voice import Voice
from calculators.engine.calculator import Answer, sweep
from calculators.engine.numbers import UnitWords, number_text
from calculators.engine.quantity import Quantities
from calculators.engine.sentences import Sentence, Speaker
from calculators.engine.table import Cell, Chart, Column, Row, Table
from calculators.records.market import Market
from calculators.tables.cells import source_cell
from calculators.tables.comparisons import specialized_clouds


@dataclass(frozen=True)
class Answers:
    """Tables and charts of answers, for one day."""

    market: Market
    day: dt.date
    quantities: Quantities
    words: Mapping[str, UnitWords]
    sentences: Mapping[str, Sentence]

    def tables(self) -> dict[str, Callable[[Answer], Table]]:
        """The table of each calculator by its name."""
        captions = {
            "api_bill": "The same month on every model in the price files",
            "rented_fleet": "The same month on every GPU offer with measured throughput",
            "break_even": "Break-even on every GPU offer with measured throughput",
        }
        found: dict[str, Callable[[Answer], Table]] = {
            name: (lambda answer, caption=caption: self._side_by_side(answer, caption))  # type: ignore[misc]
            for name, caption in captions.items()
        }
        found["specialized_clouds"] = lambda _: specialized_clouds(self.market, self.day)
        return found

    def charts(self) -> dict[str, tuple[Callable[[Answer], Chart | None], ...]]:
        """The charts of each calculator by its name."""
        return answer_charts(self.market, self.day, self.quantities, Voice(Speaker(self.quantities, self.words), self.sentences))

    def _side_by_side(self, answer: Answer, caption: str) -> Table:
        """The calculator's sweep as a table; the reader's own option is marked."""
        spec = answer.calculator.sweep
        assert spec is not None
        choice = answer.calculator.choice_names[spec.choice]
        picked = answer.resolved.picked[spec.choice].id
        heads = tuple(self._head(name) for name in spec.columns)
        columns = (Column("option", choice.label), *heads, Column("source", "Price from"))
        found = dict(sweep(answer.calculator, self.quantities, self.day, answer))
        options = {option.id: option for option in choice.options}
        rows = []
        for id_ in [*found, *(id_ for id_ in options if id_ not in found)]:
            figures = [self._cell(name, found[id_][name]) if id_ in found else Cell("–") for name in spec.columns]
            cells = (Cell(options[id_].label, options[id_].label, note=options[id_].note), *figures, self._source(id_))
            rows.append(Row(id_, cells, mark=id_ == picked, hidden=id_ not in found))
        return Table(
            f"{answer.calculator.name.replace('_', '-')}-options", caption, columns, tuple(rows), filter=True, sweep=spec.choice
        )

    def _head(self, name: str) -> Column:
        quantity = self.quantities[name]
        return Column(name, quantity.label, self.words[quantity.unit_text].head, numeric=True)

    def _cell(self, name: str, value: float) -> Cell:
        quantity = self.quantities[name]
        text = number_text(value, quantity.style or self.words[quantity.unit_text].style)
        return Cell(text, repr(value))

    def _source(self, offer: str) -> Cell:
        known = self.market.api.get(offer) or self.market.gpu[offer]
        entry = known.history.on(self.day)
        assert entry is not None, offer
        return source_cell(entry.source)
