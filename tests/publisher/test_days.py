"""What is shipped of other days: nothing of what never changed, and every default as it was."""

import datetime as dt
import json
import shutil

import pytest

from calculators.guide import read_all
from publisher.days import days_data, days_of, days_script
from tests.conftest import CONTENT
from tests.pages.aged import CHANGED, EDITS, aged_content

BEFORE, AFTER = CHANGED - dt.timedelta(1), CHANGED


@pytest.fixture(scope="module")
def aged(tmp_path_factory):
    """The guide of content in which defaults have changed."""
    return read_all(aged_content(tmp_path_factory.mktemp("aged"))).on(dt.date(2026, 11, 22))


def with_edit(folder, name, old, new):
    """A changed copy of the guide's content, without its pages."""
    content = folder / "content"
    shutil.copytree(CONTENT, content, ignore=shutil.ignore_patterns("guide"))
    text = (content / name).read_text("utf-8")
    assert text.count(old) == 1
    (content / name).write_text(text.replace(old, new), "utf-8")
    return content


def test_every_calculator_has_days_but_the_one_that_rests_on_no_price(guide):
    assert [name for name, calculator in guide.calculators.items() if not days_script(guide, calculator)] == ["throughput"]


def test_a_default_that_changed_gives_that_one_days_as_well(tmp_path):
    old = "low: 0.85, likely: 0.9, high: 0.95, range: {least: 0.1, most: 1},"
    earlier = (
        f"since: {CHANGED}, earlier: [{{starts: 2023-01-01, low: 0.7, likely: 0.8, high: 0.9, assumption: engines were shy}}],"
    )
    content = with_edit(tmp_path, "quantities.yaml", old, f"{old} {earlier}")
    aged = read_all(content).on(dt.date(2026, 11, 22))
    found = days_data(aged, aged.calculators["throughput"])
    assert set(found["defaults"]) == {"memory_share"}
    assert days_script(aged, aged.calculators["throughput"]).startswith(b"calculators.throughput.past = {")


@pytest.mark.parametrize("name", ["api_bill", "routing", "specialized_clouds", "decide"])
def test_each_option_is_shipped_once_and_every_day_names_what_was_on_offer(guide, name):
    calculator = guide.calculators[name]
    found = days_data(guide, calculator)
    for choice, data in found["choices"].items():
        assert len({json.dumps([row, told]) for row, told in zip(data["rows"], data["told"], strict=True)}) == len(data["rows"])
        for place in range(0, len(found["days"]), 10):
            _, default, groups, places = next(state for state in reversed(data["on"]) if state[0] <= place)
            own = guide.calculator_on(name, dt.date.fromisoformat(found["days"][place])).choice_names[choice]
            assert default == own.default
            assert sum(count for _, count in groups) == len(places)
            assert sorted(data["rows"][at][0] for at in places) == sorted(option.id for option in own.options)
            assert {data["rows"][at][0]: data["told"][at][-1] for at in places} == {each.id: each.note for each in own.options}


def test_what_is_compared_is_what_a_page_shows_first(guide):
    leading = {name: list(calculator.leading) for name, calculator in guide.calculators.items()}
    assert leading["decide"] == [f"{way}.levelised_cost" for way in ("call", "rent", "own", "hybrid")]
    assert leading["runway"] == list(guide.calculators["runway"].results)
    assert days_data(guide, guide.calculators["api_bill"])["leading"] == guide.calculators["api_bill"].results


def test_no_default_has_changed_yet_and_none_is_shipped(guide):
    found = days_data(guide, guide.calculators["decide"])
    assert (found["defaults"], found["bundles"]) == ({}, {})
    assert days_of(guide) == sorted({*(day for day in guide.price_days if day <= guide.as_of), guide.as_of})


def test_a_changed_default_is_a_day_of_its_own_and_all_that_is_shipped(aged, guide):
    assert set(days_of(aged)) - set(days_of(guide)) == {CHANGED}
    found = days_data(aged, aged.calculators["decide"])
    place = found["days"].index(CHANGED.isoformat())
    assert set(found["defaults"]) == {"peak_to_mean", "rent.throughput_factor"}
    first, second = found["defaults"]["peak_to_mean"]
    assert first[:5] == [0, 1.2, 5, 9, "The guide’s default, plausibly 1.2× to 9×"]
    assert first[6] == "Default 5×, plausibly 1.2× to 9×. An assumption: fewer hours were busy then."
    assert second[:4] == [place, 1.2, 3, 6]
    assert found["evidence"][first[5]] == [[], "assumption: fewer hours were busy then"]


def test_what_rests_on_a_changed_default_is_shipped_as_well(aged):
    found = days_data(aged, aged.calculators["decide"])["bundles"]
    for join in aged.calculators["decide"].joins:
        assert join.bundles
    assert set(found) == {0}  # the rented fleet's: one's own servers follow it
    before, after = (aged.calculator_on("decide", day).joins[0].bundles for day in (BEFORE, AFTER))
    assert set(found[0]) == {
        id_ for id_ in after if before[id_].spreads != after[id_].spreads or before[id_].values != after[id_].values
    }


def test_the_guide_of_a_day_has_the_defaults_and_options_of_that_day(aged, guide):
    assert [aged.on(day).quantities["peak_to_mean"].on(day).likely for day in (BEFORE, AFTER)] == [5, 3]
    voices = [aged.calculator_on("decide", day).choice_names["preset"].option("voice") for day in (BEFORE, AFTER)]
    assert [voice.values["requests"] for voice in voices] == [2_000_000, 3_000_000]
    for pairs in ({"requests": "30000000"}, {"preset": "voice", "requests": "30000000"}):
        was, now = (aged.on(day).answer("decide", pairs).values["rent.levelised_cost"] for day in (BEFORE, AFTER))
        assert was != now, pairs
        assert now == guide.on(AFTER).answer("decide", pairs).values["rent.levelised_cost"]


def test_many_points_at_once_rest_on_the_defaults_of_their_days(aged):
    points = aged.points("decide", [(day, {"preset": preset}) for day in (BEFORE, AFTER) for preset in ("voice", "prototype")])
    for point, (day, preset) in zip(
        points, [(day, preset) for day in (BEFORE, AFTER) for preset in ("voice", "prototype")], strict=True
    ):
        assert (
            point.values["rent.levelised_cost"] == aged.on(day).answer("decide", {"preset": preset}).values["rent.levelised_cost"]
        )


def test_content_whose_past_is_wrong_is_not_read(tmp_path):
    name, (old, new) = "quantities.yaml", EDITS["quantities.yaml"][0]
    content = with_edit(tmp_path, name, old, new.replace("likely: 5", "likely: 0.5"))
    with pytest.raises(Exception, match=r"content/quantities.yaml:\d+: likely is 0.5; a plausible value lies between 1 and 100"):
        read_all(content)
