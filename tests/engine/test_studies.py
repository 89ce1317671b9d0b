"""Studies: steps that hand on, seeded draws, bands, swings and what would change the answer."""

import math

import numpy as np
import pytest

from calculators.engine.calculation import Calculation
from calculators.engine.chance import band, chances, key, mixed, quantile, triangular, uniform
from calculators.engine.choices import Resolved
from calculators.engine.expression import FormulaError
from calculators.engine.formula import formula
from calculators.engine.outlook import Outlook, prospect
from calculators.engine.rule import Way
from calculators.engine.steps import Steps


@formula("S", "USD")
def saved(saved_before, rate, month):
    """What was saved, with interest, and a dollar a month more than the month before."""
    return saved_before * (1 + rate) + month


@formula("S_2", "USD")
def doubled(saved):
    """Wanted of the last month alone."""
    return saved * 2


@formula("c", "USD")
def cheap(saved):
    """One way's cost."""
    return saved


@formula("c", "USD")
def steady(flat):
    """The other way's cost."""
    return flat


GROWING = Calculation(
    (saved, doubled), (Way("save", (cheap.again("cost", "c"),)), Way("pay", (steady.again("cost", "c"),))), counter="month"
)
STEPS = Steps(GROWING, "months", ("save.cost", "pay.cost", "doubled"), ("saved",))


def test_a_step_reads_what_the_step_before_has_left():
    totals, trail = STEPS.run({"rate": 1, "months": 3, "flat": 5})
    assert trail["saved"].tolist() == [1, 4, 11]  # 1; 1 * 2 + 2; 4 * 2 + 3
    assert totals == {"save.cost": 11, "pay.cost": 5, "doubled": 22}


def test_steps_take_columns():
    totals, trail = STEPS.run({"rate": np.array([0, 1]), "months": 3, "flat": 5})
    assert totals["doubled"].tolist() == [12, 22]
    assert trail["saved"].shape == (3, 2)


def test_what_a_step_hands_on_is_no_input_and_neither_is_the_month():
    assert GROWING.inputs == ("rate", "flat")
    assert [rule.name for rule in GROWING.level] == ["pay.cost"]
    assert [rule.name for rule in STEPS.inner] == ["saved"]
    assert {rule.name for rule in STEPS.closing} == {"doubled", "save.cost"}


def test_a_formula_that_serves_again_needs_parameters_that_it_has():
    with pytest.raises(FormulaError, match="no parameter flot; did you mean flat"):
        steady.again("other", "c", flot="rate")


def test_the_hash_is_the_published_one():
    """FNV-1a of nothing is its start, of `a` a published vector; lowbias32 leaves zero alone and stirs one."""
    assert key("", seed=0) == 0x811C9DC5
    assert key("a", seed=0) == 0xE40C292C
    assert mixed(np.array([0, 1], dtype=np.uint32)).tolist() == [0, 1753845952]


def test_draws_fill_their_range_and_differ_by_name():
    draws = uniform("rent.fte", 20_000)
    assert 0 < draws.min() < 0.001
    assert 0.999 < draws.max() < 1
    assert draws.mean() == pytest.approx(0.5, abs=0.01)
    assert np.histogram(draws, 10)[0].min() > 1850
    assert abs(np.corrcoef(draws, uniform("own.fte", 20_000))[0, 1]) < 0.02


def test_triangular_draws_have_the_mean_and_median_of_a_triangle():
    values = triangular(uniform("x", 20_000), 1, 2, 6)
    assert values.mean() == pytest.approx((1 + 2 + 6) / 3, rel=0.01)
    assert np.median(values) == pytest.approx(6 - math.sqrt(0.5 * 5 * 4), rel=0.01)
    assert 1 < values.min() < values.max() < 6
    assert triangular(np.array([0.3]), 2, 2, 2).tolist() == [2]


def test_a_quantile_is_one_of_the_values():
    values = np.array([5.0, 1, 4, 2, 3])
    assert [quantile(values, share) for share in (0.1, 0.2, 0.5, 0.9, 1)] == [1, 1, 3, 5, 5]
    assert band(np.arange(1.0, 11)) == (1, 9)


def test_the_first_of_equals_wins_a_draw():
    assert chances([np.array([1.0, 2, 3]), np.array([1.0, 1, 4])]) == [pytest.approx(2 / 3), pytest.approx(1 / 3)]


OUTLOOK = Outlook(
    STEPS, STEPS, {"save": "save.cost", "pay": "pay.cost"}, {"save": "save.cost", "pay": "pay.cost"}, (), ("rate", "flat"),
    scaled=("flat",), size="flat", outcome="save.cost",
)  # fmt: skip


def _resolved(spreads):
    return Resolved({"rate": 0.0, "months": 3.0, "flat": 7.0}, {}, {}, (), spreads)


def test_a_prospect_has_bands_chances_and_the_nearest_change():
    found = prospect(OUTLOOK, _resolved({"rate": (0.0, 1.0), "flat": (7.0, 7.0)}))
    assert found.totals["save.cost"] == 6
    assert found.best == "save"
    assert found.trail["saved"] == (1, 3, 6)
    low, high = found.bands["save.cost"]
    assert 6 < low < high < 11
    assert found.bands["pay.cost"] == (7, 7)
    assert found.chances["save"] + found.chances["pay"] == 1
    assert [(swing.name, swing.at_low, swing.at_high) for swing in found.swings] == [("rate", 6, 11)]
    assert found.change is not None
    probe, way = found.change
    assert (probe.name, probe.value, probe.far, way) == ("flat", 0.8, 0.2, "pay")  # 7 / 1.25 is below 6


def test_what_a_reader_states_is_certain():
    found = prospect(OUTLOOK, _resolved({}))
    assert found.bands["save.cost"] == (6, 6)
    assert found.chances == {"save": 1, "pay": 0}
    assert found.swings == ()


def test_the_same_inputs_give_the_same_findings():
    spreads = {"rate": (0.0, 1.0)}
    assert prospect(OUTLOOK, _resolved(spreads)) == prospect(OUTLOOK, _resolved(dict(spreads)))
