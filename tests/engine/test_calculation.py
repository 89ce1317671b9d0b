import numpy as np
import pytest

from calculators.engine.calculation import CHUNK, FEW, Calculation
from calculators.engine.expression import FormulaError
from calculators.engine.formula import formula
from calculators.engine.rule import Way


def made(name, body, unit="1"):
    """A formula of a name, so that one test may have several of the same."""
    body.__name__, body.__doc__ = name, "Something."
    return formula("x", unit)(body)


COST = made("cost", lambda price, amount: price * amount)
SAVING = made("saving", lambda rent__cost, buy__cost: rent__cost - buy__cost)
PAYS = made("pays_after", lambda saving, fee: np.where(saving > 0, np.ceil(fee / saving), np.inf))
CALCULATION = Calculation((PAYS, SAVING), (Way("rent", (COST,), ("price",)), Way("buy", (COST,), ("price",))))
GIVEN = {"rent.price": 5, "buy.price": 3, "amount": 10, "fee": 55}


def test_a_way_reads_its_own_before_the_shared_and_a_mark_reads_another_way():
    reads = {rule.name: dict(rule.reads) for rule in CALCULATION.rules}
    assert reads == {
        "rent.cost": {"price": "rent.price", "amount": "amount"},
        "buy.cost": {"price": "buy.price", "amount": "amount"},
        "saving": {"rent__cost": "rent.cost", "buy__cost": "buy.cost"},
        "pays_after": {"saving": "saving", "fee": "fee"},
    }


def test_a_way_reads_what_its_own_formula_makes_before_the_shared():
    price = made("price", lambda amount: 100 - amount)
    calculation = Calculation((price,), (Way("rent", (COST, price)), Way("buy", (COST,))))
    reads = {rule.name: rule.reads.get("price") for rule in calculation.rules if rule.formula is COST}
    assert reads == {"rent.cost": "rent.price", "buy.cost": "price"}


def test_a_way_makes_its_own_from_what_is_stated_for_all():
    """stated__amount is the shared amount, so that a way's amount may be made from it; the way's other formulas read its own."""
    amount = made("amount", lambda stated__amount, times: stated__amount * times)
    calculation = Calculation((), (Way("rent", (COST, amount), ("price", "times")), Way("buy", (COST,), ("price",))))
    reads = {rule.name: dict(rule.reads) for rule in calculation.rules}
    assert reads["rent.amount"] == {"stated__amount": "amount", "times": "rent.times"}
    assert reads["rent.cost"] == {"price": "rent.price", "amount": "rent.amount"}
    assert reads["buy.cost"] == {"price": "buy.price", "amount": "amount"}
    assert set(calculation.inputs) == {"rent.price", "buy.price", "amount", "rent.times"}
    found = calculation.solve({"amount": 10, "rent.times": 2, "rent.price": 5, "buy.price": 3})
    assert (found["rent.amount"], found["rent.cost"], found["buy.cost"]) == (20, 100, 30)


def test_each_rule_stands_after_those_that_it_needs():
    assert [rule.name for rule in CALCULATION.rules] == ["rent.cost", "buy.cost", "saving", "pays_after"]


def test_inputs_are_what_no_formula_makes():
    assert CALCULATION.inputs == ("rent.price", "amount", "buy.price", "fee")


def test_every_quantity_follows_from_the_inputs():
    assert CALCULATION.solve(GIVEN) == {**GIVEN, "rent.cost": 50, "buy.cost": 30, "saving": 20, "pays_after": 3}


def test_only_what_is_wanted_is_worked_out():
    assert CALCULATION.solve({"rent.price": 5, "amount": 10}, ["rent.cost"]) == {"rent.price": 5, "amount": 10, "rent.cost": 50}
    assert [rule.name for rule in CALCULATION.needed(["saving"])] == ["rent.cost", "buy.cost", "saving"]


def test_a_number_is_a_plain_float():
    assert {type(value) for value in CALCULATION.solve(GIVEN).values()} == {float}


def test_division_by_zero_is_without_end():
    assert Calculation((made("r", lambda a, b: a / b),)).solve({"a": 1, "b": 0})["r"] == np.inf


def test_a_missing_input_is_told_with_the_nearest():
    with pytest.raises(KeyError) as error:
        CALCULATION.solve({"rent.price": 5, "buy.price": 3, "amount": 10, "fees": 55})
    assert error.value.args == ("pays_after needs fee, which is not given; did you mean fees?",)


TOTAL = made("total", lambda a__cost, b__cost, c__cost, d__cost, e__cost, f__cost, g__cost: a__cost - b__cost / c__cost)
MANY = Calculation((TOTAL,), tuple(Way(name, (COST,), ("price",)) for name in "abcdefg"))


def test_there_are_calculations_on_either_side_of_what_pays_for_chunks():
    assert len(CALCULATION.needed(["pays_after"])) < FEW <= len(MANY.needed(["total"]))


@pytest.mark.parametrize("rows", [1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK + 1])
@pytest.mark.parametrize(("calculation", "want"), [(CALCULATION, ["pays_after", "rent.cost"]), (MANY, ["total", "g.cost"])])
def test_numbers_columns_and_chunks_of_columns_are_equal_to_the_last_bit(calculation, want, rows):
    rng = np.random.default_rng(rows)
    columns = {name: 55.5 if name == "fee" else rng.uniform(0, 100, rows) for name in calculation.inputs}
    whole, chunked = calculation.solve(columns), calculation.solve_columns(columns, want)
    assert chunked.keys() == set(want)
    for name in want:
        assert np.array_equal(whole[name], chunked[name])
    for row in {0, rows // 2, rows - 1, min(rows, CHUNK) - 1, min(rows - 1, CHUNK)}:
        numbers = calculation.solve({name: value if name == "fee" else value[row] for name, value in columns.items()})
        assert [numbers[name] for name in want] == [chunked[name][row] for name in want]


def test_columns_may_give_back_what_was_put_in():
    found = CALCULATION.solve_columns({**GIVEN, "amount": [1, 2]}, ["amount", "fee", "saving"])
    assert {name: column.tolist() for name, column in found.items()} == {"amount": [1, 2], "fee": [55, 55], "saving": [2, 4]}
    many = dict.fromkeys((f"{name}.price" for name in "abcdefg"), 2.0)
    found = MANY.solve_columns({**many, "amount": [1, 2]}, ["amount", "a.price", "total"])
    assert {name: column.tolist() for name, column in found.items()} == {"amount": [1, 2], "a.price": [2, 2], "total": [1, 3]}


def test_a_circle_is_refused():
    circle = Calculation((made("a", lambda b: b), made("b", lambda c: c), made("c", lambda a: a), made("d", lambda e: e)))
    with pytest.raises(FormulaError, match=r"^formulas in a circle: a, b, c$"):
        _ = circle.rules


def test_a_doubled_name_is_refused_with_its_place():
    second = made("a", lambda c: c)
    with pytest.raises(FormulaError) as error:
        _ = Calculation((made("a", lambda b: b), second)).rules
    assert str(error.value) == f"{second.where}: a is defined twice"


def test_a_computed_quantity_that_is_given_ends_the_chain():
    assert CALCULATION.solve_from({"rent.cost": 70, "buy.price": 3, "amount": 10}, ["saving"]) == {"saving": 40}
    assert [rule.name for rule in CALCULATION.beyond({"rent.cost", "saving"}, ["saving", "pays_after"])] == ["pays_after"]


def test_what_the_chain_needs_and_nobody_gives_is_told():
    with pytest.raises(KeyError, match=r"buy.cost needs buy.price, which is not given"):
        CALCULATION.solve_from({"rent.cost": 70, "amount": 10}, ["saving"])
