"""A fleet that is billed by the second and sleeps when nobody asks: cheap for little traffic, dear for much."""

import numpy as np

from calculators.engine.formula import formula
from calculators.engine.functions import decay
from calculators.formulas import fleet, rent
from calculators.formulas.constants import HOURS_PER_MONTH, ONE_SERVING, SECONDS_PER_HOUR


@formula("t_ans", "s/request")
def service_seconds(output_tokens, answer_speed):
    """How long a request keeps a replica awake while it is answered: the writing alone, for reading is quick beside it."""
    return output_tokens / answer_speed


@formula("s_on", "1")
def on_share(mean_rate, service_seconds, keep_alive_seconds):
    """Share of the time in which one replica is awake: some request was answered, or kept it awake, a moment ago.

    Requests come independently of each other at the mean rate. A quiet night sleeps more than that, a busy day less.
    """
    return 1 - decay(mean_rate * (service_seconds + keep_alive_seconds))


@formula("n_cold", "request/month")
def cold_starts(volume, attempts, on_share):
    """Requests that find the replica asleep and wait for it to start."""
    return volume * attempts * (1 - on_share)


@formula("h_on", "h/month")
def awake_hours(on_share, cold_starts, cold_start_seconds, billed_hours):
    """Hours billed of one replica: awake, and starting; no more than those in which the fleet is switched on at all.

    Starts are counted one by one, though a second request may find a start under way. With the bound this never falls
    with volume.
    """
    return np.minimum(HOURS_PER_MONTH * on_share + cold_starts * cold_start_seconds / SECONDS_PER_HOUR, billed_hours)


@formula("C_sec", "USD/month")
def serverless_cost(awake_hours, gpus_per_replica, hour_price, extras_share):
    """One replica billed by the second. A second environment sleeps too, so nothing is kept for it."""
    return gpus_per_replica * ONE_SERVING * hour_price * awake_hours * (1 + extras_share)


@formula("z_one", "1")
def one_sleeper(by_second, needed_rate, replica_rate):
    """1 where the fleet is billed by the second and one replica carries the busiest hour, else 0."""
    return np.where((by_second > 0) & (needed_rate <= replica_rate * ONE_SERVING), 1, 0)


@formula("C_GPU", "USD/month")
def fleet_cost(one_sleeper, serverless_cost, blocks, block_cost):
    """The seller's invoice. Beyond what one replica carries, every worker is taken as awake around the clock.

    That is an upper bound: a platform that adds and drops workers by the minute bills less. The step up to it is steep.
    """
    return np.where(one_sleeper > 0, serverless_cost, rent.fleet_cost.function(blocks, block_cost))


@formula("u_bill", "1")
def hours_billed(one_sleeper, awake_hours, billed_hours):
    """Share of the month's hours that is billed; it says nothing about how busy they are."""
    return fleet.hours_billed.function(np.where(one_sleeper > 0, awake_hours, billed_hours))


FORMULAS = (service_seconds, on_share, cold_starts, awake_hours, serverless_cost, one_sleeper, fleet_cost, hours_billed)
