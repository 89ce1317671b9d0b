import json
from dataclasses import replace

import numpy as np
import pytest

from calculators.engine.choices import Join, Option
from publisher.script import calculator_data, calculator_functions
from tests.tiny import site

HEAD = "(self.calculators ??= {}).rent_or_buy = "


def data(calculator=None):
    """The data of a calculator's script."""
    calculator = calculator or site.guide().calculators["rent_or_buy"]
    text = calculator_data(site.guide(), calculator).decode()
    assert text.startswith(HEAD)
    found, end = json.JSONDecoder(parse_constant=pytest.fail).raw_decode(text, len(HEAD))
    assert text[end:] == ";\n"
    return found


def test_functions_are_put_beside_the_data():
    guide = site.guide()
    calculator = guide.calculators["rent_or_buy"]
    text = calculator_functions(guide, calculator).decode()
    assert text.startswith("Object.assign(calculators.rent_or_buy,(()=>{")
    assert "solve:($)=>{" in text
    assert "root12" not in text  # no helper that no formula needs


def test_inputs_stand_first_and_results_have_slots_of_their_own():
    found, calculator = data(), site.guide().calculators["rent_or_buy"]
    names = list(found["quantities"])
    assert names[: found["given"]] == list(calculator.inputs)
    assert set(names[found["given"] : found["slots"]]) == {rule.name for rule in calculator.calculation.level}


def test_every_input_is_given_by_a_default_or_by_an_option():
    found = data()
    given = {key for choice in found["choices"] for key in choice["keys"]}
    without = [name for name, default in zip(found["quantities"], found["defaults"], strict=False) if default == ""]
    assert set(without) <= given
    assert len(found["defaults"]) == found["given"]


def test_an_option_is_a_row_of_id_label_eligibility_tags_and_values():
    city, flat = data()["choices"]
    assert (city["default"], city["keys"], city["options"][1]) == (
        "lisbon",
        ["buy.home_price"],
        ["porto", "Porto", 1, {}, [260_000]],
    )
    assert (flat["default"], flat["least"], flat["same"]) == ("best", ["rent.monthly_cost"], {"city": ["city", ""]})
    assert flat["options"][0] == ["alfama", "Two rooms in Alfama", 1, {"city": "lisbon"}, [1600]]


def test_quantities_have_unit_style_and_as_inputs_their_label_and_range():
    found = data()
    assert found["quantities"]["years"] == ["year", "plain", "Years in the home", 1, 60, [1, 37, 36, 0, 0]]
    assert found["quantities"]["break_even"] == ["year", "plain"]
    assert found["words"]["year"] == [" years", " year"]
    assert found["ranged_by"] == ["mortgage_rate", 0.02, 0.06]


def test_without_end_is_null_and_whole_numbers_are_short():
    calculator = site.guide().calculators["rent_or_buy"]
    endless = Option("endless", "Endless", "", {"buy.home_price": np.float64("inf")}, eligible=False)
    plain = Option("plain", "Plain", "", {"buy.home_price": np.float64(2.0)})
    city = replace(calculator.choices[0], options=(endless, plain))
    join = Join((("city", ""), ("rent.flat", "city")), {"plain@porto": Option("", "", "", {"fees_share": 0.5})}, "{0} and {1}")
    found = data(replace(calculator, choices=(city, calculator.choices[1]), joins=(join,)))
    assert found["choices"][0]["options"] == [["endless", "Endless", 0, {}, [None]], ["plain", "Plain", 1, {}, [2]]]
    assert repr(found["choices"][0]["options"][1][4][0]) == "2"
    assert found["joins"] == [
        {
            "parts": [["city", ""], ["rent.flat", "city"]],
            "missing": "{0} and {1}",
            "keys": ["fees_share"],
            "bundles": {"plain@porto": [0.5]},
            "spreads": {},
        }
    ]


def test_without_range_and_sweep_both_are_null():
    calculator = replace(site.guide().calculators["rent_or_buy"], ranged_by="", sweep=None)
    found = data(calculator)
    assert (found["ranged_by"], found["sweep"]) == (None, None)


def test_the_rules_of_numbers_come_along():
    rules = data()["rules"]
    assert (rules["none"], rules["styles"]["share"]) == ("none in reach", {"after": "%", "times": 100})
