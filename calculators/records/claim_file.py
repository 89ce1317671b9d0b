"""Reads the file of claims strictly: every mistake is noted where it stands."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from calculators.engine.dated import Source, cited
from calculators.engine.fields import Fields
from calculators.engine.nearest import nearest
from calculators.engine.numbers import STYLES
from calculators.engine.standing import KINDS, Condition
from calculators.records.claim import (
    ABOVE,
    BELOW,
    Change,
    Claim,
    ClaimBook,
    Measure,
    Test,
    Threshold,
    Value,
    Variant,
)
from calculators.records.claim_test import WIDEST, TestReader, inputs_of, values_of

Assumed = Mapping[str, Mapping[str, Value]]


@dataclass(frozen=True)
class ClaimReader:
    """Reads claims. tests: reads how each is tested."""

    sources: Mapping[str, Source]
    tests: TestReader

    def book(self, f: Fields) -> ClaimBook:
        """Everything, from the fields of the file."""
        assumed = {id_: values_of(entry) for id_, entry in f.each("assumed")}
        variants: dict[str, Variant] = {}
        for id_, entry in f.each("variants"):
            condition = Condition(entry.text("about", ""), entry.text("label"))
            variants[id_] = Variant(id_, condition, _on_top(entry, variants))
        measures = {id_: self._measure(id_, entry, assumed) for id_, entry in f.each("measures")}
        with f.inside("changes") as changes:
            measure = measures.get(changes.text("measure", one_of=measures))
            found = tuple(self._change(id_, entry, variants, measure) for id_, entry in changes.each("each"))
        claims = {id_: self._claim(id_, entry, assumed, variants, measures) for id_, entry in f.each("claims")}
        return ClaimBook(claims, measures, found)

    def _measure(self, id_: str, f: Fields, assumed: Assumed) -> Measure:
        calculator, inputs = f.text("calculator", one_of=self.tests.questions), self.tests.assumed(f, assumed)
        self.tests.check_inputs(f, "inputs", calculator, inputs)
        results = {says: f.text(says) for says in (ABOVE, BELOW)}
        for says, result in results.items():
            self.tests.check_result(f, says, calculator, result)
        label, times, style = f.text("label"), f.number("times", 1, WIDEST, 1), f.text("style", one_of=STYLES)
        return Measure(id_, label, times, style, Test(calculator, inputs), results)

    def _change(self, id_: str, f: Fields, variants: Mapping[str, Variant], measure: Measure | None) -> Change:
        inputs = _on_top(f, variants)
        if measure:
            self.tests.check_inputs(f, "inputs", measure.test.calculator, inputs)
        return Change(id_, f.text("choice"), f.text("label"), inputs)

    def _claim(
        self, id_: str, f: Fields, assumed: Assumed, variants: Mapping[str, Variant], measures: Mapping[str, Measure]
    ) -> Claim:
        source = cited(f, self.sources)
        dated = f.day("dated", source.dated)
        chosen = tuple(variants[name] for name in _known(f, "variants", variants))
        threshold = _read_threshold(f, measures) if f.has("threshold") else None
        test = self._threshold_test(f, threshold, measures) if threshold else self._own_test(f, assumed)
        for variant in chosen:
            self.tests.check_inputs(f, "variants", test.calculator, variant.inputs)
        self.tests.check_rival(f, test, [variant.inputs for variant in chosen])
        if test.price and chosen:
            f.wrong("variants", "a listed price has no variants", "leave them out, or test with a calculator")
        kind = f.text("kind", one_of=KINDS)
        return Claim(id_, f.text("words"), f.text("who"), source, dated, kind, test, chosen, threshold)

    def _own_test(self, f: Fields, assumed: Assumed) -> Test:
        with f.inside("test") as test:
            return self.tests.test(test, assumed)

    def _threshold_test(self, f: Fields, threshold: Threshold, measures: Mapping[str, Measure]) -> Test:
        """A threshold above which leaving pays must not lie below our break-even, nor one below which it does not above it."""
        inputs = inputs_of(f)
        if threshold.measure not in measures:
            return Test()
        measure = measures[threshold.measure]
        calculator, result = measure.test.calculator, measure.results[threshold.says]
        self.tests.check_inputs(f, "inputs", calculator, inputs)
        inputs = {**measure.test.inputs, **inputs}
        if threshold.says == ABOVE:
            return Test(calculator, inputs, result, kind="at_most", high=threshold.high)
        return Test(calculator, inputs, result, kind="at_least", low=threshold.low, high=math.inf)


def _on_top(f: Fields, variants: Mapping[str, Variant]) -> dict[str, Value]:
    """Inputs of its own on top of those of a variant that stands before it."""
    name = f.text("with", "", one_of=variants)
    base = variants[name].inputs if name in variants else {}
    return {**base, **inputs_of(f)}


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
