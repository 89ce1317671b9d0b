import datetime as dt
import math

import pytest

from calculators.changes import ClaimMove, Difference, Effect
from calculators.price_moves import ENDED, MOVED, NEW, OfferMove, PriceMove
from calculators.standings import NONE_OPEN, UNANSWERED, Standing
from calculators.tables.cells import moved_cell
from calculators.tables.changes import editions_table
from calculators.tables.effects import effects_table
from calculators.telling import finding, told
from tests import markets

BEFORE, DAY = dt.date(2026, 11, 19), dt.date(2026, 11, 20)
COSTS = {"call": 1_000.0, "rent": 15_000.0, "own": 40_000.0, "hybrid": 1_000.0}
STILL = Standing("call", COSTS, frozenset({"hybrid"}), math.inf)
DEARER = Standing("call", COSTS | {"call": 1_100.0}, frozenset({"hybrid"}), 2e6)
RENTED = Standing("rent", COSTS | {"call": 16_000.0}, frozenset({"hybrid"}))


def move(kind, name="maker/model"):
    offer = markets.api_offer(name, {"input_price": 2.0, "output_price": 8.0})
    prices = {
        MOVED: (PriceMove("input_price", 2.0, 1.0), PriceMove("cached_price", None, 0.1)), NEW: (PriceMove("input_price", None, 2.0),),
        ENDED: (PriceMove("input_price", 2.0, None),),
    }[kind]  # fmt: skip
    return OfferMove(offer, kind, DAY, prices, offer.history.entries[0])


def difference(*kinds, effects=()):
    return Difference(BEFORE, DAY, tuple(move(kind) for kind in kinds), effects)


@pytest.mark.parametrize(
    ("kinds", "effects", "ahead", "title"),
    [
        ([MOVED] * 3, [(STILL, STILL)], False, "3 offers changed price on D; no verdict changed"),
        ([MOVED], [(STILL, RENTED), (STILL, STILL)], False, "1 offer changed price on D; 1 of 2 verdicts changed"),
        ([MOVED, NEW, NEW, ENDED], [(STILL, STILL)], False, "1 offer changed price, 2 came on record and 1 ended on D; no verdict changed"),
        ([NEW, ENDED], [(STILL, RENTED)] * 2, False, "1 offer came on record and 1 ended on D; 2 of 2 verdicts changed"),
        ([ENDED] * 4, [(STILL, STILL)], True, "4 offers will end on D; no verdict changes"),
        ([MOVED], [(STILL, RENTED), (STILL, STILL)], True, "1 offer will change price on D; 1 of 2 verdicts changes"),
        ([], [(STILL, STILL)], False, "0 offers changed on D; no verdict changed"),
        ([MOVED], None, True, "1 offer will change price on D"),
    ],
)  # fmt: skip
def test_a_title_counts_offers_and_verdicts(kinds, effects, ahead, title):
    made = None if effects is None else tuple(Effect(str(place), *pair) for place, pair in enumerate(effects))
    assert finding(difference(*kinds, effects=made), "on D", ahead=ahead) == title


def test_a_change_without_a_flip_says_how_many_figures_moved_and_folds_the_rest(reading):
    effects = (Effect("voice", STILL, DEARER), Effect("support", STILL, STILL))
    change = told(difference(MOVED, NEW, effects=effects), reading.content())
    assert change.title.endswith("on 20 November 2026; no verdict changed")
    assert change.words == ("Against 19 November 2026, figures moved for 1 of 2 examples.",)
    assert [table.id for table in change.tables] == ["api-moved-2026-11-20"]
    assert [table.id for table in change.more] == ["effects-2026-11-20", "api-new-2026-11-20"]
    rows = [[cell.text for cell in row.cells[:5]] for row in change.tables[0].rows]
    assert rows == [
        ["maker/model", "Input", "$2.00", "$1.00", "−50%"], ["maker/model", "Cache read", "not sold", "$0.10", "–"],
    ]  # fmt: skip


def test_a_flip_is_named_and_its_figures_stand_open(reading):
    effects = (Effect("documents", STILL, RENTED), Effect("support", STILL, STILL))
    change = told(difference(ENDED, effects=effects), reading.content())
    assert change.words[0] == "Regulated documents: from calling to renting."
    assert [table.id for table in change.tables] == ["api-ended-2026-11-20", "effects-2026-11-20"]
    [row] = change.tables[1].rows
    assert (row.cells[-1].text, row.cells[-1].note) == ("renting", "was calling")


def test_a_verdict_that_is_no_way_is_said_too(reading):
    none = Standing(UNANSWERED, {}, frozenset())
    closed = Standing(NONE_OPEN, COSTS, frozenset(COSTS))
    change = told(difference(NEW, effects=(Effect("voice", none, closed), Effect("search", closed, STILL))), reading.content())
    assert change.words[0] == "Voice assistant: from no answer to no way at all. RAG search: from no way at all to calling."


def test_what_moves_by_less_than_a_thousandth_is_not_told_as_moved(reading):
    near = Standing("call", COSTS | {"own": 40_010.0}, frozenset({"hybrid"}), math.inf)
    found = difference(MOVED, effects=(Effect("voice", STILL, near), Effect("support", STILL, DEARER)))
    table = effects_table(found, reading.content().speaker, reading.content().names)
    [row] = table.rows
    assert row.id == "support"
    assert [(cell.text, cell.note) for cell in row.cells[1:6]] == [
        ("$1,100", "was $1,000, +10%"), ("$15,000", ""), ("$40,000", ""), ("–", ""), ("2M", "was none in reach"),
    ]  # fmt: skip


def test_where_no_effect_is_worked_out_that_is_said(reading):
    change = told(difference(MOVED, effects=None), reading.content(), ahead=True)
    assert "not worked out" in change.words[0]
    assert change.more == ()


def test_claims_that_changed_have_a_table(reading):
    found = Difference(BEFORE, DAY, (), (), (), (ClaimMove("x", "Prices fall.", "holds", ""),))
    [table] = told(found, reading.content()).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["Prices fall.", "holds", "–"]]


@pytest.mark.parametrize(
    ("share", "text"), [(0.5, "+50%"), (-0.0667, "−6.7%"), (0.0001, "0%"), (-0.0001, "0%"), (12.0, "+1,200%"), (None, "–")]
)
def test_a_change_in_percent_has_a_sign_and_one_decimal(share, text):
    assert moved_cell(share).text == text


def test_the_real_changes_are_the_newest_first_and_then_what_is_announced(reading):
    guide = reading.on(reading.newest)
    days = [change.day for change in guide.changes()]
    past = [day for day in days if day <= guide.as_of]
    assert past == sorted(past, reverse=True)
    assert len(past) == 12
    assert days[len(past) :] == sorted(day for day in days if day > guide.as_of) != []
    ids = [table.id for change in guide.changes() for table in (*change.tables, *change.more)]
    assert len(ids) == len(set(ids))
    assert all(table.rows for change in guide.changes() for table in (*change.tables, *change.more))
    assert all("no verdict change" in change.title or ": from " in change.words[0] for change in guide.changes())


def test_the_table_of_days_has_every_price_day_and_names_each_flip(reading):
    guide = reading.on(reading.newest)
    rows = {row.id: [cell.text for cell in row.cells] for row in guide.tables["price_days"]().rows}
    assert len(rows) == sum(day <= guide.as_of for day in reading.market.price_days) - 1
    assert rows["2026-02-01"][-1] == "Regulated documents: from owning to renting."
    assert rows["2026-11-17"] == ["2026-11-17", "0", "2", "0", "none"]


def test_the_guide_of_an_older_day_knows_no_later_one(reading):
    for day in (dt.date(2022, 1, 1), dt.date(2023, 8, 17), dt.date(2025, 6, 30)):
        guide = reading.on(day)
        rows = guide.tables["price_days"]().rows
        assert all(row.id <= day.isoformat() for row in rows)
        assert all("not worked out" in change.words[0] for change in guide.changes() if change.day > day)


def test_editions_stand_newest_first(reading):
    table = editions_table(reading.editions)
    assert [row.cells[0].text for row in table.rows] == [str(each.number) for each in reversed(reading.editions)]
