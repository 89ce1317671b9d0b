import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.engine.units import NONE, Unit

POWERS = st.dictionaries(st.sampled_from(["USD", "GPU", "h", "token"]), st.integers(-3, 3).filter(bool))
UNITS = POWERS.map(lambda powers: Unit(tuple(sorted(powers.items()))))


@pytest.mark.parametrize(
    ("text", "powers"),
    [
        ("USD", (("USD", 1),)),
        ("USD/GPU/h", (("GPU", -1), ("USD", 1), ("h", -1))),
        ("replica*s/request", (("replica", 1), ("request", -1), ("s", 1))),
        ("s*token/token/token", (("s", 1), ("token", -1))),
        ("1/h", (("h", -1),)),
        ("1", ()),
        ("USD/USD", ()),
    ],
)
def test_every_base_after_a_slash_divides(text, powers):
    assert Unit.parse(text).powers == powers


@pytest.mark.parametrize("text", ["", "USD//h", "USD/", "/h", "USD h", "2*h", "USD**h"])
def test_a_missing_name_is_refused_with_an_example(text):
    with pytest.raises(ValueError, match="has no name where one is needed; write for example USD/GPU/h"):
        Unit.parse(text)


def test_the_order_of_bases_does_not_matter():
    assert Unit.parse("request/s/block") == Unit.parse("request/block/s")


def test_a_product_adds_powers_and_a_quotient_takes_them_off():
    price, hours = Unit.parse("USD/GPU/h"), Unit.parse("h/month")
    assert str(price * hours) == "USD/GPU/month"
    assert str(price / hours) == "USD*month/GPU/h/h"
    assert price / price == NONE


@given(UNITS, UNITS)
def test_dividing_undoes_multiplying(one, other):
    assert one * other / other == one


@given(UNITS)
def test_a_unit_reads_back_as_it_is_written(unit):
    assert Unit.parse(str(unit)) == unit


@given(UNITS)
def test_the_root_of_a_square_is_the_unit(unit):
    assert (unit * unit).root() == unit


def test_an_odd_power_has_no_root():
    with pytest.raises(ValueError, match="USD/h has no square root"):
        Unit.parse("USD/h").root()
