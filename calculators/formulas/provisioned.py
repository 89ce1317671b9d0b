"""Capacity of an API that is bought by the month: a fixed price for what it carries, the usual price for the rest."""

import numpy as np

from calculators.engine.formula import formula
from calculators.formulas import api_price
from calculators.formulas.constants import HOURS_PER_MONTH, SECONDS_PER_HOUR


@formula("C_unit", "USD/month")
def provisioned_cost(provisioned_units, provisioned_price):
    """Units are paid around the clock, used or not."""
    return provisioned_units * provisioned_price


@formula("V_unit", "request/month")
def provisioned_volume(provisioned_units, provisioned_rate, load_factor, attempts):
    """Accepted answers a month that the units carry, sized for the busiest hour as a fleet is.

    So the free room of quiet hours is not counted, and the cost is on the safe side where traffic has peaks.
    """
    carried = provisioned_units * provisioned_rate * SECONDS_PER_HOUR * HOURS_PER_MONTH
    return carried / (load_factor * attempts)


@formula("C_use", "USD/month")
def usage_cost(volume, answer_price, provisioned_cost, provisioned_volume):
    """The API's invoice for a month: units where there are any, and usage beyond what they carry."""
    beyond = np.maximum(volume - provisioned_volume, 0)
    return provisioned_cost + api_price.usage_cost.function(beyond, answer_price)


FORMULAS = (provisioned_cost, provisioned_volume, usage_cost)
