import math

import numpy as np
import pytest

from calculators.engine.expression import Constant, FormulaError
from calculators.engine.formula import formula
from calculators.engine.units import Unit

HOURS = Constant(730, "H", "h/month")
UNITS = {name: Unit.parse(unit) for name, unit in {"gpus": "GPU", "gpu_price": "USD/GPU/h", "cost": "USD/month"}.items()}


@formula("C_rent", "USD/month")
def rent(gpus, gpu_price):
    """GPU rent, paid for every hour.

    Used or idle.
    """
    return gpus * gpu_price * HOURS


def traced(body, unit="USD/month"):
    body.__doc__ = "Something."
    return formula("x", unit)(body).trace(UNITS)


def test_a_formula_is_named_by_its_function_and_reads_its_parameters():
    assert (rent.name, rent.parameters, rent.symbol) == ("rent", ("gpus", "gpu_price"), "C_rent")
    assert rent.doc == "GPU rent, paid for every hour.\n\nUsed or idle."


def test_the_same_body_computes_numbers_and_columns():
    assert rent.function(2, 3.0) == 2 * 3.0 * 730
    assert rent.function(np.array([1, 2]), 3.0).tolist() == [2190, 4380]


def test_a_kept_promise_gives_the_expression():
    assert rent.trace(UNITS).unit == Unit.parse("USD/month")


def test_a_broken_promise_is_told_with_file_line_and_both_units():
    @formula("C", "USD/month")
    def per_hour(gpus, gpu_price):
        """The month is forgotten."""
        return gpus * gpu_price

    line = per_hour.function.__code__.co_firstlineno
    with pytest.raises(FormulaError) as error:
        per_hour.trace(UNITS)
    assert str(error.value) == f"test_formula.py:{line} per_hour: promises USD/month, gives USD/h"


def test_none_in_reach_keeps_every_promise():
    assert traced(lambda gpus: np.where(gpus > 0, np.inf, 0)).fits_any_unit


def test_another_way_is_read_by_its_mark():
    assert traced(lambda rent__cost, call__cost: rent__cost - call__cost).unit == Unit.parse("USD/month")


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (lambda gpu_pric: gpu_pric, "no quantity gpu_pric; did you mean gpu_price?"),
        (lambda rent__cots: rent__cots, "no quantity cots; did you mean cost?"),
        (lambda gpus: np.sqrt(gpus) + 0, "GPU has no square root"),
        (lambda gpus, cost: gpus + cost, "+ joins GPU and USD/month"),
        (lambda gpus: None, "cannot use None (NoneType) in a formula"),
        (lambda gpus: gpus > 0, "gives a test; write np.where(test, 1, 0)"),
        (
            lambda gpus: 1 + math.sqrt(gpus),
            "must be real number, not Expr; write operators and np functions, which can be traced",
        ),
        (
            lambda gpus: gpus % 8,
            "unsupported operand type(s) for %: 'Expr' and 'int'; write operators and np functions, which can be traced",
        ),
    ],
)
def test_every_mistake_is_told_with_its_place(body, message):
    with pytest.raises(FormulaError) as error:
        traced(body)
    place, _, said = str(error.value).partition(" <lambda>: ")
    assert place == f"test_formula.py:{body.__code__.co_firstlineno}"
    assert said == message


def test_a_formula_without_a_docstring_is_refused_with_its_place():
    def silent(gpus):
        return gpus

    with pytest.raises(FormulaError) as error:
        formula("x", "GPU")(silent)
    line = silent.__code__.co_firstlineno
    assert str(error.value) == f"test_formula.py:{line} silent: there is no docstring; say what it is and what it assumes"
