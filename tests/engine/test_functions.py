"""Functions that are made of + - * / alone, against the library's own."""

import math

import numpy as np
import pytest

from calculators.engine import javascript, mathml
from calculators.engine.calculation import Calculation
from calculators.engine.expression import FormulaError
from calculators.engine.functions import HELPERS, SCRIPT, decay, root12, whole_power
from calculators.engine.units import NONE, Unit
from tests.engine.test_calculation import made

XS = np.concatenate([np.linspace(0, 64, 20_001), 10.0 ** np.linspace(-12, 1.8, 500)])


def decay_of(a):
    return decay(a)


FADE = made("x", lambda a: 2 * decay(a + 1))


def test_a_decay_is_e_to_the_power_of_less():
    assert np.abs(decay(XS) - np.exp(-XS)).max() < 1e-12
    assert np.abs(decay(XS) / np.exp(-XS) - 1).max() < 1e-12


@pytest.mark.parametrize("x", [64.0, 1e3, 1e12, math.inf])
def test_a_decay_far_away_is_as_good_as_nothing_and_stays_so(x):
    assert 0 <= decay(x) == decay(64.0) < 1e-27


def test_a_decay_begins_at_one_and_never_rises():
    assert decay(0.0) == 1
    assert (np.diff(decay(np.linspace(0, 70, 100_001))) <= 0).all()


@pytest.mark.parametrize("x", [0.5, 1.0, 1.12, 2.0])
def test_the_twelfth_root_times_itself_is_the_number(x):
    assert whole_power(root12(x), 12.0) == pytest.approx(x, rel=1e-14)


def test_a_decay_is_printed_for_the_browser_with_its_twin():
    script = javascript.function(Calculation((FADE,)), {"a": NONE}, {"a": 0, "x": 1}, javascript.Scope())
    assert "b=$[1]=2*decay(a+1);" in script
    assert all(f"const {name} = (" in SCRIPT for name in HELPERS)


def test_a_decay_is_shown_as_a_power_of_e():
    (rule,) = Calculation((FADE,)).rules
    assert "<msup><mi>e</mi><mrow><mo>−</mo><mrow><mo>(</mo>" in mathml.equation(rule, {"a": NONE}, {"a": "a"})


def test_only_a_plain_number_decays():
    with pytest.raises(FormulaError, match="decay of s; only a plain number has one"):
        made("x", decay_of).trace({"a": Unit.parse("s")})
