from xml.etree import ElementTree

import numpy as np
import pytest

from calculators.engine import mathml
from calculators.engine.calculation import Calculation
from calculators.engine.expression import Constant
from calculators.engine.rule import Way
from calculators.engine.units import NONE
from tests.engine.test_calculation import made

SYMBOLS = {"a": "V_in", "b": "b", "c": "c<d"}
UNITS = dict.fromkeys(SYMBOLS, NONE)
BODIES = {
    "sum": lambda a, b, c: a + b - c,
    "product": lambda a, b, c: a * b * c,
    "fraction": lambda a, b, c: a / (b + c),
    "root": lambda a, b, c: np.sqrt(a + b),
    "fences": lambda a, b, c: np.ceil(a) + np.floor(b) + np.absolute(c),
    "named": lambda a, b, c: np.minimum(a, b) + np.maximum(a, c) + np.exp(a) + np.log(b),
    "cases": lambda a, b, c: np.where((a > 0) & (b < 1) | (c >= 2) | (a <= 1), a, np.where(b > 1, b, np.inf)),
    "constant": lambda a, b, c: a * Constant(730, "H<2", "1") + 1e6,
    "negative": lambda a, b, c: -a * -(b + c) - np.inf,
    "ways": lambda rent__a, buy__b: rent__a - buy__b,
}


def equation(body):
    rule = Calculation((made("x", body),)).rules[0]
    return mathml.equation(rule, UNITS, SYMBOLS)


def said(body):
    """The words of the right side, without the marks that nobody sees."""
    text = "".join(ElementTree.fromstring(equation(body)).itertext()).replace("\u2062", "")
    return text.partition("=")[2]


@pytest.mark.parametrize("name", BODIES)
def test_every_equation_is_well_formed_xml(name):
    root = ElementTree.fromstring(equation(BODIES[name]))
    assert root.tag == "math"
    assert {element.tag for element in root.iter()} <= {
        "math", "mrow", "mi", "mo", "mn", "mtext", "mfrac", "msqrt", "msub", "msup", "msubsup", "mtable", "mtr", "mtd",
    }  # fmt: skip


def test_a_quotient_is_a_fraction_without_brackets():
    fraction = ElementTree.fromstring(equation(BODIES["fraction"])).find(".//mfrac")
    assert ["".join(part.itertext()) for part in fraction] == ["Vin", "b+c<d"]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (lambda a, b, c: (a + b) * c, "(Vin+b)c<d"),
        (lambda a, b, c: a - (b - c), "Vin−(b−c<d)"),
        (lambda a, b, c: a - (b + c), "Vin−(b+c<d)"),
        (lambda a, b, c: a + (b - c), "Vin+b−c<d"),
        (lambda a, b, c: b * -a, "b(−Vin)"),
        (lambda a, b, c: b - -a, "b−(−Vin)"),
        (lambda a, b, c: -(a + b), "−(Vin+b)"),
        (lambda a, b, c: np.maximum(a, -np.inf), "max(Vin,−∞)"),
        (lambda a, b, c: np.minimum(b, 1234567.5), "min(b,1,234,567.5)"),
        (lambda a, b, c: np.ceil(b), "⌈b⌉"),
    ],
)
def test_what_is_read_means_what_is_computed(body, text):
    assert said(body) == text


def test_cases_stand_in_rows_and_the_last_is_otherwise():
    rows = ElementTree.fromstring(equation(BODIES["cases"])).findall(".//mtr")
    assert ["".join(row.itertext()) for row in rows] == [
        "Vinif\xa0Vin>0\xa0and\xa0b<1\xa0or\xa0c<d≥2\xa0or\xa0Vin≤1",
        "bif\xa0b>1",
        "∞otherwise",
    ]


@pytest.mark.parametrize(
    ("text", "way", "shown"),
    [
        ("V", "", "<mi>V</mi>"),
        ("V_in", "", "<msub><mi>V</mi><mtext>in</mtext></msub>"),
        ("C", "rent", "<msup><mi>C</mi><mtext>rent</mtext></msup>"),
        ("C_a", "rent", "<msubsup><mi>C</mi><mtext>a</mtext><mtext>rent</mtext></msubsup>"),
        ("a<b", "", "<mi>a&lt;b</mi>"),
    ],
)
def test_a_symbol_has_its_subscript_below_and_its_way_above(text, way, shown):
    assert mathml.symbol(text, way) == shown


def test_what_is_stated_for_all_says_so_above_its_symbol():
    amount = made("amount", lambda stated__amount, times: stated__amount * times)
    (rule,) = Calculation((), (Way("rent", (amount,), ("times",)),)).rules
    shown = mathml.equation(rule, {"amount": NONE, "times": NONE}, {"amount": "n_in", "times": "f"})
    assert "<msubsup><mi>n</mi><mtext>in</mtext><mtext>stated</mtext></msubsup>" in shown


def test_a_parameter_is_shown_by_the_symbol_of_the_quantity_that_is_read_for_it():
    bill = made("bill", lambda volume, price, price_before: volume * price + price_before)
    borrows = Way("rent", (bill,), ("price",), {"volume": "easy_volume"})
    symbols = {"volume": "V", "easy_volume": "V_easy", "price": "p", "bill": "C"}
    (rule,) = Calculation((), (borrows,)).rules
    assert [mathml.read_symbol(rule, parameter, symbols) for parameter in rule.reads] == [
        "<msub><mi>V</mi><mtext>easy</mtext></msub>", "<mi>p</mi>", "<msub><mi>p</mi><mtext>−1</mtext></msub>",
    ]  # fmt: skip
    again = made("bill", lambda volume, price: volume * price).again("easy_bill", "C_easy", volume="rent__easy_volume")
    (rule,) = Calculation((again,)).rules
    shown = mathml.equation(rule, dict.fromkeys(symbols, NONE), symbols)
    assert "<msubsup><mi>V</mi><mtext>easy</mtext><mtext>rent</mtext></msubsup>" in shown
    assert "<mi>V</mi><" not in shown.replace("<msubsup><mi>V</mi>", "")
