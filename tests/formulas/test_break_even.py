"""The closed form of the break-even against brute force on the staircase of whole blocks.

Two checks. The exact one uses small whole numbers and fractions of four, which floats hold without error: brute force in
`fractions.Fraction` then decides with no tolerance which volumes pay, and the closed form may differ from a crossing only by
the rounding of one division (relative 1e-12, against 2.2e-16 for a float). The broad one runs every formula from salaries and
rates on, where each cost is a sum of rounded products: there a volume counts as paying or losing only where the difference
exceeds 1e-9 of the bill, far above rounding and far below a cent.
"""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from calculators.engine.calculation import Calculation
from calculators.formulas import break_even

STAIRCASE = Calculation(break_even.FORMULAS)
GAP = Calculation(
    tuple(rule for rule in break_even.FORMULAS if rule.name not in {"fixed_gap", "block_full_cost", "block_volume"})
)
STEPS = 40  # blocks beyond the least fleet that brute force looks at
ROUNDING = Fraction(1, 10**12)
HAIR = Fraction(1, 10**9)  # of a step: just past it
MONEY = 1e-9


class Staircase:
    """The two costs by their definition, in exact arithmetic: nothing here is taken from the formulas."""

    def __init__(self, gap, block, spare, least, saving, room):
        self.gap, self.block, self.spare, self.least = Fraction(gap), Fraction(block), int(spare), int(least)
        self.saving, self.room = Fraction(saving), Fraction(room)

    def loss(self, volume):
        """What the fleet costs above the API at a volume; at or below zero it pays."""
        blocks = max(self.least, math.ceil(Fraction(volume) / self.room))
        return self.gap + self.block * (blocks + self.spare) - self.saving * Fraction(volume)

    def grid(self):
        """Nothing, every step and a hair past it, and two points between two steps."""
        for step in range(self.least + STEPS):
            yield from ((step + part) * self.room for part in (0, HAIR, Fraction(1, 4), Fraction(3, 4)))


def solved(case, calculation=GAP, **others):
    """The formulas' own answer for a staircase, with everything in reach."""
    given_values = {
        "fixed_gap": case.gap, "block_full_cost": case.block, "rent.spare_blocks": case.spare, "rent.min_blocks": case.least,
        "call.answer_price": case.saving, "rent.request_extra": 0, "block_volume": case.room, "volume": 1e30, "served_tokens": 1e30,
        "obtainable_blocks": 1e30, "rent.monthly_cost": 0, "call.usage_cost": 0, "call.team_cost": 0,
    }  # fmt: skip
    return calculation.solve({name: float(value) for name, value in (given_values | others).items()})


def check_exactly(case):
    """Every statement that the closed form makes, put to brute force."""
    found = solved(case)
    first, always, gain = found["breakeven_any"], found["breakeven_always"], case.saving * case.room - case.block
    grid = list(case.grid())
    below = [volume for volume in grid if first == math.inf or volume < Fraction(first) * (1 - ROUNDING)]
    assert all(case.loss(volume) > 0 for volume in below), "something below the first break-even pays"
    if first < math.inf:
        assert case.loss(first) <= abs(case.saving) * Fraction(first) * ROUNDING, "the first break-even does not pay"
    if always == math.inf:
        assert gain <= 0, "a full block gains, and yet it never pays for good"
        assert gain == 0 or case.loss((10**7 + HAIR) * case.room) > 0, "it pays for good"
        return
    assert first <= always
    assert all(case.loss(volume) <= 0 for volume in grid if volume > Fraction(always) * (1 + ROUNDING)), "a later volume loses"
    assert always == 0 or case.loss(Fraction(always) * (1 - ROUNDING)) > 0, "it pays for good before the last break-even"


quarters = st.integers(-80, 1600).map(lambda n: Fraction(n, 4))
whole = st.integers


@settings(derandomize=True, max_examples=600, deadline=None)
@given(
    gap=quarters,
    block=whole(1, 200).map(lambda n: Fraction(n, 4)),
    spare=whole(0, 3),
    least=whole(1, 3),
    saving=whole(-2, 64).map(lambda n: Fraction(n, 16)),
    room=whole(1, 64),
)
def test_closed_form_is_brute_force_on_exact_numbers(gap, block, spare, least, saving, room):
    check_exactly(Staircase(gap, block, spare, least, saving, room))


@settings(derandomize=True, max_examples=200, deadline=None)
@given(gap=whole(-200, 20), block=whole(1, 50), spare=whole(0, 2), least=whole(1, 3), room=whole(1, 40), short=whole(0, 8))
def test_windows_of_losing_fleets_are_found(gap, block, spare, least, room, short):
    """Fleets whose full block just fails to pay, with people to spare on the API's side."""
    saving = Fraction(block, room) - Fraction(short, 16)
    case = Staircase(gap, block, spare, least, saving, room)
    assume(case.saving == Fraction(float(case.saving)))
    check_exactly(case)


def random_staircases(count, seed):
    """Inputs of the whole calculation in plausible money, as columns."""
    rng = np.random.default_rng(seed)
    salary = rng.uniform(5_000, 30_000, count)
    block_gpus = rng.choice([1, 2, 4, 8, 16], count).astype(float)
    return {
        "rent.team_cost": salary * rng.uniform(0, 1, count),
        "rent.setup_monthly": salary * rng.uniform(0, 0.1, count),
        "call.team_cost": salary * rng.choice([0, 0.05, 0.5, 3], count),
        "rent.block_cost": block_gpus * 730 * rng.uniform(0.5, 12, count),
        "fte_month": salary,
        "rent.fte_per_gpu": rng.uniform(0, 0.03, count),
        "rent.block_gpus": block_gpus,
        "call.answer_price": 10 ** rng.uniform(-5, -0.5, count),
        "rent.request_extra": np.where(rng.random(count) < 0.2, 10 ** rng.uniform(-5, -2, count), 0),
        "rent.block_rate": 10 ** rng.uniform(-2, 2, count),
        "load_factor": rng.uniform(1, 8, count),
        "rent.attempts": rng.uniform(1, 1.5, count),
        "window_hours": rng.choice([6, 8, 12, 24], count).astype(float),
        "rent.billed_hours": rng.choice([243, 365, 730], count).astype(float),
        "rent.min_blocks": rng.integers(1, 4, count).astype(float),
        "rent.spare_blocks": rng.integers(0, 4, count).astype(float),
        "volume": np.full(count, 1e30),
        "served_tokens": np.full(count, 1e30),
        "obtainable_blocks": np.full(count, 1e30),
        "rent.monthly_cost": np.zeros(count),
        "call.usage_cost": np.zeros(count),
    }


def definitions(given_values):
    """Gap, cost of a block, saving and room by their definition, not by the formulas."""
    g = given_values
    gap = g["rent.team_cost"] + g["rent.setup_monthly"] - g["call.team_cost"]
    block = g["rent.block_cost"] + g["fte_month"] * g["rent.fte_per_gpu"] * g["rent.block_gpus"]
    hours = np.minimum(730 * g["window_hours"] / 24, g["rent.billed_hours"])
    return (
        gap,
        block,
        g["call.answer_price"] - g["rent.request_extra"],
        g["rent.block_rate"] * 3600 * hours / (g["load_factor"] * g["rent.attempts"]),
    )


CASES = 4000


@pytest.fixture(scope="module")
def staircases():
    """Random staircases, their closed form, and the loss of each at every point of a grid of volumes."""
    columns = random_staircases(CASES, seed=20261122)
    found = STAIRCASE.solve(columns)
    gap, block, saving, room = definitions(columns)
    steps = np.arange(STEPS)[:, None]
    volumes = np.concatenate([(steps + part) * room for part in (0, 1e-7, 0.2, 0.4, 0.6, 0.8, 1 - 1e-7)])
    blocks = np.maximum(columns["rent.min_blocks"], np.ceil(volumes / room * (1 - 1e-13)))
    loss = gap + block * (blocks + columns["rent.spare_blocks"]) - saving * volumes
    scale = np.abs(gap) + block * (blocks + columns["rent.spare_blocks"]) + np.abs(saving) * volumes
    return columns, found, volumes, loss / scale


def test_nothing_below_the_first_break_even_pays(staircases):
    _, found, volumes, loss = staircases
    below = volumes < found["breakeven_any"] * (1 - MONEY)
    assert (loss[below] > -MONEY).all()


def test_the_first_break_even_itself_pays(staircases):
    columns, found, _, _ = staircases
    gap, block, saving, room = definitions(columns)
    some = np.isfinite(found["breakeven_any"])
    volume = found["breakeven_any"][some]
    blocks = np.maximum(columns["rent.min_blocks"][some], np.ceil(volume / room[some] * (1 - MONEY)))
    paid = block[some] * (blocks + columns["rent.spare_blocks"][some])
    loss = gap[some] + paid - saving[some] * volume
    assert (loss <= MONEY * (np.abs(gap[some]) + paid)).all()


def test_everything_past_the_last_break_even_pays(staircases):
    _, found, volumes, loss = staircases
    past = volumes > found["breakeven_always"] * (1 + MONEY)
    assert (loss[past] < MONEY).all()


def test_just_below_the_last_break_even_it_does_not_pay(staircases):
    """A grid point between the last loss and the last break-even would show that the latter comes too late."""
    _, found, volumes, loss = staircases
    reached = np.isfinite(found["breakeven_always"]) & (found["breakeven_always"] > 0) & (found["breakeven_always"] < volumes[-1])
    losing = np.where(loss > MONEY, volumes, -1).max(axis=0)
    ordered = np.sort(volumes, axis=0)
    for column in np.flatnonzero(reached):
        between = ordered[
            (ordered[:, column] > losing[column]) & (ordered[:, column] < found["breakeven_always"][column]), column
        ]
        assert between.size == 0, (column, losing[column], found["breakeven_always"][column])


def test_none_is_said_where_no_volume_pays_and_only_there(staircases):
    _, found, _, loss = staircases
    none = np.isinf(found["breakeven_any"])
    assert (loss[:, none] > -MONEY).all()
    assert 0.05 < none.mean() < 0.95


def test_the_random_cases_hold_every_kind(staircases):
    """Windows, break-evens at once, and firsts before lasts are all among them, or the tests above prove little."""
    _, found, _, _ = staircases
    first, always = found["breakeven_any"], found["breakeven_always"]
    assert (np.isfinite(first) & np.isinf(always)).sum() > 20
    assert ((first == always) & np.isfinite(first) & (first > 0)).sum() > 200
    assert (np.isfinite(always) & (first < always)).sum() > 100
    assert (first == 0).sum() > 20


def test_reach_only_hides_what_lies_beyond_it(staircases):
    columns, found, _, _ = staircases
    rng = np.random.default_rng(7)
    near = STAIRCASE.solve(
        {**columns, "volume": 10 ** rng.uniform(2, 8, CASES), "obtainable_blocks": rng.integers(1, 100, CASES)}
    )
    assert np.array_equal(near["breakeven_any"], found["breakeven_any"])
    for name, free in (("breakeven_first", found["breakeven_any"]), ("breakeven_always", found["breakeven_always"])):
        assert np.array_equal(near[name], np.where(free <= near["reach"], free, np.inf))


def test_an_early_step_decides_not_the_mean():
    """A ratio of costs ignores the steps: at 1.2 blocks of load two are paid, which moves the break-even."""
    case = Staircase(gap=0, block=10, spare=0, least=1, saving=Fraction(12), room=1)
    found = solved(case)
    assert found["breakeven_any"] == pytest.approx(10 / 12)
    assert found["breakeven_always"] == pytest.approx(50 / 12)  # five blocks: from 25/6 on no further block makes it lose
