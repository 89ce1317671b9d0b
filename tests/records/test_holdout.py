"""Rows that the fit has never seen: how far they are missed, and whether the published range holds them.

Held out is a random half of the rows of every saturated set of a dense model with eight rows or more. The range comes
from the other half alone: what rates from the first half missed of it. Twenty seeded splits, since one is luck.
"""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest

from calculators.records.holdout import band, held_out
from calculators.records.throughput import LEAST_ROWS, fit
from tests import markets

SPLITS = 20


def dense_sets(market):
    return [
        (each, market.models[each.model], market.hardware[each.gpu])
        for each in market.throughput
        if market.models[each.model].kind == "dense" and len(each.rows) >= 2 * LEAST_ROWS
    ]


def split(sets, seed):
    """Measured over predicted of either half, each met by rates from the other."""
    rng, ratios = random.Random(seed), ([], [])
    for measured, model, gpu in sets:
        rows = list(measured.rows)
        rng.shuffle(rows)
        halves = rows[: len(rows) // 2], rows[len(rows) // 2 :]
        for own, other, found in ((0, 1, ratios[0]), (1, 0, ratios[1])):
            rates = fit(replace(measured, rows=tuple(halves[other])), model, gpu)
            found.extend(row.tokens_per_second * rates.seconds(row) / row.output for row in halves[own])
    return np.array(ratios[0]), np.array(ratios[1])


@pytest.fixture(scope="module")
def splits(market):
    sets = dense_sets(market)
    assert len(sets) >= 8
    return [split(sets, seed) for seed in range(SPLITS)]


def test_a_half_that_was_held_out_is_met_within_a_few_percent(splits, record_property):
    """Asked: 15% in the median. Found: 5 to 6% in the median over the splits, 9% in the worst."""
    medians = [float(np.median(np.abs(1 / half - 1))) for pair in splits for half in pair]
    record_property("median error of each half", medians)
    assert np.median(medians) <= 0.08
    assert max(medians) <= 0.15


def test_the_range_from_the_other_half_holds_three_of_four_rows(splits, record_property):
    """Eight of ten would be perfect. A half is met from four or five rows for three rates, so single splits scatter widely."""
    shares = []
    for pair in splits:
        for held, other in (pair, pair[::-1]):
            low, high = band(other)
            shares.append(float(np.mean((held >= low) & (held <= high))))
    record_property("share within the range", shares)
    assert np.mean(shares) >= 0.75, np.mean(shares)


def test_the_published_range_holds_held_out_halves(market, splits, record_property):
    """The range that readers see is the one from fixed halves: it holds random ones as well."""
    low, high = market.fitted_band("dense")
    shares = [float(np.mean((half >= low) & (half <= high))) for pair in splits for half in pair]
    record_property("share within the published range", shares)
    assert np.mean(shares) >= 0.75


def test_models_with_experts_are_missed_by_more_and_their_range_says_so(market, record_property):
    """16 rows of three sets, one left out at a time: 16% in the median. Too few for halves."""
    errors = np.array([each.error for each in market.held_out if each.kind == "moe"])
    record_property("experts", {"rows": len(errors), "median": float(np.median(np.abs(errors)))})
    assert len(errors) >= 10
    assert np.median(np.abs(errors)) <= 0.25
    (low, high), (dense_low, dense_high) = market.fitted_band("moe"), market.fitted_band("dense")
    assert low < dense_low < 1 < dense_high < high


def test_a_row_never_meets_rates_that_it_helped_to_find():
    """A row that is wildly wrong is missed wildly when it is held out; in the fit it would drag the rates along."""
    shapes = [(128, 128), (128, 2048), (500, 2000), (1000, 1000), (2048, 128), (2048, 2048), (5000, 500), (20000, 2000)]
    rows = [(entry, answer, answer / (1e-4 * entry + 1e-3 * answer)) for entry, answer in shapes]
    rows[3] = (1000, 1000, 10 * rows[3][2])
    found = list(held_out(markets.measured(rows), markets.model(), markets.gpu()))
    assert [each.row for each in found] != []
    wild = next(each for each in found if each.row.input == 1000)
    assert wild.ratio == pytest.approx(10, rel=0.01)
    assert {each.row.input for each in found} == {entry for entry, _ in shapes}


def test_the_band_runs_from_the_tenth_to_the_ninetieth_percentile_and_holds_the_prediction():
    assert band(np.linspace(0.5, 1.5, 101)) == pytest.approx((0.6, 1.4))
    assert band([1.2, 1.3, 1.4]) == pytest.approx((1.0, 1.38))
    assert band([]) == (1.0, 1.0)
