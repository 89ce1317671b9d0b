import math

import pytest

from calculators.engine.numbers import UnitWords
from calculators.engine.problems import ContentError
from calculators.engine.quantity import Quantities, Quantity
from calculators.engine.sentences import Sentence, Speaker, Variant, holds, names_in, read_sentence, sentence_data
from calculators.engine.units import NONE
from tests.engine.reading import mistakes, taken

KNOWN = {"cost": 0, "volume": 0, "fte": 0, "call.offer": 0}
WORDS = {"1": UnitWords("share"), "USD": UnitWords("money", " a month"), "req": UnitWords("count", " requests", " request")}
QUANTITIES = Quantities({
    name: Quantity(name, name, "x", NONE, unit, style=style)
    for name, unit, style in (("cost", "USD", ""), ("volume", "req", ""), ("share", "1", ""), ("times", "1", "ratio"))
})  # fmt: skip
SPEAKER = Speaker(QUANTITIES, WORDS)
TEXT = """
    variants:
      - when: [cost < 10, volume is some]
        say: "Cheap: {cost} for {volume}."
      - when: [volume is none]
        say: "Never."
      - say: "Dear: {cost:bare}."
"""


def sentence(text=TEXT):
    return taken(text, lambda f: read_sentence("verdict", f, KNOWN))


def wrong(variant):
    return mistakes(f"variants:\n  - {variant}\n  - say: Otherwise.", lambda f: read_sentence("verdict", f, KNOWN))


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"cost": 5, "volume": 1}, "Cheap: $5.00 a month for 1 request."),
        ({"cost": 5, "volume": math.inf}, "Never."),
        ({"cost": 10, "volume": math.inf}, "Never."),
        ({"cost": 10, "volume": 3}, "Dear: $10.00."),
    ],
)
def test_the_first_variant_that_holds_is_said(values, said):
    assert SPEAKER.sentence(sentence(), values, {}) == said


@pytest.mark.parametrize(
    ("condition", "true"),
    [
        ("a < b", True), ("b < a", False), ("a < a", False),
        ("a <= a", True), ("b <= a", False),
        ("b > a", True), ("a > a", False),
        ("a >= a", True), ("a >= b", False),
        ("a < 1.5", True), ("a > 1.5", False), ("a >= 1", True),
        ("none is none", True), ("a is none", False), ("a is some", True), ("none is some", False),
        ("none > a", True), ("a.b < b", True),
    ],
)  # fmt: skip
def test_a_condition_compares_values(condition, true):
    assert holds(condition, {"a": 1, "b": 2, "none": math.inf, "a.b": 1}) is true


def test_blanks_are_filled_with_values_units_and_labels():
    said = Sentence("s", (Variant((), "{rent.cost} at {rent.share}, {rent.times}, from {call.offer}; {volume:bare}."),))
    values = {"rent.cost": 1234, "rent.share": 0.25, "rent.times": 2, "volume": 2e6}
    assert SPEAKER.sentence(said, values, {"call.offer": "A model"}) == "$1,234 a month at 25%, 2×, from A model; 2M."


def test_a_label_s_own_braces_are_left_alone():
    said = Sentence("s", (Variant((), "From {call.offer}."),))
    assert SPEAKER.sentence(said, {"cost": 1}, {"call.offer": "{cost}"}) == "From {cost}."


@pytest.mark.parametrize("said", ["{cots}.", "{cost:bare} {cots}."])
def test_a_name_that_the_calculator_lacks_is_told_whichever_variant_holds(said):
    both = Sentence("verdict", (Variant((), "Yes."), Variant(("cost > 3", "cots < 1"), said)))
    with pytest.raises(ContentError) as error:
        SPEAKER.sentence(both, {"cost": 1}, {})
    assert set(error.value.lines) == {"sentence verdict has no cots to say; did you mean cost?"}


def test_every_name_of_a_sentence_is_found():
    assert {name for variant in sentence().variants for name in names_in(variant)} == {"cost", "volume"}


def test_a_number_is_no_name():
    assert names_in(Variant(("a < 1.5",), "Yes.")) == ["a"]


@pytest.mark.parametrize(
    ("variant", "line"),
    [
        ("{when: [cots < 1], say: A.}", "no quantity cots; did you mean cost?"),
        ("{when: [cost < limit], say: A.}", "no quantity limit; there is cost, volume, fte, call.offer"),
        ("{when: [cost < 1], say: 'A {volumes}.'}", "no quantity volumes; did you mean volume?"),
        ("{when: [cost = 1], say: A.}", "condition 'cost = 1'; write `name < other`, `name is none` or `name is some`"),
        ("{when: [cost is], say: A.}", "condition 'cost is'; write `name < other`, `name is none` or `name is some`"),
        ("{when: [cost < -1], say: A.}", "condition 'cost < -1'; write `name < other`, `name is none` or `name is some`"),
        ("{when: cost < 1, say: A.}", "when is the text 'cost < 1'; write when: [one, two]"),
        ("{when: [cost < 1], say: 'A {cost:long}.'}", "a brace that holds no name; write {name} or {name:bare}"),
        ("{when: [cost < 1], say: 'A {cost.'}", "a brace that holds no name; write {name} or {name:bare}"),
        ("{when: [cost < 1]}", "say is missing; write say: some text"),
        ("{when: [cost < 1], say: A., unless: x}", "unknown key unless; there is say, when"),
    ],
)
def test_a_wrong_variant_is_told_at_its_line(variant, line):
    assert wrong(variant) == [f"x.yaml:2: {line}"]


def test_a_way_s_quantity_is_known_by_its_plain_name():
    assert wrong("{when: [rent.fte < 1], say: 'A {rent.cost}.'}") == []


@pytest.mark.parametrize("text", ["variants:\n  - {when: [cost < 1], say: A.}", "variants: []"])
def test_something_is_always_said(text):
    lines = mistakes(text, lambda f: read_sentence("verdict", f, KNOWN))
    assert lines == ["x.yaml:1: verdict may have nothing to say; end with a variant without `when`"]


def test_a_sentence_is_data_for_the_browser():
    assert sentence_data(sentence()) == [
        [["cost < 10", "volume is some"], "Cheap: {cost} for {volume}."],
        [["volume is none"], "Never."],
        [[], "Dear: {cost:bare}."],
    ]
