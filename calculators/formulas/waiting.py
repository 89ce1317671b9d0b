"""What it is worth to call for some months more and start a fleet at the prices of then."""

import numpy as np

from calculators.engine.formula import formula


@formula("W_rent", "USD")
def rent_waiting_value(rent__present_cost, later__present_cost):
    """Renting now less renting later, over the same horizon at today's value: above zero, wait.

    While waiting the API is paid; setting up is paid later; GPU rents are those of the day of the start.
    """
    return rent__present_cost - later__present_cost


@formula("W_own", "USD")
def own_waiting_value(own__present_cost, ownlater__present_cost):
    """Buying now less buying later: above zero, wait. Servers bought later are cheaper or dearer, and younger at the end."""
    return own__present_cost - ownlater__present_cost


@formula("S_now", "USD")
def calling_value(call__present_cost, rent__present_cost, own__present_cost):
    """What calling for the whole horizon costs less than the cheaper fleet of today; below zero it costs more."""
    return np.minimum(rent__present_cost, own__present_cost) - call__present_cost


FORMULAS = (rent_waiting_value, own_waiting_value, calling_value)
