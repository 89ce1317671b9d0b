"""What inference costs for each session and customer, and what is left of the price."""

from calculators.engine.formula import formula


@formula("c_ses", "USD/session")
def session_cost(call__answer_price, calls_per_session):
    """One session of a user: so many accepted answers."""
    return call__answer_price * calls_per_session


@formula("c_cust", "USD/customer/month")
def customer_cost(session_cost, sessions):
    """Inference for one customer in a month."""
    return session_cost * sessions


@formula("m_gross", "1")
def gross_margin(customer_cost, customer_price):
    """What is left of a customer's price after inference, as a share of the price; other costs are not in it."""
    return 1 - customer_cost / customer_price


@formula("C_all", "USD/month")
def customers_cost(customer_cost, customers):
    """Inference for all customers in a month."""
    return customer_cost * customers


@formula("n_free", "session/customer/month")
def sessions_at_margin(customer_price, wanted_margin, session_cost):
    """Sessions a month up to which a customer keeps the wanted margin."""
    return customer_price * (1 - wanted_margin) / session_cost


FORMULAS = (session_cost, customer_cost, gross_margin, customers_cost, sessions_at_margin)
