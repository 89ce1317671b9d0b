"""Four ways side by side. A way that a gate strikes out costs without end here, whatever its price."""

import numpy as np

from calculators.engine.formula import formula


@formula("C", "USD/month")
def monthly_cost(usage_cost, team_cost):
    """Calling in all: the API's invoice, and the people who look after it."""
    return usage_cost + team_cost


@formula("C_open", "USD/month")
def open_cost(monthly_cost, allowed):
    """The cost of a way that is open; without end where a gate strikes it out."""
    return np.where(allowed > 0, monthly_cost, np.inf)


@formula("C_open", "USD/month")
def mixture_cost(monthly_cost, allowed, base_blocks, rent__blocks):
    """The cost of a hybrid that is open and a true mixture; else without end, since it is then one of the other ways."""
    mixed = (allowed > 0) & (base_blocks > 0) & (base_blocks < rent__blocks)
    return np.where(mixed, monthly_cost, np.inf)


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
    """By how much of its own cost the least way lies below the next."""
    return second_cost / least_cost - 1


SHARED = (least_cost, second_cost, gap_share)
