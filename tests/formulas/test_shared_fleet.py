"""What holds of every shared fleet, whatever the workloads."""

from __future__ import annotations

import numpy as np
import pytest

from calculators import catalog
from calculators.shared_fleet import OF_EACH, WORKLOADS

ROWS = 3000


@pytest.fixture(scope="module")
def given(guide):
    """The guide's own inputs, with workloads drawn over wide spreads; a third of them have no requests."""
    rng = np.random.default_rng(3)
    values = dict(guide.answer("shared_fleet", {}).resolved.values)
    for way in WORKLOADS:
        drawn = {
            "requests": 10 ** rng.uniform(3, 9, ROWS) * (rng.random(ROWS) > 1 / 3), "input_tokens": 10 ** rng.uniform(2, 4.5, ROWS),
            "output_tokens": 10 ** rng.uniform(1, 3.5, ROWS), "cached_share": rng.random(ROWS),
            "prefix_hit_share": rng.random(ROWS) * 0.9, "batch_share": rng.choice([0, 0, 0.5, 1], ROWS),
            "peak_to_mean": rng.uniform(1, 8, ROWS), "window_hours": rng.choice([8.0, 24.0], ROWS),
        }  # fmt: skip
        assert set(drawn) == set(OF_EACH)
        values |= {f"{way}.{name}": column for name, column in drawn.items()}
    return {name: values[name] for name in catalog.SHARED_FLEET.inputs}


def solve(given, **changed):
    return catalog.SHARED_FLEET.solve(given | {name.replace("__", "."): value for name, value in changed.items()})


def test_sharing_never_takes_more_blocks_and_never_costs_more(given):
    found = solve(given)
    working = sum(given[f"{way}.requests"] for way in WORKLOADS) > 0
    assert working.mean() > 0.8
    assert (found["blocks_saved"][working] >= 0).all()
    assert (found["sharing_saving"][working] >= 0).all()
    assert (found["blocks_saved"] > 0).any()


def test_a_shared_fleet_carries_each_of_its_workloads(given):
    found = solve(given)
    for way in WORKLOADS:
        assert (found["fleet_replicas"] >= found[f"{way}.own_replicas"] * (1 - 1e-12)).all()


def test_more_overlap_never_takes_fewer_replicas(given):
    apart, half, together = (solve(given, peak_overlap=share)["fleet_replicas"] for share in (0.0, 0.5, 1.0))
    assert (apart <= half).all()
    assert (half <= together).all()
    assert (apart < together).any()


@pytest.mark.parametrize("way", WORKLOADS)
def test_one_workload_alone_has_the_fleet_of_the_rented_fleet_calculator(given, way):
    """The same workload put to the calculator of one fleet: its blocks, its cost, its API bill."""
    others = {f"{other}.requests": 0.0 for other in WORKLOADS if other != way}
    found = catalog.SHARED_FLEET.solve(given | others)
    alone = {name.removeprefix(f"{way}."): value for name, value in given.items()}
    alone |= {
        "bill": 0.0,
        "users": 0.0,
        "reasoning_tokens": 0.0,
        "rent.pass_rate": given["call.pass_rate"],
        "rent.retry_share": given["call.retry_share"],
        "rent.tokenizer_ratio": 1.0,
        "call.tokenizer_ratio": 1.0,
        "rent.by_second": 0.0,
        "answer_speed": 40.0,
        "keep_alive_seconds": 60.0,
        "cold_start_seconds": 60.0,
        "user_sessions": 20.0,
        "calls_per_session": 10.0,
        "rent.prefix_hit_share": given[f"{way}.prefix_hit_share"],
    }
    own = catalog.RENTED_FLEET.solve({name: alone[name] for name in catalog.RENTED_FLEET.inputs})
    working = given[f"{way}.requests"] > 0
    for name in ("rent.blocks", "rent.monthly_cost", "rent.load_while_billed"):
        assert found[name][working] == pytest.approx(own[name][working]), name
    assert found[f"{way}.own_blocks"][working] == pytest.approx(own["rent.blocks"][working])
    assert found[f"{way}.answer_price"] == pytest.approx(own["call.answer_price"])
