"""Rented or owned blocks carry the base load, an API takes what overflows: the load of a month as eight equal steps of its hours.

No powers are needed, so any shape of the day comes out alike in both languages.
"""

import numpy as np

from calculators.engine.formula import formula

STEPS = 8  # eighths of the hours


@formula("s_shape", "1")
def shape_mean(shape_2, shape_3, shape_4, shape_5, shape_6, shape_7):
    """Mean of the named shape of the day, whose first eighth is 1 and whose last is 0."""
    return (1 + shape_2 + shape_3 + shape_4 + shape_5 + shape_6 + shape_7) / STEPS


@formula("s_want", "1")
def wanted_mean(peak_to_mean, trough_to_mean):
    """The mean that the shape needs for the reader's peak and trough to average 1."""
    return (1 - trough_to_mean) / (peak_to_mean - trough_to_mean)


@formula("ℓ_1", "1")
def level_1(shape_mean, wanted_mean, peak_to_mean, trough_to_mean):
    """Rate in the busiest eighth of the hours over the mean rate.

    The named shape is bent until its mean fits the reader's peak and trough: too full a shape is lowered towards a single
    busy eighth, too empty a one is raised towards the peak. All eight levels together average 1.
    """
    top = np.where(shape_mean > wanted_mean, np.minimum(STEPS * wanted_mean, 1), 1)
    return trough_to_mean + (peak_to_mean - trough_to_mean) * top


@formula("ℓ", "1")
def level(shape_part, shape_mean, wanted_mean, peak_to_mean, trough_to_mean):
    """Rate in one of the other eighths of the hours over the mean rate."""
    lower = np.maximum((STEPS * wanted_mean - 1) / (STEPS * shape_mean - 1), 0) * shape_part
    raised = 1 - (1 - wanted_mean) / (1 - shape_mean) * (1 - shape_part)
    return trough_to_mean + (peak_to_mean - trough_to_mean) * np.where(shape_mean > wanted_mean, lower, raised)


@formula("ℓ_8", "1")
def level_8(shape_mean, wanted_mean, peak_to_mean, trough_to_mean):
    """Rate in the quietest eighth of the hours over the mean rate."""
    raised = 1 - (1 - wanted_mean) / (1 - shape_mean)
    return trough_to_mean + (peak_to_mean - trough_to_mean) * np.where(shape_mean > wanted_mean, 0, raised)


@formula("c_base", "USD/block/month")
def base_block_cost(base_owned, rent__block_cost, own__fleet_cost, own__blocks):
    """A block of the base for a month: rented, or owned with its capital as an even payment."""
    return np.where(base_owned > 0, own__fleet_cost / own__blocks, rent__block_cost)


@formula("μ_base", "request/s/block")
def base_block_rate(base_owned, rent__block_rate, own__block_rate):
    """Requests a second that a block of the base carries."""
    return np.where(base_owned > 0, own__block_rate, rent__block_rate)


@formula("g_base", "GPU/block")
def base_block_gpus(base_owned, rent__block_gpus, own__block_gpus):
    """GPUs in a block of the base."""
    return np.where(base_owned > 0, own__block_gpus, rent__block_gpus)


@formula("b_full", "block")
def full_blocks(base_owned, rent__blocks, own__blocks):
    """The fleet that carries everything, spare included: a base of that size is no mixture."""
    return np.where(base_owned > 0, own__blocks, rent__blocks)


@formula("C_full", "USD/month")
def full_cost(base_owned, rent__monthly_cost, own__monthly_cost):
    """What that fleet costs."""
    return np.where(base_owned > 0, own__monthly_cost, rent__monthly_cost)


@formula("K_base", "USD")
def base_capex(base_owned, base_blocks, own__server_price, own__capex_extra, upfront):
    """Paid at the start of a mix: an owned base, and what else is paid once."""
    return np.where(base_owned > 0, base_blocks * own__server_price * (1 + own__capex_extra), 0) + upfront


BASE = (base_block_cost, base_block_rate, base_block_gpus, full_blocks, full_cost, base_capex)
LEVELS = (level_1, *(level.again(f"level_{n}", f"ℓ_{n}", shape_part=f"shape_{n}") for n in range(2, STEPS)), level_8)


@formula("ω", "1")
def overflow(base_block_rate, base_blocks, live_rate, level_1, level_2, level_3, level_4, level_5, level_6, level_7, level_8):
    """Share of the live traffic that arrives above what the base blocks carry.

    The sum over eighths of the hours of the load above the capacity; the shape of the day is scaled to the peak and trough.
    """
    room = base_blocks * base_block_rate / live_rate
    levels = (level_1, level_2, level_3, level_4, level_5, level_6, level_7, level_8)
    above = [np.maximum(each - room, 0) for each in levels]
    return np.where(live_rate > 0, sum(above[1:], above[0]) / STEPS, 0)


@formula("λ_live", "request/s")
def live_rate(rent__mean_rate, live_share):
    """Mean rate of the requests that must be answered at once."""
    return rent__mean_rate * live_share


@formula("s_bown", "1")
def batch_own_share(rent__mean_rate, live_share, live_rate, overflow, base_blocks, base_block_rate):
    """Share of all requests that may wait and fit into the base blocks' free hours."""
    free = base_blocks * base_block_rate - live_rate * (1 - overflow)
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
def fleet_cost(base_blocks, base_block_cost):
    """The base. It has no spare of its own: the API is the spare."""
    return base_blocks * base_block_cost


@formula("G", "GPU")
def gpus(base_blocks, base_block_gpus):
    """GPUs of the base."""
    return base_blocks * base_block_gpus


@formula("C", "USD/month")
def monthly_cost(
    base_blocks, full_blocks, full_cost, fleet_cost, api_cost, team_cost, care_cost, setup_monthly, call__monthly_cost
):
    """Base and overflow together, with people for both. No base is calling, a full fleet that fleet: so it is never dearer."""
    mixed = fleet_cost + api_cost + team_cost + care_cost + setup_monthly
    return np.where(base_blocks <= 0, call__monthly_cost, np.where(base_blocks >= full_blocks, full_cost, mixed))


FORMULAS = (
    *BASE, shape_mean, wanted_mean, *LEVELS, overflow, live_rate, batch_own_share, live_answer_price, api_cost, fleet_cost, gpus,
    monthly_cost,
)  # fmt: skip
