"""What a fleet of one's own servers costs in a month: capital as an annuity, power, space, support."""

from calculators.engine.formula import formula
from calculators.engine.functions import root12, whole_power
from calculators.formulas.constants import HOURS_PER_MONTH, MONTHS_PER_YEAR, ONE_MONTH


@formula("i", "1/month")
def month_rate(discount_rate):
    """Cost of capital for a month, from the yearly rate compounded."""
    return (root12(1 + discount_rate) - 1) / ONE_MONTH


@formula("q", "1")
def horizon_factor(month_rate, horizon_months):
    """What a dollar of today has become at the end of the horizon."""
    return whole_power(1 + month_rate * ONE_MONTH, horizon_months / ONE_MONTH)


@formula("K_0", "USD")
def capex(blocks, server_price, capex_extra):
    """Paid at the order: the servers, and network, cabling, rack and freight as a share on top."""
    return blocks * server_price * (1 + capex_extra)


@formula("K_end", "USD")
def residual(blocks, server_price, residual_share):
    """What the servers still fetch at the end of the horizon; what was paid on top of them is gone."""
    return blocks * server_price * residual_share


@formula("C_cap", "USD/month")
def capital_cost(capex, residual, month_rate, horizon_factor):
    """Capital as a level monthly payment whose present value is the capex less the discounted residual.

    So the month and the net present value agree.
    """
    return (capex - residual / horizon_factor) * month_rate / (1 - 1 / horizon_factor)


@formula("C_kWh", "USD/month")
def energy_cost(blocks, server_kw, power_fraction, pue, kwh_price):
    """Power of all servers, spare included, around the clock, with what cooling adds."""
    return blocks * server_kw * power_fraction * pue * HOURS_PER_MONTH * kwh_price


@formula("C_colo", "USD/month")
def colo_cost(blocks, server_kw, colo_price):
    """Space in a data center, billed by rated power."""
    return blocks * server_kw * colo_price


@formula("C_sup", "USD/month")
def support_cost(blocks, server_price, support_share):
    """The maker's support contract, as a share of the price a year."""
    return blocks * server_price * support_share / MONTHS_PER_YEAR


@formula("C_GPU", "USD/month")
def fleet_cost(capital_cost, energy_cost, colo_cost, support_cost):
    """Everything that the servers cost in a month but people."""
    return capital_cost + energy_cost + colo_cost + support_cost


SHARED = (month_rate, horizon_factor)
FORMULAS = (capex, residual, capital_cost, energy_cost, colo_cost, support_cost, fleet_cost)
