"""Rented blocks carry the base load, an API takes what overflows: the load of a month as eight equal steps of its hours.

No powers are needed, so any shape of the day comes out alike in both languages.
"""

import numpy as np

from calculators.engine.formula import formula

STEPS = 8


def _levels(peak, trough, shape):
    """The rate in each eighth of the hours over the mean rate, highest first; their mean is 1.

    The named shape is bent until its mean fits the reader's peak and trough: too full a shape is lowered towards a single
    busy eighth, too empty a one is raised towards the peak.
    """
    mean = (1 + sum(shape[1:], shape[0])) / STEPS
    wanted = (1 - trough) / (peak - trough)
    lower = np.maximum((STEPS * wanted - 1) / (STEPS * mean - 1), 0)
    raised = (1 - wanted) / (1 - mean)
    top = np.where(mean > wanted, np.minimum(STEPS * wanted, 1), 1)
    others = [np.where(mean > wanted, lower * part, 1 - raised * (1 - part)) for part in (*shape, 0)]
    return [trough + (peak - trough) * part for part in (top, *others)]


@formula("ω", "1")
def overflow(
    rent__block_rate, base_blocks, live_rate, peak_to_mean, trough_to_mean, shape_2, shape_3, shape_4, shape_5, shape_6, shape_7
):
    """Share of the live traffic that arrives above what the base blocks carry.

    The sum over eighths of the hours of the load above the capacity; the shape of the day is scaled to the peak and trough.
    """
    room = base_blocks * rent__block_rate / live_rate
    levels = _levels(peak_to_mean, trough_to_mean, (shape_2, shape_3, shape_4, shape_5, shape_6, shape_7))
    above = [np.maximum(level - room, 0) for level in levels]
    return np.where(live_rate > 0, sum(above[1:], above[0]) / STEPS, 0)


@formula("λ_live", "request/s")
def live_rate(rent__mean_rate, live_share):
    """Mean rate of the requests that must be answered at once."""
    return rent__mean_rate * live_share


@formula("s_bown", "1")
def batch_own_share(rent__mean_rate, live_share, live_rate, overflow, base_blocks, rent__block_rate):
    """Share of all requests that may wait and fit into the base blocks' free hours."""
    free = base_blocks * rent__block_rate - live_rate * (1 - overflow)
    return np.minimum(1 - live_share, np.maximum(free, 0) / rent__mean_rate)


@formula("c_live", "USD/request")
def live_answer_price(call__answer_price, call__batch_answer_price, live_share):
    """An answer at once by API, averaged over usual and long requests: the mean price less its batch part."""
    return np.where(live_share > 0, (call__answer_price - (1 - live_share) * call__batch_answer_price) / live_share, 0)


@formula("C_API", "USD/month")
def api_cost(volume, live_share, overflow, live_answer_price, batch_own_share, call__batch_answer_price):
    """What still goes to the API: live traffic above the base, and batch work that does not fit beside it."""
    live = live_share * overflow * live_answer_price
    batch = (1 - live_share - batch_own_share) * call__batch_answer_price
    return volume * (live + batch)


@formula("C_GPU", "USD/month")
def fleet_cost(base_blocks, rent__block_cost):
    """The rented base. It has no spare of its own: the API is the spare."""
    return base_blocks * rent__block_cost


@formula("G", "GPU")
def gpus(base_blocks, rent__block_gpus):
    """GPUs of the base."""
    return base_blocks * rent__block_gpus


@formula("C", "USD/month")
def monthly_cost(
    base_blocks, rent__blocks, fleet_cost, api_cost, team_cost, care_cost, setup_monthly, call__monthly_cost, rent__monthly_cost
):
    """Base and overflow together, with people for both. No base is calling, a full fleet is renting: so it is never dearer."""
    mixed = fleet_cost + api_cost + team_cost + care_cost + setup_monthly
    return np.where(base_blocks <= 0, call__monthly_cost, np.where(base_blocks >= rent__blocks, rent__monthly_cost, mixed))


FORMULAS = (
    overflow, live_rate, batch_own_share, live_answer_price, api_cost, fleet_cost, gpus, monthly_cost,
)  # fmt: skip
