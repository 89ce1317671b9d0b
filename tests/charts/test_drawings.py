"""Drawings as a reader gets them: nothing clipped, nothing over anything else, large enough, colored by the page."""

import gzip
import json
import re

import altair as alt
import pytest

from publisher.figures import WIDTHS, draw

NAMES = (
    "gpu_price_history", "api_price_history", "reserved_spread", "api_bill", "rented_fleet", "break_even", "specialized_clouds", "decide",
    "decide_months", "decide_swings", "decide_atlas", "verdicts", "token_price_history", "gpu_price_moves", "thresholds_tokens", "thresholds_bill",
)  # fmt: skip
KINDS = tuple(WIDTHS)
LEAN = 4096  # bytes of a drawing, zipped


@pytest.fixture(scope="module", params=[(name, kind) for name in NAMES for kind in KINDS], ids="-".join)
def drawing(request, drawings):
    """Each chart in each width. That it could be drawn says that no number was missing."""
    return drawings[request.param]


def test_every_chart_is_tested(guide):
    made = sum(len(makers) for makers in guide.calculator_charts.values())
    assert len(NAMES) == len(guide.charts) + made
    assert guide.charts.keys() | guide.calculator_charts.keys() <= set(NAMES)


def test_is_drawn_at_the_width_asked_for(drawings):
    assert {(kind, drawing.width) for (_, kind), drawing in drawings.items()} == set(WIDTHS.items())


def test_text_is_never_small(drawing):
    assert min(words.size for words in drawing.words) >= 12


def test_no_text_is_clipped(drawing):
    assert [
        w.text for w in drawing.words if w.left < -1 or w.right > drawing.width + 1 or w.top < 0 or w.bottom > drawing.height
    ] == []


def test_no_text_lies_over_another(drawing):
    words = drawing.words
    met = [(first.text, second.text) for i, first in enumerate(words) for second in words[i + 1 :] if first.meets(second)]
    assert met == []


def test_every_color_is_the_page_s(drawing):
    assert {color for color in drawing.colors if not re.fullmatch(r"var\(--[a-z0-9]+\)|none|transparent", color)} == set()


def test_is_lean(drawing):
    assert len(gzip.compress(drawing.svg.encode(), 9, mtime=0)) <= LEAN


def test_is_named_for_those_who_do_not_see_it(charts, drawings):
    for (name, _), drawing in drawings.items():
        assert len(charts[name].description) > 40
        assert 'role="img"' in drawing.svg


@pytest.mark.parametrize("name", NAMES)
def test_the_specification_is_valid(charts, name):
    alt.LayerChart.from_dict(charts[name].spec(720), validate=True)


@pytest.mark.parametrize("name", NAMES)
def test_the_same_data_give_the_same_specification(guide, charts, name):
    calculator = "decide" if name.startswith("decide") else name
    answered = () if name in guide.charts else guide.drawn(guide.answer(calculator, {}))
    again = guide.charts[name]() if name in guide.charts else next(c for c in answered if c.id == charts[name].id)
    for width in WIDTHS.values():
        assert json.dumps(charts[name].spec(width)) == json.dumps(again.spec(width))


def test_two_drawings_are_the_same_bytes(charts, drawings):
    chart = charts["reserved_spread"]
    again = draw(chart.spec, chart.id, chart.description, None)
    assert again == {kind: drawings["reserved_spread", kind].svg for kind in KINDS}


def test_lines_are_told_apart_without_color(charts):
    spec = charts["break_even"].spec(720)
    lines = [layer["mark"] for layer in spec["layer"] if layer["mark"]["type"] == "line"]
    assert len({json.dumps(line["strokeDash"]) for line in lines}) == len(lines) == 2
