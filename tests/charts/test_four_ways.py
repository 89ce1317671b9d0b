"""The four bars say what the verdict says."""

import re

import pytest

from calculators.charts.four_ways import NO_MIX, STRUCK, decide


def _drawn(guide, pairs):
    return decide(guide.answer("decide", pairs))


def _cells(chart):
    return {row.id: [cell.text for cell in row.cells] for row in chart.table.rows}


def test_the_least_open_way_is_named_with_its_cost_and_the_next(guide):
    found = guide.answer("decide", {})
    chart = decide(found)
    amounts = [float(text.replace(",", "")) for text in re.findall(r"\$([\d,]+)", chart.title)]
    assert amounts == pytest.approx([found.values["least_cost"], found.values["second_cost"]], abs=0.5)
    assert chart.title.startswith("Calling")
    assert guide.sentence(found).startswith("Call the API")


def test_a_way_that_a_rule_forbids_is_struck_out_and_no_longer_the_finding(guide):
    chart = _drawn(guide, {"data_rule": "never"})
    cells = _cells(chart)
    assert cells["call"][2] == cells["rent"][2] == cells["hybrid"][2] == STRUCK
    assert cells["own"][2] == "open"
    assert chart.title.startswith("Owning is the only way left open")


def test_every_way_forbidden_is_said(guide):
    assert _drawn(guide, {"data_rule": "never", "own.data_allowed": "0"}).title == "Every way is struck out"


def test_a_mixture_that_is_none_is_not_a_bar(guide):
    assert _cells(_drawn(guide, {}))["hybrid"][2] == NO_MIX
    mixed = _drawn(guide, {"requests": "30000000", "call.offer": "openai/gpt-6-sol"})
    assert _cells(mixed)["hybrid"][2] == "open"
