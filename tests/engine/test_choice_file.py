"""Choices that content states, with what their options were before."""

import datetime as dt

import pytest

from calculators.engine.choice_file import check_implied, read_choice
from calculators.engine.problems import Problems
from calculators.engine.quantity import read_quantities
from tests.engine.reading import mistakes, taken
from tests.engine.test_dated import SOURCES
from tests.engine.test_quantity import HEAD, MADE, RATE

QUANTITIES = taken(f"{HEAD}  rate: {{{RATE}, likely: 0.2, assumption: a}}", lambda f: read_quantities(f, SOURCES, MADE))
NOW = "label: New words, values: {rate: 0.3}, assumption: counted"
PAST = "{starts: 2025-01-01, values: {rate: 0.1}, assumption: guessed, label: Old words}"
LATER = "{starts: 2025-06-01, values: {rate: 0.2}, implies: {speed: slow}, source: table}"


def read(f):
    return read_choice("preset", f, SOURCES, QUANTITIES)


def text(option):
    return (
        f"label: Like\ndefault: one\noptions:\n  one: {{{option}}}\n  two: {{label: Two, values: {{rate: 0.9}}, assumption: a}}"
    )


def choice(option):
    return taken(text(option), read)


CHANGED = f"{NOW}, since: 2026-01-01, earlier: [{PAST}, {LATER}]"


@pytest.mark.parametrize(
    ("day", "rate", "label", "evidence"),
    [
        ("2001-01-01", 0.1, "Old words", "guessed"),
        ("2025-05-31", 0.1, "Old words", "guessed"),
        ("2025-06-01", 0.2, "New words", ""),
        ("2025-12-31", 0.2, "New words", ""),
        ("2026-01-01", 0.3, "New words", "counted"),
    ],
)
def test_an_option_is_of_a_day_what_it_was_then(day, rate, label, evidence):
    found = choice(CHANGED).on(dt.date.fromisoformat(day))
    one = found.option("one")
    assert (one.id, one.values["rate"], one.label, one.evidence.assumption) == ("one", rate, label, evidence)
    assert found.option("two").values == {"rate": 0.9}


def test_a_choice_without_a_past_is_the_same_on_every_day():
    found = choice(NOW)
    assert found.on(dt.date(2001, 1, 1)) is found


def test_what_an_option_implied_is_checked_as_well():
    problems = Problems()
    check_implied({"preset": choice(CHANGED)}, "x.yaml", problems)
    assert problems.lines == ["x.yaml: preset one implies speed=slow, which does not exist; there is preset"]


ORDER = "what one was is out of order; put the oldest first, and all of them before since"


@pytest.mark.parametrize(
    ("rest", "line"),
    [
        (f"earlier: [{PAST}]", "since is missing; write since: a day such as 2026-01-31"),
        (f"since: 2025-01-01, earlier: [{PAST}]", ORDER),
        (f"since: 2026-01-01, earlier: [{LATER}, {PAST}]", ORDER),
        ("since: 2026-01-01", "unknown key since; there is assumption, earlier, implies, label, note, source, tags, values"),
        (
            "since: 2026-01-01, earlier: [{starts: 2025-01-01, values: {rate: 3}, assumption: a}]",
            "rate is 3; a plausible value lies between 0 and 1",
        ),
        (
            "since: 2026-01-01, earlier: [{starts: 2025-01-01, values: {rate: 0.3}}]",
            "assumption is missing; write assumption: some text",
        ),
    ],
)
def test_a_wrong_past_is_told_at_its_line_and_only_that(rest, line):
    assert mistakes(text(f"{NOW}, {rest}"), read) == [f"x.yaml:4: {line}"]
