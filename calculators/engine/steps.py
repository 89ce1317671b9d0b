"""A calculation carried over many steps (months): each step reads what the step before has left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from calculators.engine.calculation import Calculation
from calculators.engine.formula import BEFORE
from calculators.engine.rule import Rule, worked


@dataclass(frozen=True)
class Steps:
    """The study `months`: what a calculation comes to after so many steps.

    length: the quantity that says how many steps there are; empty where nothing rests on steps.
    totals: wanted at the end; trail: wanted of each step.
    """

    calculation: Calculation
    length: str
    totals: tuple[str, ...]
    trail: tuple[str, ...] = ()

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule that the study needs, in order."""
        return self.calculation.needed((*self.totals, *self.trail))

    @cached_property
    def carried(self) -> tuple[str, ...]:
        """Quantities that a step hands on to the next."""
        read = {name for rule in self.rules for name in rule.reads.values()}
        return tuple(rule.name for rule in self.rules if rule.name + BEFORE in read)

    @cached_property
    def level(self) -> tuple[Rule, ...]:
        """Rules that hold whatever the step: worked out once."""
        return tuple(rule for rule in self.rules if rule.name not in self.calculation.stepped)

    @cached_property
    def inner(self) -> tuple[Rule, ...]:
        """Rules of each step: those on which what is handed on rests, and those of the trail."""
        kept = {rule.name for rule in self.calculation.needed((*self.carried, *self.trail))}
        return tuple(rule for rule in self.rules if rule.name in self.calculation.stepped and rule.name in kept)

    @cached_property
    def closing(self) -> tuple[Rule, ...]:
        """Rules that are wanted of the last step alone."""
        inner = {rule.name for rule in self.inner}
        return tuple(rule for rule in self.rules if rule.name in self.calculation.stepped and rule.name not in inner)

    def run(self, given: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
        """(totals by name, trail by name with one row a step).

        given: numbers or equally long columns by name; the number of steps is one number for all.
        """
        known: dict[str, Any] = {name: np.asarray(value, dtype=float)[()] for name, value in given.items()}
        known |= dict.fromkeys((name + BEFORE for name in self.carried), 0.0)
        kept: dict[str, list[Any]] = {name: [] for name in self.trail}
        with np.errstate(all="ignore"):
            for rule in self.level:
                known[rule.name] = worked(rule, known)
            for step in range(1, int(known[self.length]) + 1 if self.length else 1):
                self._step(float(step), known)
                for name, values in kept.items():
                    values.append(known[name])
            for rule in self.closing:
                known[rule.name] = worked(rule, known)
        return {name: known[name] for name in self.totals}, {name: np.array(values) for name, values in kept.items()}

    def _step(self, step: float, known: dict[str, Any]) -> None:
        known[self.calculation.counter] = step
        for rule in self.inner:
            known[rule.name] = worked(rule, known)
        known.update({name + BEFORE: known[name] for name in self.carried})
