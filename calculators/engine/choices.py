"""Choices: an id that loads a bundle of quantities. What the reader gives explicitly overrides the bundle."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from operator import itemgetter

from calculators.engine.calculation import Calculation
from calculators.engine.evidence import Evidence

AUTO = "best"


@dataclass(frozen=True)
class Option:
    """One id and the quantities that it sets. `tags` say what it is, for matching; only eligible ones are picked unasked.

    spreads: low and high of those of its quantities that are uncertain.
    implies: choice -> the id that goes with this option, unless the reader chooses another.
    evidence: on what its quantities rest; apart: those that rest on something else.
    """

    id: str
    label: str
    group: str
    values: Mapping[str, float]
    tags: Mapping[str, str] = field(default_factory=dict)
    eligible: bool = True
    note: str = ""
    spreads: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    implies: Mapping[str, str] = field(default_factory=dict)
    evidence: Evidence = field(default_factory=Evidence)
    apart: Mapping[str, Evidence] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Its label without what explains it: up to the colon."""
        return self.label.partition(":")[0]


@dataclass(frozen=True)
class Choice:
    """A named choice among options.

    least: where given, `best` is an option of its own: the eligible option with the least of these results, in order.
    same: tag -> (other choice, its tag): `best` looks only at options that agree with another choice.
    default: the id taken when nothing is asked; AUTO where `least` is given. none_fits: what to say when nothing agrees.
    other_days: ids that are on record, but not for the day of the guide.
    earlier: option id -> what it was before, oldest first, each with the day before which it held.
    """

    name: str
    label: str
    options: tuple[Option, ...]
    default: str
    least: tuple[str, ...] = ()
    same: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    best_label: str = ""
    none_fits: str = ""
    other_days: frozenset[str] = frozenset()
    earlier: Mapping[str, tuple[tuple[dt.date, Option], ...]] = field(default_factory=dict)

    def on(self, day: dt.date) -> Choice:
        """The choice with each option as it was on a day. A day before all of them has the first: they have no launch."""
        held = tuple(self._held(option, day) for option in self.options)
        return self if held == self.options else replace(self, options=held)

    @property
    def days(self) -> set[dt.date]:
        """Every day on which an option became another."""
        return {until for before in self.earlier.values() for until, _ in before}

    def _held(self, option: Option, day: dt.date) -> Option:
        return next((before for until, before in self.earlier.get(option.id, ()) if day < until), option)

    def option(self, id_: str) -> Option | None:
        """The option with an id."""
        return next((option for option in self.options if option.id == id_), None)


@dataclass(frozen=True)
class Join:
    """A bundle that two choices set together: looked up by the first's id or tag, '@', the second's."""

    parts: tuple[tuple[str, str], tuple[str, str]]  # (choice, tag; '' is the id)
    bundles: Mapping[str, Option]
    missing: str  # what to say when there is no such bundle; {0} and {1} are the labels of the two


@dataclass(frozen=True)
class Resolved:
    """Inputs with where each comes from, the options picked, and notes for the reader.

    spreads: low and high of the inputs that nobody has stated and that are uncertain.
    implied: choice -> the id that another option brought along.
    """

    values: Mapping[str, float]
    origins: Mapping[str, str]
    picked: Mapping[str, Option]
    notes: tuple[str, ...]
    spreads: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    implied: Mapping[str, str] = field(default_factory=dict)

    @property
    def labels(self) -> dict[str, str]:
        """The words of the picked options by choice name."""
        return {name: option.label for name, option in self.picked.items()}


@dataclass
class Resolver:
    """Turns what is asked into inputs for a calculation: defaults, then bundles, then what is explicit."""

    calculation: Calculation
    choices: tuple[Choice, ...]
    joins: tuple[Join, ...]
    defaults: Mapping[str, float]
    spreads: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    def resolve(self, asked: Mapping[str, float], chosen: Mapping[str, str]) -> Resolved:
        """asked: explicit values by quantity name; chosen: option ids by choice name. Both are taken as valid."""
        values, origins = dict(self.defaults), dict.fromkeys(self.defaults, "default")
        spreads, implied = dict(self.spreads), dict[str, str]()
        picked: dict[str, Option] = {}
        missing: list[str] = []
        notes: tuple[str, ...] = ()
        for choice in self.choices:
            id_ = chosen.get(choice.name) or implied.get(choice.name, choice.default)
            option = self._best(choice, values, asked, picked) if id_ == AUTO else choice.option(id_)
            if option is None:
                missing.append(choice.none_fits)
                break  # what comes after may rest on it
            picked[choice.name] = option
            implied |= option.implies
            self._load(option, f"{choice.name}={option.id}", values, origins, spreads)
            notes = self._join(picked, values, origins, spreads)
        for name, value in asked.items():
            values[name], origins[name] = value, "you"
            spreads.pop(name, None)
        return Resolved(values, origins, picked, (*missing, *notes), spreads, implied)

    def _load(
        self, option: Option, origin: str, values: dict[str, float], origins: dict[str, str],
        spreads: dict[str, tuple[float, float]],
    ) -> None:  # fmt: skip
        values.update(option.values)
        origins.update(dict.fromkeys(option.values, origin))
        for name in option.values:
            spreads.pop(name, None)
        spreads.update(option.spreads)

    def _join(
        self, picked: Mapping[str, Option], values: dict[str, float], origins: dict[str, str],
        spreads: dict[str, tuple[float, float]],
    ) -> tuple[str, ...]:  # fmt: skip
        """Load the bundles that pairs of picked options have together; say which pairs have none."""
        notes = []
        for join in self.joins:
            parts = [(picked.get(name), tag) for name, tag in join.parts]
            if any(option is None for option, _ in parts):
                continue
            key = "@".join(option.tags[tag] if tag else option.id for option, tag in parts if option)
            if key in join.bundles:
                self._load(join.bundles[key], key, values, origins, spreads)
            else:
                notes.append(join.missing.format(*(option.label for option, _ in parts if option)))
        return tuple(notes)

    def joined(self, picked: Mapping[str, Option], values: dict[str, float]) -> tuple[str, ...]:
        """Load into values what pairs of picked options bring together; say which pairs have nothing."""
        return self._join(picked, values, {}, {})

    def fitting(self, choice: Choice, picked: Mapping[str, Option]) -> Iterator[tuple[Option, dict[str, float]]]:
        """The options that may be picked unasked beside what is picked already, each with all that it brings along."""
        for option in choice.options:
            if option.eligible and self._agrees(choice, option, picked):
                brought = dict(option.values)
                if not self.joined({**picked, choice.name: option}, brought):
                    yield option, brought

    def _best(
        self, choice: Choice, values: Mapping[str, float], asked: Mapping[str, float], picked: Mapping[str, Option]
    ) -> Option | None:
        """The eligible option with the least result; the first of equals."""
        fits = list(self.fitting(choice, picked))
        if not fits:
            return None
        trials = [{**brought, **asked} for _, brought in fits]
        brought = {name for trial in trials for name in trial}
        columns = {name: [trial[name] if name in trial else values[name] for trial in trials] for name in brought}
        found = self.calculation.solve_columns({**values, **columns}, choice.least)
        keys = zip(*(found[name].tolist() for name in choice.least), strict=True)
        return min(zip(fits, keys, strict=True), key=itemgetter(1))[0][0]

    def _agrees(self, choice: Choice, option: Option, picked: Mapping[str, Option]) -> bool:
        for tag, (other, other_tag) in choice.same.items():
            if other in picked:
                chosen = picked[other]
                if option.tags.get(tag) != (chosen.tags.get(other_tag) if other_tag else chosen.id):
                    return False
        return True
