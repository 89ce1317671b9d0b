"""Each calculator can be filled in, answers by itself, and shows only what is known and has words."""

from __future__ import annotations

import math
import re

import pytest

from calculators.catalog import CALCULATIONS
from calculators.engine.calculator import answer, sweep

NAMES = ("api_bill", "rented_fleet", "break_even", "specialized_clouds", "fine_tuning", "shared_fleet")
MAY_BE_NONE = {
    "breakeven_any", "breakeven_first", "breakeven_always", "breakeven_times", "breakeven_bill", "breakeven_tokens",
    "always_tokens", "always_bill", "first_blocks", "always_blocks",
    "mixture_cost", "tuning_payback", "payback_months",
}  # fmt: skip

pytestmark = pytest.mark.parametrize("name", NAMES)


@pytest.fixture
def calculator(guide, name):
    return guide.calculators[name]


def set_by_options(calculator):
    """For each choice and each join the quantities that every one of its options sets."""
    choices = [[set(option.values) for option in choice.options] for choice in calculator.choices]
    joins = [[set(option.values) for option in join.bundles.values()] for join in calculator.joins]
    return [set.intersection(*each) for each in choices + joins]


def test_every_input_has_words_and_a_default_or_comes_with_every_option(guide, calculator):
    by_options = set.union(*set_by_options(calculator))
    for name in calculator.calculation.inputs:
        quantity = guide.quantities[name]
        assert quantity.label, name
        assert quantity.unit_text in guide.words, name
        assert quantity.defaults or name in by_options, f"nobody gives {name}"


def test_every_default_lies_in_its_range_and_says_on_what_it_rests(guide, calculator):
    for name in calculator.calculation.inputs:
        quantity = guide.quantities[name]
        for default in quantity.defaults:
            assert quantity.least <= default.low <= default.likely <= default.high <= quantity.most, name
            assert default.evidence.removeprefix("assumption: "), name


def test_every_price_an_option_sets_may_be_entered_by_hand_as_well(guide, calculator):
    """A value out of its own range could be shown in a field and not be given back."""
    for choice in calculator.choices:
        for option in choice.options:
            for name, value in option.values.items():
                quantity = guide.quantities[name]
                assert quantity.least <= value <= quantity.most or math.isinf(value), (option.id, name, value)


def test_every_result_has_words_and_is_made_or_given(guide, calculator):
    known = {rule.name for rule in calculator.calculation.rules} | set(calculator.calculation.inputs)
    for name in calculator.results:
        assert name in known
        assert guide.quantities[name].label
        assert guide.quantities[name].unit_text in guide.words


def test_every_formula_of_it_has_a_label_and_a_said_unit(guide, calculator):
    for rule in calculator.calculation.rules:
        quantity = guide.quantities[rule.name]
        assert quantity.label, rule.name
        assert quantity.unit_text in guide.words, rule.name


def test_the_form_asks_for_inputs_and_choices_once(calculator):
    fields = calculator.fields
    assert len(set(fields)) == len(fields)
    assert set(fields) <= {*calculator.calculation.inputs, *calculator.choice_names}
    assert set(calculator.choice_names) <= set(fields)


def test_every_input_with_a_default_that_moves_a_result_is_in_the_form(guide, calculator):
    """What a reader cannot see must not decide. In rented_fleet the API only turns a bill into requests."""
    unseen = {name for name in calculator.calculation.inputs if guide.quantities[name].defaults} - set(calculator.fields)
    api_side = {name for name in unseen if name.startswith("call.")} | {
        "peak_hours_share",
        "written_share",
        "long_share",
        "long_input_tokens",
    }
    assert unseen <= (api_side if calculator.name == "rented_fleet" else set())


def test_it_answers_by_itself_with_numbers_or_says_none(guide, name):
    found = guide.answer(name, {})
    for key, value in found.values.items():
        assert not math.isnan(value), key
        if key.rpartition(".")[2] not in {*MAY_BE_NONE, "long_context_from", "context", "context_left"}:
            assert math.isfinite(value), key
    assert guide.sentence(found).endswith(".")
    assert not re.search(r"\b(nan|inf)\b", guide.sentence(found))


def test_every_option_answers_or_says_why_not(guide, calculator):
    """Each option of each choice alone, all else at its default."""
    resolver = calculator.resolver(guide.quantities, guide.as_of)
    for choice in calculator.choices:
        for option in choice.options:
            resolved = resolver.resolve({}, {choice.name: option.id})
            if resolved.notes:
                assert all(note and note[0].isupper() for note in resolved.notes), option.id
                continue
            values = calculator.calculation.solve(resolved.values)
            assert not [key for key in calculator.results if math.isnan(values[key])], option.id


def test_the_range_holds_the_likely_value(guide, calculator):
    found = guide.answer(calculator.name, {})
    assert bool(found.low) == bool(calculator.ranged_by or calculator.outlook)
    for key in found.low:
        assert found.low[key] <= found.high[key], key
        if not calculator.outlook:  # eight draws in ten may all lie to one side of the likely value
            assert found.low[key] <= found.values[key] <= found.high[key], key


def test_results_move_with_their_range(guide, calculator):
    """A range that is the same at both ends for everything would be no range: at a thousand times the load fleets differ."""
    if (calculator.ranged_by or calculator.outlook) and "call.offer" in calculator.choice_names:
        found = guide.answer(calculator.name, {"requests": "100000000", "call.offer": "openai/gpt-6-sol"})
        assert [key for key in found.low if found.low[key] < found.high[key]]


def test_the_side_by_side_keeps_the_readers_question(guide, calculator):
    """A bill becomes requests once, at the reader's own prices; every row then serves these, and his own row is his answer."""
    if calculator.sweep is None:
        return
    pairs = {"bill": "7400", "call.offer": "openai/gpt-6-sol", "cached_share": "0.3"}
    own = guide.answer(calculator.name, pairs)
    rows = sweep(calculator, guide.quantities, guide.as_of, own)
    picked = own.resolved.picked[calculator.sweep.choice].id
    assert own.values["volume"] == pytest.approx(7400 / own.values["call.answer_price"])
    assert own.values["volume"] != 100_000
    for id_, found in rows:
        assert found["volume"] == own.values["volume"], id_
        if id_ == picked:
            for column in calculator.sweep.columns:
                assert found[column] == own.values[column] == pytest.approx(own.values[column]), column
    assert picked in dict(rows)


def test_the_side_by_side_is_sorted_and_whole(guide, calculator):
    if calculator.sweep is None:
        return
    own = guide.answer(calculator.name, {"call.offer": "openai/gpt-6-sol"})
    rows = sweep(calculator, guide.quantities, guide.as_of, own)
    first = [found[calculator.sweep.columns[0]] for _, found in rows]
    assert first == sorted(first)
    choice, resolver = calculator.choice_names[calculator.sweep.choice], calculator.resolver(guide.quantities, guide.as_of)
    fitting = [option.id for option in choice.options if not resolver.resolve({}, {choice.name: option.id}).notes]
    assert sorted(id_ for id_, _ in rows) == sorted(fitting)
    assert len(rows) >= 30


def test_a_readers_own_price_is_for_his_own_offer_alone(guide, calculator):
    if calculator.sweep is None:
        return
    price = "call.input_price" if calculator.sweep.choice == "call.offer" else "rent.gpu_price"
    with_it = guide.answer(calculator.name, {price: "0.5"})
    without = guide.answer(calculator.name, {})
    mine, plain = (dict(sweep(calculator, guide.quantities, guide.as_of, each)) for each in (with_it, without))
    column = calculator.sweep.columns[0]
    assert with_it.values[price] == 0.5
    assert {id_: found[column] for id_, found in mine.items()} == {id_: found[column] for id_, found in plain.items()}


def test_its_calculation_is_one_of_the_catalog(calculator):
    assert any(calculator.calculation is each for each in CALCULATIONS)


def test_a_value_given_by_the_reader_wins_over_default_option_and_join(guide, calculator):
    for name in calculator.fields:
        if name in calculator.choice_names:
            continue
        quantity = guide.quantities[name]
        value = quantity.defaults[0].high if quantity.defaults else 3.25
        found = answer(calculator, guide.quantities, guide.as_of, {name: value}, {})
        assert found.resolved.values[name] == value
        assert found.resolved.origins[name] == "you"
