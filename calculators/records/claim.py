"""Claims of others about when to call, rent or own: in which words, who says so, and by what each is tested."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from calculators.engine.dated import Source
from calculators.engine.standing import Condition

ABOVE, BELOW = "above", "below"  # a threshold says that leaving the API pays above it, or that it does not below
MORE, LESS = "more_than", "less_than"
BOUNDS = ("between", "at_least", "at_most", MORE, LESS, "verdict")
Value = float | tuple[str, ...]  # an input, or the ids of options, of which the first on record is taken


@dataclass(frozen=True)
class Question:
    """What may be asked of a calculator.

    inputs: least and most of each; choices: the ids on record on any day; results and ways by name; rests_on: the
    quantities that a result is worked out from.
    """

    inputs: Mapping[str, tuple[float, float]]
    choices: Mapping[str, Collection[str]]
    results: Collection[str]
    ways: Collection[str]
    rests_on: Callable[[str], Collection[str]]


@dataclass(frozen=True)
class Variant:
    """A condition that a claim leaves open, and the inputs that make it so."""

    id: str
    condition: Condition
    inputs: Mapping[str, Value]


@dataclass(frozen=True)
class Listed:
    """A price of the files: of an offer, by its key; on another day than that of the test where `on` says so.

    Without an offer it is the test's own result on that other day.
    """

    offer: str
    key: str
    on: dt.date | None = None


@dataclass(frozen=True)
class Test:
    """What is computed, and what it must be for the claim to hold.

    Either a calculator's result (over another one where `over` is given) or a listed price.
    kind: of BOUNDS; low and high bound it; than: what else it must be more or less than; way: the way that must win.
    since: the day from which what it rests on is on record; untested: why nothing on record can test it.
    """

    calculator: str = ""
    inputs: Mapping[str, Value] = field(default_factory=dict)
    result: str = ""
    over: str = ""
    price: Listed | None = None
    kind: str = ""
    low: float = -math.inf
    high: float = math.inf
    than: Listed | None = None
    way: str = ""
    since: dt.date | None = None
    untested: str = ""


@dataclass(frozen=True)
class Threshold:
    """A volume or a bill from which leaving the API is said to pay, or below which it is said not to."""

    measure: str
    low: float
    high: float
    says: str


@dataclass(frozen=True)
class Claim:
    """A claim: told in our words, who says it, of which day, of which kind, its test, and the conditions that it leaves open."""

    id: str
    words: str
    who: str
    source: Source
    dated: dt.date
    kind: str
    test: Test
    variants: tuple[Variant, ...]
    threshold: Threshold | None = None


@dataclass(frozen=True)
class Measure:
    """How a threshold is tested that is stated in this measure; times and style: how its figures are shown on an axis."""

    id: str
    label: str
    times: float
    style: str
    test: Test
    results: Mapping[str, str]  # by what a threshold says


@dataclass(frozen=True)
class Change:
    """One of the choices that guides leave unsaid, set in one way."""

    id: str
    choice: str
    label: str
    inputs: Mapping[str, Value]


@dataclass(frozen=True)
class ClaimBook:
    """Every claim by id, the measures of thresholds, and the changes that show why thresholds differ."""

    claims: Mapping[str, Claim]
    measures: Mapping[str, Measure]
    changes: tuple[Change, ...]
