"""How long the cash lasts with each way of serving, and what credits do to it."""

import numpy as np

from calculators.engine.formula import formula
from calculators.formulas.constants import ONE_MONTH


@formula("C_cred", "USD/month")
def call_creditable(month_usage, api_index):
    """The part of a month by API that a seller's credits can pay: the invoice, not the people."""
    return month_usage * api_index


@formula("C_cred", "USD/month")
def rent_creditable(month, ready_months, month_fleet, price_index):
    """The part of a month of renting that a cloud's credits can pay: GPUs, once they are rented."""
    return np.where(month <= ready_months, 0, month_fleet * price_index)


@formula("K_used", "USD")
def credits_used(month, credits, credits_left_before, creditable):
    """Credits that this month uses up: all that the invoice takes, as long as there are any."""
    left = np.where(month <= ONE_MONTH, credits, credits_left_before)
    return np.minimum(left, creditable * ONE_MONTH)


@formula("K_cred", "USD")
def credits_left(month, credits, credits_left_before, credits_used):
    """Credits that are left after the month."""
    return np.where(month <= ONE_MONTH, credits, credits_left_before) - credits_used


@formula("K_cash", "USD")
def cash_left(month, cash_left_before, cash_at_hand, upfront, cash, credits_used, other_burn):
    """Cash after the month: what was there, less the way's cash beyond credits and all other burn. Nothing is raised."""
    before = np.where(month <= ONE_MONTH, cash_at_hand - upfront, cash_left_before)
    return before - (cash + other_burn) * ONE_MONTH + credits_used


@formula("K_cash", "USD")
def plain_cash_left(month, cash_left_before, cash_at_hand, upfront, cash, other_burn):
    """The same for a way that no credits pay."""
    return cash_left.function(month, cash_left_before, cash_at_hand, upfront, cash, 0, other_burn)


@formula("m_last", "month")
def runway(month, runway_before, cash_left):
    """Months from today in which cash is never below zero; the horizon where it never is."""
    alive = (cash_left >= 0) & (runway_before >= month - ONE_MONTH)
    return np.where(alive, month, runway_before)


@formula("Δm", "month")
def runway_gain(runway, call__runway):
    """Months that a way gains over calling; below zero it loses them."""
    return runway - call__runway


PAID = cash_left.again("cash_left", "K_cash", cash="month_cost")
CALL = (call_creditable.again("creditable", "C_cred"), credits_used, credits_left, PAID, runway)
RENT = (rent_creditable.again("creditable", "C_cred"), credits_used, credits_left, PAID, runway, runway_gain)
OWN = (plain_cash_left.again("cash_left", "K_cash"), runway, runway_gain)
HYBRID = (plain_cash_left.again("cash_left", "K_cash", cash="month_cost"), runway, runway_gain)
