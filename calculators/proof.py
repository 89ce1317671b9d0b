"""Figures that others have published, worked again with the guide's own formulas."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from calculators import catalog, checks
from calculators.engine.calculation import Calculation
from calculators.engine.dated import Source, cited
from calculators.engine.fields import Fields
from calculators.engine.nearest import nearest
from calculators.records.offer import API_KEYS, api_prices

WIDEST = 1e18
REPRODUCING = {
    "api_bill": catalog.API_BILL, "rented_fleet": catalog.RENTED_FLEET, "break_even": catalog.BREAK_EVEN,
    "decide": catalog.DECIDE, "specialized_clouds": catalog.SPECIALIZED_CLOUDS, "unit_economics": catalog.UNIT_ECONOMICS,
    "commitment": catalog.COMMITMENT, "throughput": catalog.THROUGHPUT, "counted": checks.COUNTED, "outside": checks.OUTSIDE,
}  # fmt: skip


@dataclass(frozen=True)
class Printed:
    """A figure as its author printed it, and how far ours may lie from it. miss: why ours lies farther all the same."""

    quantity: str
    theirs: float
    tolerance: float
    figure: str
    unit: str
    reason: str
    miss: str


@dataclass(frozen=True)
class Example:
    """A published example: what was given, and what its author made of it. Without a source its author is not named."""

    id: str
    title: str
    source: Source | None
    dated: dt.date
    conventions: str
    calculation: str
    given: Mapping[str, float]
    printed: tuple[Printed, ...]

    def findings(self) -> tuple[Finding, ...]:
        """Each of its figures beside ours."""
        want = [printed.quantity for printed in self.printed]
        ours = REPRODUCING[self.calculation].solve_from(self.given, want)
        return tuple(Finding(self, printed, ours[printed.quantity]) for printed in self.printed)


@dataclass(frozen=True)
class Finding:
    """A published figure beside ours."""

    example: Example
    printed: Printed
    ours: float

    @property
    def difference(self) -> float:
        """How far ours lies above theirs, as a share of theirs."""
        return self.ours / self.printed.theirs - 1

    @property
    def agrees(self) -> bool:
        """Whether ours lies within the tolerance of theirs."""
        return abs(self.difference) <= self.printed.tolerance


@dataclass(frozen=True)
class Counts:
    """How near a count of parameters comes to the published one, and why it does not where it does not."""

    tolerance: float
    reasons: Mapping[str, str]


@dataclass(frozen=True)
class Proof:
    """Every example of content/proof.yaml."""

    examples: tuple[Example, ...]
    counts: Counts


def read_proof(f: Fields, sources: Mapping[str, Source], models: Collection[str]) -> Proof:
    """The examples from the fields of their file. unsaid: inputs that hold wherever an example says nothing of them."""
    unsaid = _numbers(f, "unsaid")
    known = {name for each in REPRODUCING.values() for name in (*each.inputs, *(rule.name for rule in each.rules))}
    for name in sorted(unsaid.keys() - known):
        f.wrong("unsaid", f"no quantity {name}", nearest(name, sorted(known)))
    examples = tuple(_read_example(id_, entry, sources, unsaid) for id_, entry in f.each("examples"))
    with f.inside("counts") as counts:
        tolerance = counts.number("tolerance", 0, 0.1)
        with counts.inside("reasons") as reasons:
            found = {id_: reasons.text(id_) for id_ in reasons.mapping}
            for id_ in sorted(found.keys() - set(models)):
                reasons.wrong(id_, f"no model {id_}", nearest(id_, sorted(models)))
    return Proof(examples, Counts(tolerance, found))


def _numbers(f: Fields, key: str) -> dict[str, float]:
    with f.inside(key) as numbers:
        return {name: numbers.number(name, -WIDEST, WIDEST) for name in numbers.mapping}


def _read_example(id_: str, f: Fields, sources: Mapping[str, Source], unsaid: Mapping[str, float]) -> Example:
    name = f.text("calculation", one_of=REPRODUCING)
    source = cited(f, sources) if f.has("source") else None
    own, printed = _numbers(f, "given"), tuple(_read_printed(entry_id, entry) for entry_id, entry in f.each("expect"))
    given = {**unsaid, **_prices(f), **own}
    if name in REPRODUCING:
        _check(f, REPRODUCING[name], own, given, [figure.quantity for figure in printed])
    return Example(id_, f.text("title"), source, f.day("dated"), f.text("conventions"), name, given, printed)


def _read_printed(quantity: str, f: Fields) -> Printed:
    theirs, tolerance = f.number("theirs", -WIDEST, WIDEST), f.number("tolerance", 0, 0.1)
    if theirs == 0:
        f.wrong("theirs", "theirs is 0, to which nothing can be compared", "choose another figure of the example")
    return Printed(
        quantity, theirs, tolerance, f.text("figure", ""), f.text("unit", ""), f.text("reason", ""), f.text("miss", "")
    )


def _prices(f: Fields) -> dict[str, float]:
    """An offer's prices as the calculators get them, from those that the example prints."""
    if not f.has("prices"):
        return {}
    with f.inside("prices") as prices:
        found = {key: prices.number(key, *API_KEYS[key]) for key in API_KEYS if prices.has(key)}
        for key in ("input_price", "output_price"):
            found.setdefault(key, prices.number(key, *API_KEYS[key]))
    return {f"call.{key}": price for key, price in api_prices(found)[0].items()}


def _check(f: Fields, calculation: Calculation, own: Collection[str], given: Collection[str], want: list[str]) -> None:
    """Note what the calculation does not know, what is given and idle, and what is needed and not given."""
    made = {rule.name for rule in calculation.rules}
    for name in own:
        if name not in made and name not in calculation.inputs:
            f.wrong("given", f"no quantity {name}", nearest(name, [*calculation.inputs, *made]))
    for name in want:
        if name not in made:
            f.wrong("expect", f"no formula gives {name}", nearest(name, sorted(made)))
        elif name in given:
            f.wrong("expect", f"{name} is given and expected", "keep one of them")
    read: set[str] = set()
    for rule in calculation.beyond(given, want):
        read |= set(rule.reads.values())
        for name in sorted(set(rule.reads.values()) - made - set(given)):
            f.wrong("given", f"{rule.name} needs {name}, which is not given", f"write {name}: a number")
    for name in own:
        if name not in read and (name in made or name in calculation.inputs):
            f.wrong("given", f"{name} is given and nothing expected rests on it", "leave it out")
