"""When a bought server has cost no more than the rent it replaces, by the hour: the sum that sellers of servers print.

Capital cost, resale, people and idle hours are not in it, so no calculator rests on it.
"""

from calculators.engine.formula import formula
from calculators.formulas.constants import HOURS_PER_MONTH


@formula("h_buy", "h")
def buying_hours(capex, rented_hourly, owned_hourly):
    """Hours of running after which the purchase is paid by the rent that it saves."""
    return capex / (rented_hourly - owned_hourly)


@formula("m_buy", "month")
def buying_months(buying_hours):
    """The same in months of running around the clock."""
    return buying_hours / HOURS_PER_MONTH


FORMULAS = (buying_hours, buying_months)
