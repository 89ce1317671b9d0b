"""Every calculator against cases worked by hand, one number at a time and as columns."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from calculators import bundles, specialized
from calculators.engine.problems import Problems
from calculators.engine.steps import Steps
from calculators.engine.strict_yaml import read
from calculators.records.offer import api_prices
from tests import markets

FOLDER = Path(__file__).parent / "cases"
NO_CALCULATOR = {"published_errors"}  # read by test_proof.py
FILES = {path.stem: path for path in sorted(FOLDER.glob("*.yaml")) if path.stem not in NO_CALCULATOR}
KEYS = {"name", "given", "prices", "measured", "market", "expect", "tolerance"}
TOLERANCE = 1e-9  # relative; the sums are worked with at most 15 digits


def number(value):
    """A number of a case; `none` is without end."""
    return math.inf if value == "none" else float(value)


def filled(prices):
    """An offer's prices as the calculators get them, from those that a seller prints; no context limit unless a case gives one."""
    return {"call.context": math.inf} | {f"call.{name}": price for name, price in api_prices(prices)[0].items()}


def fitted(given):
    """What a measured set loads: its rates, and the losses that its rows hold."""
    rows = markets.measured(given["rows"], gpus=given["gpus"], holds=given["holds"])
    return dict(bundles.capacity_join(markets.market(sets=[rows])).bundles["model@gpu"].values)


def medians(offers):
    """What a choice of GPU loads: the medians of both sides."""
    found = [markets.gpu_offer(**offer) for offer in offers]
    (gap,) = specialized.gap_by_gpu(markets.market(gpus=found), markets.DAY)
    return {"hyperscaler_price": gap.hyperscaler, "specialized_price": gap.specialized}


LOADED = {"prices": filled, "measured": fitted, "market": medians}


def inputs(base, case):
    """Every input of a case: the file's base, what options would load, and what the case gives itself."""
    values = dict(base["given"])
    for key, load in LOADED.items():
        if key in case or key in base:
            values |= load(case.get(key, base.get(key)))
    return {name: number(value) for name, value in (values | case["given"]).items()}


def worked(calculation, given):
    """Everything that follows from the inputs: what holds whatever the month, and the last month of the horizon."""
    found = calculation.solve(given)
    if not calculation.counter:
        return found
    horizon = np.unique(given["horizon_months"]).item()  # one number for all rows
    totals = Steps(calculation, "horizon_months", tuple(calculation.stepped)).run(given | {"horizon_months": horizon})[0]
    return found | totals


def read_cases(path):
    """The base and the cases of a file, read as strictly as content."""
    problems = Problems()
    found = read(path, FOLDER, problems)
    problems.stop_if_any()
    return found["base"], found["cases"]


ALL = {name: read_cases(path) for name, path in FILES.items()}
EACH = [pytest.param(name, base, case, id=f"{name}: {case['name']}") for name, (base, cases) in ALL.items() for case in cases]


@pytest.fixture
def calculation(guide, name):
    """The calculation of the calculator that a file is named after."""
    return guide.calculators[name].calculation


def agrees(found, expected, case):
    """Whether a result is what the case says, within its tolerance."""
    return found == pytest.approx(number(expected), rel=float(case.get("tolerance", TOLERANCE)), abs=1e-12)


def test_the_first_four_calculators_have_cases_and_every_file_a_calculator(guide):
    assert {"api_bill", "rented_fleet", "break_even", "specialized_clouds"} <= set(FILES) <= set(guide.calculators)


@pytest.mark.parametrize(("name", "base", "case"), EACH)
def test_case_names_only_what_there_is(calculation, name, base, case):
    assert set(case) <= KEYS
    assert set(inputs(base, case)) == set(calculation.inputs)
    assert set(case["expect"]) <= {*calculation.inputs, *(rule.name for rule in calculation.rules)}


@pytest.mark.parametrize(("name", "base", "case"), EACH)
def test_case_by_numbers(calculation, name, base, case):
    found = worked(calculation, inputs(base, case))
    wrong = {key: (found[key], value) for key, value in case["expect"].items() if not agrees(found[key], value, case)}
    assert not wrong, f"got, expected: {wrong}"


@pytest.mark.parametrize("name", FILES)
def test_cases_as_columns(calculation, name):
    """All cases of a file at once, each a row of a frame: the same formulas, the same answers."""
    base, cases = ALL[name]
    whole = pd.DataFrame([inputs(base, case) | {"case": number} for number, case in enumerate(cases)])
    level = [rule.name for rule in calculation.level]
    for _, frame in whole.groupby("horizon_months") if calculation.counter else [(0, whole)]:
        columns = {key: frame[key].to_numpy() for key in frame if key != "case"}
        found, chunked = worked(calculation, columns), calculation.solve_columns(columns, level)
        for row, place in enumerate(frame["case"]):
            case, alone = cases[place], worked(calculation, inputs(base, cases[place]))
            for key in alone:
                assert np.array_equal(np.broadcast_to(found[key], len(frame))[row], alone[key], equal_nan=True), (
                    case["name"],
                    key,
                )
                assert key not in chunked or np.array_equal(chunked[key][row], alone[key], equal_nan=True), (case["name"], key)


@pytest.mark.parametrize("name", FILES)
def test_every_result_shown_is_worked_by_hand_somewhere(guide, name):
    worked = {key for case in ALL[name][1] for key in case["expect"]}
    assert set(guide.calculators[name].results) <= worked


@pytest.mark.parametrize("name", FILES)
def test_every_formula_is_worked_by_hand_somewhere(calculation, name):
    """A formula of a way is worked in the file of any calculator that has it; one that serves again, on one occasion at least."""
    shown = {key for base, cases in ALL.values() for case in cases for key in case["expect"]}
    again = {rule.formula.function for rule in calculation.rules if rule.name in shown}
    assert not [rule.name for rule in calculation.rules if rule.name not in shown and rule.formula.function not in again]
    assert not [
        rule.name
        for rule in calculation.rules
        if rule.name not in shown and not rule.formula.also and rule.name in calculation.level
    ]


def test_names_of_cases_are_sentences_and_differ():
    names = [case["name"] for _, cases in ALL.values() for case in cases]
    assert len(set(names)) == len(names)
    assert all(name.endswith(".") and name[0].isupper() for name in names)
