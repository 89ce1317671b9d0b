"""What others have published, right and wrong, against the guide's own formulas; content/proof.yaml is the only home of it."""

from __future__ import annotations

import math
import re
from pathlib import Path

import pytest

from calculators.counted import counts, off_by
from calculators.engine.problems import Problems
from calculators.engine.strict_yaml import read, read_text
from calculators.proof import REPRODUCING
from calculators.records.offer import api_prices
from calculators.tables.proof import AGREES, MISS
from tests import markets

CASES = Path(__file__).parent / "cases"
UNSAID = read(markets.CONTENT / "proof.yaml", markets.CONTENT, Problems())["unsaid"]
ERRORS = read_text((CASES / "published_errors.yaml").read_text("utf-8"), "published_errors.yaml", Problems())
EXAMPLES = read(markets.CONTENT / "proof.yaml", markets.CONTENT, Problems())["examples"]


@pytest.fixture(scope="module")
def proof(guide):
    """The examples of the real content."""
    return markets.proof(guide)


@pytest.fixture(scope="module")
def market(guide):
    """The real market."""
    return markets.real(guide)


def test_every_example_of_the_file_is_read(proof):
    assert [example.id for example in proof.examples] == list(EXAMPLES)
    assert len(proof.examples) >= 40


@pytest.mark.parametrize("id_", EXAMPLES)
def test_a_published_figure_agrees_or_is_shown_as_a_miss(proof, id_):
    """A figure that was declared a miss must be one: else its reason is out of date."""
    (example,) = (each for each in proof.examples if each.id == id_)
    for finding in example.findings():
        said = f"{finding.printed.quantity}: theirs {finding.printed.theirs:g}, ours {finding.ours:g}"
        assert finding.agrees != bool(finding.printed.miss), said


def test_a_wide_tolerance_has_its_reason(proof):
    """Half of the last of three digits is half a percent at most; whatever is wider is explained."""
    for example in proof.examples:
        for printed in example.printed:
            if printed.tolerance > 0.0065:
                assert printed.reason or printed.miss, (example.id, printed.quantity)


def test_a_source_is_as_old_as_the_example_says(proof):
    for example in proof.examples:
        if example.source:
            assert example.source.dated == example.dated, example.id


@pytest.mark.parametrize("case", ERRORS, ids=lambda case: case["id"])
def test_a_published_error_is_not_ours(case):
    assert set(case) <= {"id", "slip", "calculation", "given", "prices", "quantity", "theirs", "right", "apart"}
    given = {**UNSAID, **case["given"]}
    if "prices" in case:
        given |= {f"call.{name}": price for name, price in api_prices(case["prices"])[0].items()}
    ours = REPRODUCING[case["calculation"]].solve_from(given, [case["quantity"]])[case["quantity"]]
    assert ours == pytest.approx(math.inf if case["right"] == "none" else case["right"], rel=2e-5)
    assert abs(ours / case["theirs"] - 1) >= case["apart"]


def test_published_errors_name_nobody():
    text = (CASES / "published_errors.yaml").read_text("utf-8")
    assert not re.findall(r"https?://|\b\w+\.(?:com|io|dev|ai|org|net|lk|pro)\b", text)


def test_counted_parameters_agree_or_have_a_reason(proof, market):
    """Every model whose architecture is on record; a reason stands exactly where a count lies beyond the tolerance."""
    counted = {id_: off_by(model, found) for id_, model in market.models.items() if (found := counts(model))}
    assert len(counted) >= 30
    beyond = {id_ for id_, off in counted.items() if any(abs(difference) > proof.counts.tolerance for difference in off.values())}
    assert beyond == proof.counts.reasons.keys()


@pytest.mark.parametrize("id_", ["llama-2-7b", "llama-3.1-405b", "mixtral-8x7b", "qwen2.5-72b", "gpt-oss-120b", "deepseek-v3"])
def test_standard_designs_are_counted_to_a_thousandth(market, id_):
    model = market.models[id_]
    assert abs(off_by(model, counts(model))["params_total"]) < 0.001


def test_a_model_of_which_too_little_is_known_is_not_counted(market):
    assert counts(market.models["gemma-4-26b-a4b"]) == {}


def test_the_page_shows_what_was_found(guide, proof):
    """Figures and verdicts of the table are those of the examples, misses included."""
    table = guide.tables["outside-examples"]()
    findings = [finding for example in proof.examples for finding in example.findings()]
    columns = [column.key for column in table.columns]
    shown = [dict(zip(columns, row.cells, strict=True)) for row in table.rows]
    assert [float(cells["ours"].sort) for cells in shown] == [finding.ours for finding in findings]
    assert [float(cells["theirs"].sort) for cells in shown] == [finding.printed.theirs for finding in findings]
    assert [cells["result"].text for cells in shown] == [AGREES if finding.agrees else MISS for finding in findings]
    assert any(cells["result"].text == MISS for cells in shown)
    assert all(cells["reason"].text for cells in shown if cells["result"].text == MISS)


def test_the_page_shows_every_count_and_its_verdict(guide, market):
    rows = {row.id: row for row in guide.tables["parameter-counts"]().rows}
    assert rows.keys() == {id_ for id_, model in market.models.items() if counts(model)}
    assert rows["qwen3.5-27b"].cells[1].text == MISS
    assert rows["llama-3.1-8b"].cells[1].text == AGREES
    assert [cell.text for cell in rows["deepseek-v4-flash"].cells[5:8]] == ["–", "20.4", "–"]
