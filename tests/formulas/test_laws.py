"""Laws that hold whatever the numbers: more of a bad thing never helps, and nothing is lost between two formulas."""

from __future__ import annotations

import numpy as np
import pytest

from calculators import catalog

ROWS = 4000
EXACT = 1e-12  # relative, for sums of the same terms in another order


def columns(seed=1):
    """Inputs over plausible ranges and beyond, as columns."""
    rng = np.random.default_rng(seed)

    def between(low, high):
        return rng.uniform(low, high, ROWS)

    def decades(low, high):
        return 10 ** rng.uniform(low, high, ROWS)

    def one_of(*values):
        return rng.choice(values, ROWS).astype(float)

    price = decades(-2, 1)
    return {
        "requests": decades(2, 9), "bill": np.zeros(ROWS), "users": np.zeros(ROWS),
        "user_sessions": between(1, 50), "calls_per_session": between(1, 50), "input_tokens": decades(1.5, 4.9),
        "output_tokens": decades(1, 4),
        "cached_share": between(0, 1), "written_share": between(0, 1), "batch_share": between(0, 1),
        "long_share": one_of(0, 0, 0.01, 0.3), "long_input_tokens": decades(3, 5.5), "peak_hours_share": between(0, 1),
        "peak_to_mean": between(1, 8), "window_hours": one_of(4, 8, 24), "horizon_months": one_of(12, 36, 60),
        "salary": between(30_000, 300_000), "employer_factor": between(1, 2), "obtainable_blocks": one_of(4, 64, 1000),
        "call.pass_rate": between(0.5, 1), "call.retry_share": between(0, 0.5), "call.tokenizer_ratio": between(0.8, 1.4),
        "reasoning_tokens": one_of(0, 0, 300, 5000), "call.regional_premium": between(1, 1.5),
        "call.discount_share": between(0, 0.5),
        "call.fte": between(0, 2), "call.provisioned_units": one_of(0, 0, 3), "call.provisioned_price": decades(1, 4),
        "call.provisioned_rate": decades(-2, 0), "rent.pass_rate": between(0.5, 1), "rent.retry_share": between(0, 0.5),
        "rent.tokenizer_ratio": between(0.8, 1.4), "rent.gpu_price": between(0.3, 15),
        "rent.gpus_per_unit": one_of(1, 2, 4, 8), "rent.gpus_per_replica": one_of(1, 2, 3, 4, 8, 16),
        "rent.prefill_seconds": decades(-5.5, -3), "rent.decode_seconds": decades(-5.5, -3), "rent.kv_seconds": decades(-9, -6),
        "rent.spot_share": one_of(0, 0, 0, 0.5, 0.9), "rent.on_demand_price": between(0.3, 15),
        "interruptions_per_hour": decades(-5, -1),
        "restart_hours": between(0.05, 0.5), "rent.staging_share": between(0, 0.3),
        "rent.by_second": one_of(0, 1), "answer_speed": between(10, 100), "keep_alive_seconds": between(1, 300),
        "cold_start_seconds": between(1, 500), "rent.attention_seconds": decades(-10, -8),
        "rent.prefix_hit_share": between(0, 0.9), "rent.slo_derate": between(0.05, 1),
        "rent.production_derate": between(0.3, 1), "rent.fill_limit": between(0.5, 1), "rent.throughput_factor": between(0.5, 2),
        "rent.spare_blocks": one_of(0, 1, 2), "rent.min_blocks": one_of(1, 2), "rent.billed_hours": one_of(243, 365, 730),
        "rent.extras_share": between(0, 0.3), "rent.request_extra": one_of(0, 0, 1e-5), "rent.fte": between(0, 2),
        "rent.fte_per_gpu": between(0, 0.03), "rent.setup_fte_months": between(0, 6), "call.input_price": price,
        "call.cached_price": price * between(0.02, 1), "call.write_price": price * between(1, 2),
        "call.output_price": price * between(1, 6), "call.batch_input_price": price * between(0.3, 1),
        "call.batch_output_price": price * between(0.5, 5), "call.long_context_from": one_of(1e5, 2e5, np.inf),
        "call.context": one_of(1e4, 1e6, np.inf),
        "call.long_input_price": price * between(1, 3), "call.long_cached_price": price * between(0.02, 3),
        "call.long_output_price": price * between(1, 9), "call.peak_input_price": price * between(1, 3),
        "call.peak_cached_price": price * between(0.02, 3), "call.peak_output_price": price * between(1, 9),
    }  # fmt: skip


@pytest.fixture(scope="module")
def given_values():
    """The same random questions for every law."""
    return columns()


def solve(given_values, **changed):
    """Everything that the break-even calculation makes, with some inputs changed; dots are written as __."""
    return catalog.BREAK_EVEN.solve(given_values | {name.replace("__", "."): value for name, value in changed.items()})


@pytest.fixture(scope="module")
def solved(given_values):
    """The answers to the random questions."""
    return solve(given_values)


def never_falls(before, after):
    """Each row is at least what it was, up to rounding; infinity is above all."""
    return (after >= before * (1 - EXACT)).all()


def test_every_input_of_every_calculation_is_drawn():
    every = (catalog.BREAK_EVEN, catalog.RENTED_FLEET, catalog.API_BILL)
    assert {name for calculation in every for name in calculation.inputs} == set(columns())


def test_nothing_is_no_number(solved):
    assert [name for name, value in solved.items() if np.isnan(value).any()] == []


def test_fleet_costs_are_finite_and_above_zero(solved):
    for name in ("rent.monthly_cost", "rent.mtoken_cost", "rent.block_rate", "block_volume", "call.answer_price"):
        assert (np.isfinite(solved[name]) & (solved[name] > 0)).all(), name


def test_renting_never_gets_cheaper_with_more_requests(given_values, solved):
    for times in (1.0001, 1.3, 10):
        assert never_falls(
            solved["rent.monthly_cost"], solve(given_values, requests=given_values["requests"] * times)["rent.monthly_cost"]
        )


WORSE_FLEETS = {
    "dearer GPUs": ("rent.gpu_price", lambda v: v * 1.2),
    "dearer engineers": ("rent.fte", lambda v: v + 0.5),
    "dearer care": ("rent.fte_per_gpu", lambda v: v + 0.01),
    "another spare": ("rent.spare_blocks", lambda v: v + 1),
    "a larger least fleet": ("rent.min_blocks", lambda v: v + 1),
    "dearer hours on demand": ("rent.on_demand_price", lambda v: v * 1.5),
    "more interruptions": ("interruptions_per_hour", lambda v: v * 3),
    "longer restarts": ("restart_hours", lambda v: v * 3),
    "a larger second environment": ("rent.staging_share", lambda v: v + 0.2),
    "more extras": ("rent.extras_share", lambda v: v + 0.2),
    "slower software": ("rent.throughput_factor", lambda v: v * 0.8),
    "a harder latency target": ("rent.slo_derate", lambda v: v * 0.6),
    "a sharper peak": ("peak_to_mean", lambda v: v * 1.5),
    "a shorter window": ("window_hours", lambda v: v / 2),
    "more retries on the fleet": ("rent.retry_share", lambda v: v + 0.3),
    "more answers rejected": ("rent.pass_rate", lambda v: v * 0.8),
    "a wordier tokenizer": ("rent.tokenizer_ratio", lambda v: v * 1.3),
    "slower reading": ("rent.prefill_seconds", lambda v: v * 2),
    "slower writing": ("rent.decode_seconds", lambda v: v * 2),
    "fewer hits in its cache": ("rent.prefix_hit_share", lambda v: v * 0.5),
}


@pytest.mark.parametrize("worse", WORSE_FLEETS)
def test_a_worse_fleet_never_breaks_even_sooner(given_values, solved, worse):
    name, change = WORSE_FLEETS[worse]
    found = catalog.BREAK_EVEN.solve(given_values | {name: change(given_values[name])})
    assert never_falls(solved["breakeven_any"], found["breakeven_any"])
    assert never_falls(solved["rent.monthly_cost"], found["rent.monthly_cost"])
    assert (found["rent_gap"] >= solved["rent_gap"] - 1e-9 * found["rent.monthly_cost"]).all()


def test_the_last_break_even_never_falls_when_gpus_get_dearer(given_values, solved):
    found = solve(given_values, rent__gpu_price=given_values["rent.gpu_price"] * 1.2)
    assert never_falls(solved["breakeven_always"], found["breakeven_always"])


def test_a_dearer_api_never_breaks_even_later(given_values, solved):
    found = solve(given_values, call__regional_premium=given_values["call.regional_premium"] * 1.2)
    assert never_falls(found["breakeven_any"], solved["breakeven_any"])
    assert never_falls(found["breakeven_always"], solved["breakeven_always"])


PRICES = (
    "input_price", "cached_price", "write_price", "output_price", "batch_input_price", "batch_output_price",
    "long_input_price", "long_cached_price", "long_output_price", "peak_input_price", "peak_cached_price", "peak_output_price",
)  # fmt: skip


def below_the_limit(given_values):
    """The same questions with no request above the limit, where no price stands in ratio to another.

    A seller with a write price or one with peak hours, as they are found: none has both.
    """
    writes = np.arange(ROWS) % 2 == 0
    return given_values | {
        "call.long_context_from": np.full(ROWS, np.inf),
        "call.context": np.full(ROWS, np.inf),
        "written_share": np.where(writes, given_values["written_share"], 0),
        "peak_hours_share": np.where(writes, 0, given_values["peak_hours_share"]),
    }


@pytest.mark.parametrize("price", PRICES)
def test_a_cheaper_price_never_raises_the_bill(given_values, price):
    usual = below_the_limit(given_values)
    before = catalog.API_BILL.solve(usual)["call.usage_cost"]
    after = catalog.API_BILL.solve(usual | {f"call.{price}": usual[f"call.{price}"] * 0.7})["call.usage_cost"]
    assert never_falls(after, before)


def test_a_cheaper_list_never_raises_the_bill(given_values):
    """All prices a tenth off is the bill a tenth off, above the limit as well."""
    metered = given_values | {"call.provisioned_units": np.zeros(ROWS)}
    cheaper = metered | {f"call.{price}": metered[f"call.{price}"] * 0.9 for price in PRICES}
    before, after = (catalog.API_BILL.solve(each)["call.usage_cost"] for each in (metered, cheaper))
    assert after == pytest.approx(before * 0.9, rel=1e-9)


@pytest.mark.parametrize("name", ["requests", "call.provisioned_price", "peak_to_mean", "reasoning_tokens"])
def test_with_units_bought_ahead_more_of_anything_never_lowers_the_bill(given_values, name):
    before = catalog.API_BILL.solve(given_values)["call.usage_cost"]
    after = catalog.API_BILL.solve(given_values | {name: given_values[name] * 1.7})["call.usage_cost"]
    assert never_falls(before, after)


def test_waiting_never_costs_more_than_not_waiting(solved):
    assert (solved["call.batch_request_price"] <= solved["call.request_price"]).all()


def test_usage_of_a_bill_worked_backwards_is_the_bill(given_values):
    bill = given_values["requests"]
    found = solve(given_values, bill=bill)
    assert found["call.usage_cost"] == pytest.approx(bill, rel=EXACT)
    stated = solve(given_values, requests=found["volume"])
    for name in ("rent.monthly_cost", "rent_gap", "breakeven_any"):
        assert np.array_equal(stated[name], found[name]), name


def test_users_counted_are_the_same_requests_stated(given_values):
    users = 10 ** np.random.default_rng(3).uniform(0, 6, ROWS)
    counted = users * given_values["user_sessions"] * given_values["calls_per_session"]
    found, stated = solve(given_values, users=users), solve(given_values, requests=counted)
    assert np.array_equal(found["volume"], stated["volume"])
    assert np.array_equal(found["rent_gap"], stated["rent_gap"])


def test_a_better_pass_rate_never_raises_the_price_of_an_accepted_answer(given_values, solved):
    better = np.minimum(given_values["call.pass_rate"] * 1.2, 1)
    assert never_falls(solve(given_values, call__pass_rate=better)["call.answer_price"], solved["call.answer_price"])


def test_reasoning_costs_on_both_sides_and_serves_nobody(given_values, solved):
    found = solve(given_values, reasoning_tokens=given_values["reasoning_tokens"] + 100)
    assert (found["call.answer_price"] > solved["call.answer_price"]).all()
    assert (found["rent.request_work"] > solved["rent.request_work"]).all()
    assert np.array_equal(found["served_tokens"], solved["served_tokens"])


def test_a_ratio_of_tokens_is_the_same_tokens_stated(given_values):
    """A tokenizer that makes twice as many tokens bills what twice as long a text would bill."""
    names = ("input_tokens", "output_tokens", "reasoning_tokens", "long_input_tokens")
    twice = given_values | {name: given_values[name] * 2 for name in names}
    found = solve(given_values, call__tokenizer_ratio=given_values["call.tokenizer_ratio"] * 2)
    assert np.array_equal(found["call.answer_price"], catalog.BREAK_EVEN.solve(twice)["call.answer_price"])


def test_capacity_holds_the_load(solved):
    held = solved["rent.busy_blocks"] * solved["rent.block_rate"]
    assert (held >= solved["rent.needed_rate"] * (1 - EXACT)).all()
    assert (solved["rent.needed_rate"] >= solved["rent.mean_rate"] * (1 - EXACT)).all()


def test_losing_a_block_leaves_the_load_carried_where_there_is_a_spare(given_values, solved):
    spared = given_values["rent.spare_blocks"] >= 1
    left = (solved["rent.blocks"] - 1) * solved["rent.block_rate"]
    assert spared.any()
    assert (left[spared] >= solved["rent.needed_rate"][spared] * (1 - EXACT)).all()


def test_no_block_is_paid_that_the_peak_does_not_need(given_values, solved):
    fewer = solved["rent.busy_blocks"] - 1
    idle = fewer * solved["rent.block_rate"] >= solved["rent.needed_rate"] * (1 + EXACT)
    assert (fewer[idle] < given_values["rent.min_blocks"][idle]).all()


def test_replicas_fit_their_block(given_values, solved):
    taken = solved["rent.replicas_per_block"] * given_values["rent.gpus_per_replica"]
    assert (taken <= solved["rent.block_gpus"]).all()
    assert (solved["rent.block_gpus"] % given_values["rent.gpus_per_unit"] == 0).all()
    wasted = solved["rent.block_gpus"] - taken
    assert (wasted < np.maximum(given_values["rent.gpus_per_replica"], given_values["rent.gpus_per_unit"])).all()


def test_no_fleet_works_more_than_it_dares(given_values, solved):
    """Load while billed stays below what latency, production and queues leave, in whatever hours are billed."""
    kept = given_values["rent.slo_derate"] * given_values["rent.production_derate"] * given_values["rent.fill_limit"]
    assert (solved["rent.load_while_billed"] <= kept * (1 + EXACT)).all()
    assert (solved["rent.load_while_billed"] <= 1).all()


def test_the_gap_today_is_the_break_evens_own_arithmetic(given_values, solved):
    """D + c * blocks - m * volume is the difference of the two monthly costs, people on both sides."""
    staircase = (
        solved["fixed_gap"] + solved["block_full_cost"] * solved["rent.blocks"] - solved["request_saving"] * solved["volume"]
    )
    assert np.allclose(
        staircase, solved["rent_gap"], rtol=0, atol=1e-9 * (solved["rent.monthly_cost"] + solved["call.usage_cost"])
    )


def test_a_block_serves_its_volume_and_not_one_answer_more(given_values, solved):
    for times, blocks in ((1 - 1e-9, 1), (1 + 1e-9, 2), (7 - 1e-9, 7), (7 + 1e-9, 8)):
        found = solve(given_values, requests=solved["block_volume"] * times, rent__min_blocks=1.0)
        assert (found["rent.busy_blocks"] == blocks).all(), times


def test_renting_pays_at_the_break_even_and_not_below_it(given_values, solved):
    """The two calculations meet: at the break-even the monthly costs are equal, a thousandth below the fleet is dearer."""
    volume = solved["breakeven_any"]
    some = np.isfinite(volume) & (volume > 0)
    assert some.sum() > ROWS / 20
    at = {name: np.broadcast_to(value, ROWS)[some] for name, value in given_values.items()}
    scale = solved["rent.monthly_cost"][some] + volume[some] * solved["call.answer_price"][some]
    here = catalog.BREAK_EVEN.solve(at | {"requests": volume[some] * (1 - 1e-13)})["rent_gap"]
    assert (np.abs(here) <= 1e-9 * scale).all()
    assert (catalog.BREAK_EVEN.solve(at | {"requests": volume[some] * 0.999})["rent_gap"] > -1e-9 * scale).all()


def test_people_are_one_line_each_and_nothing_else_moves(given_values, solved):
    """Without people the monthly cost is the seller's invoice alone."""
    found = solve(given_values, salary=0.0)
    assert np.array_equal(found["rent.monthly_cost"], found["rent.fleet_cost"])
    assert np.array_equal(found["rent.fleet_cost"], solved["rent.fleet_cost"])
    people = solved["rent.team_cost"] + solved["rent.care_cost"] + solved["rent.setup_monthly"]
    assert solved["rent.monthly_cost"] == pytest.approx(found["rent.monthly_cost"] + people, rel=EXACT)


def test_a_month_is_730_hours_everywhere(given_values, solved):
    """A fleet that a block's volume fills for every second of 730 hours has that volume's mean rate."""
    flat = solve(
        given_values,
        requests=solved["block_volume"],
        peak_to_mean=1.0,
        rent__pass_rate=1.0,
        rent__retry_share=0.0,
        window_hours=24.0,
    )
    assert flat["rent.mean_rate"] == pytest.approx(solved["block_volume"] / (730 * 3600), rel=EXACT)
    full = solved["rent.hour_price"] * solved["rent.gpus"] * given_values["rent.billed_hours"]
    extras = given_values["rent.extras_share"] + given_values["rent.staging_share"]
    assert solved["rent.fleet_cost"] == pytest.approx(full * (1 + extras), rel=EXACT)


def test_long_requests_of_usual_length_change_nothing(given_values):
    """A mixture of two kinds that are alike is the kind itself, on both sides, with nothing in batch."""
    alike = given_values | {"long_input_tokens": given_values["input_tokens"], "batch_share": np.zeros(ROWS)}
    without, mixed = (catalog.BREAK_EVEN.solve(alike | {"long_share": np.full(ROWS, share)}) for share in (0.0, 0.4))
    for name in ("call.answer_price", "rent.request_work", "served_tokens", "rent.context_tokens", "breakeven_any"):
        assert mixed[name] == pytest.approx(without[name], rel=1e-9), name


def test_long_requests_weigh_on_both_sides(given_values):
    """Longer requests make answers dearer and their work heavier: neither side may carry them for nothing."""
    longer = given_values | {"long_input_tokens": given_values["input_tokens"] * 50, "batch_share": np.zeros(ROWS)}
    without, mixed = (catalog.BREAK_EVEN.solve(longer | {"long_share": np.full(ROWS, share)}) for share in (0.0, 0.1))
    assert (mixed["call.answer_price"] > without["call.answer_price"]).all()
    assert (mixed["rent.request_work"] > without["rent.request_work"]).all()


def test_work_is_the_sum_over_requests(given_values, solved):
    """Prefill is additive: reading the prefix first and the rest later takes as long as reading it at once."""
    whole, rest = solve(given_values, rent__prefix_hit_share=0.0, long_share=0.0), solve(given_values, long_share=0.0)
    prefix = solve(
        given_values,
        rent__prefix_hit_share=0.0,
        long_share=0.0,
        input_tokens=given_values["input_tokens"] * given_values["rent.prefix_hit_share"],
    )
    assert prefix["rent.prefill_work"] + rest["rent.prefill_work"] == pytest.approx(whole["rent.prefill_work"], rel=1e-9)


def fleet(given_values, **changed):
    """The rented fleet's answers; dots are written as __."""
    changed = {name.replace("__", "."): value for name, value in changed.items()}
    return catalog.RENTED_FLEET.solve(given_values | changed)


def test_a_fleet_billed_by_the_second_never_costs_less_for_more_requests(given_values):
    """A replica asleep costs no more than one awake all month, and that no more than the whole fleet beyond it."""
    sleepy = given_values | {"rent.by_second": np.ones(ROWS)}
    for volumes in (given_values["requests"], 10 ** np.random.default_rng(5).uniform(0, 7, ROWS)):
        before = fleet(sleepy, requests=volumes)
        for times in (1.0001, 1.5, 30):
            after = fleet(sleepy, requests=volumes * times)
            assert never_falls(before["rent.fleet_cost"], after["rent.fleet_cost"])
    assert 0.05 < before["rent.one_sleeper"].mean() < 0.95


def test_billed_by_the_second_one_replica_never_costs_more_than_the_fleet_that_stands(given_values):
    """Asleep or awake, it has no more hours than the month and no more GPUs than the blocks that hold it."""
    sleepy, standing = (fleet(given_values, rent__by_second=each) for each in (1.0, 0.0))
    assert never_falls(sleepy["rent.fleet_cost"], standing["rent.fleet_cost"])
    assert (sleepy["rent.awake_hours"] <= 730).all()
    assert (sleepy["rent.hours_billed"] <= 1).all()


def test_a_fleet_that_stands_is_the_same_in_both_calculators(given_values, solved):
    found = fleet(given_values, rent__by_second=0.0)
    for name in ("rent.monthly_cost", "rent.hours_billed", "rent.load_while_billed"):
        assert np.array_equal(found[name], solved[name]), name


def test_dearer_hours_never_make_a_fleet_cheaper(given_values):
    before = fleet(given_values)
    for name in ("rent.gpu_price", "rent.on_demand_price", "keep_alive_seconds", "cold_start_seconds"):
        after = catalog.RENTED_FLEET.solve(given_values | {name: given_values[name] * 1.3})
        assert never_falls(before["rent.monthly_cost"], after["rent.monthly_cost"]), name


def test_spot_without_interruptions_and_always_to_be_had_is_its_price(given_values):
    found = fleet(given_values, rent__spot_share=1.0, interruptions_per_hour=0.0)
    assert np.array_equal(found["rent.hour_price"], given_values["rent.gpu_price"])
