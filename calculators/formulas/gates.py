"""Rules that strike a way out whatever it costs. A gate is 1 where the way may pass, 0 where it is struck out."""

import numpy as np

from calculators.engine.formula import formula
from calculators.formulas import api_price
from calculators.formulas.constants import MS_PER_SECOND, ONE_AT_A_TIME


@formula("z_lat", "1")
def api_latency_allowed(measured_ttft, ttft_target):
    """An API is judged by the reader's own measurement; where nothing is measured or no target is set, it passes."""
    return np.where((ttft_target > 0) & (measured_ttft > ttft_target), 0, 1)


@formula("t_first", "ms")
def first_token_floor(prefill_work):
    """The least time to a first token on one's own GPUs: reading the input of one request on an idle replica.

    Queueing, the network and other requests come on top.
    """
    return prefill_work * ONE_AT_A_TIME * MS_PER_SECOND


@formula("z_lat", "1")
def fleet_latency_allowed(first_token_floor, ttft_target):
    """A fleet is struck out only where reading the input alone takes longer than the target."""
    return np.where((ttft_target > 0) & (first_token_floor > ttft_target), 0, 1)


@formula("z_ctx", "1")
def context_allowed(over_context):
    """A model whose context is shorter than the longest request cannot answer it."""
    return 1 - over_context


@formula("z_qual", "1")
def quality_allowed(pass_rate, needed_pass_rate):
    """A model whose answers pass the reader's own test less often than is needed is no way at all."""
    return np.where(pass_rate < needed_pass_rate, 0, 1)


@formula("z_time", "1")
def time_allowed(ready_months, deadline_months, call__allowed):
    """A fleet that is not ready by the deadline fails, unless an API may serve until then."""
    return np.where((ready_months > deadline_months) & (call__allowed <= 0), 0, 1)


@formula("z_cap", "1")
def capital_allowed(upfront, capital_limit):
    """What is paid up front must be there."""
    return np.where(upfront > capital_limit, 0, 1)


@formula("z_both", "1")
def both_allowed(call__passed, rent__passed):
    """A mix must pass with its API and with its fleet."""
    return np.minimum(call__passed, rent__passed)


@formula("z", "1")
def api_allowed(data_allowed, context_allowed, latency_allowed, quality_allowed):
    """An API is open where it passes every gate that concerns it."""
    return data_allowed * context_allowed * latency_allowed * quality_allowed


@formula("z", "1")
def allowed(
    data_allowed, context_allowed, latency_allowed, quality_allowed, frontier_allowed, skills_allowed, time_allowed,
    capital_allowed,
):  # fmt: skip
    """A way is open where it passes every gate."""
    passed = data_allowed * context_allowed * latency_allowed * quality_allowed * frontier_allowed
    return passed * skills_allowed * time_allowed * capital_allowed


LATENCY, QUALITY = ("latency_allowed", "z_lat"), ("quality_allowed", "z_qual")
CONTEXT = ("context_allowed", "z_ctx")
ROOM = (api_price.context_left, api_price.over_context, context_allowed)
CALL = (context_allowed, api_latency_allowed.again(*LATENCY), quality_allowed, api_allowed.again("allowed", "z"))
FLEET = (*ROOM, first_token_floor, fleet_latency_allowed.again(*LATENCY), quality_allowed, time_allowed, capital_allowed, allowed)
OWN = (*FLEET[:-2], capital_allowed.again("capital_allowed", "z_cap", upfront="capex"), allowed)
HYBRID = (
    both_allowed.again(*CONTEXT, call__passed="call__context_allowed", rent__passed="rent__context_allowed"),
    both_allowed.again(*LATENCY, call__passed="call__latency_allowed", rent__passed="rent__latency_allowed"),
    both_allowed.again(*QUALITY, call__passed="call__quality_allowed", rent__passed="rent__quality_allowed"),
    time_allowed, capital_allowed.again("capital_allowed", "z_cap", upfront="base_capex"), allowed,
)  # fmt: skip
