"""What a rented fleet costs. Every billed hour is paid, used or idle."""

from calculators.engine.formula import formula
from calculators.formulas.constants import REQUESTS_PER_THOUSAND


@formula("c_blk", "USD/block/month")
def block_cost(block_gpus, gpu_price, billed_hours, extras_share):
    """A block for a month, with egress, disks and logs as a share on top."""
    return block_gpus * gpu_price * billed_hours * (1 + extras_share)


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
