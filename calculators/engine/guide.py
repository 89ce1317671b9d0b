"""What a publisher needs to know of a guide, whatever its subject."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from calculators.engine.calculator import Answer, Calculator, answer, parse
from calculators.engine.dated import Source
from calculators.engine.facts import Fact
from calculators.engine.nearest import nearest
from calculators.engine.numbers import UnitWords
from calculators.engine.problems import ContentError
from calculators.engine.quantity import Quantities
from calculators.engine.sentences import Sentence, Speaker
from calculators.engine.table import Chart, Table


@dataclass(frozen=True)
class Guide:
    """A guide on one day. tables and charts are made when asked for, by name; macros are the subject's own, for prose."""

    as_of: dt.date
    quantities: Quantities
    words: Mapping[str, UnitWords]
    sources: Mapping[str, Source]
    facts: Mapping[str, Fact]
    calculators: Mapping[str, Calculator]
    sentences: Mapping[str, Sentence]
    tables: Mapping[str, Callable[[], Table]]
    charts: Mapping[str, Callable[[], Chart]]
    calculator_tables: Mapping[str, Callable[[Answer], Table]]
    calculator_charts: Mapping[str, Callable[[Answer], Chart]]
    macros: Mapping[str, Callable[..., str]]

    @property
    def speaker(self) -> Speaker:
        """Says values and sentences in the guide's words."""
        return Speaker(self.quantities, self.words)

    def answer(self, name: str, pairs: Mapping[str, str]) -> Answer:
        """A calculator's answer to `quantity=value` pairs. Raises ContentError for wrong ones."""
        calculator = self.calculators[name]
        asked, chosen = parse(calculator, self.quantities, pairs)
        return answer(calculator, self.quantities, self.as_of, asked, chosen)

    def sentence(self, found: Answer) -> str:
        """The verdict sentence of an answer. Raises ContentError where content has none of its name."""
        name = found.calculator.sentence
        if name not in self.sentences:
            raise ContentError([f"no sentence {name}; {nearest(name, self.sentences)}"])
        return self.speaker.sentence(self.sentences[name], found.values, found.resolved.labels)
