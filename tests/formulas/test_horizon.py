"""What must hold of four ways over the horizon, whatever the workload: on thousands of seeded workloads at once."""

import numpy as np
import pytest

from calculators.decision import AGAINST, BEST_SPLIT, COSTS, DECIDE, LEVELISED
from calculators.engine.steps import Steps

ROWS = 3000
WAYS = tuple(COSTS)
LOGARITHMIC = 5
STUDY = Steps(DECIDE, "horizon_months", (*LEVELISED, *AGAINST, *COSTS.values(), "least_cost"))
BROAD = {  # input -> low, high of what is drawn; the first are drawn evenly in their logarithm
    "requests": (1e3, 1e9), "input_tokens": (50, 40_000), "output_tokens": (10, 4_000),
    "call.input_price": (0.05, 10), "call.output_price": (0.2, 50),
    "cached_share": (0, 0.95), "batch_share": (0, 0.9), "peak_to_mean": (1.2, 6), "trough_to_mean": (0, 0.5),
    "growth": (-0.03, 0.08), "api_drift": (-0.4, 0.5), "gpu_drift": (-0.4, 0.5), "rent.gpu_price": (0.5, 15), "rent.fte": (0, 1),
    "own.server_price": (100_000, 900_000), "own.residual_share": (0, 0.6), "discount_rate": (0.01, 0.4),
    "rent.setup_months": (0, 6), "own.delivery_weeks": (0, 50), "hybrid.setup_months": (0, 6),
}  # fmt: skip


@pytest.fixture(scope="module")
def workloads(guide):
    """Default inputs with seeded columns of what differs from reader to reader; mixes of every size."""
    rng = np.random.default_rng(20261122)
    values = dict(guide.answer("decide", {}).resolved.values)
    for place, (name, (low, high)) in enumerate(BROAD.items()):
        spread = rng.uniform(np.log(low), np.log(high), ROWS) if place < LOGARITHMIC else rng.uniform(low, high, ROWS)
        values[name] = np.exp(spread) if place < LOGARITHMIC else spread
    values["hybrid.base_blocks"] = rng.integers(0, 12, ROWS).astype(float)
    return values


def run(values):
    """Every total, as columns."""
    return {name: np.broadcast_to(value, ROWS) for name, value in STUDY.run(values)[0].items()}


@pytest.fixture(scope="module")
def found(workloads):
    return run(workloads)


def no_less(now, before):
    """Whether every row is at least what it was, but for rounding."""
    return np.all(now >= before - 1e-9 * np.abs(before))


@pytest.mark.parametrize("way", ["call", "rent", "own"])
def test_no_way_gets_cheaper_with_more_volume(workloads, found, way):
    more = run({**workloads, "requests": workloads["requests"] * 1.37})
    assert no_less(more[f"{way}.levelised_cost"], found[f"{way}.levelised_cost"])


def best_mix(values):
    """The levelised cost of the best split, tried one number of base blocks after the other; the others' terms as rent's."""
    equal = {"hybrid.fte": values["rent.fte"], "hybrid.setup_months": values["rent.setup_months"],
             "hybrid.setup_fte_months": values["rent.setup_fte_months"], "hybrid.fte_per_gpu": values["rent.fte_per_gpu"]}  # fmt: skip
    blocks = np.broadcast_to(DECIDE.solve(values, ("rent.blocks",))["rent.blocks"], ROWS)
    tried = [
        BEST_SPLIT.study.run({**values, **equal, "hybrid.base_blocks": np.minimum(n, blocks)})[0][BEST_SPLIT.least]
        for n in range(40)
    ]
    tried.append(BEST_SPLIT.study.run({**values, **equal, "hybrid.base_blocks": blocks})[0][BEST_SPLIT.least])
    return np.min(tried, axis=0)


def test_the_best_mix_is_never_dearer_than_calling_or_renting_and_never_cheaper_with_more_volume(workloads, found):
    least = best_mix(workloads)
    assert no_less(found["call.levelised_cost"], least)
    assert no_less(found["rent.levelised_cost"], least)
    assert np.mean(least < np.minimum(found["call.levelised_cost"], found["rent.levelised_cost"]) * 0.999) > 0.02  # mixes do win
    assert no_less(best_mix({**workloads, "requests": workloads["requests"] * 1.37, "growth": 0.0}),
                   best_mix({**workloads, "growth": 0.0}))  # fmt: skip


@pytest.mark.parametrize("price", [
    "rent.gpu_price", "own.server_price", "own.kwh_price", "own.colo_price", "salary", "call.input_price", "call.output_price",
])  # fmt: skip
def test_a_price_cut_never_raises_a_cost(workloads, found, price):
    cheaper = run({**workloads, price: workloads[price] * 0.8})
    for name in LEVELISED:
        assert no_less(found[name], cheaper[name]), name
    assert any(np.any(cheaper[name] < found[name] * 0.999) for name in LEVELISED)


def test_net_present_value_and_verdict_never_disagree(found):
    least = np.minimum(np.minimum(found["rent.levelised_cost"], found["own.levelised_cost"]), found["hybrid.levelised_cost"])
    saved = np.max([found[f"{way}.npv"] for way in WAYS[1:]], axis=0)
    clear = np.abs(saved) > 1e-6 * np.abs(found["call.levelised_cost"])
    assert np.array_equal((saved > 0)[clear], (least < found["call.levelised_cost"])[clear])
    assert 0.05 < np.mean(saved[clear] > 0) < 0.95


@pytest.mark.parametrize("way", ["rent", "own", "hybrid"])
def test_payback_within_the_horizon_is_a_positive_value(found, way):
    value = found[f"{way}.npv"]
    clear = np.abs(value) > 1e-6
    assert np.array_equal(np.isfinite(found[f"{way}.payback"])[clear], (value > 0)[clear])


def test_a_level_month_without_setup_is_its_own_even_payment(guide, workloads):
    """With nothing that changes from month to month, the annuity of the month and the present value are one figure."""
    still = dict.fromkeys(("growth", "api_drift", "gpu_drift", "rent.setup_months", "own.setup_months", "hybrid.setup_months",
                           "rent.delivery_weeks", "own.delivery_weeks", "hybrid.delivery_weeks", "rent.setup_fte_months",
                           "own.setup_fte_months", "hybrid.setup_fte_months"), 0.0)  # fmt: skip
    values = {**workloads, **still}
    level, whole = DECIDE.solve(values), run(values)
    for way in WAYS:
        assert np.allclose(whole[f"{way}.levelised_cost"], level[f"{way}.monthly_cost"], rtol=1e-9), way


def test_the_verdict_is_the_least_of_the_ways_that_are_open(workloads):
    gated = run({**workloads, "rent.data_allowed": np.arange(ROWS) % 2, "call.data_allowed": np.arange(ROWS) % 3 > 0})
    costs = np.stack([gated[name] for name in COSTS.values()])
    assert np.array_equal(gated["least_cost"], costs.min(axis=0))
    assert np.isinf(gated["rent.open_cost"][np.arange(ROWS) % 2 == 0]).all()


def test_waiting_for_servers_is_paid_to_the_api(workloads, found):
    later = run({**workloads, "own.delivery_weeks": workloads["own.delivery_weeks"] + 26, "growth": 0.0, "api_drift": 0.0})
    now = run({**workloads, "growth": 0.0, "api_drift": 0.0})
    saves = now["call.levelised_cost"] > 2 * now["own.levelised_cost"]
    assert saves.any()
    assert np.all(later["own.levelised_cost"][saves] > now["own.levelised_cost"][saves])
