import re

import numpy as np
import pytest

from calculators.engine import javascript
from calculators.engine.calculation import Calculation, Way
from calculators.engine.expression import Constant
from calculators.engine.formula import formula
from calculators.engine.units import NONE
from tests.engine.test_calculation import made

NAMES = {name: name for name in "abc"}


def printed(body):
    return javascript.expression(made("x", body).trace(dict.fromkeys("abc", NONE)), NAMES)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (lambda a, b, c: a + b + c, "a + b + c"),
        (lambda a, b, c: a + (b + c), "a + (b + c)"),
        (lambda a, b, c: a - (b - c), "a - (b - c)"),
        (lambda a, b, c: a - b - c, "a - b - c"),
        (lambda a, b, c: (a + b) * c, "(a + b) * c"),
        (lambda a, b, c: a + b * c, "a + b * c"),
        (lambda a, b, c: a * (b / c), "a * (b / c)"),
        (lambda a, b, c: a / (b * c), "a / (b * c)"),
        (lambda a, b, c: a / b / c, "a / b / c"),
        (lambda a, b, c: -a * b, "(-a) * b"),
        (lambda a, b, c: a - -b, "a - (-b)"),
        (lambda a, b, c: -(a + b), "(-(a + b))"),
        (lambda a, b, c: -(a - -b), "(-(a - (-b)))"),
        (lambda a, b, c: a * -2, "a * -2"),
        (lambda a, b, c: a - -0.5, "a - -0.5"),
        (lambda a, b, c: np.where((a > 0) & (b <= c) | (c < 1), a, np.inf), "(a > 0 && b <= c || c < 1 ? a : Infinity)"),
        (lambda a, b, c: np.where((a > 0) & ((b <= c) | (c < 1)), a, b), "(a > 0 && (b <= c || c < 1) ? a : b)"),
        (lambda a, b, c: np.where(a > 0, 1, np.where(b > 0, 2, 3)) * c, "(a > 0 ? 1 : (b > 0 ? 2 : 3)) * c"),
        (lambda a, b, c: np.maximum(a, -np.inf), "Math.max(a, -Infinity)"),
        (lambda a, b, c: np.minimum(np.ceil(a), np.floor(b)), "Math.min(Math.ceil(a), Math.floor(b))"),
        (lambda a, b, c: np.sqrt(np.absolute(a)) + np.exp(b) - np.log(c), "Math.sqrt(Math.abs(a)) + Math.exp(b) - Math.log(c)"),
        (lambda a, b, c: a * Constant(730, "H", "1"), "a * 730"),
        (lambda a, b, c: a * 0.1 + 1e21 + 1e-7, "a * 0.1 + 1e+21 + 1e-07"),
    ],
)
def test_brackets_keep_the_order_of_operations(body, text):
    assert printed(body) == text


@pytest.mark.parametrize("value", [0.1, 1 / 3, 2.0, 1e300, 5e-324, 123456789.123456789, -2.5])
def test_a_number_keeps_every_bit(value):
    assert float(javascript.number(value)) == value


def test_a_way_is_part_of_a_javascript_name():
    assert javascript.identifier("rent.gpu_price") == "rent$gpu_price"


def test_what_is_stated_for_all_is_read_by_its_plain_name():
    amount = made("amount", lambda stated__amount, times: stated__amount * times)
    (rule,) = Calculation((), (Way("rent", (amount,), ("times",)),)).rules
    assert javascript.statement(rule, {"amount": NONE, "times": NONE}) == "const rent$amount = amount * rent$times;"


def test_a_calculation_is_one_function_from_inputs_to_results():
    @formula("k", "1")
    def total(k, rent__cost):
        """An input may have any Python name, even a short one."""
        return k + rent__cost

    calculation = Calculation((total,), (Way("rent", (made("cost", lambda price: price * 2),), ("price",)),))
    text = javascript.function(calculation, dict.fromkeys(("k", "cost", "price"), NONE))
    assert text == "\n".join([
        "($) => {",
        'const rent$price = $["rent.price"];',
        'const k = $["k"];',
        "const rent$cost = rent$price * 2;",
        "const total = k + rent$cost;",
        'return {"rent.cost": rent$cost, "total": total};',
        "}",
    ])  # fmt: skip


def test_no_name_is_declared_twice():
    calculation = Calculation((made("r", lambda a, b, c: a + b + c), made("s", lambda r, a: r * a)))
    declared = re.findall(r"const (\S+) =", javascript.function(calculation, dict.fromkeys("abcr", NONE)))
    assert declared == ["a", "b", "c", "r", "s"]
