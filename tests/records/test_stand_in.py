"""Pairs of an API's model and an open one: what is near, what falls short, and what only somebody thinks."""

from __future__ import annotations

import pytest

from calculators.tables.stand_ins import stand_ins
from tests import markets


@pytest.fixture(scope="module")
def market(guide):
    """Every pair of the real content."""
    return markets.real(guide)


def rows(guide, market):
    """The shown pairs by id: the cells by the key of their column."""
    table = stand_ins(market, guide.as_of)
    return {row.id: {column.key: cell.text for column, cell in zip(table.columns, row.cells, strict=True)} for row in table.rows}


def test_a_pair_with_scores_has_a_source_and_a_judgment_has_none(market):
    for pair in market.stand_ins.values():
        assert (pair.source is None) == (pair.kind == "judgment")
        assert pair.note or pair.source


def test_a_gap_within_both_errors_is_level_and_a_larger_one_falls_short(guide, market):
    shown = rows(guide, market)
    assert shown["gpt-6-luna-kimi-k3"]["verdict"] == "comes level"  # 0.3 ahead with an error of 1.1
    assert shown["gpt-5.6-sol-glm-5.3"]["verdict"] == "comes level"  # 20 short with an error of 23
    assert shown["gpt-5.6-sol-qwen3.8-27b"]["verdict"] == "falls short"  # 24 short with an error of 21
    assert shown["opus-5.5-kimi-k3"]["verdict"] == "falls short"
    assert shown["opus-5.5-kimi-k3"]["gap"] == "9.3"


def test_only_models_that_are_sold_are_shown_and_none_before_its_day(guide, market):
    shown = rows(guide, market)
    assert shown
    for id_ in shown:
        pair = market.stand_ins[id_]
        assert market.api[pair.offer].sold_on(guide.as_of)
    assert not stand_ins(market, min(pair.since for pair in market.stand_ins.values()).replace(year=2025)).rows


def test_the_days_of_pairs_lie_between_their_source_and_the_guide(guide, market):
    for pair in market.stand_ins.values():
        assert pair.since <= guide.as_of
        assert pair.source is None or pair.source.dated <= pair.since


def test_what_is_only_judged_comes_last(guide, market):
    shown = rows(guide, market)
    assert any(market.stand_ins[id_].kind == "judgment" for id_ in shown)
    kinds = [market.stand_ins[id_].kind == "judgment" for id_ in shown]
    assert kinds == sorted(kinds)
