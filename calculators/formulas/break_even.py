"""From which volume a rented fleet is cheaper than the API, on whole blocks with their spare, in closed form.

The fleet's cost is a staircase: each step n has room for n blocks' worth of requests. `first` is the least volume at
which the fleet can be cheaper, `always` the least from which it stays cheaper. Checked against brute force in the tests.
"""

import numpy as np

from calculators.engine.formula import formula
from calculators.formulas.constants import HOURS_PER_DAY, HOURS_PER_MONTH, ONE_BLOCK, REACH_TIMES, SECONDS_PER_HOUR
from calculators.formulas.workload import serving_hours


@formula("D", "USD/month")
def fixed_gap(rent__team_cost, rent__setup_monthly, call__team_cost):
    """What the fleet costs before its first block, less what the API side costs before its first request."""
    return rent__team_cost + rent__setup_monthly - call__team_cost


@formula("c", "USD/block/month")
def block_full_cost(rent__block_cost, fte_month, rent__fte_per_gpu, rent__block_gpus):
    """A block with the care that its GPUs take."""
    return rent__block_cost + fte_month * rent__fte_per_gpu * rent__block_gpus


@formula("m", "USD/request")
def request_saving(call__answer_price, rent__request_extra):
    """What each request saves on the API, less what it costs on one's own fleet beyond the blocks."""
    return call__answer_price - rent__request_extra


@formula("κ", "request/month/block")
def block_volume(rent__block_rate, load_factor, rent__attempts, window_hours, rent__billed_hours):
    """Accepted answers a month for which one block is enough, at the reader's own peak and window."""
    month = HOURS_PER_MONTH * (serving_hours(window_hours, rent__billed_hours) / HOURS_PER_DAY)
    return rent__block_rate * SECONDS_PER_HOUR * month / (load_factor * rent__attempts)


@formula("gain", "USD/block/month")
def block_gain(request_saving, block_volume, block_full_cost):
    """What a full block saves over the API. At or below zero no number of full blocks ever pays."""
    return request_saving * block_volume - block_full_cost


@formula("C_min", "USD/month")
def smallest_fleet_cost(fixed_gap, block_full_cost, rent__min_blocks, rent__spare_blocks):
    """The floor under any bill that could make the fleet pay: the smallest fleet with its spare."""
    return fixed_gap + block_full_cost * (rent__min_blocks + rent__spare_blocks)


@formula("b_first", "block")
def first_blocks(block_gain, fixed_gap, block_full_cost, rent__spare_blocks, rent__min_blocks, request_saving,
                 block_volume, smallest_fleet_cost):  # fmt: skip
    """Busy blocks of the least fleet that can pay; without end where none does.

    Where a full block does not pay, a fleet that is kept anyway may still pay within its own room (a negative gap).
    """
    paying = np.ceil((fixed_gap + block_full_cost * rent__spare_blocks) / block_gain)
    window = request_saving * block_volume * rent__min_blocks >= smallest_fleet_cost
    return np.where(block_gain > 0, np.maximum(rent__min_blocks, paying), np.where(window, rent__min_blocks, np.inf))


@formula("b_always", "block")
def always_blocks(block_gain, fixed_gap, block_full_cost, rent__spare_blocks, rent__min_blocks):
    """Busy blocks from which the next step up still pays; without end where a full block does not pay."""
    gap = fixed_gap + block_full_cost * (rent__spare_blocks + ONE_BLOCK)
    paying = np.ceil(gap / block_gain)
    return np.where(block_gain > 0, np.maximum(rent__min_blocks, paying), np.inf)


@formula("V_any", "request/month")
def breakeven_any(request_saving, fixed_gap, block_full_cost, first_blocks, rent__spare_blocks, smallest_fleet_cost):
    """The least volume at which the fleet can be cheaper, however far away; without end where there is none."""
    volume = (fixed_gap + block_full_cost * (first_blocks + rent__spare_blocks)) / request_saving
    return np.where(request_saving > 0, np.maximum(volume, 0), np.where(smallest_fleet_cost <= 0, 0, np.inf))


@formula("V_reach", "request/month")
def reach(volume, obtainable_blocks, rent__spare_blocks, block_volume):
    """The largest volume worth talking about: a hundred times today's, or what the blocks to be had serve beside the spare."""
    serving = np.maximum(obtainable_blocks - rent__spare_blocks, 0)
    return np.minimum(REACH_TIMES * volume, serving * block_volume)


@formula("V_first", "request/month")
def breakeven_first(breakeven_any, reach):
    """The least volume at which the fleet can be cheaper, or none in reach."""
    return np.where(breakeven_any <= reach, breakeven_any, np.inf)


@formula("V_always", "request/month")
def breakeven_always(request_saving, fixed_gap, block_full_cost, always_blocks, rent__spare_blocks, reach):
    """The least volume from which the fleet stays cheaper, or none in reach."""
    room = fixed_gap + block_full_cost * (always_blocks + rent__spare_blocks)
    volume = np.maximum(room / request_saving, 0)
    return np.where((request_saving > 0) & (volume <= reach), volume, np.inf)


@formula("x", "1")
def breakeven_times(breakeven_any, volume):
    """The least paying volume as a multiple of today's."""
    return breakeven_any / volume


@formula("C_first", "USD/month")
def breakeven_bill(breakeven_first, call__answer_price):
    """The API bill at the least volume at which the fleet can be cheaper."""
    return breakeven_first * call__answer_price


@formula("T_first", "Mtoken/month")
def breakeven_tokens(breakeven_first, served_tokens, volume):
    """The least volume at which the fleet can be cheaper, in tokens in and out together, as many guides count."""
    return breakeven_first * (served_tokens / volume)


@formula("T_always", "Mtoken/month")
def always_tokens(breakeven_always, served_tokens, volume):
    """The least volume from which the fleet stays cheaper, in tokens in and out together."""
    return breakeven_always * (served_tokens / volume)


@formula("C_always", "USD/month")
def always_bill(breakeven_always, call__answer_price):
    """The API bill at the least volume from which the fleet stays cheaper."""
    return breakeven_always * call__answer_price


@formula("ΔC", "USD/month")
def rent_gap(rent__monthly_cost, call__usage_cost, call__team_cost, rent__request_extra, volume):
    """What renting costs above the API today; below zero it saves. People are counted on both sides."""
    return rent__monthly_cost + rent__request_extra * volume - (call__usage_cost + call__team_cost)


@formula("−ΔC", "USD/month")
def rent_saving(rent_gap):
    """The same seen from the other side: what renting saves today."""
    return -rent_gap


@formula("min ΔC", "USD/month")
def saving_gap(rent_gap):
    """How far renting lies below the API today, or nothing: by this an offer is picked where renting already pays."""
    return np.minimum(rent_gap, 0)


FORMULAS = (
    fixed_gap, block_full_cost, request_saving, block_volume, block_gain, smallest_fleet_cost, first_blocks,
    always_blocks, breakeven_any, reach, breakeven_first, breakeven_always, breakeven_times, breakeven_bill,
    breakeven_tokens, always_tokens, always_bill, rent_gap, rent_saving, saving_gap,
)  # fmt: skip
