"""Whole replicas in whole blocks. A block is the smallest set that can be billed and holds a whole replica."""

import numpy as np

from calculators.engine.formula import formula
from calculators.formulas.constants import HOURS_PER_MONTH, ONE_REPLICA


@formula("u_rep", "block/replica")
def units_per_replica(gpus_per_replica, gpus_per_unit):
    """Rented units that one replica takes. More than one must stand close together, which not every seller can promise."""
    return np.ceil(gpus_per_replica / gpus_per_unit)


@formula("r_blk", "replica/block")
def replicas_per_block(gpus_per_unit, gpus_per_replica):
    """Whole replicas in a rented unit; a replica larger than a unit takes several units and is alone in them."""
    return np.maximum(ONE_REPLICA, np.floor(gpus_per_unit / gpus_per_replica))


@formula("g_blk", "GPU/block")
def block_gpus(gpus_per_unit, units_per_replica):
    """GPUs billed for a block: a unit, or as many units as a replica needs.

    Units smaller than a replica are taken to stand in one server; ask the seller whether they do.
    """
    return np.maximum(gpus_per_unit, units_per_replica * gpus_per_unit * ONE_REPLICA)


@formula("μ_blk", "request/s/block")
def block_rate(replicas_per_block, replica_rate):
    """Requests a second that a block carries."""
    return replicas_per_block * replica_rate


@formula("b_busy", "block")
def busy_blocks(min_blocks, needed_rate, block_rate):
    """Whole blocks that carry the busiest hour."""
    return np.maximum(min_blocks, np.ceil(needed_rate / block_rate))


@formula("b", "block")
def blocks(busy_blocks, spare_blocks):
    """Blocks paid for. A spare is a block of its own, so that the loss of one server leaves the load carried."""
    return busy_blocks + spare_blocks


@formula("G", "GPU")
def gpus(blocks, block_gpus):
    """GPUs paid for."""
    return blocks * block_gpus


@formula("u_bill", "1")
def hours_billed(billed_hours):
    """Share of the month's hours that is billed; it says nothing about how busy they are."""
    return billed_hours / HOURS_PER_MONTH


@formula("u_load", "1")
def load_while_billed(mean_rate, saturated_rate, throughput_factor, blocks, replicas_per_block, hours_billed):
    """Work done over work that all billed replicas could do when saturated with your software, spare included."""
    return mean_rate / (saturated_rate * throughput_factor * blocks * replicas_per_block * hours_billed)


SIZE = (
    units_per_replica, replicas_per_block, block_gpus, block_rate, busy_blocks, blocks, gpus, load_while_billed,
)  # fmt: skip
