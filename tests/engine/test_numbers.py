from decimal import ROUND_HALF_UP, Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.engine.numbers import SIGNIFICANT, STYLES, UnitWords, fixed, grouped, linked, number_text, said, trimmed

INF = float("inf")
SIZES = st.floats(0, 1e15, allow_nan=False)


@pytest.mark.parametrize(
    ("style", "texts"),
    [
        ("money", {
            0: "$0", 0.005: "$0.005", 0.125: "$0.125", 0.5: "$0.50", 1: "$1.00", 2.5: "$2.50", 9.999: "$10.00", 99.5: "$99.50",
            100: "$100", 3950.4: "$3,950", 999_999: "$999,999", 1e6: "$1M", 1_234_567: "$1.23M", 2.5e9: "$2.5B", 1e12: "$1T",
            1.234e15: "$1,234T", -2.5: "−$2.50", -1e6: "−$1M", -1e-12: "$0.00", INF: "none in reach",
        }),
        ("price", {
            0: "$0", 0.075: "$0.075", 0.00005: "$0.0001", 1: "$1.00", 2.5: "$2.50", 1.005: "$1.005", 9.99994: "$9.9999",
            10: "$10.00", 32.7726: "$32.77", 12345.678: "$12,345.68", INF: "none in reach",
        }),
        ("count", {
            0: "0", 1: "1", 2.5: "2.5", 0.125: "0.125", 12.345: "12.3", 1234.5: "1,235", 100_000: "100,000", 1_500_000: "1.5M",
            12_340_000: "12.3M", 7e9: "7B", -3: "−3", INF: "none in reach",
        }),
        ("share", {0: "0%", 0.38: "38%", 0.385: "38.5%", 0.0005: "0.05%", 1: "100%", 12.5: "1,250%", -0.1: "−10%"}),
        ("ratio", {1: "1×", 1.43: "1.43×", 100: "100×", 0.5: "0.5×"}),
        ("plain", {0.00001234: "0.0000123", 0.001: "0.001", 3.14159: "3.14", 1e6: "1,000,000", 20: "20", -0.5: "−0.5"}),
    ],
)  # fmt: skip
def test_each_style_writes_numbers_so(style, texts):
    assert {value: number_text(value, style) for value in texts} == texts


@pytest.mark.parametrize(
    ("style", "edge", "below", "at"),
    [
        ("money", 99.995, "$99.99", "$100"),
        ("money", 999.5, "$999", "$1,000"),
        ("money", 999_999.5, "$999,999", "$1M"),
        ("money", 999.5e6, "$999M", "$1B"),
        ("money", 999.5e9, "$999B", "$1T"),
        ("count", 99.95, "99.9", "100"),
        ("count", 999.5, "999", "1,000"),
        ("count", 999_999.5, "999,999", "1M"),
        ("count", 999.5e6, "999M", "1B"),
        ("count", 999.5e9, "999B", "1T"),
    ],
)
def test_what_rounds_up_to_the_next_step_is_written_as_that_step(style, edge, below, at):
    up = edge * (1 + 1e-15)  # the number nearest to a decimal half may lie below it
    assert [number_text(value, style) for value in (edge * (1 - 1e-15), up, -up)] == [below, at, "−" + at]


@given(
    st.one_of(st.floats(0.01, 1e15), st.integers(-1, 15).map(lambda power: 0.99996 * 10**power)), st.sampled_from(sorted(STYLES))
)
def test_a_text_read_back_is_written_so_again(value, style):
    text = number_text(value, style)
    assert number_text(_read(text, STYLES[style]), style) == text


def _read(text, rule):
    """The number that a text of a style says."""
    plain = text.strip("$%×").replace(",", "")
    scale = {"T": 1e12, "B": 1e9, "M": 1e6}.get(plain[-1], 1)
    return float(plain.rstrip("TBM")) * scale / rule.get("times", 1)


def test_every_style_is_in_the_table_above():
    assert STYLES.keys() == {"money", "price", "count", "share", "ratio", "plain"}


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (0.125, 2, "0.13"),
        (2.5, 0, "3"),
        (0.5, 0, "1"),
        (1.005, 2, "1.00"),
        (1.015, 2, "1.01"),
        (-0.125, 2, "-0.13"),
        (1e21, 0, "1" + "0" * 21),
    ],
)
def test_halves_go_up_on_the_exact_binary_value(value, places, text):
    assert fixed(value, places) == text


@given(st.floats(-1e15, 1e15, allow_nan=False), st.integers(0, 7))
def test_rounding_agrees_with_decimal(value, places):
    with localcontext(prec=60):
        assert Decimal(fixed(value, places)) == Decimal(value).quantize(Decimal(10) ** -places, rounding=ROUND_HALF_UP)


@given(SIZES, st.sampled_from(sorted(STYLES)))
def test_a_text_reads_back_to_three_significant_digits(value, style):
    rule = STYLES[style]
    read = _read(number_text(value, style), rule)
    least = 10.0 ** -SIGNIFICANT[0][1] / (2 * rule.get("times", 1)) if not rule.get("exact") else 0.00005
    assert read == pytest.approx(value, rel=0.0051, abs=least * 1.000001)


@given(SIZES, st.sampled_from(sorted(STYLES)))
def test_less_than_nothing_is_the_same_with_a_minus(value, style):
    positive, negative = number_text(value, style), number_text(-value, style)
    assert negative in {"−" + positive, positive}
    assert (negative == positive) == (not any(digit in positive for digit in "123456789"))


def test_thousands_stand_apart():
    assert [grouped(text) for text in ("1", "123", "1234", "1234567.125")] == ["1", "123", "1,234", "1,234,567.125"]


def test_zeros_at_the_end_go_but_for_the_least():
    assert [trimmed("1.5000", 0), trimmed("1.5000", 2), trimmed("2.000", 0), trimmed("2", 2), trimmed("100", 0)] == [
        "1.5", "1.50", "2", "2.00", "100",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "text"), [(1, "1 month"), (2, "2 months"), (1.5, "1.5 months"), (0, "0 months"), (INF, "none in reach")]
)
def test_a_unit_follows_and_one_has_its_own(value, text):
    assert said(value, UnitWords("plain", " months", " month")) == text


def test_a_style_of_its_own_goes_before_the_unit_s():
    assert said(0.5, UnitWords("plain", " a year"), "share") == "50% a year"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"), (-0.0, "0"), (5e6, "5000000"), (-3.0, "-3"), (0.1 + 0.2, "0.3"), (123456789012345.0, "123456789012000"),
        (100000000000.5, "100000000001"), (1e20, "100000000000000000000"), (1.5e25, "1.5e+25"), (1e-6, "0.000001"), (1.25e-9, "1.25e-9"),
    ],
)  # fmt: skip
def test_an_address_holds_12_digits_as_a_script_writes_them(value, text):
    assert linked(value) == text
    assert float(text) == pytest.approx(value, rel=1e-11)
