"""Sending easy requests to a cheap model and hard ones to the frontier, against sending all of them to the frontier."""

import numpy as np

from calculators.engine.formula import formula
from calculators.formulas import workload


@formula("V", "request/month")
def volume(requests, bill, frontier__answer_price, users, user_sessions, calls_per_session):
    """Accepted answers a month, stated or counted; a bill above zero is what the frontier model costs for all of them now."""
    return workload.volume.function(requests, bill, frontier__answer_price, users, user_sessions, calls_per_session)


@formula("C_front", "USD/month")
def all_frontier_cost(volume, frontier__answer_price):
    """Every request to the frontier model."""
    return volume * frontier__answer_price


@formula("C_router", "USD/month")
def router_cost(fte_month, router_fte):
    """The people who keep the router and a second model’s quality checks. A router that is itself a model costs more."""
    return fte_month * router_fte


@formula("c_easy", "USD/request")
def routed_answer_price(call__answer_price, escalated_share, frontier__answer_price):
    """A request that goes to the cheap model first: its own price, and the frontier’s where its answer is asked again there."""
    return call__answer_price + escalated_share * frontier__answer_price


@formula("C_mix", "USD/month")
def mixed_call_cost(volume, frontier_share, frontier__answer_price, routed_answer_price, router_cost):
    """Both models’ invoices together, and the router. Everything else is alike on both sides and left out."""
    mean = frontier_share * frontier__answer_price + (1 - frontier_share) * routed_answer_price
    return volume * mean + router_cost


@formula("S_route", "USD/month")
def routing_saving(all_frontier_cost, mixed_call_cost):
    """What routing saves; below zero it costs more."""
    return all_frontier_cost - mixed_call_cost


@formula("s_route", "1")
def routing_saving_share(routing_saving, all_frontier_cost):
    """The saving as a share of the bill without routing."""
    return routing_saving / all_frontier_cost


@formula("s_stop", "1")
def routing_stops_at(volume, frontier__answer_price, routed_answer_price, router_cost):
    """Share of requests that must go to the frontier at which routing stops paying; 0 where it never pays.

    Each request that is routed saves the difference of the two prices; together they must earn the router.
    """
    most = volume * (frontier__answer_price - routed_answer_price)
    return np.where(most > router_cost, 1 - router_cost / most, 0)


FORMULAS = (
    volume, all_frontier_cost, router_cost, routed_answer_price, mixed_call_cost, routing_saving, routing_saving_share,
    routing_stops_at,
)  # fmt: skip
