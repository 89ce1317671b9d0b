"""What a publisher needs to know of a guide, whatever its subject."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from calculators.engine.calculator import Answer, Calculator, answer
from calculators.engine.change import Change
from calculators.engine.dataset import Dataset
from calculators.engine.dated import Source
from calculators.engine.edition import Edition
from calculators.engine.facts import Fact
from calculators.engine.nearest import nearest
from calculators.engine.numbers import UnitWords
from calculators.engine.outlook import changed
from calculators.engine.pairs import parse
from calculators.engine.points import Point
from calculators.engine.problems import ContentError
from calculators.engine.quantity import Quantities
from calculators.engine.reasons import Reason
from calculators.engine.retired import RetiredNames
from calculators.engine.sentences import Sentence, Speaker, applies
from calculators.engine.standing import Judged
from calculators.engine.table import Chart, Table


@dataclass(frozen=True)
class Guide:
    """A guide on one day. tables and charts are made when asked for, by name; macros are the subject's own, for prose.

    A calculator may have several charts; one that an answer has nothing for gives None.
    edition: of the formulas; a link names the one that it was made with. editions: all of them, oldest first.
    retired: names of inputs and options that older links may carry.
    newest: the day of the content itself; price_days: days on which a price began or an offer ended.
    elsewhen: the guide of another day, from the same content; points: point answers of a calculator to
    [(day, `quantity=value` pairs)], on many days at once.
    ages: how old its data are as a whole, in a sentence that stands on every page; none where it is empty.
    datasets: what readers may take away, made when asked for, by name; none where there is nothing.
    changes: what changed, the newest day first, then what is announced for days after as_of, the next first.
    tested: claims put to the test for this day, by id.
    """

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
    calculator_charts: Mapping[str, tuple[Callable[[Answer], Chart | None], ...]]
    macros: Mapping[str, Callable[..., str]]
    reasons: Mapping[str, tuple[Reason, ...]] = field(default_factory=dict)
    edition: int = 1
    editions: tuple[Edition, ...] = ()
    retired: RetiredNames = field(default_factory=RetiredNames)
    ages: str = ""
    datasets: Mapping[str, Callable[[], Dataset]] = field(default_factory=dict)
    newest: dt.date | None = None
    price_days: tuple[dt.date, ...] = ()
    elsewhen: Callable[[dt.date], Guide] | None = field(default=None, repr=False)  # it holds the guides of all days
    points: Callable[..., list[Point]] | None = None
    calculator_on: Callable[[str, dt.date], Calculator] | None = None
    changes: Callable[[], Sequence[Change]] | None = None
    tested: Callable[[], Mapping[str, Judged]] = field(default=dict, repr=False)

    @property
    def of_another_day(self) -> bool:
        """Whether it is read for another day than its content's own."""
        return self.newest not in {None, self.as_of}

    def on(self, day: dt.date) -> Guide:
        """The same guide on another day. Raises ContentError where its content holds one day alone."""
        if day == self.as_of:
            return self
        if self.elsewhen is None:
            raise ContentError([f"{day}: this guide is of {self.as_of} alone; read it for that day"])
        return self.elsewhen(day)

    def claims(self) -> Mapping[str, Judged]:
        """Every claim by id, put to the test for this day. None where content has no claims."""
        return self.tested()

    @property
    def speaker(self) -> Speaker:
        """Says values and sentences in the guide's words."""
        return Speaker(self.quantities, self.words)

    def answer(self, name: str, pairs: Mapping[str, str]) -> Answer:
        """A calculator's answer to `quantity=value` pairs. Raises ContentError for wrong ones."""
        calculator = self.calculators[name]
        asked, chosen = parse(calculator, self.quantities, pairs, self.retired)
        return answer(calculator, self.quantities, self.as_of, asked, chosen)

    def verdict(self, found: Answer) -> str:
        """The verdict on an answer, which rests on likely values. Raises ContentError where content has none of that name."""
        return self._said(found, (found.calculator.sentence,))

    def afterword(self, found: Answer) -> str:
        """How sure the verdict is and what would change it."""
        return self._said(found, found.calculator.afterwords)

    def sentence(self, found: Answer) -> str:
        """The verdict with its afterword."""
        return self._said(found, (found.calculator.sentence, *found.calculator.afterwords))

    def _said(self, found: Answer, names: tuple[str, ...]) -> str:
        if unknown := [name for name in names if name not in self.sentences]:
            raise ContentError([f"no sentence {name}; {nearest(name, self.sentences)}" for name in unknown])
        labels = self.labels(found)
        return " ".join(self.speaker.sentence(self.sentences[name], found.values, labels) for name in names)

    def drawn(self, found: Answer) -> list[Chart]:
        """The charts of an answer, in order."""
        return list(self._charts(found))

    def first_chart(self, found: Answer) -> Chart | None:
        """The chart of an answer that stands first; the others are not made."""
        return next(self._charts(found), None)

    def _charts(self, found: Answer) -> Iterator[Chart]:
        made = (make(found) for make in self.calculator_charts.get(found.calculator.name, ()))
        return (chart for chart in made if chart)

    def labels(self, found: Answer) -> dict[str, str]:
        """Words of an answer that are no values: its options, and what would change it."""
        labels, outlook = found.resolved.labels, found.calculator.outlook
        if outlook and found.prospect:
            labels |= {"change": "", "change_way": ""}
            if found.prospect.change:
                probe, way = found.prospect.change
                value = changed(outlook, probe, found.values)
                labels["change"] = f"{self.inline(probe.name)} at {self.speaker.value(probe.name, value, bare=True)}"
                labels["change_way"] = self.inline(outlook.shown[way], owned=False)
        return labels

    def named(self, name: str) -> str:
        """A quantity's label, with its way where it belongs to one."""
        return self.speaker.named(name)

    def inline(self, name: str, *, owned: bool = True) -> str:
        """A quantity's label as it stands within a sentence, with its way where it belongs to one."""
        return self.speaker.inline(name, owned=owned)

    def reasons_for(self, found: Answer) -> list[tuple[Reason, str]]:
        """Every reason that holds for an answer, as it is said."""
        labels = self.labels(found)
        return [
            (reason, self.speaker.said(reason.variant, found.values, labels))
            for reason in self.reasons.get(found.calculator.name, ())
            if applies(reason.variant, found.values)
        ]
