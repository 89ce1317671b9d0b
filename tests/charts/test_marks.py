"""The table under a chart holds the figures of its marks, and its sources stand under it."""

from dataclasses import replace
from itertools import pairwise

import pytest

from calculators.charts.axes import day_axis, decade_axis, tight_axis, year_of, zero_axis
from calculators.charts.bars import Bar, Mark, draw_bars
from calculators.charts.credits import MOST, credited
from calculators.charts.style import CALL, apart
from tests.charts.reading import rows_of
from tests.markets import DAY, SOURCE


def values(table, key):
    """A column of a table as numbers."""
    column = [column.key for column in table.columns].index(key)
    return [float(row.cells[column].sort) for row in table.rows]


def texts(table, key):
    """A column of a table as words."""
    column = [column.key for column in table.columns].index(key)
    return [row.cells[column].text for row in table.rows]


def test_every_chart_has_a_table(charts):
    assert all(chart.table and chart.table.rows for chart in charts.values())


@pytest.mark.parametrize("name", ["gpu_price_history", "token_price_history"])
def test_steps(charts, name):
    chart = charts[name]
    drawn = {(row["year"], row["price"]) for row in rows_of(chart.spec(720), "year", "price")}
    assert {price for _, price in drawn} == set(values(chart.table, "price"))


def test_each_line_of_models_has_one_price_at_a_time(charts):
    table = charts["token_price_history"].table
    for series in {row.series for row in table.rows}:
        own = [(row.cells[3].sort, row.cells[2].sort, row.cells[1].text) for row in table.rows if row.series == series]
        assert [day for day, *_ in own] == sorted({day for day, *_ in own})
        assert all(before[1:] != after[1:] for before, after in pairwise(own))


def test_moves_end_where_their_table_says(charts):
    chart = charts["gpu_price_moves"]
    spans = [row for row in rows_of(chart.spec(720), "x", "x2", "y2") if row["y"] == row["y2"] and row["x"] != row["x2"]]
    spans.sort(key=lambda row: row["y"])
    scale = spans[0]["x2"] / values(chart.table, "after")[0]
    assert [row["x"] for row in spans] == pytest.approx([scale * price for price in values(chart.table, "before")])
    assert [row["x2"] for row in spans] == pytest.approx([scale * price for price in values(chart.table, "after")])


def test_dots_and_arrows(charts):
    chart = charts["api_price_history"]
    spec = chart.spec(720)
    dots = [row["price"] for row in rows_of(spec, "year", "price")]
    arrows = rows_of(spec, "x", "y", "x2", "y2")
    changes = texts(chart.table, "change")
    assert len(dots) == changes.count("–")
    assert len(arrows) == len(changes) - changes.count("–")
    assert sorted(dots) == sorted(
        price for price, change in zip(values(chart.table, "price"), changes, strict=True) if change == "–"
    )


@pytest.mark.parametrize(("name", "key"), [("reserved_spread", "ratio"), ("api_bill", "cost")])
def test_bars_start_at_zero_and_are_as_long_as_their_figures(charts, name, key):
    chart = charts[name]
    ends = {row["y"]: (row["x"], row["x2"]) for row in rows_of(chart.spec(720), "x", "x2", "y2") if row["y2"] - row["y"] == 13}
    lengths, figures = [ends[y][1] for y in sorted(ends)], values(chart.table, key)
    assert {start for start, _ in ends.values()} == {0}
    assert [length / lengths[0] for length in lengths] == pytest.approx([figure / figures[0] for figure in figures])


@pytest.mark.parametrize(("name", "keys"), [("rented_fleet", {"rent": "rent"}), ("break_even", {"call": "call", "rent": "rent"})])
def test_curves_pass_through_their_tables(charts, name, keys):
    chart = charts[name]
    spec = chart.spec(720)
    for key, field in keys.items():
        drawn = {(row["volume"], row[field]) for row in rows_of(spec, "volume", field)}
        assert set(zip(values(chart.table, "volume"), values(chart.table, key), strict=True)) <= drawn


def test_medians_and_ranges(charts):
    chart = charts["specialized_clouds"]
    spec, table = chart.spec(720), chart.table
    scale = max(row["x2"] for row in rows_of(spec, "x2") if row["y"] == row["y2"]) / max(values(table, "high"))
    medians = sorted(row["x"] for row in rows_of(spec, "x", "y") if "x2" not in row and "text" not in row)
    assert medians == pytest.approx(sorted(scale * median for median in values(table, "median")))


def test_the_reader_s_own_model_is_marked_even_when_superseded(guide):
    chart = guide.drawn(guide.answer("api_bill", {"call.offer": "openai/gpt-4o"}))[0]
    marked = [row.cells[0].text for row in chart.table.rows if row.mark]
    assert marked == ["GPT-4o · OpenAI"]
    assert [row.cells[1].text for row in chart.table.rows].count("Superseded") == 1


def test_the_bill_shows_a_readable_spread(charts):
    kinds = [row.cells[1].text for row in charts["api_bill"].table.rows]
    assert 15 <= len(kinds) <= 22
    assert list(dict.fromkeys(kinds)) == ["Frontier models", "Small models", "Open weights, hosted"]


def test_few_sources_are_named_and_many_are_not(charts, guide):
    for chart in charts.values():
        assert len(chart.sources) <= MOST
        assert set(chart.sources) <= guide.sources.keys()
        assert chart.sources or "rices" in chart.note or "Drawn for" in chart.note


def test_the_newest_edition_of_a_source_speaks_for_all():
    old, new = (
        replace(SOURCE, id="list-1", title="A list, 2025"),
        replace(SOURCE, id="list-2", title="A list, 2026", dated=DAY.replace(day=2)),
    )
    assert credited([new, old, new]) == (["list-2"], "")
    ids, note = credited(replace(SOURCE, id=str(number), title=f"List {number}") for number in range(MOST + 1))
    assert ids == []
    assert note == f"Prices from {MOST + 1} sources; the open data name each."


def test_a_mark_beyond_all_bars_sets_the_scale():
    spec = draw_bars([Bar("", "a", 0.5, "50%")], CALL, Mark(1.0, "all"), 720)
    (bar,) = [row for row in rows_of(spec, "x2") if row["y2"] - row["y"] == 13]
    (line,) = [row for row in rows_of(spec, "x2") if row["x"] == row["x2"] > 0]
    assert bar["x2"] == pytest.approx(line["x"] / 2)


@pytest.mark.parametrize(
    ("places", "moved"),
    [([10, 50, 90], [10, 50, 90]), ([50, 52], [50, 70]), ([95, 97, 99], [60, 80, 100]), ([52, 50], [70, 50])],
)
def test_labels_are_moved_apart_as_little_as_needed(places, moved):
    assert apart(places, 20, 0, 100) == moved


def test_axes():
    assert decade_axis(1_200, 45_000).ticks == (1_000, 10_000, 100_000)
    assert zero_axis(12.29, 4).ticks == (0, 5, 10)
    assert tight_axis(900, 150_000).ticks == (1_000, 10_000, 100_000)
    assert len(tight_axis(20_000, 30_000).ticks) == 2  # the decades round them
    assert day_axis(DAY.replace(year=2023, month=3), DAY).ticks == (2024, 2025, 2026)
    assert year_of(DAY) == 2026
    axis = decade_axis(1, 1000)
    assert [axis.place(value, 300) for value in (1, 10, 1000)] == pytest.approx([0, 100, 300])
