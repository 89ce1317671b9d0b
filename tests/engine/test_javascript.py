import re

import numpy as np
import pytest

from calculators.engine import javascript
from calculators.engine.calculation import Calculation
from calculators.engine.expression import Constant
from calculators.engine.formula import formula
from calculators.engine.rule import Way
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


def test_names_are_short_fresh_and_no_words_of_the_language():
    scope = javascript.Scope()
    names = [scope[f"quantity {number}"] for number in range(3000)]
    assert names[:3] == ["a", "b", "c"]
    assert len(set(names)) == 3000
    assert not set(names) & {"do", "if", "in", "of", "as", *"CINRT"}
    assert scope["quantity 1"] == "b"


def test_spaces_go_but_two_signs_stay_apart():
    rule = Calculation((made("x", lambda a, b: np.where(a > 0, a - -0.5, -b * 2)),)).rules[0]
    scope = javascript.Scope()
    assert javascript.statement(rule, dict.fromkeys("ab", NONE), scope) == "c=(a>0?a - -0.5:(-b)*2)"


def test_what_is_stated_for_all_is_read_by_its_plain_name():
    amount = made("amount", lambda stated__amount, times: stated__amount * times)
    (rule,) = Calculation((), (Way("rent", (amount,), ("times",)),)).rules
    scope = javascript.Scope()
    text = javascript.statement(rule, {"amount": NONE, "times": NONE}, scope)
    assert text == f"{scope['rent.amount']}={scope['amount']}*{scope['rent.times']}"


def test_a_calculation_is_one_function_from_slots_to_slots():
    @formula("k", "1")
    def total(k, rent__cost):
        """An input may have any Python name, even a short one."""
        return k + rent__cost

    calculation = Calculation((total,), (Way("rent", (made("cost", lambda price: price * 2),), ("price",)),))
    places = {"k": 0, "rent.price": 1, "rent.cost": 2, "total": 3}
    text = javascript.function(calculation, dict.fromkeys(("k", "cost", "price"), NONE), places, javascript.Scope())
    assert text == "($)=>{\nconst a=$[1],\nb=$[0],\nc=$[2]=a*2,\nd=$[3]=b+c;\n}"


def test_no_name_is_declared_twice():
    calculation = Calculation((made("r", lambda a, b, c: a + b + c), made("s", lambda r, a: r * a)))
    places = {name: place for place, name in enumerate("abcrs")}
    text = javascript.function(calculation, dict.fromkeys("abcr", NONE), places, javascript.Scope())
    assert re.findall(r"^(?:const )?(\w+)=", text, re.MULTILINE) == ["a", "b", "c", "d", "e"]
