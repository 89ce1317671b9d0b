"""Reads how a claim is tested: what is computed, from which inputs, and what it must be."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from calculators.engine.fields import Fields
from calculators.engine.nearest import nearest
from calculators.records.claim import BOUNDS, LESS, MORE, Listed, Question, Test, Value

WIDEST = 1e15
RIVAL, RIVAL_PRICE = "call.offer", "call.input_price"  # the choice that says who the rival is, and what only it can set


@dataclass(frozen=True)
class TestReader:
    """Reads tests. questions and prices: what may be asked of calculators and offers; no questions where nobody knows yet."""

    __test__ = False
    questions: Mapping[str, Question]
    prices: Mapping[str, Collection[str]]

    def test(self, f: Fields, assumed: Mapping[str, Mapping[str, Value]]) -> Test:
        """The test of a claim from its fields. assumed: inputs by the name of their set."""
        since = f.day("since") if f.has("since") else None
        if f.has("untested"):
            return Test(since=since, untested=f.text("untested"))
        if f.has("price"):
            return self._bounded(f, Test(price=self._listed(f, "price"), since=since))
        calculator, inputs = f.text("calculator", one_of=self.questions), self.assumed(f, assumed)
        self.check_inputs(f, "inputs", calculator, inputs)
        result, over = f.text("result", ""), f.text("over", "")
        for key, name in (("result", result), ("over", over)):
            self.check_result(f, key, calculator, name)
        return self._bounded(f, Test(calculator, inputs, result, over, since=since))

    def assumed(self, f: Fields, assumed: Mapping[str, Mapping[str, Value]]) -> dict[str, Value]:
        """Inputs of its own on top of a named set."""
        name = f.text("assumes", "", one_of=assumed)
        return {**assumed.get(name, {}), **inputs_of(f)}

    def _bounded(self, f: Fields, test: Test) -> Test:
        """The test with its one bound."""
        told = [key for key in BOUNDS if f.has(key)]
        if len(told) != 1:
            f.problems.add(f.place, f"bounds: {', '.join(told) or 'none'}", f"write one of {', '.join(BOUNDS)}")
            return test
        (kind,) = told
        if (kind == "verdict") == bool(test.result or test.price):
            f.wrong(kind, "a verdict goes without a result, a bound with one", "write result: …, or verdict: …")
        test = replace(test, kind=kind)
        if kind in (MORE, LESS):
            return replace(test, than=self._listed(f, kind) if test.price else _another_day(f, kind))
        if kind == "verdict":
            ways = self.questions[test.calculator].ways if test.calculator in self.questions else ()
            return replace(test, way=f.text(kind, one_of=ways))
        low, high = _ends(f, kind)
        return replace(test, low=low, high=high)

    def _listed(self, f: Fields, key: str) -> Listed:
        with f.inside(key) as entry:
            offer, name = entry.text("offer"), entry.text("key")
            if offer and offer not in self.prices:
                entry.wrong("offer", f"no offer {offer}", nearest(offer, self.prices))
            elif offer and name and name not in self.prices[offer]:
                entry.wrong("key", f"{offer} has no {name}", nearest(name, self.prices[offer]))
            return Listed(offer, name, entry.day("on") if entry.has("on") else None)

    def check_result(self, f: Fields, key: str, calculator: str, result: str) -> None:
        """Note a result that the calculator does not have."""
        if result and calculator in self.questions and result not in (known := self.questions[calculator].results):
            f.wrong(key, f"{calculator} has no {result}", nearest(result, sorted(known)))

    def check_inputs(self, f: Fields, key: str, calculator: str, inputs: Mapping[str, Value]) -> None:
        """Note inputs that the calculator does not have, numbers out of range, and options that no day has."""
        if calculator in self.questions:
            for name, value in inputs.items():
                for wrong, right in _mistakes(calculator, self.questions[calculator], name, value):
                    f.wrong(key, wrong, right)

    def check_rival(self, f: Fields, test: Test, variants: Iterable[Mapping[str, Value]]) -> None:
        """Note a test whose result rests on an API of which nobody says which."""
        question = self.questions.get(test.calculator)
        if question is None or RIVAL in test.inputs or RIVAL_PRICE not in question.rests_on(test.result):
            return
        told = [RIVAL in inputs for inputs in variants]
        if not told or not all(told):
            f.problems.add(f.place, "the rival is missing", f"write {RIVAL} among the inputs, or variants that each name one")


def inputs_of(f: Fields, key: str = "inputs") -> dict[str, Value]:
    """Inputs: a number, or the ids of options in order of preference."""
    if not f.has(key):
        return {}
    with f.inside(key) as entry:
        return values_of(entry)


def values_of(f: Fields) -> dict[str, Value]:
    """Every key of a mapping of inputs."""
    found: dict[str, Value] = {}
    for name in f.mapping:
        held = f.mapping[name]
        if isinstance(held, str):
            found[name] = (f.text(name),)
        else:
            found[name] = f.texts(name) if isinstance(held, list) else f.number(name, -WIDEST, WIDEST)
    return found


def _mistakes(calculator: str, question: Question, name: str, value: Value) -> Iterator[tuple[str, str]]:
    """What is wrong with an input, and what would be right."""
    if name in question.choices:
        known = sorted(question.choices[name])
        for id_ in value if isinstance(value, tuple) else (f"{value:g}",):
            if id_ not in known:
                yield f"{name} has no option {id_} on any day", nearest(id_, known)
    elif name not in question.inputs:
        yield f"no input {name} of {calculator}", nearest(name, [*question.choices, *question.inputs])
    elif isinstance(value, tuple):
        yield f"{name} is {', '.join(value)}", "write a number"
    else:
        low, high = question.inputs[name]
        if not low <= value <= high:
            yield f"{name} is {value:g}", f"it lies between {low:g} and {high:g}"


def _another_day(f: Fields, key: str) -> Listed:
    """The test's own result on another day."""
    with f.inside(key) as entry:
        return Listed("", "", entry.day("on"))


def _ends(f: Fields, kind: str) -> tuple[float, float]:
    if kind != "between":
        bound = f.number(kind, -WIDEST, WIDEST)
        return (bound, math.inf) if kind == "at_least" else (-math.inf, bound)
    with f.inside(kind) as ends:
        low, high = ends.number("low", -WIDEST, WIDEST), ends.number("high", -WIDEST, WIDEST)
        if low > high:
            ends.wrong("low", f"low {low:g} is above high {high:g}", "swap them")
        return low, high
