"""A title states what its data show. Its figures are worked out here a second time, from the price files."""

import datetime as dt
import re
from itertools import pairwise

import pytest

from calculators.charts.gpu_moves import gpu_price_moves
from calculators.charts.token_history import token_price_history
from calculators.engine.numbers import number_text
from calculators.engine.problems import NotOnRecordError
from calculators.specialized import gap_by_gpu
from tests.charts.reading import rows_of


def drawn(guide, name, pairs):
    """A calculator's chart for an answer."""
    return guide.drawn(guide.answer(name, pairs))[0]


def percents(title):
    """Whole percents of a title, in order."""
    return [int(found) for found in re.findall(r"(\d+)%", title)]


def test_gpu_prices(guide, market, charts):
    listed = [entry.values["unit_price"] for entry in market.gpu["aws/p5.48xlarge"].history.until(guide.as_of)]
    spot = [entry.values["unit_price"] for entry in market.gpu["gcp/a3-highgpu-8g/spot"].history.until(guide.as_of)]
    falls = [1 - after / before for before, after in pairwise(listed)]
    assert percents(charts["gpu_price_history"].title) == [round(100 * max(falls)), round(100 * (spot[-1] / min(spot) - 1))]


def test_api_prices(guide, market, charts):
    changes = []
    for offer in market.api.values():
        prices = [entry.values["output_price"] for entry in offer.history.until(guide.as_of)]
        if offer.seller.kind == "maker":
            changes += [after - before for before, after in pairwise(prices)]
    cuts, rises = sum(change < 0 for change in changes), sum(change > 0 for change in changes)
    assert charts["api_price_history"].title == f"Makers cut an output price {cuts} times and raised one {rises} times"


def test_a_million_tokens(guide, market, charts):
    """The main line's first, lowest and last price, and the cheapest large open model, from the price files."""
    (line,) = [line for line in market.lines if line.id == "openai-main"]
    mixed = {
        entry.since: (4 * entry.values["input_price"] + entry.values["output_price"]) / 5
        for name in line.models
        for entry in market.api[name].history.until(guide.as_of)
        if market.api[name].history.entries[0].since == entry.since or name == line.models[-1]
    }
    now = mixed[max(mixed)]
    open_ = [
        (4 * entry.values["input_price"] + entry.values["output_price"]) / 5
        for offer in market.api.values()
        if offer.model in market.models and market.models[offer.model].figures.get("params_total", 0) >= 60e9
        if (entry := offer.history.on(guide.as_of)) and entry.confidence != "low"
    ]
    told = [float(each) for each in re.findall(r"\$([\d.]+)", charts["token_price_history"].title)]
    assert told == [mixed[min(mixed)], min(mixed.values()), now]
    assert charts["token_price_history"].title.endswith(f" now, {now / min(open_):.0f} times the cheapest open model")


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2023-08-17", "A million tokens of OpenAI’s main model have cost $36 since March 2023"),
        (
            "2024-01-31",
            "A million tokens of OpenAI’s main model cost $36 in March 2023 and $14 now, 7 times the cheapest open model",
        ),
    ],
)
def test_a_million_tokens_on_an_older_day(market, day, said):
    assert token_price_history(market, dt.date.fromisoformat(day)).title == said


def test_gpu_moves(guide, market, charts):
    moved = {"hyperscaler": [], "specialized": []}
    for offer in market.gpu.values():
        prices = [entry.values["unit_price"] for entry in offer.history.until(guide.as_of) if entry.confidence != "low"]
        recent = offer.history.until(guide.as_of) and offer.history.until(guide.as_of)[-1].since.year >= 2023
        if offer.billing == "on_demand" and offer.kind in moved and recent and len(set(prices)) > 1:
            moved[offer.kind].append(prices[-1] - prices[0])
    counts = [sum(sign * change > 0 for change in moved[kind]) for kind in moved for sign in (-1, 1)]
    title = charts["gpu_price_moves"].title
    told = [0 if each == "none" else int(each) for each in re.findall(r"(?:cut|raised) (\d+|none)", title)]
    assert told == counts
    assert title.startswith(f"Of {sum(counts)} on-demand GPU prices that moved, hyperscalers cut")


def test_nothing_has_moved_on_an_early_day(market):
    with pytest.raises(NotOnRecordError) as error:
        gpu_price_moves(market, dt.date(2022, 12, 31))
    assert error.value.lines == ["no on-demand GPU price on record has moved by 2022-12-31; choose a later day"]


def test_reservations(charts):
    column = [column.key for column in charts["reserved_spread"].table.columns].index("ratio")
    shares = [float(row.cells[column].sort) for row in charts["reserved_spread"].table.rows]
    assert percents(charts["reserved_spread"].title) == [round(100 * min(shares)), round(100 * max(shares))]


def test_bills(guide, market, charts):
    table = guide.calculator_tables["api_bill"](guide.answer("api_bill", {}))
    costs = {row.id: float(row.cells[1].sort) for row in table.rows if market.api[row.id].tier != "old"}
    least, most = min(costs, key=costs.get), max(costs, key=costs.get)
    title = charts["api_bill"].title
    assert f"asks {number_text(costs[most] / costs[least], 'plain')} times as much as" in title
    assert [title.index(market.api[id_].label.partition(" (")[0]) for id_ in (most, least)] == sorted(
        title.index(market.api[id_].label.partition(" (")[0]) for id_ in (most, least)
    )


def test_specialized_clouds(guide, market, charts):
    savings = [1 - gap.specialized / gap.hyperscaler for gap in gap_by_gpu(market, guide.as_of)]
    assert percents(charts["specialized_clouds"].title) == [round(100 * min(savings)), round(100 * max(savings))]


def test_a_small_fleet_is_dear_and_a_full_one_is_not(guide):
    small, full = (drawn(guide, "rented_fleet", {"requests": requests}) for requests in ("1000", "1e9"))
    least = min(float(row.cells[1].sort) for row in small.table.rows)
    times = guide.answer("rented_fleet", {"requests": "1000"}).values["rent.mtoken_cost"] / least
    said = float(re.search(r"([\d,.]+) times", small.title)[1].replace(",", ""))
    assert said == pytest.approx(times, rel=0.02)
    assert full.title == "At 1B requests a month a token costs close to what it does on a full fleet"


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        ({}, "Renting pays at no volume: a full block costs"),
        ({"call.offer": "openai/gpt-6-sol"}, "Renting can pay from {first} requests a month, {times} times this volume"),
        (
            {"call.offer": "openai/gpt-6-sol", "requests": "1e7"},
            "Renting can pay from {first} requests a month; this volume is past it",
        ),
        (
            {"call.offer": "openai/gpt-6-sol", "requests": "100"},
            "No break-even is in reach: the least volume that pays is {times} times",
        ),
    ],
    ids=["never", "ahead", "past", "far"],
)
def test_break_even(guide, pairs, said):
    found = guide.answer("break_even", pairs)
    first, times = number_text(found.values["breakeven_any"], "count"), number_text(found.values["breakeven_times"], "plain")
    assert drawn(guide, "break_even", pairs).title.startswith(said.format(first=first, times=times))


def test_break_even_says_what_a_full_block_costs_and_saves(guide):
    found = guide.answer("break_even", {})
    cost, saved = (float(each.replace(",", "")) for each in re.findall(r"\$([\d,.]+)", drawn(guide, "break_even", {}).title))
    assert saved - cost == pytest.approx(found.values["block_gain"], abs=2)


def test_break_even_marks_the_crossing_where_there_is_one(guide):
    def texts(pairs):
        return " ".join(row["text"] for row in rows_of(drawn(guide, "break_even", pairs).spec(720), "text"))

    first = number_text(guide.answer("break_even", {"call.offer": "openai/gpt-6-sol"}).values["breakeven_first"], "count")
    assert f"renting can pay\nfrom {first}" in texts({"call.offer": "openai/gpt-6-sol"})
    assert "renting can pay" not in texts({})
    assert "times the API" in texts({})


def test_a_drawing_that_stands_still_says_which_volume_it_shows(charts):
    assert "100,000 requests a month" in charts["api_bill"].note
    assert not [chart.id for chart in charts.values() if chart.live and "Drawn for" in chart.note]


def test_nothing_is_none_in_a_title(charts):
    assert not [chart.title for chart in charts.values() if re.search(r"none in reach|nan|inf\b", chart.title)]
