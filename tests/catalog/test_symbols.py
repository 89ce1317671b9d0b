"""Each symbol of a formula is explained below it, in the form that the formula has, on the page and as text."""

import re

import pytest

from calculators.engine import mathml
from publisher.elements import parse
from publisher.math_text import math_text


@pytest.fixture(scope="module")
def rules(guide):
    """Every rule of every calculator."""
    return [rule for calculator in guide.calculators.values() for rule in calculator.calculation.rules]


def test_every_symbol_in_the_list_below_a_formula_stands_in_the_formula(guide, rules):
    units, symbols = guide.quantities.units, guide.quantities.symbols
    for rule in rules:
        equation = mathml.equation(rule, units, symbols)
        for parameter in rule.reads:
            shown = mathml.read_symbol(rule, parameter, symbols)
            assert shown in equation.partition("<mo>=</mo>")[2], (rule.name, parameter)
            assert text(f"<math>{shown}</math>") in text(equation), (rule.name, parameter)


def text(math):
    """MathML as a line of text."""
    (element,) = parse(math).inner()
    return math_text(element)


def test_the_words_of_a_formula_name_no_quantity_as_the_source_does(rules):
    assert [rule.name for rule in rules if re.search(r"[a-z]_[a-z]|`", rule.formula.doc)] == []
