"""Several workloads on one fleet: their work adds up in replicas, and is rounded up to whole blocks once.

A replica that serves a mixture needs the sum of the replica-seconds of its requests, so what each workload takes alone can
be added. Each is taken with its own lengths, peak and hours, and all with the same model and the same losses.
"""

import numpy as np

from calculators.engine.formula import formula
from calculators.formulas.constants import HOURS_PER_DAY
from calculators.formulas.workload import serving_hours


@formula("r_mean", "replica")
def mean_replicas(mean_rate, replica_rate, window_hours, billed_hours):
    """Replicas that a workload takes on average over the hours in which it may run."""
    return mean_rate * HOURS_PER_DAY / serving_hours(window_hours, billed_hours) / replica_rate


@formula("r_live", "replica")
def live_replicas(mean_replicas, live_share):
    """The part of them that must answer at once."""
    return mean_replicas * live_share


@formula("r_over", "replica")
def peak_excess(live_replicas, peak_to_mean):
    """What the live part takes on top in its busiest hour."""
    return live_replicas * (peak_to_mean - 1)


@formula("r_own", "replica")
def own_replicas(live_replicas, peak_excess, mean_replicas):
    """Replicas that the workload would need alone: live traffic at its peak, batch work filling the valleys."""
    return np.maximum(live_replicas + peak_excess, mean_replicas)


@formula("b_own", "block")
def own_blocks(requests, min_blocks, own_replicas, replicas_per_block, spare_blocks):
    """Whole blocks of a fleet of its own, with a spare of its own; none where there is no work."""
    busy = np.maximum(min_blocks, np.ceil(own_replicas / replicas_per_block))
    return np.where(requests > 0, busy + spare_blocks, 0)


@formula("r_sat", "replica")
def saturated_replicas(mean_rate, saturated_rate, throughput_factor):
    """Replicas' worth of work, all hours averaged, if each were always saturated with your software."""
    return mean_rate / (saturated_rate * throughput_factor)


@formula("r_mean,all", "replica")
def all_mean_replicas(first__mean_replicas, second__mean_replicas, third__mean_replicas):
    """All workloads on average, as if the hours in which they may run were the same ones."""
    return first__mean_replicas + second__mean_replicas + third__mean_replicas


@formula("r_peak,all", "replica")
def all_peak_replicas(
    first__live_replicas, second__live_replicas, third__live_replicas, first__peak_excess, second__peak_excess,
    third__peak_excess, peak_overlap,
):  # fmt: skip
    """All live traffic in the busiest hour of the fleet.

    The largest peak counts whole. Of the others that share counts which falls into the same hour: with an overlap of 1 the
    peaks are added, with 0 the others are then at their mean.
    """
    live = first__live_replicas + second__live_replicas + third__live_replicas
    largest = np.maximum(np.maximum(first__peak_excess, second__peak_excess), third__peak_excess)
    others = first__peak_excess + second__peak_excess + third__peak_excess - largest
    return live + (largest + peak_overlap * others)


@formula("r_all", "replica")
def fleet_replicas(all_peak_replicas, all_mean_replicas):
    """Replicas that carry everything: live traffic at its peak, and the batch work of all in the valleys of all."""
    return np.maximum(all_peak_replicas, all_mean_replicas)


@formula("b_busy", "block")
def busy_blocks(min_blocks, fleet_replicas, replicas_per_block):
    """Whole blocks that carry everything; rounded up once."""
    return np.maximum(min_blocks, np.ceil(fleet_replicas / replicas_per_block))


@formula("u_load", "1")
def load_while_billed(
    first__saturated_replicas, second__saturated_replicas, third__saturated_replicas, blocks, replicas_per_block, hours_billed
):  # fmt: skip
    """Work of all workloads over the work that all billed replicas could do when saturated, spare included."""
    work = first__saturated_replicas + second__saturated_replicas + third__saturated_replicas
    return work / (blocks * replicas_per_block * hours_billed)


@formula("b_apart", "block")
def apart_blocks(first__own_blocks, second__own_blocks, third__own_blocks):
    """Blocks of separate fleets, each rounded up by itself, each with its spare."""
    return first__own_blocks + second__own_blocks + third__own_blocks


@formula("Δb", "block")
def blocks_saved(apart_blocks, rent__blocks):
    """Blocks that sharing saves."""
    return apart_blocks - rent__blocks


@formula("ΔC_share", "USD/month")
def sharing_saving(apart__monthly_cost, rent__monthly_cost):
    """What sharing saves in a month. One team is taken to run the separate fleets as well."""
    return apart__monthly_cost - rent__monthly_cost


@formula("C_use,all", "USD/month")
def calls_cost(first__usage_cost, second__usage_cost, third__usage_cost):
    """The API's invoice for all workloads."""
    return first__usage_cost + second__usage_cost + third__usage_cost


@formula("z_over,all", "1")
def longest_over_context(first__over_context, second__over_context, third__over_context):
    """1 where a request of any workload is longer than the model's context, else 0."""
    return np.maximum(np.maximum(first__over_context, second__over_context), third__over_context)


WORKLOAD = (mean_replicas, live_replicas, peak_excess, own_replicas, own_blocks, saturated_replicas)
SHARED = (
    all_mean_replicas, all_peak_replicas, fleet_replicas, apart_blocks, blocks_saved, sharing_saving, calls_cost,
    longest_over_context,
)  # fmt: skip
