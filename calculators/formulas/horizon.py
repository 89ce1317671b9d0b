"""From month to month: growth, price paths, discounting, and what a way comes to over the horizon.

A quantity that ends in `_before` is last month's; before the first month it is 0. Cash falls at the end of its month,
what is paid up front before the first.
"""

import numpy as np

from calculators.engine.formula import formula
from calculators.engine.functions import root12
from calculators.formulas.constants import DAYS_PER_WEEK, HOURS_PER_DAY, HOURS_PER_MONTH, ONE_MONTH, ONE_YEAR


@formula("k_grow", "1")
def growth_index(month, growth_index_before, growth):
    """Requests of the month over the first month's: the same growth every month."""
    return np.where(month <= ONE_MONTH, 1, growth_index_before * (1 + growth * ONE_MONTH))


@formula("V_m", "request/month")
def month_volume(easy_volume, growth_index):
    """Accepted answers of this month, hard requests apart."""
    return easy_volume * growth_index


@formula("δ_API", "1")
def api_step(api_drift):
    """A month's change of API prices, from a year's."""
    return root12(1 + api_drift * ONE_YEAR)


@formula("δ_GPU", "1")
def gpu_step(gpu_drift):
    """A month's change of GPU rents, from a year's."""
    return root12(1 + gpu_drift * ONE_YEAR)


@formula("k_API", "1")
def api_index(month, api_index_before, api_step):
    """API prices of the month over today's. A smooth path stands for steps whose days nobody knows."""
    return np.where(month <= ONE_MONTH, 1, api_index_before * api_step)


@formula("k_GPU", "1")
def gpu_index(month, gpu_index_before, gpu_step):
    """GPU rents of the month over today's, for whoever signs then."""
    return np.where(month <= ONE_MONTH, 1, gpu_index_before * gpu_step)


@formula("δ_srv", "1")
def server_step(server_drift):
    """A month's change of what servers cost, from a year's."""
    return root12(1 + server_drift * ONE_YEAR)


@formula("k_srv", "1")
def server_index(month, server_index_before, server_step):
    """What servers cost at the end of the month over today's price."""
    return np.where(month <= ONE_MONTH, 1, server_index_before) * server_step


@formula("k_rent", "1")
def price_index(month, price_index_before, gpu_index, term_months, start_months):
    """What is paid over today's price: inside a term the price of its first month holds; without a term every month's own."""
    term = np.maximum(term_months, ONE_MONTH)
    past = month - ONE_MONTH - start_months
    return np.where((past - np.floor(past / term) * term) * 2 < ONE_MONTH, gpu_index, price_index_before)


@formula("d", "1")
def discount(month, discount_before, month_rate):
    """What a dollar at the end of this month is worth today."""
    return np.where(month <= ONE_MONTH, 1, discount_before) / (1 + month_rate * ONE_MONTH)


@formula("a", "month")
def annuity(annuity_before, discount):
    """Months of the horizon so far, each at its discount."""
    return annuity_before + discount * ONE_MONTH


@formula("m_ready", "month")
def ready_months(start_months, setup_months, delivery_weeks):
    """Whole months before the fleet serves: waiting, delivery, then setting up. Until then the API is paid."""
    weeks = delivery_weeks * DAYS_PER_WEEK * HOURS_PER_DAY / HOURS_PER_MONTH
    return start_months + np.ceil((setup_months + weeks) / ONE_MONTH) * ONE_MONTH


@formula("C_todo", "USD/month")
def setup_cash(month, start_months, ready_months, fte_month, setup_fte_months):
    """Work of setting up, paid evenly from the start until the fleet serves; in the first month where it serves at once."""
    months = np.maximum(ready_months - start_months, ONE_MONTH)
    return np.where((month > start_months) & (month <= start_months + months), fte_month * setup_fte_months / months, 0)


@formula("C_wait", "USD/month")
def bridge_cost(call__month_cost, call__allowed):
    """What serves until a fleet is ready: the API where it is allowed. Where it is not, nobody serves, at no cost."""
    return np.where(call__allowed > 0, call__month_cost, 0)


@formula("PC", "USD")
def present_cost(month, present_cost_before, upfront, cash, discount):
    """Everything paid so far at today's value."""
    return np.where(month <= ONE_MONTH, upfront, present_cost_before) + cash * discount * ONE_MONTH


@formula("ΣC", "USD")
def spent(month, spent_before, upfront, cash):
    """Everything paid so far, not discounted."""
    return np.where(month <= ONE_MONTH, upfront, spent_before) + cash * ONE_MONTH


@formula("C_lev", "USD/month")
def levelised_cost(present_cost, annuity):
    """The even monthly payment of the same present value: what a way costs a month over the whole horizon."""
    return present_cost / annuity


@formula("NPV", "USD")
def npv(call__present_cost, present_cost):
    """What a way saves over calling for the whole horizon, at today's value."""
    return call__present_cost - present_cost


@formula("m_pay", "month")
def payback(month, payback_before, call__present_cost, present_cost):
    """The month from which the saving so far, at today's value, stays above zero to the end; without end where it does not.

    So a payback within the horizon and a positive net present value are one and the same.
    """
    since = np.where(payback_before > 0, np.minimum(payback_before, month), month)
    return np.where(call__present_cost - present_cost >= 0, since, np.inf)


@formula("C_deep", "USD")
def deepest_point(deepest_point_before, call__spent, spent):
    """The most that a way has ever cost beyond calling on the way there: the cash to have at hand. Zero or below."""
    return np.minimum(deepest_point_before, call__spent - spent)


@formula("K_need", "USD")
def cash_needed(deepest_point):
    """The same as a sum to have at hand beyond what calling would take."""
    return -deepest_point


@formula("m_run", "month")
def run_rate_switch(month, run_rate_switch_before, call__month_cost, month_cost):
    """The first month that costs less than the same month by API, capital spread; without end where there is none."""
    before = np.where(month <= ONE_MONTH, np.inf, run_rate_switch_before)
    return np.minimum(before, np.where(month_cost < call__month_cost, month, np.inf))


@formula("m_sum", "month")
def total_switch(month, total_switch_before, call__spent, spent):
    """The first month by whose end less has been paid in all than by API; without end where there is none."""
    before = np.where(month <= ONE_MONTH, np.inf, total_switch_before)
    return np.minimum(before, np.where(spent < call__spent, month, np.inf))


SHARED = (
    growth_index, month_volume, api_step, gpu_step, server_step, api_index, gpu_index, server_index, discount, annuity,
    bridge_cost,
)  # fmt: skip
OWN_TOTALS = (present_cost, spent, levelised_cost)
TOTALS = (  # where nothing is bought, a month's cash is its cost
    present_cost.again("present_cost", "PC", cash="month_cost"), spent.again("spent", "ΣC", cash="month_cost"), levelised_cost,
)  # fmt: skip
AGAINST_CALLING = (npv, payback, deepest_point, cash_needed, run_rate_switch, total_switch)
