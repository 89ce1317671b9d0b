"""How a claim stands follows from what its trials came to, and from nothing else."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.engine.standing import (
    CONDITION,
    DAY,
    FAILS,
    HOLDS,
    HOLDS_IF,
    KINDS,
    PAST,
    UNTESTED,
    Condition,
    Standing,
    on_another_day,
    on_its_day,
)

OWN, LATER, EARLIER = dt.date(2024, 1, 1), dt.date(2025, 1, 1), dt.date(2023, 1, 1)
A, B, C, ALONE = (
    Condition("the rival is", "a"),
    Condition("the rival is", "b"),
    Condition("the GPU is", "c"),
    Condition("", "it rains"),
)
HELD, FELL = Standing(HOLDS, "holds"), Standing(FAILS, "does not hold")


@pytest.mark.parametrize(
    ("outcomes", "status", "words"),
    [
        ([(A, True)], HOLDS, "holds"),
        ([(A, True), (B, True)], HOLDS, "holds"),
        ([(A, True), (B, False)], HOLDS_IF, "holds if the rival is a"),
        ([(A, True), (B, None)], HOLDS_IF, "holds if the rival is a"),
        ([(A, True), (B, True), (C, False)], HOLDS_IF, "holds if the rival is a or b"),
        ([(A, True), (B, False), (C, True)], HOLDS_IF, "holds if the rival is a, or if the GPU is c"),
        ([(ALONE, True), (B, False)], HOLDS_IF, "holds if it rains"),
        ([(A, False), (B, None)], FAILS, "does not hold"),
        ([(A, None), (B, None)], UNTESTED, "cannot be tested on its day"),
    ],
)
def test_on_its_own_day(outcomes, status, words):
    assert on_its_day(outcomes) == Standing(status, words)


@pytest.mark.parametrize(
    ("kind", "day", "held", "then", "expected"),
    [
        (CONDITION, LATER, True, HELD, Standing(HOLDS, "holds")),
        (CONDITION, LATER, False, HELD, Standing(FAILS, "no longer holds")),
        (CONDITION, LATER, False, Standing(HOLDS_IF, "holds if the rival is a"), Standing(FAILS, "no longer holds")),
        (CONDITION, LATER, False, FELL, Standing(FAILS, "does not hold")),
        (CONDITION, EARLIER, False, HELD, Standing(FAILS, "does not hold")),
        (CONDITION, LATER, None, HELD, Standing(UNTESTED, "cannot be tested")),
        (DAY, LATER, True, HELD, Standing(HOLDS, "holds")),
        (DAY, LATER, True, FELL, Standing(HOLDS, "holds by now")),
        (DAY, LATER, False, HELD, Standing(PAST, "past")),
        (DAY, LATER, False, FELL, Standing(PAST, "past")),
        (DAY, EARLIER, False, HELD, Standing(PAST, "not yet so")),
    ],
)
def test_on_another_day(kind, day, held, then, expected):
    assert on_another_day(kind, OWN, day, [(A, held)], then) == expected


@given(st.lists(st.sampled_from([True, False, None]), min_size=1, max_size=5), st.sampled_from(sorted(KINDS)))
def test_a_status_never_says_more_than_the_trials(outcomes, kind):
    """Whatever the kind and the day, "holds" needs every trial, a condition needs one that held and is named."""
    trials = [(Condition("x is", str(number)), held) for number, held in enumerate(outcomes)]
    then = on_its_day(trials)
    for found in (then, on_another_day(kind, OWN, LATER, trials, then)):
        named = set(found.words.replace(",", "").split()) & {str(number) for number in range(len(outcomes))}
        assert (found.status == HOLDS) == all(outcomes)
        assert named == ({str(n) for n, held in enumerate(outcomes) if held} if found.status == HOLDS_IF else set())
        assert (found.status == UNTESTED) == all(held is None for held in outcomes)
