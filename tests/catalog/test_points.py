"""Many answers at once are what each answer alone is, to the last bit."""

import datetime as dt
import random

import pytest

from calculators.engine.calculator import tune
from calculators.engine.pairs import parse
from calculators.engine.points import points
from calculators.engine.problems import ContentError, NotOnRecordError

SINCE = dt.date(2023, 1, 1)
ASKED = (
    {},
    {"call.offer": "openai/gpt-4o"},
    {"requests": "20000000", "rent.gpu_price": "1.5"},
    {"preset": "coding", "horizon_months": "12"},
    {"preset": "voice", "hybrid.base_blocks": "2", "rent.model": "llama-3.1-8b"},
    {"preset": "nightly", "own.server": "h100", "price_path": "flat"},
)


@pytest.fixture(scope="module")
def cases(guide):
    """(day, pairs): every preset and some answers of a reader's own, on days drawn from all on record."""
    rng = random.Random(20230817)
    days = [*rng.sample([day for day in guide.price_days if SINCE <= day <= guide.as_of], 9), guide.as_of]
    presets = [{"preset": option.id} for option in guide.calculators["decide"].choice_names["preset"].options]
    return [(day, pairs) for day in days for pairs in (*presets, *ASKED)]


def _alone(guide, name, day, pairs):
    """Picks and totals of one case, or what is said where it has no answer."""
    then = guide.on(day)
    try:
        calculator = then.calculators[name]
        asked, chosen = parse(calculator, guide.quantities, pairs)
    except NotOnRecordError as error:
        return tuple(error.lines)
    resolved = calculator.resolver(guide.quantities, day).resolve(asked, chosen)
    if resolved.notes:
        return resolved.notes
    resolved = tune(calculator, resolved)
    study = calculator.outlook.whole.run(resolved.values)[0]
    return {key: option.id for key, option in resolved.picked.items()}, {key: float(value) for key, value in study.items()}


def test_points_equal_answers_one_by_one(guide, cases):
    found = guide.points("decide", cases)
    answered = 0
    for (day, pairs), point in zip(cases, found, strict=True):
        alone = _alone(guide, "decide", day, pairs)
        if point.notes:
            assert alone == point.notes, (day, pairs)
            continue
        picked, totals = alone
        assert {key: option.id for key, option in point.picked.items()} == picked, (day, pairs)
        assert point.values == pytest.approx(totals, rel=0, abs=0, nan_ok=True), (day, pairs)
        answered += 1
    assert answered > len(cases) / 2


def test_the_best_way_is_that_of_the_whole_answer(guide):
    pairs = [{"preset": "voice"}, {"preset": "coding"}, {"requests": "300000000"}, {"data_rule": "never"}]
    found = guide.points("decide", [(guide.as_of, each) for each in pairs])
    assert [point.best for point in found] == [guide.answer("decide", each).prospect.best for each in pairs]


def test_further_results_may_be_asked_of_a_calculator_without_ways(guide):
    wanted = ("breakeven_first", "breakeven_always")
    (point,) = guide.points("break_even", [(guide.as_of, {"requests": "5000000"})], wanted)
    whole = guide.answer("break_even", {"requests": "5000000"})
    assert {name: point.values[name] for name in wanted} == {name: whole.values[name] for name in wanted}
    assert point.best == ""


def test_an_option_of_another_day_is_told_and_leaves_the_others_alone(guide):
    day = dt.date(2023, 8, 17)
    gone, there = guide.points("decide", [(day, {"call.offer": "openai/gpt-6-sol"}), (day, {})])
    assert "openai/gpt-6-sol is not on record" in gone.notes[0]
    assert not gone.values
    assert there.values
    assert there.picked["call.offer"].id == "openai/gpt-4"


def test_a_wrong_name_is_a_mistake(guide):
    with pytest.raises(ContentError, match="no input of decide"):
        guide.points("decide", [(guide.as_of, {"reqests": "5"})])


def test_no_case_has_no_point():
    assert points([]) == []


def test_content_is_read_once_for_all_days(guide):
    assert guide.on(guide.as_of) is guide
    then = guide.on(dt.date(2024, 6, 1))
    assert then.as_of == dt.date(2024, 6, 1)
    assert then is guide.on(dt.date(2024, 6, 1))
    assert then.of_another_day
    assert not guide.of_another_day
