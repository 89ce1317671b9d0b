import numpy as np
import pytest

from calculators.engine.expression import Constant, Expr, FormulaError
from calculators.engine.units import NONE, Unit

HOURS = Constant(730, "H", "h/month")


def quantity(unit="1", name="x"):
    return Expr("name", (name,), Unit.parse(unit))


def shape(expr):
    """The tree as nested tuples of names."""
    inside = [shape(arg) if isinstance(arg, Expr) else arg for arg in expr.args]
    return inside[0] if expr.op in {"name", "number", "constant"} else (expr.op, *inside)


@pytest.mark.parametrize(
    ("body", "tree"),
    [
        (lambda x: x + 1, ("+", "x", 1)),
        (lambda x: 1 + x, ("+", 1, "x")),
        (lambda x: x - 1, ("-", "x", 1)),
        (lambda x: 1 - x, ("-", 1, "x")),
        (lambda x: x * 2, ("*", "x", 2)),
        (lambda x: 2 * x, ("*", 2, "x")),
        (lambda x: x / 2, ("/", "x", 2)),
        (lambda x: 2 / x, ("/", 2, "x")),
        (lambda x: -x, ("negative", "x")),
        (lambda x: (x < 1) | (x >= 2), ("|", ("<", "x", 1), (">=", "x", 2))),
        (lambda x: (x <= 1) & (x > 0), ("&", ("<=", "x", 1), (">", "x", 0))),
        (lambda x: 1 < x, (">", "x", 1)),  # noqa: SIM300
        (lambda x: np.float64(2) * x, ("*", 2, "x")),
        (np.ceil, ("ceil", "x")),
        (np.floor, ("floor", "x")),
        (np.sqrt, ("sqrt", "x")),
        (np.absolute, ("abs", "x")),
        (np.exp, ("exp", "x")),
        (np.log, ("log", "x")),
        (np.negative, ("negative", "x")),
        (lambda x: np.minimum(x, 1), ("minimum", "x", 1)),
        (lambda x: np.maximum(1, x), ("maximum", 1, "x")),
        (lambda x: np.logical_and(x < 1, x > 0), ("&", ("<", "x", 1), (">", "x", 0))),
        (lambda x: np.where(x > 0, x, np.inf), ("where", (">", "x", 0), "x", np.inf)),
        (lambda x: x * HOURS, ("*", "x", 730)),
    ],
)
def test_operators_and_functions_are_traced_in_their_order(body, tree):
    assert shape(body(quantity())) == tree


@pytest.mark.parametrize(
    ("body", "unit"),
    [
        (lambda price, gpus: price * gpus, "USD/h"),
        (lambda price, gpus: price / gpus, "USD/GPU/GPU/h"),
        (lambda price, gpus: price * gpus * HOURS, "USD/month"),
        (lambda price, gpus: -price, "USD/GPU/h"),
        (lambda price, gpus: np.ceil(gpus), "GPU"),
        (lambda price, gpus: np.sqrt(gpus * gpus), "GPU"),
        (lambda price, gpus: gpus > 0, "1"),
        (lambda price, gpus: np.maximum(gpus, 0), "GPU"),
        (lambda price, gpus: np.where(gpus > 0, price, np.inf), "USD/GPU/h"),
        (lambda price, gpus: np.where(gpus > 0, np.where(price > 0, 0, np.inf), gpus), "GPU"),
        (lambda price, gpus: np.exp(gpus / gpus), "1"),
    ],
)
def test_units_follow_from_what_is_done(body, unit):
    assert body(quantity("USD/GPU/h"), quantity("GPU")).unit == Unit.parse(unit)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (lambda x, y: x + y, "+ joins USD and h"),
        (lambda x, y: x - y, "- joins USD and h"),
        (lambda x, y: x + 1, "+ joins 1 and USD"),
        (lambda x, y: x < y, "< joins USD and h"),
        (lambda x, y: x >= 1, ">= joins 1 and USD"),
        (np.maximum, "maximum joins USD and h"),
        (lambda x, y: np.where(x > 0, x, y), "where joins USD and h"),
        (lambda x, y: x + HOURS, "+ joins USD and h/month"),
        (lambda x, y: np.sqrt(x), "USD has no square root"),
        (lambda x, y: np.exp(x), "exp of USD; only a plain number has one"),
        (lambda x, y: np.log(y), "log of h; only a plain number has one"),
    ],
)
def test_unlike_units_are_not_joined(body, message):
    with pytest.raises((FormulaError, ValueError)) as error:
        body(quantity("USD"), quantity("h", "y"))
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (lambda x: x if x > 0 else 0, "`if`, `and`, `max` need one truth; write np.where, & or np.maximum"),
        (lambda x: max(x, 1), "`if`, `and`, `max` need one truth; write np.where, & or np.maximum"),
        (lambda x: 0 < x < 1, "`if`, `and`, `max` need one truth; write np.where, & or np.maximum"),
        (lambda x: x**2, "** differs in the last bit between languages; multiply, or take np.sqrt"),
        (lambda x: 0 if x == 1 else x, "== on computed numbers holds by luck; write <= or >="),
        (lambda x: 0 if x != 1 else x, "== on computed numbers holds by luck; write <= or >="),
        (np.sin, "np.sin has no JavaScript form; add it to every printer first"),
        (lambda x: np.power(x, 2), "np.power has no JavaScript form; add it to every printer first"),
        (lambda x: np.clip(x, 0, 1), "np.clip has no JavaScript form; add it to every printer first"),
        (np.add.reduce, "np.add has no JavaScript form; add it to every printer first"),
        (lambda x: x + "1", "cannot use '1' (str) in a formula"),
        (lambda x: x + True, "cannot use True (bool) in a formula"),
        (lambda x: (x > 0) + (x > 1), "+ takes a number where a test stands; write np.where(test, 1, 0)"),
        (lambda x: (x > 0) * x, "* takes a number where a test stands; write np.where(test, 1, 0)"),
        (lambda x: np.where(x, 1, 2), "where takes a test where a number stands; write for example x > 0"),
        (lambda x: np.logical_and(x, x > 0), "& takes a test where a number stands; write for example x > 0"),
    ],
)
def test_what_cannot_be_printed_is_refused_with_the_remedy(body, message):
    with pytest.raises(FormulaError) as error:
        body(quantity())
    assert str(error.value) == message


def test_a_constant_is_a_plain_number_outside_a_trace():
    assert HOURS * 2 == 1460
    assert not isinstance(HOURS * 2, Constant)
    assert Expr.wrap(HOURS).unit == Unit.parse("h/month")


def test_nothing_and_without_end_fit_any_unit():
    assert all(Expr.wrap(value).fits_any_unit for value in (0, 0.0, np.inf, -np.inf))
    assert not Expr.wrap(1).fits_any_unit
    gpus = quantity("GPU")
    assert np.where(gpus > 0, 0, np.inf).fits_any_unit
    assert not np.where(gpus > 0, gpus, np.inf).fits_any_unit
    assert not np.where(gpus > 0, np.inf, gpus).fits_any_unit
    assert Expr.wrap(1).unit == NONE
