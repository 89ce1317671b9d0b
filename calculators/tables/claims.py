"""Claims of others with how they stood on their own day and stand today, the working behind, and what moves a break-even."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from calculators.claim_trials import Trial
from calculators.claims import Claims, Tested
from calculators.disagreement import Disagreement, Moved
from calculators.engine.dated import Source
from calculators.engine.numbers import UnitWords, number_text
from calculators.engine.problems import NOT_ON_RECORD
from calculators.engine.quantity import Quantities
from calculators.engine.sentences import Speaker
from calculators.engine.standing import HOLDS, KINDS, UNTESTED, Standing
from calculators.engine.table import Cell, Column, Row, Table
from calculators.records.claim import LESS, MORE, Test
from calculators.tables.cells import NONE, day_cell, source_cell

OFFERS = {"call.offer": "API", "rent.offer": "GPUs", "rent.model": "model", "gpu": "GPU", "reservation": "reservation"}
USUAL = ("peak_to_mean", "rent.slo_derate", "rent.fte", "rent.spare_blocks")  # load, latency, people, spare
HELD = {True: "yes", False: "no", None: "not tested"}


@dataclass(frozen=True)
class ClaimTables:
    """The tables of claims, for one day."""

    claims: Claims
    disagreement: Disagreement
    day: dt.date
    quantities: Quantities
    words: Mapping[str, UnitWords]
    sources: Mapping[str, Source]

    @property
    def speaker(self) -> Speaker:
        """Says values in the guide's words."""
        return Speaker(self.quantities, self.words)

    def makers(self) -> dict[str, Callable[[], Table]]:
        """Each table's maker by the name that pages ask for it by."""
        return {"claims": self.standings, "claim-trials": self.trials, "break-even-moves": self.moves}

    def standings(self) -> Table:
        """Every claim with its status for its own day and for the guide's."""
        columns = (
            Column("claim", "Claim"), Column("then", "On its day"), Column("now", f"On {self.day.isoformat()}"),
            Column("dated", "Its day"), Column("kind", "Kind"), Column("source", "Said by"),
        )  # fmt: skip
        found = self.claims.tested(self.day).values()
        holding = sum(each.status == HOLDS for each in found)
        tested = sum(each.status != UNTESTED for each in found)
        caption = (
            f"{len(found)} claims put to the test: of the {tested} that can be tested today, {holding} hold without a condition"
        )
        rows = tuple(self._standing(each) for each in found)
        return Table("claims", caption, columns, rows, filter=True)

    def _standing(self, tested: Tested) -> Row:
        claim = tested.claim
        cells = (
            Cell(claim.words), self._status(tested.then, tested.own, claim.test, claim.dated),
            self._status(tested.now, tested.today, claim.test, self.day), day_cell(claim.dated), Cell(KINDS[claim.kind]),
            Cell(claim.who, href=f"sources.md#source-{claim.source.id}", title=claim.source.title),
        )  # fmt: skip
        return Row(claim.id, cells)

    def _status(self, standing: Standing, trials: tuple[Trial, ...], test: Test, day: dt.date) -> Cell:
        """The status in words, linked to the working of the first trial that could be made, with what was computed."""
        made = [trial for trial in trials if trial.held is not None]
        found = "; ".join(self._figure(test, trial) for trial in made) or trials[0].missing
        note = f"{self._label(test)}: {found}" if made else found
        return Cell(standing.words, href=self._link(made[0], day) if made else "", note=note)

    def _link(self, trial: Trial, day: dt.date) -> str:
        """Where a trial can be worked out again, for its day."""
        if "?" not in trial.link or day == self.day:
            return trial.link.removesuffix("?")
        return f"{trial.link}{'' if trial.link.endswith('?') else '&'}as_of={day.isoformat()}"

    def trials(self) -> Table:
        """Every test that was made, with its figure beside what was claimed, its inputs and the sources of its prices."""
        columns = (
            Column("claim", "Claim"), Column("day", "Day"), Column("if", "If"), Column("computed", "Computed"),
            Column("claimed", "To hold, it must be"), Column("held", "Does it?"), Column("offers", "Offers"),
            Column("assumed", "Assumed"), Column("sources", "Prices from"),
        )  # fmt: skip
        rows = tuple(
            self._trial(f"{each.id}-{when}-{number}", each, trial, day)
            for each in self.claims.tested(self.day).values()
            for when, day, made in (("then", each.dated, each.own), ("now", self.day, each.today))
            for number, trial in enumerate(made)
        )
        return Table("claim-trials", f"{len(rows)} tests behind the table of claims", columns, rows, filter=True)

    def _trial(self, id_: str, tested: Tested, trial: Trial, day: dt.date) -> Row:
        test = tested.claim.test
        made = trial.held is not None
        cells = (
            Cell(tested.claim.words), day_cell(day), Cell(trial.condition.words) if trial.condition.words else NONE,
            Cell(self._figure(test, trial), href=self._link(trial, day)) if made else Cell(trial.missing),
            Cell(self._bound(test, trial)) if made else NONE, Cell(HELD[trial.held]),
            Cell(_offers(trial)) if trial.resolved else NONE, Cell(self._assumed(trial)) if trial.resolved else NONE,
            self._sources(trial),
        )  # fmt: skip
        return Row(id_, cells)

    def _sources(self, trial: Trial) -> Cell:
        if not trial.sources:
            return NONE
        first, *others = (self.sources[id_] for id_ in trial.sources)
        cell = source_cell(first)
        return Cell(cell.text, cell.sort, cell.href, cell.title, note=", ".join(each.title.partition(",")[0] for each in others))

    def _figure(self, test: Test, trial: Trial) -> str:
        """What was computed, in words with its unit."""
        return trial.way if test.kind == "verdict" else self._said(test, trial.value)

    def _label(self, test: Test) -> str:
        """What was computed, named."""
        if test.price:
            return test.price.offer
        over = f" over {self.speaker.inline(test.over)}" if test.over else ""
        return f"{self.speaker.named(test.result)}{over}" if test.result else "cheapest"

    def _said(self, test: Test, value: float) -> str:
        if test.price:
            return number_text(value, "price")
        return number_text(value, "share") if test.over else self.speaker.value(test.result, value)

    def _bound(self, test: Test, trial: Trial) -> str:
        """What the figure must be for the claim to hold."""
        if test.kind == "verdict":
            return test.way
        if test.kind in (MORE, LESS):
            return f"{'more' if test.kind == MORE else 'less'} than {self._said(test, trial.than)}"
        if test.kind == "between":
            return f"{self._said(test, test.low)} to {self._said(test, test.high)}"
        low = math.isfinite(test.low)
        return f"at {'least' if low else 'most'} {self._said(test, test.low if low else test.high)}"

    def _assumed(self, trial: Trial) -> str:
        """Every number that the claim declares beside the guide's default, and load, latency, people and spare in any case."""
        assert trial.resolved is not None
        used, defaults = trial.resolved.values, self.quantities.defaults(self.day)
        names = [name for name in trial.asked if name in used and used[name] != defaults.get(name)]
        names += [name for name in USUAL if name in used]
        return "; ".join(f"{self.speaker.inline(name)}: {self.speaker.value(name, used[name])}" for name in dict.fromkeys(names))

    def moves(self) -> Table:
        """How far each choice that guides leave unsaid moves the break-even, all others as at the start."""
        columns = (
            Column("choice", "Choice"), Column("set", "Set to"),
            Column("tokens", "Renting always pays from", "million tokens a month", numeric=True),
            Column("bill", "API bill there", "USD a month", numeric=True),
            Column("times", "Against the start", "times", numeric=True), Column("offers", "Offers"),
        )  # fmt: skip
        tokens, bill = self.disagreement.moved("tokens"), self.disagreement.moved("bill")
        start = tokens[0].value
        rows = tuple(_moved_row(each, cost, start) for each, cost in zip(tokens, bill, strict=True))
        return Table("break-even-moves", "One choice changed at a time", columns, rows)


def _offers(trial: Trial) -> str:
    assert trial.resolved is not None
    picked = trial.resolved.labels
    return "; ".join(f"{word}: {picked[name]}" for name, word in OFFERS.items() if name in picked)


def _moved_row(moved: Moved, bill: Moved, start: float) -> Row:
    if moved.trial is None or bill.trial is None:
        cells = (Cell(NOT_ON_RECORD), NONE, NONE, NONE)
    else:
        times = moved.value / start if math.isfinite(start) else math.inf
        cells = (
            Cell(number_text(moved.value, "count"), repr(moved.value), href=moved.trial.link),
            Cell(number_text(bill.value, "money"), repr(bill.value)),
            Cell(number_text(times, "plain"), repr(times)) if math.isfinite(times) else NONE, Cell(_offers(moved.trial)),
        )  # fmt: skip
    return Row(moved.change.id, (Cell(moved.change.choice), Cell(moved.change.label), *cells))
