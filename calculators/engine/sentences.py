"""Sentences as data: templates with ordered conditions, rendered alike in Python and in the browser."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from calculators.engine.fields import Fields
from calculators.engine.nearest import nearest
from calculators.engine.numbers import UnitWords, number_text, said
from calculators.engine.problems import ContentError
from calculators.engine.quantity import Quantity
from calculators.engine.strict_yaml import List

CONDITION = re.compile(r"([\w.]+) (?:(<|<=|>|>=) ([\w.]+)|is (none|some))")
BLANK = re.compile(r"\{([\w.]+)(?::(bare))?\}")


@dataclass(frozen=True)
class Variant:
    """A template and the conditions that must all hold for it."""

    when: tuple[str, ...]
    say: str


@dataclass(frozen=True)
class Sentence:
    """Variants in order; the first whose conditions hold is said. The last has none, so that something is."""

    name: str
    variants: tuple[Variant, ...]


def read_sentence(name: str, f: Fields, known: Mapping[str, Any]) -> Sentence:
    """A sentence from its fields. known: every name that a blank or a condition may use."""
    variants = [read_variant(entry, known) for entry in f.items("variants")]
    if not variants or variants[-1].when:
        f.problems.add(f.place, f"{name} may have nothing to say", "end with a variant without `when`")
    return Sentence(name, tuple(variants))


def read_variant(f: Fields, known: Mapping[str, Any]) -> Variant:
    """A template with its conditions. known: every name that a blank or a condition may use."""
    when, say = f.texts("when"), f.text("say")
    for text in when:
        match = CONDITION.fullmatch(text)
        if not match:
            f.wrong("when", f"condition {text!r}", "write `name < other`, `name is none` or `name is some`")
            continue
        for word in (match[1], match[3]):
            _known(f, "when", word, known)
    for blank in BLANK.finditer(say):
        _known(f, "say", blank[1], known)
    if set("{}") & set(BLANK.sub("", say)):
        f.wrong("say", "a brace that holds no name", "write {name} or {name:bare}")
    return Variant(when, say)


def _known(f: Fields, key: str, name: str | None, known: Mapping[str, Any]) -> None:
    way, _, plain = (name or "").rpartition(".")
    if name and not _is_number(name) and name not in known and plain not in known:
        owned = [f"{way}.{each}" for each in known if "." not in each] if way else []
        f.wrong(key, f"no quantity {name}", nearest(name, [*known, *owned]))


def _is_number(text: str) -> bool:
    return re.fullmatch(r"\d+(\.\d+)?", text) is not None


def holds(condition: str, values: Mapping[str, float]) -> bool:
    """Whether a condition is true of the values. Infinity is none."""
    match = CONDITION.fullmatch(condition)
    assert match is not None, condition
    left = values[match[1]]
    if match[4]:
        return math.isinf(left) == (match[4] == "none")
    right = float(match[3]) if _is_number(match[3]) else values[match[3]]
    return {"<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right}[match[2]]


def names_in(variant: Variant) -> list[str]:
    """Every quantity and choice that a variant uses."""
    conditions = [CONDITION.fullmatch(text) for text in variant.when]
    words = [word for match in conditions if match for word in (match[1], match[3]) if word and not _is_number(word)]
    return [*words, *(blank[1] for blank in BLANK.finditer(variant.say))]


@dataclass(frozen=True)
class Speaker:
    """Says values and sentences with the guide's words."""

    quantities: Mapping[str, Quantity]
    words: Mapping[str, UnitWords]

    def value(self, name: str, value: float, *, bare: bool = False) -> str:
        """A quantity's value with its unit, or without."""
        quantity = self.quantities[name.rpartition(".")[2]]
        words = self.words[quantity.unit_text]
        return number_text(value, quantity.style or words.style) if bare else said(value, words, quantity.style)

    def named(self, name: str) -> str:
        """A quantity's label, with its way where it belongs to one."""
        label, way = self.quantities[name].label, name.rpartition(".")[0]
        return f"{label} ({way})" if way else label

    def inline(self, name: str, *, owned: bool = True) -> str:
        """A quantity's label as it stands within a sentence, with its way where it belongs to one."""
        label, way = self.quantities[name].label, name.rpartition(".")[0]
        inside = label if label[1:2].isupper() else label[:1].lower() + label[1:]
        return f"{inside} ({way})" if way and owned else inside

    def sentence(self, sentence: Sentence, values: Mapping[str, float], labels: Mapping[str, str]) -> str:
        """The first variant that holds, its blanks filled. labels: the words of chosen options by choice name.

        Raises ContentError for a name that is neither among the values nor among the labels.
        """
        known = {**values, **labels}
        names = [name for variant in sentence.variants for name in names_in(variant)]
        if unknown := [name for name in names if name not in known]:
            raise ContentError([f"sentence {sentence.name} has no {name} to say; {nearest(name, known)}" for name in unknown])
        variant = next(v for v in sentence.variants if applies(v, values))
        return self.said(variant, values, labels)

    def said(self, variant: Variant, values: Mapping[str, float], labels: Mapping[str, str]) -> str:
        """A variant with its blanks filled."""

        def fill(blank: re.Match[str]) -> str:
            name = blank[1]
            return labels[name] if name in labels else self.value(name, values[name], bare=blank[2] == "bare")

        return BLANK.sub(fill, variant.say)


def applies(variant: Variant, values: Mapping[str, float]) -> bool:
    """Whether every condition of a variant holds."""
    return all(holds(condition, values) for condition in variant.when)


def sentence_data(sentence: Sentence) -> List:
    """A sentence as data for the page's script."""
    return List([list(variant.when), variant.say] for variant in sentence.variants)
