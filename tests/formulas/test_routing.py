"""Laws of routing: cheaper is never dearer, and at the share where it stops it neither saves nor costs."""

from __future__ import annotations

import numpy as np
import pytest

from calculators.engine.calculation import Calculation
from calculators.formulas import routing

ROWS = 3000
ROUTING = Calculation(routing.FORMULAS)


@pytest.fixture(scope="module")
def given_values():
    """Prices, volumes and shares over wide ranges."""
    rng = np.random.default_rng(11)
    frontier = 10 ** rng.uniform(-4, 0, ROWS)
    return {
        "requests": 10 ** rng.uniform(2, 8, ROWS), "bill": np.zeros(ROWS), "users": np.zeros(ROWS),
        "user_sessions": np.ones(ROWS), "calls_per_session": np.ones(ROWS), "frontier.answer_price": frontier,
        "call.answer_price": frontier * rng.uniform(0.01, 1.3, ROWS), "frontier_share": rng.uniform(0, 1, ROWS),
        "escalated_share": rng.uniform(0, 0.5, ROWS), "fte_month": rng.uniform(5e3, 3e4, ROWS), "router_fte": rng.uniform(0, 0.3, ROWS),
    }  # fmt: skip


@pytest.fixture(scope="module")
def solved(given_values):
    """The answers to the random questions."""
    return ROUTING.solve(given_values)


@pytest.mark.parametrize("name", ["call.answer_price", "escalated_share", "router_fte", "fte_month", "frontier.answer_price"])
def test_dearer_parts_never_make_the_mix_cheaper(given_values, solved, name):
    found = ROUTING.solve(given_values | {name: given_values[name] * 1.2})
    assert (found["mixed_call_cost"] >= solved["mixed_call_cost"] * (1 - 1e-12)).all()


def test_more_requests_never_cost_less(given_values, solved):
    found = ROUTING.solve(given_values | {"requests": given_values["requests"] * 1.5})
    assert (found["mixed_call_cost"] > solved["mixed_call_cost"]).all()
    assert (found["routing_stops_at"] >= solved["routing_stops_at"]).all()


def test_at_the_share_where_it_stops_routing_saves_nothing(given_values, solved):
    some = solved["routing_stops_at"] > 0
    at_stop = {name: value[some] for name, value in (given_values | {"frontier_share": solved["routing_stops_at"]}).items()}
    found = ROUTING.solve(at_stop)
    assert 0.1 < some.mean() < 0.9
    assert (np.abs(found["routing_saving"]) <= 1e-9 * found["all_frontier_cost"]).all()


def test_below_that_share_it_saves_and_above_it_does_not(given_values, solved):
    below = given_values["frontier_share"] < solved["routing_stops_at"]
    slack = 1e-9 * solved["all_frontier_cost"]
    assert (solved["routing_saving"][below] > -slack[below]).all()
    assert (solved["routing_saving"][~below] < slack[~below]).all()
