import numpy as np
import pytest

from calculators.engine.expression import Constant
from calculators.engine.formula import formula
from calculators.engine.functions import decay, root12, whole_power
from calculators.engine.nested import nested, number
from calculators.engine.units import Unit
from calculators.engine.words import Wording, joined, sentence

UNITS = {name: Unit.parse("1") for name in "abcd"}
HALF = Constant(0.5, "h", "1")


def said(body):
    """A formula's body in words; each quantity is called by its name."""
    body.__doc__, body.__name__ = "x", "x"
    made = formula("x", "1")(body)
    names = {name: f"w.{name}" for name in made.parameters}
    parts = Wording(names, lambda value: f"{value:g} of all").parts(made.trace(UNITS))
    return sentence(parts, lambda name: name[-1].upper())


CASES = {
    "A − (B − C)": lambda a, b, c: a - (b - c),
    "A − B − C": lambda a, b, c: a - b - c,
    "(A + B) × C ÷ 2": lambda a, b, c: (a + b) * c / 2,
    "the larger of A and 0": lambda a: np.maximum(a, 0),
    "the smallest of A, B + C and D": lambda a, b, c, d: np.minimum(np.minimum(a, b + c), d),
    "(the larger of A and B) × C": lambda a, b, c: np.maximum(a, b) * c,
    "A ÷ B, rounded up": lambda a, b: np.ceil(a / b),
    "(A ÷ B, rounded down) + 1": lambda a, b: np.floor(a / b) + 1,
    "the square root of (A × B)": lambda a, b: np.sqrt(a * b),
    "the twelfth root of A": lambda a: root12(a),
    "(1 + A) to the power of B": lambda a, b: whole_power(1 + a, b),
    "e to the power of −(A ÷ B)": lambda a, b: decay(a / b),
    "−(A + B)": lambda a, b: -(a + b),
    "0.5 of all × A": lambda a: HALF * a,
    "if A < B: A;\notherwise B": lambda a, b: np.where(a < b, a, b),
    "if A < B and B ≤ C: 1;\notherwise if C > 0: 2;\notherwise none in reach": lambda a, b, c: np.where(
        (a < b) & (b <= c), 1, np.where(c > 0, 2, np.inf)
    ),
    "(if A < B: A; otherwise B) + C": lambda a, b, c: np.where(a < b, a, b) + c,
}


@pytest.mark.parametrize("words", CASES)
def test_a_formula_in_words_keeps_its_order_of_operations(words):
    assert said(CASES[words]) == words


def test_parts_hold_blanks_and_the_test_of_a_case():
    made = formula("x", "1")(_case)
    parts = joined(Wording({"a": "rent.a", "b": "b"}, str, bare=True).parts(made.trace(UNITS)))
    assert parts == [
        "2 × (",
        [["<", "rent.a", ["constant", 0.5, "0.5"]], ["{rent.a:bare} < 0.5"], ["{b:bare}"], ["none in reach"]],
        ")",
    ]


def _case(a, b):
    """Two cases."""
    return 2 * np.where(a < HALF, b, np.inf)


def test_a_tree_is_nested_lists_and_tells_without_end_as_null():
    made = formula("x", "1")(_case)
    assert nested(made.trace(UNITS), {"a": "rent.a", "b": "b"}, lambda _: "half") == [
        "*",
        2,
        ["where", ["<", "rent.a", ["constant", 0.5, "half"]], "b", None],
    ]


def test_numbers_keep_every_digit():
    assert (number(3.0), number(0.1), number(2.0**53)) == (3, 0.1, 2.0**53)
    with pytest.raises(ValueError, match="-inf"):
        number(-np.inf)
