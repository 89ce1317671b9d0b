"""Four ways side by side, over the whole horizon. A way that a gate strikes out costs without end here, whatever its price."""

import numpy as np

from calculators.engine.formula import formula


@formula("C", "USD/month")
def monthly_cost(usage_cost, team_cost):
    """Calling in all: the API's invoice, and the people who look after it."""
    return usage_cost + team_cost


@formula("C_open", "USD/month")
def open_cost(levelised_cost, allowed):
    """The cost of a way that is open; without end where a gate strikes it out."""
    return np.where(allowed > 0, levelised_cost, np.inf)


@formula("C_open", "USD/month")
def mixture_cost(levelised_cost, allowed, base_blocks, full_blocks):
    """The cost of a hybrid that is open and a true mixture; else without end, since it is then one of the other ways."""
    mixed = (allowed > 0) & (base_blocks > 0) & (base_blocks < full_blocks)
    return np.where(mixed, levelised_cost, np.inf)


@formula("C_best", "USD/month")
def least_cost(call__open_cost, rent__open_cost, own__open_cost, hybrid__mixture_cost):
    """The least of the ways that are open; without end where every way is struck out."""
    return np.minimum(np.minimum(call__open_cost, rent__open_cost), np.minimum(own__open_cost, hybrid__mixture_cost))


@formula("C_next", "USD/month")
def second_cost(call__open_cost, rent__open_cost, own__open_cost, hybrid__mixture_cost):
    """The second least of the ways that are open; without end where only one is."""
    low_one, high_one = np.minimum(call__open_cost, rent__open_cost), np.maximum(call__open_cost, rent__open_cost)
    low_two, high_two = np.minimum(own__open_cost, hybrid__mixture_cost), np.maximum(own__open_cost, hybrid__mixture_cost)
    return np.minimum(np.maximum(low_one, low_two), np.minimum(high_one, high_two))


@formula("s_gap", "1")
def gap_share(second_cost, least_cost):
    """By how much of its own cost the least way lies below the next; without end where there is no next."""
    return np.where(second_cost < np.inf, second_cost / least_cost - 1, np.inf)


@formula("C_gap", "USD/month")
def verdict_gap(second_cost, least_cost):
    """What the next way costs more than the least; without end where there is no next."""
    return np.where(second_cost < np.inf, second_cost - least_cost, np.inf)


@formula("C_other", "USD/month")
def other_cost(rent__open_cost, own__open_cost, hybrid__mixture_cost):
    """The least of the ways beside calling that are open."""
    return np.minimum(np.minimum(rent__open_cost, own__open_cost), hybrid__mixture_cost)


@formula("S_leave", "USD/month")
def leaving_saves(call__levelised_cost, call__allowed, other_cost):
    """What the best other way saves over calling, below zero what it costs more; none where calling is struck out."""
    return np.where(call__allowed > 0, call__levelised_cost - other_cost, np.inf)


@formula("S_edge", "USD/month")
def edge(call__levelised_cost, call__allowed, other_cost, rent__levelised_cost, own__levelised_cost):
    """What swings are measured by: the same, and where calling is struck out what owning saves over renting."""
    return np.where(call__allowed > 0, call__levelised_cost - other_cost, rent__levelised_cost - own__levelised_cost)


def _first(months, allowed):
    """The least of some months, of the ways that are open."""
    found = [np.where(open_, month, np.inf) for month, open_ in zip(months, (each > 0 for each in allowed), strict=True)]
    return np.minimum(np.minimum(found[0], found[1]), found[2])


@formula("m_run", "month")
def run_rate_month(rent__run_rate_switch, own__run_rate_switch, hybrid__run_rate_switch, rent__allowed, own__allowed,
                   hybrid__allowed, call__allowed):  # fmt: skip
    """The first month in which a month of some other open way costs less than by API.

    Without end where there is none, and where calling is struck out.
    """
    months = (rent__run_rate_switch, own__run_rate_switch, hybrid__run_rate_switch)
    return np.where(call__allowed > 0, _first(months, (rent__allowed, own__allowed, hybrid__allowed)), np.inf)


@formula("m_sum", "month")
def total_month(rent__total_switch, own__total_switch, hybrid__total_switch, rent__allowed, own__allowed, hybrid__allowed,
                call__allowed):  # fmt: skip
    """The first month by whose end some other open way has cost less in all than calling.

    Without end where there is none, and where calling is struck out.
    """
    months = (rent__total_switch, own__total_switch, hybrid__total_switch)
    return np.where(call__allowed > 0, _first(months, (rent__allowed, own__allowed, hybrid__allowed)), np.inf)


SHARED = (run_rate_month, total_month, least_cost, second_cost, gap_share, verdict_gap, other_cost, leaving_saves, edge)
