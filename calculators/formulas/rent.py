"""What a rented fleet costs. Every billed hour is paid, used or idle."""

import numpy as np

from calculators.engine.formula import formula
from calculators.formulas.constants import REQUESTS_PER_THOUSAND


@formula("p_hour", "USD/GPU/h")
def hour_price(gpu_price, spot_share, on_demand_price, interruptions_per_hour, restart_hours):
    """What an hour of a GPU comes to. On spot, hours lost to interruptions are paid again, and some hours are on demand.

    An interruption costs the hours of its restart and nothing else: requests in flight are tried again.
    """
    spot = gpu_price * (1 + interruptions_per_hour * restart_hours)
    return np.where(spot_share > 0, spot_share * spot + (1 - spot_share) * on_demand_price, gpu_price)


@formula("c_blk", "USD/block/month")
def block_cost(block_gpus, hour_price, billed_hours, extras_share, staging_share):
    """A block for a month, with egress, disks and logs, and its part of a second environment, as shares on top."""
    return block_gpus * hour_price * billed_hours * (1 + extras_share + staging_share)


@formula("C_GPU", "USD/month")
def fleet_cost(blocks, block_cost):
    """The seller's invoice for the whole fleet, spare included."""
    return blocks * block_cost


@formula("C", "USD/month")
def monthly_cost(fleet_cost, team_cost, care_cost, setup_monthly):
    """Everything that the fleet costs in a month: GPUs, the team, care for each GPU, and the setting up spread out."""
    return fleet_cost + team_cost + care_cost + setup_monthly


@formula("c_Mtok", "USD/Mtoken")
def mtoken_cost(monthly_cost, served_tokens):
    """Cost of a million tokens really served, input and output together: not the price at full load."""
    return monthly_cost / served_tokens


@formula("c_1000", "USD/krequest")
def thousand_requests_cost(monthly_cost, volume):
    """A thousand accepted answers from the fleet at today's volume."""
    return monthly_cost / volume * REQUESTS_PER_THOUSAND
