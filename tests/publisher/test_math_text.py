import numpy as np
import pytest

from calculators.engine import mathml
from calculators.engine.calculation import Calculation
from calculators.engine.functions import decay, root12, whole_power
from calculators.engine.units import NONE
from publisher.elements import parse
from publisher.math_text import math_text
from tests.engine.test_calculation import made

NAMES = ("a", "b", "c")


def line(body):
    """A formula's right side as one line."""
    rule = Calculation((made("x", body),)).rules[0]
    html = mathml.equation(rule, dict.fromkeys(NAMES, NONE), {name: name for name in NAMES})
    left, _, right = math_text(parse(html).first("math")).partition(" = ")
    assert left == "x"
    return right


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (lambda a, b, c: a + b - c, "a + b − c"),
        (lambda a, b, c: a - (b - c), "a − (b − c)"),
        (lambda a, b, c: a * (b + c), "a × (b + c)"),
        (lambda a, b, c: a / b, "a / b"),
        (lambda a, b, c: a / (b + c), "a / (b + c)"),
        (lambda a, b, c: a / b / c, "(a / b) / c"),
        (lambda a, b, c: a / (b * c), "a / (b × c)"),
        (lambda a, b, c: b * -a + c, "b × (−a) + c"),
        (lambda a, b, c: np.sqrt(a + b) * c, "√(a + b) × c"),
        (lambda a, b, c: np.ceil(a / b) + np.floor(c) + np.absolute(b), "⌈a / b⌉ + ⌊c⌋ + |b|"),
        (lambda a, b, c: np.minimum(a, b) + np.log(c), "min(a, b) + ln(c)"),
        (
            lambda a, b, c: np.where((a > 0) & (b <= 1), a, np.where(c > b, b, c)),
            "{ a if a > 0 and b ≤ 1; b if c > b; c otherwise }",
        ),
        (lambda a, b, c: whole_power(a / b, c) * root12(b), "(a / b)^c × b^(1/12)"),
        (lambda a, b, c: root12(a + b) - decay(c), "(a + b)^(1/12) − e^(−(c))"),
        (lambda rent__a, buy__b: rent__a - buy__b, "rent.a − buy.b"),
    ],
)
def test_a_formula_is_one_line(body, said):
    assert line(body) == said


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("<msub><mi>V</mi><mtext>in,−1</mtext></msub>", "V_in,−1"),
        ("<msubsup><mi>V</mi><mtext>in</mtext><mtext>rent</mtext></msubsup>", "rent.V_in"),
    ],
)
def test_a_symbol_has_its_subscript_behind_and_its_way_ahead(inside, said):
    assert math_text(parse(f"<math>{inside}</math>").first("math")) == said
