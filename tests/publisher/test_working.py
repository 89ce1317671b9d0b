import json
from datetime import date

import pytest

from calculators.engine.evidence import Evidence
from publisher.working import working_data, working_script
from tests.tiny import site


@pytest.fixture(scope="module")
def data():
    return working_data(site.guide(), site.guide().calculators["rent_or_buy"])


def evidence(data, place):
    ids, told = data["evidence"][place]
    return [data["sources"][id_][0] for id_ in ids], told


def test_a_rule_is_its_tree_its_words_and_its_blanks(data):
    tree, words, numbers, after, doc, reads = data["rules"]["buy.monthly_cost"]
    assert tree == ["+", "buy.home_cost", "buy.care"]
    labels = [data["names"][name][0] for name in reads]
    assert words.lower() == " + ".join(label.removesuffix(" (buy)").lower() for label in labels)
    assert (numbers, after) == (["{buy.home_cost:bare} + {buy.care:bare}"], " a month")
    assert doc == "What a month in the home costs for good."
    assert reads == ["buy.home_cost", "buy.care"]


def test_another_way_is_named_and_the_own_way_is_not(data):
    assert data["rules"]["saving"][1].count("(rent)") == 1
    assert "(buy)" not in data["rules"]["buy.monthly_cost"][1]


def test_units_differ_so_each_number_has_its_own(data):
    _, _, numbers, after, _, _ = data["rules"]["buy.home_cost"]
    assert (numbers, after) == (["{buy.home_price} × {mortgage_rate} ÷ 12"], "")


def test_a_default_tells_its_spread_and_on_what_it_rests(data):
    text, place = data["given"]["mortgage_rate"]
    assert text == "The guide’s default, plausibly 2% to 6%"
    titles, told = evidence(data, place)
    assert titles or told.startswith("assumption: ")


def test_an_option_tells_its_source_and_day(data):
    choices, keys, rows = data["setters"][0]
    assert choices == ["city"]
    assert keys == ["buy.home_price"]
    place, apart, without = rows["porto"]
    titles, told = evidence(data, place)
    assert titles
    assert told.startswith(("since ", "first seen "))
    assert "confidence" in told
    assert (apart, without) == ({}, [])


def test_the_script_is_plain_data_within_a_block():
    calculator = site.guide().calculators["rent_or_buy"]
    text = working_script(site.guide(), calculator).decode()
    line = next(line for line in text.splitlines() if line.startswith("calculators.rent_or_buy.working = "))
    assert json.loads(line.partition(" = ")[2].removesuffix(";"), parse_constant=pytest.fail) == json.loads(
        json.dumps(working_data(site.guide(), calculator))
    )
    assert text.startswith("{\n")  # so that two of them on a page do not name one thing twice
    assert text.endswith("}\n")


def test_evidence_is_empty_only_where_nothing_is_said():
    assert not Evidence(confidence="high", since=date(2026, 1, 1))
    assert Evidence(note="worked out")


def test_every_input_of_the_guide_rests_on_something(guide):
    """Whatever a reader picks, each input that nobody states leads to a source or to an assumption."""
    silent = set()
    for calculator in guide.calculators.values():
        bundles = [option for choice in calculator.choices for option in choice.options]
        bundles += [option for join in calculator.joins for option in join.bundles.values()]
        for name in calculator.inputs:
            setting = [option for option in bundles if name in option.values]
            silent |= {
                (calculator.name, name, option.id) for option in setting if not (option.apart.get(name) or option.evidence)
            }
            quantity = guide.quantities[name]
            if any(not default.evidence.removeprefix("assumption: ") for default in quantity.defaults):
                silent.add((calculator.name, name, "default"))
            if not quantity.defaults and not setting:
                silent.add((calculator.name, name, "nobody"))
    assert silent == set()


def test_every_source_of_an_option_is_on_record(guide):
    for calculator in guide.calculators.values():
        working_data(guide, calculator)  # a source that content does not know would raise


def test_no_rule_of_the_last_step_reads_what_was_a_step_earlier(guide):
    """Else its number would have to be shown of another step than the others."""
    for calculator in guide.calculators.values():
        data = working_data(guide, calculator)
        for name in data["steps"]["closing"] if data["steps"] else ():
            assert not [each for each in data["rules"][name][5] if each.endswith(data["steps"]["before"])]
