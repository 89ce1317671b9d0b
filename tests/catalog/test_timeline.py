"""The verdict over all days: each stretch is what the whole answer of its days says."""

import datetime as dt
import random
from itertools import pairwise

import pytest

from calculators.engine.points import Point
from calculators.engine.problems import NotOnRecordError
from calculators.past import Past
from calculators.timeline import MAKER, RIVALS, SAME, Timeline, pairs_of, rival_of
from tests import markets

ARTICLE = dt.date(2023, 8, 17)


@pytest.fixture(scope="module")
def market(guide):
    """Every offer of the real content."""
    return markets.real(guide)


@pytest.fixture(scope="module")
def past(guide, market):
    """The guide's own past."""
    presets = guide.calculators["decide"].choice_names["preset"]
    return Past(market, presets, guide.speaker, guide.points, guide.as_of)


def _whole(guide, market, day, preset, rival):
    """The best way by the whole answer of a day; empty where there is none."""
    try:
        return guide.on(day).answer("decide", pairs_of(market, day, preset, rival)).prospect.best
    except NotOnRecordError:
        return ""


def test_each_verdict_is_the_whole_answers(guide, market, past):
    """On days drawn from all, and on both sides of each turn."""
    rng = random.Random(5)
    found = past.timeline
    picked = [(key, at) for key in found.points for at in rng.sample(range(len(found.days)), 2)]
    for key in found.points:
        for before, after in pairwise(found.stretches(*key)):
            if before.best and after.best:
                at = found.days.index(after.since)
                picked += [(key, at - 1), (key, at)]
    for key, at in picked:
        assert found.points[key][at].best == _whole(guide, market, found.days[at], *key), (key, found.days[at])


def test_stretches_cover_all_days_and_change_at_each_end(past):
    found = past.timeline
    for key in found.points:
        stretches = found.stretches(*key)
        assert stretches[0].since == found.days[0]
        assert stretches[-1].until == found.days[-1]
        for before, after in pairwise(stretches):
            assert before.until == after.since
            assert (before.best, bool(before.point.notes)) != (after.best, bool(after.point.notes))


def test_a_verdict_that_comes_back_counts_twice_and_a_gap_counts_not():
    days = tuple(dt.date(2024, 1, day) for day in range(1, 7))
    points = [
        Point({}, {}, ("nothing",)),
        *(Point({}, {"least_cost": 1.0}, (), best) for best in ("call", "own", "", "own", "call")),
    ]
    found = Timeline(days, {("a", SAME): points})
    assert found.turns("a", SAME) == 2
    assert [(each.since.day, each.best) for each in found.stretches("a", SAME)] == [
        (1, ""), (2, "call"), (3, "own"), (4, ""), (5, "own"), (6, "call"),
    ]  # fmt: skip


def test_the_rival_is_of_its_day(market, guide):
    assert rival_of(market, ARTICLE, MAKER) == "openai/gpt-4"
    assert rival_of(market, guide.as_of, MAKER) == "openai/gpt-6-sol"
    assert rival_of(market, ARTICLE, SAME) == "best"
    assert market.api[rival_of(market, dt.date(2000, 1, 1), MAKER)].sold_on(dt.date(2000, 1, 1)) is None


def test_prices_then_and_now(guide):
    table = guide.tables["then_prices"]()
    rows = {row.id: [cell.text for cell in row.cells] for row in table.rows}
    assert rows["aws-p4d.24xlarge"][1:4] == ["$32.77", "$21.96", "−33%"]
    assert rows["coreweave-hgx-h100"][1] == "no price on record"
    assert rows["openai-gpt-4-input_price"][1:4] == ["$30.00", "no longer sold", "–"]
    assert rows["well-known-input_price"][1] == "$30.00"
    assert float(next(row for row in table.rows if row.id == "well-known-input_price").cells[3].sort) < 0


def test_verdicts_then_and_now_are_those_of_the_whole_answers(guide, market, past):
    table = guide.tables["then_verdicts"]()
    ways = past.ways
    for row in table.rows:
        preset, _, rival = row.id.rpartition("-")
        for day, cell in ((ARTICLE, row.cells[1]), (guide.as_of, row.cells[3])):
            best = _whole(guide, market, day, preset, rival)
            assert cell.text.lower() == ways.get(best, cell.text.lower()), (row.id, day)
            assert bool(best) == (cell.text.lower() in ways.values())
    assert len(table.rows) == len(past.labels) * len(RIVALS)


def test_break_evens_then_and_now(guide, past):
    table = guide.tables["then_break_evens"]()
    row = next(row for row in table.rows if row.id == "search-same")
    inputs = {name: repr(value) for name, value in past.workloads["search"].items()}
    assert row.cells[1].text == "no price on record"
    assert float(row.cells[2].sort or "inf") == guide.answer("break_even", inputs).values["breakeven_first"]


def test_the_chart_says_how_many_verdicts_changed(guide, past):
    found = past.timeline
    moved = sum(any(found.turns(preset, rival) for rival in RIVALS) for preset in past.labels)
    chart = guide.charts["verdicts"]()
    assert chart.title.startswith(f"{moved} of {len(past.labels)} workloads have changed")
    assert len(chart.places(720)) == len(chart.table.rows) == len(chart.places(340))


def test_on_a_day_before_all_prices_nothing_is_made_up(guide):
    with pytest.raises(NotOnRecordError, match="no price on record by 1 March 2023"):
        guide.on(dt.date(2023, 3, 1)).charts["verdicts"]()
    early = guide.on(dt.date(2023, 5, 4))
    assert early.charts["verdicts"]().title == "No price on record answers any workload yet"
    assert {row.cells[3].text for row in early.tables["then_verdicts"]().rows} == {"No price on record"}
