"""Whether a reservation pays: it is billed for every hour of its term, needed or not."""

import numpy as np

from calculators.engine.formula import formula
from calculators.formulas.constants import HOURS_PER_MONTH


@formula("s_even", "1")
def commitment_share(reserved_price, on_demand_price):
    """Share of the hours above which the reservation is cheaper than renting on demand for the hours needed alone."""
    return reserved_price / on_demand_price


@formula("C_res", "USD/month")
def reserved_monthly(reserved_price, rented_gpus):
    """The reservation for a month: every hour, used or idle."""
    return reserved_price * rented_gpus * HOURS_PER_MONTH


@formula("C_dem", "USD/month")
def on_demand_monthly(on_demand_price, rented_gpus, needed_share):
    """The same GPUs on demand, for the hours in which they are needed."""
    return on_demand_price * rented_gpus * HOURS_PER_MONTH * needed_share


@formula("ΔC_res", "USD/month")
def commitment_saving(on_demand_monthly, reserved_monthly):
    """What the reservation saves in a month; below zero it costs more."""
    return on_demand_monthly - reserved_monthly


@formula("C_exit", "USD")
def exit_cost(reserved_monthly, term_months, used_months):
    """What is still to be paid if the GPUs are not needed after so many months."""
    return reserved_monthly * np.maximum(term_months - used_months, 0)


@formula("C_term", "USD")
def term_saving(commitment_saving, used_months, term_months, exit_cost):
    """What the reservation saves over its term when the GPUs are needed for so many months only."""
    return commitment_saving * np.minimum(used_months, term_months) - exit_cost


FORMULAS = (commitment_share, reserved_monthly, on_demand_monthly, commitment_saving, exit_cost, term_saving)
