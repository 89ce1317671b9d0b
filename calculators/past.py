"""The guide's own past: tables and charts that set other days beside its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial

from calculators.catalog import BREAK_EVEN
from calculators.charts.verdicts import verdicts_chart
from calculators.decision import OUTLOOK
from calculators.engine.choices import Choice
from calculators.engine.sentences import Speaker
from calculators.engine.table import Chart, Table
from calculators.records.market import Market
from calculators.tables.then import then_break_evens, then_prices, then_verdicts
from calculators.timeline import Ask, Timeline, timeline


@dataclass(frozen=True)
class Past:
    """What the past has to say on one day. ask: point answers on any days."""

    market: Market
    presets: Choice
    speaker: Speaker
    ask: Ask
    day: dt.date

    def tables(self) -> dict[str, Callable[[], Table]]:
        """Each table's maker by name."""
        return {
            "then_prices": partial(then_prices, self.market, self.day),
            "then_verdicts": lambda: then_verdicts(self.market, self.ask, self.labels, self.ways, self.day),
            "then_break_evens": lambda: then_break_evens(self.market, self.ask, self.workloads, self.labels, self.day),
        }

    def charts(self) -> dict[str, Callable[[], Chart]]:
        """Each chart's maker by name."""
        return {"verdicts": lambda: verdicts_chart(self.timeline, self.labels, self.ways)}

    @cached_property
    def timeline(self) -> Timeline:
        """Every preset's verdict on every day up to this one."""
        return timeline(self.market, self.ask, list(self.labels), self.day)

    @property
    def labels(self) -> dict[str, str]:
        """Each preset's name."""
        return {option.id: option.name for option in self.presets.options}

    @property
    def ways(self) -> dict[str, str]:
        """Each way as it is called within a sentence."""
        return {way: self.speaker.inline(name, owned=False) for way, name in OUTLOOK.shown.items()}

    @property
    def workloads(self) -> dict[str, dict[str, float]]:
        """What of each preset the break-even asks for, but how much of it there is."""
        held = set(BREAK_EVEN.inputs) - {"requests", "bill", "users"}
        return {
            option.id: {name: value for name, value in option.values.items() if name in held} for option in self.presets.options
        }
