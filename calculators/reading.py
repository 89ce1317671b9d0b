"""All that content says, from which the guide of any day is made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial

from calculators import catalog
from calculators.answers import Answers
from calculators.changes import Content
from calculators.charts.market import market_charts
from calculators.charts.thresholds import thresholds
from calculators.claim_trials import Bench
from calculators.claims import Claims
from calculators.datasets.market import market_datasets
from calculators.disagreement import Disagreement
from calculators.engine.calculator import Calculator
from calculators.engine.choices import Choice, Option, Resolver
from calculators.engine.edition import Edition
from calculators.engine.facts import Fact
from calculators.engine.guide import Guide
from calculators.engine.numbers import UnitWords
from calculators.engine.pairs import parse
from calculators.engine.points import Asked, Case, Point, points
from calculators.engine.problems import NotOnRecordError
from calculators.engine.quantity import Quantities
from calculators.engine.reasons import Reason
from calculators.engine.retired import RetiredNames
from calculators.engine.sentences import Sentence, Speaker
from calculators.past import Past
from calculators.proof import Proof
from calculators.prose import Prices
from calculators.records.claim import ClaimBook
from calculators.records.market import Market
from calculators.tables.claims import ClaimTables
from calculators.tables.errors import error_tables
from calculators.tables.inputs import inputs
from calculators.tables.market import market_tables
from calculators.tables.proof import ProofTables
from calculators.telling import Telling

Makers = Mapping[str, Callable[[], Calculator]]  # what makes each calculator, by its name


@dataclass(frozen=True)
class Reading:
    """All that content says, whatever the day."""

    newest: dt.date
    market: Market
    quantities: Quantities
    words: Mapping[str, UnitWords]
    facts: Mapping[str, Fact]
    sentences: Mapping[str, Sentence]
    reasons: Mapping[str, tuple[Reason, ...]]
    stated: Mapping[str, Choice]
    proof: Proof
    book: ClaimBook
    editions: tuple[Edition, ...] = ()
    retired: RetiredNames = field(default_factory=RetiredNames)
    # A reading with other content starts without what was made of this one.
    days: dict[dt.date, Guide] = field(default_factory=dict, init=False, compare=False, repr=False)
    made: dict[tuple[str, dt.date], Calculator] = field(default_factory=dict, init=False, compare=False, repr=False)
    makers: dict[dt.date, Makers] = field(default_factory=dict, init=False, compare=False, repr=False)
    rates: dict[tuple[object, ...], Mapping[str, Option]] = field(default_factory=dict, init=False, compare=False, repr=False)

    @cached_property
    def claims(self) -> Claims:
        """Claims put to the test, for any day."""
        return Claims(self.book, Bench(self.market, self.quantities, self.calculator))

    def on(self, day: dt.date) -> Guide:
        """The guide on a day, made once."""
        if day not in self.days:
            self.days[day] = self._made(day)
        return self.days[day]

    def points(self, name: str, asked: Sequence[Asked], want: Sequence[str] = ()) -> list[Point]:
        """One calculator's point answers to many questions, each on its own day; see calculators/engine/points.py.

        want: further results. An option of another day gives a point without values that says so.
        Raises ContentError for wrong pairs.
        """
        made: dict[dt.date, tuple[Calculator, Resolver]] = {}
        for day in dict.fromkeys(day for day, _ in asked):
            calculator = self.calculator(name, day)
            made[day] = calculator, calculator.resolver(self.quantities, day)
        cases: list[Case | NotOnRecordError] = []
        for day, pairs in asked:
            try:
                cases.append(Case(*made[day], *parse(made[day][0], self.quantities, pairs)))
            except NotOnRecordError as error:
                cases.append(error)
        found = iter(points([case for case in cases if isinstance(case, Case)], want))
        return [next(found) if isinstance(case, Case) else Point({}, {}, tuple(case.lines)) for case in cases]

    def calculator(self, name: str, day: dt.date) -> Calculator:
        """One calculator with the offers of a day, made once."""
        if (name, day) not in self.made:
            self.made[name, day] = self._makers(day)[name]()
        return self.made[name, day]

    def content(self) -> Content:
        """What a comparison of two days, or of two versions of content, needs."""
        speaker = Speaker(self.quantities, self.words)
        return Content(self.market, self.stated, self.points, speaker, self.editions, self.claims.tested)

    def _makers(self, day: dt.date) -> Makers:
        """What makes the calculators of a day, which share what is on offer then."""
        if day not in self.makers:
            self.makers[day] = self._day_makers(day)
        return self.makers[day]

    def _day_makers(self, day: dt.date) -> Makers:
        """Rates that rest on the same defaults are modelled once."""
        key = tuple(self.quantities.defaults(day).values()), tuple(self.quantities.spreads(day).values())
        if key not in self.rates:
            self.rates[key] = catalog.modelled(self.market, day, self.quantities)
        stated = {name: choice.on(day) for name, choice in self.stated.items()}
        return catalog.makers(self.market, day, stated, self.quantities, self.rates[key])

    def _made(self, day: dt.date) -> Guide:
        market, quantities, words = self.market, self.quantities, self.words
        speaking = Answers(market, day, quantities, words, self.sentences)
        tables = market_tables(market, day) | error_tables(market, quantities.defaults(day))
        tables["inputs"] = partial(inputs, quantities, words, day)
        tables |= ProofTables(self.proof, market, day, quantities, words).makers()
        telling = Telling(self.content(), day, another_day=day != self.newest)
        prices = Prices(market, day)
        past = Past(market, self.stated["preset"].on(day), Speaker(quantities, words), self.points, day)
        apart = Disagreement(self.book, self.claims.bench, day)
        judged = ClaimTables(self.claims, apart, day, quantities, words, market.sources)
        tables |= {**past.tables(), **telling.tables(), **judged.makers()}
        drawn = {f"thresholds_{name}": partial(thresholds, apart, name) for name in self.book.measures}
        return Guide(
            day, quantities, words, market.sources, self.facts, {name: self.calculator(name, day) for name in self._makers(day)},
            self.sentences, tables, market_charts(market, day) | past.charts() | drawn, speaking.tables(),
            speaking.charts(),
            {"price": prices.price, "price_ages": prices.ages, "disagreement": apart.ratio_words}, self.reasons,
            catalog.EDITION, self.editions, self.retired, prices.ages(),
            newest=self.newest, price_days=market.price_days, elsewhen=self.on, points=self.points,
            calculator_on=self.calculator, datasets=market_datasets(market, day), changes=lambda: telling.changes,
            tested=partial(self.claims.tested, day),
        )  # fmt: skip
