import datetime as dt

import pytest

from calculators.engine.calculation import Calculation
from calculators.engine.calculator import Calculator, Sweep, answer, sweep
from calculators.engine.choices import AUTO, Choice, Join, Option
from calculators.engine.pairs import parse
from calculators.engine.problems import ContentError, NotOnRecordError
from calculators.engine.quantity import Default, Quantities, Quantity
from calculators.engine.units import NONE
from tests.engine.test_calculation import made

DAY = dt.date(2026, 6, 1)
COST = made("cost", lambda price, amount, factor: price * amount * factor)


def given(name, low, likely, high, least=0, most=100):
    return Quantity(name, name, "x", NONE, "USD", "given", (Default(DAY, low, likely, high),), least, most)


QUANTITIES = Quantities({
    "price": Quantity("price", "price", "x", NONE, "USD", "chosen", least=0, most=100),
    "amount": given("amount", 5, 10, 20),
    "factor": given("factor", 0.5, 1, 3),
    "cost": Quantity("cost", "cost", "x", NONE, "USD"),
})  # fmt: skip
SOLD = (Option("b", "B", "", {"price": 5}), Option("a", "A", "", {"price": 2}))
OFFERS = Choice("offer", "Offer", SOLD, "b", other_days=frozenset({"gone"}))
CALCULATOR = Calculator(
    "bill", "Bill", "bill", Calculation((COST,)), (OFFERS,), (),
    opened=("offer", "amount"), groups=(("More", ("factor", "price")),), results=("cost",), sentence="bill",
    ranged_by="factor", sweep=Sweep("offer", ("cost",), {"amount": "cost"}, {"factor": 1.0}),
)  # fmt: skip


def told(pairs, calculator=CALCULATOR):
    with pytest.raises(ContentError) as error:
        parse(calculator, QUANTITIES, pairs)
    return error.value.lines


def solved(pairs=None):
    return answer(CALCULATOR, QUANTITIES, DAY, *parse(CALCULATOR, QUANTITIES, pairs or {}))


def test_the_form_has_what_is_open_first():
    assert CALCULATOR.fields == ("offer", "amount", "factor", "price")


def test_pairs_are_values_and_chosen_ids():
    assert parse(CALCULATOR, QUANTITIES, {"offer": "a", "amount": "1.5"}) == ({"amount": 1.5}, {"offer": "a"})


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("amont", "1", "amont: no input of bill; did you mean amount?"),
        ("cost", "1", "cost: no input of bill; there is offer, price, amount, factor"),
        ("offer", "c", "offer: no option c; there is b, a"),
        ("offer", AUTO, "offer: no option best; there is b, a"),
        ("amount", "ten", "amount: 'ten' is no number; write a plain decimal such as 1500 or 0.25"),
        ("amount", "", "amount: '' is no number; write a plain decimal such as 1500 or 0.25"),
        ("amount", "101", "amount: 101 is out of range; it lies between 0 and 100 USD"),
        ("amount", "-1", "amount: -1 is out of range; it lies between 0 and 100 USD"),
        ("amount", "nan", "amount: nan is out of range; it lies between 0 and 100 USD"),
        ("amount", "inf", "amount: inf is out of range; it lies between 0 and 100 USD"),
    ],
)
def test_a_wrong_pair_is_told(name, text, line):
    assert told({name: text}) == [line]


def test_every_wrong_pair_is_told_at_once():
    assert len(told({"amont": "1", "offer": "c", "amount": "ten", "factor": "2"})) == 3


def test_an_option_of_another_day_is_not_on_record():
    with pytest.raises(NotOnRecordError, match="offer: gone is not on record on this day; choose another"):
        parse(CALCULATOR, QUANTITIES, {"offer": "gone"})


def test_an_answer_comes_from_the_defaults_of_the_day():
    found = solved()
    assert (found.values["cost"], found.resolved.picked["offer"].id) == (5 * 10 * 1, "b")


def test_the_range_of_a_result_comes_from_one_input_alone():
    found = solved({"amount": "2"})
    assert (found.low, found.high) == ({"cost": 5 * 2 * 0.5}, {"cost": 5 * 2 * 3})


def test_who_gives_the_ranged_input_gets_no_range():
    found = solved({"factor": "2"})
    assert (found.values["cost"], found.low, found.high) == (100, {}, {})


def test_a_range_rises_where_the_result_falls():
    inverse = made("cost", lambda price, amount, factor: price * amount / factor)
    calculator = Calculator("bill", "", "", Calculation((inverse,)), (OFFERS,), (), (), (), ("cost",), "bill", ranged_by="factor")
    found = answer(calculator, QUANTITIES, DAY, {"amount": 3.0}, {})
    assert (found.low["cost"], found.high["cost"]) == (5, 30)


def test_options_that_do_not_go_together_have_no_answer():
    size = Choice("size", "Size", (Option("big", "Big", "", {}),), "big")
    calculator = Calculator(
        "bill", "", "", Calculation((COST,)), (OFFERS, size), (Join((("offer", ""), ("size", "")), {}, "{0} is not sold {1}"),),
        (), (), ("cost",), "bill",
    )  # fmt: skip
    with pytest.raises(ContentError, match=r"^B is not sold Big$"):
        answer(calculator, QUANTITIES, DAY, {}, {})


def test_a_sweep_puts_the_same_question_to_every_option_the_least_first():
    found = sweep(CALCULATOR, QUANTITIES, DAY, solved({"price": "1", "factor": "3"}))
    kept = 1 * 10 * 3  # the result of the reader's own case stands in for the amount, and the factor is set alike
    assert [(id_, row["cost"]) for id_, row in found] == [("a", 2 * kept), ("b", 5 * kept)]
