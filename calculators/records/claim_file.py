"""Reads the file of claims strictly: every mistake is noted where it stands."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from calculators.engine.dated import Source, cited
from calculators.engine.fields import Fields
from calculators.engine.nearest import nearest
from calculators.engine.numbers import STYLES
from calculators.engine.standing import KINDS, Condition
from calculators.records.claim import (
    ABOVE,
    BELOW,
    BOUNDS,
    LESS,
    MORE,
    Change,
    Claim,
    ClaimBook,
    Listed,
    Measure,
    Question,
    Test,
    Threshold,
    Value,
    Variant,
)

WIDEST = 1e15


@dataclass(frozen=True)
class ClaimReader:
    """Reads the file of claims. questions and prices: what may be asked of calculators and offers, None where nobody knows yet."""

    sources: Mapping[str, Source]
    questions: Mapping[str, Question] | None
    prices: Mapping[str, Collection[str]]

    def book(self, f: Fields) -> ClaimBook:
        """Everything, from the fields of the file."""
        assumed = {id_: self._inputs(entry) for id_, entry in f.each("assumed")}
        variants: dict[str, Variant] = {}
        for id_, entry in f.each("variants"):
            condition = Condition(entry.text("about", ""), entry.text("label"))
            variants[id_] = Variant(id_, condition, self._with(entry, variants))
        measures = {id_: self._measure(id_, entry, assumed) for id_, entry in f.each("measures")}
        with f.inside("changes") as changes:
            start = measures.get(changes.text("measure", one_of=measures))
            found = tuple(self._change(id_, entry, variants, start) for id_, entry in changes.each("each"))
        claims = {id_: self._claim(id_, entry, assumed, variants, measures) for id_, entry in f.each("claims")}
        return ClaimBook(claims, measures, found)

    def _inputs(self, f: Fields) -> dict[str, Value]:
        return {name: _value(f, name) for name in f.keys()}

    def _own(self, f: Fields, key: str) -> Mapping[str, Value]:
        if not f.has(key):
            return {}
        with f.inside(key) as entry:
            return self._inputs(entry)

    def _measure(self, id_: str, f: Fields, assumed: Mapping[str, Mapping[str, Value]]) -> Measure:
        inputs = self._assumed(f, assumed) | dict(self._own(f, "inputs"))
        test = Test(f.text("calculator", one_of=self.questions or ()), inputs)
        results = {says: f.text(says) for says in (ABOVE, BELOW)}
        for says, result in results.items():
            self._check_result(f, says, test.calculator, result)
        self._check_inputs(f, "inputs", test.calculator, inputs)
        label, times, style = f.text("label"), f.number("times", 1, WIDEST, 1), f.text("style", one_of=STYLES)
        return Measure(id_, label, times, style, test, results)

    def _with(self, f: Fields, variants: Mapping[str, Variant]) -> dict[str, Value]:
        """Inputs of its own on top of those of a variant that stands before it."""
        name = f.text("with", "", one_of=variants)
        base = variants[name].inputs if name in variants else {}
        return {**base, **self._own(f, "inputs")}

    def _change(self, id_: str, f: Fields, variants: Mapping[str, Variant], measure: Measure | None) -> Change:
        inputs = self._with(f, variants)
        if measure:
            self._check_inputs(f, "inputs", measure.test.calculator, inputs)
        return Change(id_, f.text("choice"), f.text("label"), inputs)

    def _claim(
        self, id_: str, f: Fields, assumed: Mapping[str, Mapping[str, Value]], variants: Mapping[str, Variant],
        measures: Mapping[str, Measure],
    ) -> Claim:  # fmt: skip
        source = cited(f, self.sources)
        dated = f.day("dated", source.dated)
        chosen = tuple(variants[name] for name in _known(f, "variants", variants))
        threshold = _read_threshold(f, measures) if f.has("threshold") else None
        test = self._threshold_test(f, threshold, measures) if threshold else self._test(f, assumed)
        if not test.untested:
            for variant in chosen:
                self._check_inputs(f, "variants", test.calculator, variant.inputs)
        if test.price and chosen:
            f.wrong("variants", "a listed price has no variants", "leave them out, or test with a calculator")
        return Claim(
            id_, f.text("words"), f.text("who"), source, dated, f.text("kind", one_of=KINDS), test, chosen, threshold
        )

    def _threshold_test(self, f: Fields, threshold: Threshold, measures: Mapping[str, Measure]) -> Test:
        inputs = dict(self._own(f, "inputs"))
        if threshold.measure not in measures:
            return Test()
        measure = measures[threshold.measure]
        self._check_inputs(f, "inputs", measure.test.calculator, inputs)
        kind, bound = ("at_most", threshold.high) if threshold.says == ABOVE else ("at_least", threshold.low)
        ends = (-math.inf, bound) if kind == "at_most" else (bound, math.inf)
        return Test(
            measure.test.calculator, {**measure.test.inputs, **inputs}, measure.results[threshold.says], kind=kind,
            low=ends[0], high=ends[1],
        )  # fmt: skip

    def _assumed(self, f: Fields, assumed: Mapping[str, Mapping[str, Value]]) -> dict[str, Value]:
        name = f.text("assumes", "")
        if name and name not in assumed:
            f.wrong("assumes", f"nothing is assumed under {name}", nearest(name, assumed))
        return dict(assumed.get(name, {}))

    def _test(self, f: Fields, assumed: Mapping[str, Mapping[str, Value]]) -> Test:
        with f.inside("test") as test:
            since = test.day("since") if test.has("since") else None
            if test.has("untested"):
                return Test(since=since, untested=test.text("untested"))
            if test.has("price"):
                return self._compared(test, Test(price=self._listed(test, "price"), since=since))
            inputs = self._assumed(test, assumed) | dict(self._own(test, "inputs"))
            calculator = test.text("calculator", one_of=self.questions or ())
            self._check_inputs(test, "inputs", calculator, inputs)
            result, over = test.text("result", ""), test.text("over", "")
            for key, name in (("result", result), ("over", over)):
                if name:
                    self._check_result(test, key, calculator, name)
            return self._compared(test, Test(calculator, inputs, result, over, since=since))

    def _compared(self, f: Fields, test: Test) -> Test:
        """The test with its one bound."""
        told = [key for key in BOUNDS if f.has(key)]
        if len(told) != 1:
            f.problems.add(f.place, f"{len(told)} bounds, {', '.join(told) or 'none'}", f"write one of {', '.join(BOUNDS)}")
            return test
        (kind,) = told
        if (kind == "verdict") == bool(test.result or test.price):
            f.wrong(kind, "a verdict goes without a result, a bound with one", "write result: …, or verdict: …")
        low, high, than, way = -math.inf, math.inf, None, ""
        if kind == "between":
            with f.inside(kind) as ends:
                low, high = ends.number("low", -WIDEST, WIDEST), ends.number("high", -WIDEST, WIDEST)
                if low > high:
                    ends.wrong("low", f"low {low:g} is above high {high:g}", "swap them")
        elif kind in (MORE, LESS):
            than = self._listed(f, kind) if test.price else self._another_day(f, kind)
        elif kind == "verdict":
            way = f.text(kind, one_of=self.questions[test.calculator].ways if self._asks(test.calculator) else ())
        else:
            bound = f.number(kind, -WIDEST, WIDEST)
            low, high = (bound, math.inf) if kind == "at_least" else (-math.inf, bound)
        return replace(test, kind=kind, low=low, high=high, than=than, way=way)

    def _listed(self, f: Fields, key: str) -> Listed:
        with f.inside(key) as entry:
            offer, name = entry.text("offer"), entry.text("key")
            if offer and offer not in self.prices:
                entry.wrong("offer", f"no offer {offer}", nearest(offer, self.prices))
            elif offer and name and name not in self.prices[offer]:
                entry.wrong("key", f"{offer} has no {name}", nearest(name, self.prices[offer]))
            return Listed(offer, name, entry.day("on") if entry.has("on") else None)

    @staticmethod
    def _another_day(f: Fields, key: str) -> Listed:
        """The test's own result on another day."""
        with f.inside(key) as entry:
            return Listed("", "", entry.day("on"))

    def _asks(self, calculator: str) -> bool:
        return self.questions is not None and calculator in self.questions

    def _check_result(self, f: Fields, key: str, calculator: str, result: str) -> None:
        if self._asks(calculator) and result and result not in (known := self.questions[calculator].results):  # type: ignore[index]
            f.wrong(key, f"{calculator} has no {result}", nearest(result, known))

    def _check_inputs(self, f: Fields, key: str, calculator: str, inputs: Mapping[str, Value]) -> None:
        """Note inputs that the calculator does not have, and options that no day has."""
        if not self._asks(calculator):
            return
        question = self.questions[calculator]  # type: ignore[index]
        for name, value in inputs.items():
            if name in question.choices:
                for id_ in _unknown(value, question.choices[name]):
                    f.wrong(key, f"{name} has no option {id_} on any day", nearest(id_, question.choices[name]))
            elif name not in question.inputs:
                f.wrong(key, f"no input {name} of {calculator}", nearest(name, [*question.choices, *question.inputs]))
            elif isinstance(value, tuple):
                f.wrong(key, f"{name} is {', '.join(value)}", "write a number")


def _value(f: Fields, name: str) -> Value:
    """An input's number, or the ids of options in order of preference."""
    held = f.mapping.get(name)
    if isinstance(held, str):
        return (f.text(name),)
    if isinstance(held, list):
        return f.texts(name)
    return f.number(name, -WIDEST, WIDEST)


def _unknown(value: Value, options: Collection[str]) -> Iterator[str]:
    ids = value if isinstance(value, tuple) else (f"{value:g}",)
    yield from (id_ for id_ in ids if id_ not in options)


def _known(f: Fields, key: str, known: Collection[str]) -> Iterator[str]:
    for name in f.texts(key):
        if name in known:
            yield name
        else:
            f.wrong(key, f"no variant {name}", nearest(name, known))


def _read_threshold(f: Fields, measures: Collection[str]) -> Threshold:
    with f.inside("threshold") as entry:
        measure, says = entry.text("in", one_of=measures), entry.text("says", ABOVE, one_of=(ABOVE, BELOW))
        low = entry.number("from", 0, WIDEST)
        high = entry.number("to", 0, WIDEST, low)
        if not 0 < low <= high:
            entry.wrong("from", f"from {low:g} to {high:g}", "write two numbers above 0, the lower first")
        return Threshold(measure, low, high, says)


