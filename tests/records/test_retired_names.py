"""The table of retired names in content/links.yaml."""

import pytest

from calculators.engine.fields import Fields
from calculators.engine.problems import Problems
from calculators.engine.retired import Retired, RetiredNames
from calculators.engine.strict_yaml import read_text
from calculators.records.retired_names import read_retired
from tests.conftest import CONTENT

INPUTS, OPTIONS = ("requests", "rent.gpu_price", "preset"), ("groq/llama", "openai/gpt")


def read(text):
    problems = Problems()
    with Fields(read_text(text, "links.yaml", problems), problems) as f:
        return read_retired(f, INPUTS, OPTIONS), problems.lines


def test_a_name_is_followed_to_the_present_one_with_every_factor():
    text = """
quantities:
  calls: requests
  calls_per_thousand: {name: calls, times: 1000}
  calls_per_million: {name: calls_per_thousand, times: 1000}
  rent.price: {name: rent.gpu_price}
  mood: {gone: nobody could tell}
  feeling: mood
options: {groq/older: groq/old, groq/old: groq/llama}
pages: {anything: at all}
moved: []
"""
    assert read(text) == (
        RetiredNames(
            {
                "calls": Retired("requests"), "calls_per_thousand": Retired("requests", 1000.0),
                "calls_per_million": Retired("requests", 1_000_000.0), "rent.price": Retired("rent.gpu_price"),
                "mood": Retired(gone="nobody could tell"), "feeling": Retired(gone="nobody could tell"),
            },
            {"groq/older": "groq/llama", "groq/old": "groq/llama"},
        ),
        [],
    )  # fmt: skip


@pytest.mark.parametrize("text", ["quantities: {}\n", "pages: {}\n"])
def test_nothing_need_be_retired(text):
    assert read(text) == (RetiredNames(), [])


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("quantities: {calls: reqests}", ["links.yaml:1: no input reqests; did you mean requests?"]),
        (
            "quantities: {requests: preset}",
            ["links.yaml:1: requests is retired and in use; take it out here, or give the input another name"],
        ),
        (
            "quantities:\n  one: two\n  two: one\n  three: two",
            [
                "links.yaml:2: one leads back to one; let one of them name what is in use today",
                "links.yaml:3: two leads back to two; let one of them name what is in use today",
                "links.yaml:4: three leads back to two; let one of them name what is in use today",
            ],
        ),
        ("quantities:\n  one: two\n  two: rquests", ["links.yaml:3: no input rquests; did you mean requests?"]),
        ("quantities: {one: {name: requests, times: 0}}", ["links.yaml:1: times is 0; a plausible value lies between 1e-15 and 1e+15"]),
        ("quantities: {one: {times: 3}}", ["links.yaml:1: name is missing; write name: some text"]),
        ("quantities: {one: {gone: a, name: requests}}", ["links.yaml:1: unknown key name; there is gone"]),
        ("quantities: {one: 3}", ["links.yaml:1: one is 3; write one: some text"]),
        ("options: {groq/old: groq/lama}", ["links.yaml:1: no option groq/lama; did you mean groq/llama?"]),
        (
            "options: {groq/llama: openai/gpt}",
            ["links.yaml:1: groq/llama is retired and in use; take it out here, or give the option another name"],
        ),
        ("quantites: {}", ["links.yaml:1: unknown key quantites; did you mean quantities?"]),
    ],
)  # fmt: skip
def test_a_mistake_is_told_at_its_line(text, lines):
    assert read(text)[1] == lines


def test_the_guide_s_own_table_is_right_and_forgets_nothing_that_is_in_use(guide):
    problems = Problems()
    inputs = {name for each in guide.calculators.values() for name in (*each.inputs, *each.choice_names)}
    with Fields(read_text((CONTENT / "links.yaml").read_text("utf-8"), "links.yaml", problems), problems) as f:
        assert read_retired(f, inputs, ()).inputs == guide.retired.inputs
    assert problems.lines == []
