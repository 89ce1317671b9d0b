"""What one month of each way costs: as cash, and with capital spread over its life."""

import numpy as np

from calculators.engine.formula import formula
from calculators.formulas import fleet, hybrid, own, people, provisioned, serverless
from calculators.formulas.constants import ONE_MONTH

month_usage = provisioned.usage_cost.again("month_usage", "C_use,m", volume="month_volume")


@formula("C_m", "USD/month")
def call_month(month_usage, api_index, team_cost, frontier_month):
    """A month by API: this month's requests at this month's prices, and the people who look after it."""
    return month_usage * api_index + team_cost + frontier_month


@formula("λ_m", "request/s")
def month_needed(needed_rate, growth_index):
    """Requests a second in this month's busiest hour."""
    return needed_rate * growth_index


@formula("λ_mean,m", "request/s")
def month_rate_of_all(all_rate, growth_index):
    """Mean rate of all requests this month."""
    return all_rate * growth_index


SLEEPING = (  # a fleet billed by the second, this month
    serverless.on_share.again("month_on", "s_on,m", mean_rate="month_mean_rate"),
    serverless.cold_starts.again("month_cold", "n_cold,m", volume="month_volume", on_share="month_on"),
    serverless.awake_hours.again("month_awake", "h_on,m", on_share="month_on", cold_starts="month_cold"),
    serverless.serverless_cost.again("month_asleep", "C_sec,m", awake_hours="month_awake"),
    serverless.one_sleeper.again("month_one", "z_one,m", needed_rate="month_needed"),
    serverless.fleet_cost.again(
        "month_fleet", "C_GPU,m", one_sleeper="month_one", serverless_cost="month_asleep", blocks="month_blocks"
    ),
)  # fmt: skip
RESIZED = (
    month_needed,
    fleet.busy_blocks.again("month_busy", "b_busy,m", needed_rate="month_needed"),
    fleet.blocks.again("month_blocks", "b_m", busy_blocks="month_busy"),
)


@formula("C_m", "USD/month")
def rent_month(month, ready_months, bridge_cost, setup_cash, month_fleet, price_index, team_cost, month_care, request_extra,
               month_volume, frontier_month):  # fmt: skip
    """A month of renting: the fleet that this month needs at the price that then holds; before it is ready, the API.

    The work of setting up is paid on top until the fleet serves.
    """
    served = month_fleet * price_index + team_cost + month_care + request_extra * month_volume + frontier_month
    return np.where(month <= ready_months, bridge_cost, served) + setup_cash


def _at_once(month, start_months):
    """Whether this is the first month of whoever orders today: that order is paid before it."""
    return (month <= ONE_MONTH) & (start_months <= 0)


@formula("b_own", "block")
def owned_blocks(month, owned_blocks_before, month_blocks, start_months, ready_months):
    """Servers that one has ordered: as many as the month of the order needs, and once they serve as many more as growth needs.

    Nothing is sold before the end of the horizon. Later servers are taken to be ordered in time and paid when they come.
    """
    waiting = np.where(owned_blocks_before > 0, owned_blocks_before, month_blocks)
    owned = np.where(month <= ready_months, waiting, np.maximum(owned_blocks_before, month_blocks))
    return np.where(month < start_months, 0, owned)


@formula("b_pay", "block")
def bought_blocks(month, owned_blocks, owned_blocks_before, server_index, start_months):
    """Servers of this month's order at today's prices: fewer where prices have fallen until then."""
    return (owned_blocks - owned_blocks_before) * np.where(_at_once(month, start_months), 1, server_index)


@formula("b_paid", "block")
def paid_blocks(paid_blocks_before, bought_blocks):
    """All servers so far at today's prices."""
    return paid_blocks_before + bought_blocks


@formula("B_new", "block*month")
def late_months(late_months_before, bought_blocks, month, start_months):
    """Months by which servers are younger than the horizon, added up over servers."""
    return late_months_before + bought_blocks * np.where(_at_once(month, start_months), 0, month)


@formula("K_left", "USD")
def value_left(paid_blocks, late_months, server_price, residual_share, horizon_months):
    """What all servers still fetch at the end: those of today the residual share, younger ones more, in line with their age."""
    return server_price * (paid_blocks * residual_share + (1 - residual_share) * (late_months / horizon_months))


@formula("C_run", "USD/month")
def own_running(month_energy, month_colo, month_support, team_cost, month_care, frontier_month):
    """What a month costs beside the servers' price: power, space, support and people, and the hard requests by API."""
    return month_energy + month_colo + month_support + team_cost + month_care + frontier_month


@formula("C_cash", "USD/month")
def own_cash(month, start_months, ready_months, bridge_cost, setup_cash, own_running, bought_blocks, server_price, capex_extra,
             value_left, horizon_months):  # fmt: skip
    """Cash of a month of owning: the API until the servers serve, then their running; servers that come; the end's proceeds.

    What is ordered today is paid before the first month and is not in it.
    """
    paid = np.where(_at_once(month, start_months), 0, bought_blocks * server_price * (1 + capex_extra) / ONE_MONTH)
    sold = np.where(horizon_months - month < ONE_MONTH, value_left / ONE_MONTH, 0)
    return np.where(month <= ready_months, bridge_cost, own_running) + setup_cash + paid - sold


@formula("K_0", "USD")
def own_upfront(capex, start_months):
    """Paid before the first month by whoever orders today."""
    return np.where(start_months <= 0, capex, 0)


@formula("C_m", "USD/month")
def own_month(month, ready_months, bridge_cost, setup_cash, own_running, month_capital):
    """A month of owning with capital spread evenly over the horizon, from the order on."""
    return np.where(month <= ready_months, bridge_cost, own_running) + setup_cash + month_capital


@formula("λ_live,m", "request/s")
def month_live_rate(live_rate, growth_index):
    """Mean rate of live requests this month."""
    return live_rate * growth_index


@formula("C_m", "USD/month")
def hybrid_month(
    month, ready_months, bridge_cost, setup_cash, fleet_cost, base_owned, rent__price_index, month_api, api_index, team_cost,
    care_cost, frontier_month, base_blocks, full_blocks, call__month_cost, rent__month_cost, own__month_cost,
):  # fmt: skip
    """A month of the mix: the base stays as it is, growth overflows. No base is calling, a full fleet that fleet.

    An owned base is paid evenly over the horizon, from the day it serves: the cash is due at the order.
    """
    full = np.where(base_owned > 0, own__month_cost, rent__month_cost)
    served = (
        fleet_cost * np.where(base_owned > 0, 1, rent__price_index)
        + month_api * api_index
        + team_cost
        + care_cost
        + frontier_month
    )
    mixed = np.where(month <= ready_months, bridge_cost, served) + setup_cash
    return np.where(base_blocks <= 0, call__month_cost, np.where(base_blocks >= full_blocks, full, mixed))


CALL = (month_usage, call_month.again("month_cost", "C_m"))
RENT = (
    *RESIZED,
    fleet.gpus.again("month_gpus", "G_m", blocks="month_blocks"),
    people.care_cost.again("month_care", "C_care,m", gpus="month_gpus"),
    month_rate_of_all.again("month_mean_rate", "λ_mean,m", all_rate="mean_rate"), *SLEEPING,
    rent_month.again("month_cost", "C_m"),
)  # fmt: skip
OWN = (
    *RESIZED, owned_blocks, bought_blocks, paid_blocks, late_months, value_left, own_upfront.again("upfront", "K_0"),
    own.capex.again("month_capex", "K_m", blocks="paid_blocks"),
    own.residual.again("month_residual", "K_end,m", blocks="paid_blocks"),
    own.capital_cost.again("month_capital", "C_cap,m", capex="month_capex", residual="month_residual"),
    own.energy_cost.again("month_energy", "C_kWh,m", blocks="owned_blocks"),
    own.colo_cost.again("month_colo", "C_colo,m", blocks="owned_blocks"),
    own.support_cost.again("month_support", "C_sup,m", blocks="owned_blocks"),
    fleet.gpus.again("month_gpus", "G_m", blocks="owned_blocks"),
    people.care_cost.again("month_care", "C_care,m", gpus="month_gpus"),
    own_running, own_cash.again("cash", "C_cash"), own_month.again("month_cost", "C_m"),
)  # fmt: skip
HYBRID = (
    month_live_rate, month_rate_of_all.again("month_mean_rate", "λ_mean,m", all_rate="rent__mean_rate"),
    hybrid.overflow.again("month_overflow", "ω_m", live_rate="month_live_rate"),
    hybrid.batch_own_share.again(
        "month_batch_own", "s_bown,m", rent__mean_rate="month_mean_rate", live_rate="month_live_rate", overflow="month_overflow"
    ),
    hybrid.api_cost.again(
        "month_api", "C_API,m", volume="month_volume", overflow="month_overflow", batch_own_share="month_batch_own"
    ),
    hybrid_month.again("month_cost", "C_m"),
)  # fmt: skip
