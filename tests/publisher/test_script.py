import json
from dataclasses import replace

import numpy as np
import pytest

from calculators.engine import javascript
from calculators.engine.choices import Join, Option
from publisher.script import calculator_script
from tests.tiny import site

HEAD = "(self.calculators ??= {}).rent_or_buy = Object.assign("


def parts(calculator=None):
    """The data and the function of a calculator's script."""
    calculator = calculator or site.guide().calculators["rent_or_buy"]
    text = calculator_script(site.guide(), calculator).decode()
    assert text.startswith(HEAD)
    data, end = json.JSONDecoder(parse_constant=pytest.fail).raw_decode(text, len(HEAD))
    return data, text[end:]


def test_the_script_is_one_assignment_of_data_and_a_function():
    data, rest = parts()
    assert data["name"] == "rent_or_buy"
    calculation = site.guide().calculators["rent_or_buy"].calculation
    assert rest == f", {{solve: {javascript.function(calculation, site.guide().quantities.units)}}});\n"


def test_every_input_is_given_by_a_default_or_by_an_option():
    data, _ = parts()
    given = set(data["defaults"]) | {key for choice in data["choices"] for key in choice["keys"]}
    assert set(data["inputs"]) <= given


def test_an_option_is_a_row_of_id_label_eligibility_tags_and_values():
    city, flat = parts()[0]["choices"]
    assert (city["default"], city["keys"], city["options"][1]) == (
        "lisbon",
        ["buy.home_price"],
        ["porto", "Porto", 1, {}, [260_000]],
    )
    assert (flat["default"], flat["least"], flat["same"]) == ("best", ["rent.monthly_cost"], {"city": ["city", ""]})
    assert flat["options"][0] == ["alfama", "Two rooms in Alfama", 1, {"city": "lisbon"}, [1600]]


def test_quantities_have_unit_style_and_as_inputs_their_label_and_range():
    data, _ = parts()
    assert data["quantities"]["years"] == ["year", "plain", "Years in the home", 1, 60]
    assert data["quantities"]["break_even"] == ["year", "plain"]
    assert data["words"]["year"] == [" years", " year"]
    assert data["ranged_by"] == ["mortgage_rate", 0.02, 0.06]


def test_without_end_is_null_and_whole_numbers_are_short():
    calculator = site.guide().calculators["rent_or_buy"]
    endless = Option("endless", "Endless", "", {"buy.home_price": np.float64("inf")}, eligible=False)
    plain = Option("plain", "Plain", "", {"buy.home_price": np.float64(2.0)})
    city = replace(calculator.choices[0], options=(endless, plain))
    join = Join((("city", ""), ("rent.flat", "city")), {"plain@porto": Option("", "", "", {"fees_share": 0.5})}, "{0} and {1}")
    data, _ = parts(replace(calculator, choices=(city, calculator.choices[1]), joins=(join,)))
    assert data["choices"][0]["options"] == [["endless", "Endless", 0, {}, [None]], ["plain", "Plain", 1, {}, [2]]]
    assert repr(data["choices"][0]["options"][1][4][0]) == "2"
    assert data["joins"] == [
        {
            "parts": [["city", ""], ["rent.flat", "city"]],
            "missing": "{0} and {1}",
            "bundles": {"plain@porto": {"fees_share": 0.5}},
            "spreads": {},
        }
    ]


def test_without_range_and_sweep_both_are_null():
    calculator = replace(site.guide().calculators["rent_or_buy"], ranged_by="", sweep=None)
    data, _ = parts(calculator)
    assert (data["ranged_by"], data["sweep"]) == (None, None)


def test_the_rules_of_numbers_come_along():
    rules = parts()[0]["rules"]
    assert (rules["none"], rules["styles"]["share"]) == ("none in reach", {"after": "%", "times": 100})
