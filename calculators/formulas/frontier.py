"""Routing within the decision: on every way hard requests go to a frontier model by API; the ways compete for the rest."""

import numpy as np

from calculators.engine.formula import formula


@formula("V_easy", "request/month")
def easy_volume(volume, frontier_share):
    """Accepted answers that the open model gives, on whichever way."""
    return volume * (1 - frontier_share)


@formula("C_hard", "USD/month")
def frontier_cost(volume, frontier_share, frontier__answer_price):
    """What the frontier model's API bills for the hard requests: the same on every way."""
    return volume * frontier_share * frontier__answer_price


@formula("C_hard,m", "USD/month")
def frontier_month(frontier_cost, growth_index, api_index):
    """The same for one month, at its volume and at its API prices."""
    return frontier_cost * growth_index * api_index


@formula("z_hard", "1")
def frontier_allowed(frontier_share, call__data_allowed):
    """Hard requests need an API: where data may not go to one, a workload that has them fails."""
    return np.where((frontier_share > 0) & (call__data_allowed <= 0), 0, 1)


SHARED = (easy_volume, frontier_cost, frontier_month, frontier_allowed)
