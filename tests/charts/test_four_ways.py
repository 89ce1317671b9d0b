"""The charts of the four ways say what the verdict says."""

import re

import pytest

from calculators.engine.outlook import ALONE, BEST, OPEN, STRUCK
from publisher import figures
from tests.charts.reading import Drawing

FRONTIER = {"call.offer": "openai/gpt-6-sol"}
ASKED = {
    "voice, rented": {"preset": "voice", "data_rule": "rented"}, "documents, never": {"preset": "documents", "data_rule": "never"},
    "a mix": {**FRONTIER, "requests": "30000000"}, "growth": {**FRONTIER, "requests": "3000000", "growth": "0.08"},
    "owning": {**FRONTIER, "requests": "3000000000", "own.server_price": "200000"},
}  # fmt: skip


def _charts(guide, pairs):
    return {chart.id: chart for chart in guide.drawn(guide.answer("decide", pairs))}


def _cells(chart):
    return {row.id: [cell.text for cell in row.cells] for row in chart.table.rows}


def test_the_least_open_way_is_named_with_its_cost_and_the_next(guide):
    found = guide.answer("decide", {})
    chart = _charts(guide, {})["decide-chart"]
    amounts = [float(text.replace(",", "")) for text in re.findall(r"\$([\d,]+)", chart.title)]
    assert amounts == pytest.approx([found.values["least_cost"], found.values["second_cost"]], abs=0.5)
    assert chart.title.startswith("Calling")
    assert guide.sentence(found).startswith("Call the API")


def test_a_way_that_a_rule_forbids_is_struck_out_and_keeps_its_price(guide):
    chart = _charts(guide, {"data_rule": "never"})["decide-chart"]
    states = {way: cells[-1] for way, cells in _cells(chart).items()}
    assert states == {"call": STRUCK, "rent": STRUCK, "own": BEST, "hybrid": STRUCK}
    assert all(cells[1] != "–" for cells in _cells(chart).values())
    assert chart.title.startswith("Owning is the only way left open")


def test_every_way_forbidden_is_said_and_no_line_is_drawn(guide):
    charts = _charts(guide, {"data_rule": "never", "own.data_allowed": "0"})
    assert charts["decide-chart"].title == "Every way is struck out"
    assert "decide-months-chart" not in charts


def test_a_mixture_that_is_none_is_not_a_bar(guide):
    assert _cells(_charts(guide, {})["decide-chart"])["hybrid"][-1] == ALONE
    assert _cells(_charts(guide, ASKED["a mix"])["decide-chart"])["hybrid"][-1] in {BEST, OPEN}


def test_a_tie_is_called_one_in_the_title_as_in_the_verdict(guide):
    found = guide.answer("decide", ASKED["a mix"])
    assert "too close to call" in guide.sentence(found).lower()
    assert "too close to call" in _charts(guide, ASKED["a mix"])["decide-chart"].title


def test_the_month_of_change_is_the_one_that_the_study_found(guide):
    found = guide.answer("decide", ASKED["growth"])
    chart = next(chart for chart in guide.drawn(found) if chart.id == "decide-months-chart")
    best = found.prospect.best
    month = found.values[f"{best}.total_switch"]
    assert f"month {month:g}" in chart.title
    cells = {row.id: [cell.sort for cell in row.cells] for row in chart.table.rows}
    heads = [column.key for column in chart.table.columns]
    paid = {name: [float(cells[str(m)][heads.index(name)]) for m in (int(month) - 1, int(month))] for name in (best, "call")}
    assert paid[best][0] >= paid["call"][0]
    assert paid[best][1] < paid["call"][1]


@pytest.mark.parametrize("name", ASKED)
def test_text_is_large_enough_and_nothing_is_cut_off_whatever_is_asked(guide, name):
    for chart in _charts(guide, ASKED[name]).values():
        for svg in figures.draw(chart.spec, chart.id, chart.description, None).values():
            drawing = Drawing.read(svg)
            assert min(words.size for words in drawing.words) >= 12
            assert [w.text for w in drawing.words if w.left < -1 or w.right > drawing.width + 1] == []
            assert [w.text for w in drawing.words if w.top < 0 or w.bottom > drawing.height] == []
