"""How much there is to serve, and how fast it comes."""

import numpy as np

from calculators.engine.formula import formula
from calculators.formulas.constants import HOURS_PER_DAY, HOURS_PER_MONTH, SECONDS_PER_HOUR, TOKENS_PER_MTOKEN


@formula("V", "request/month")
def volume(requests, bill, call__answer_price, users, user_sessions, calls_per_session):
    """Accepted answers a month: as stated, counted from users, or worked backwards from what the API bill is now.

    A bill above zero wins over users, and users above zero over the stated requests. The bill is taken as usage only, at
    the prices of the chosen offer. Users are those of a month, each with the mean number of sessions.
    """
    counted = np.where(users > 0, users * user_sessions * calls_per_session, requests)
    return np.where(bill > 0, bill / call__answer_price, counted)


@formula("n_mean", "token/request")
def mean_input_tokens(input_tokens, long_share, long_input_tokens):
    """Input of a request, averaged over usual and long ones: as stated, or as a way's own model counts it."""
    return (1 - long_share) * input_tokens + long_share * long_input_tokens


@formula("T_served", "Mtoken/month")
def served_tokens(volume, mean_input_tokens, output_tokens):
    """Tokens that reach or leave users in accepted answers, input and output together, long requests included.

    As stated, before any model's own tokenizer. Reasoning is not in it: it costs, and serves nobody.
    """
    return volume * (mean_input_tokens + output_tokens) / TOKENS_PER_MTOKEN


@formula("λ", "request/s")
def mean_rate(volume, attempts):
    """Requests a second, averaged over all hours of the month; failed tries are served as well."""
    return volume * attempts / HOURS_PER_MONTH / SECONDS_PER_HOUR


@formula("s_live", "1")
def live_share(batch_share, long_share):
    """Requests that must be answered at once: all but those usual ones that may wait."""
    return 1 - (1 - long_share) * batch_share


@formula("k_load", "1")
def load_factor(live_share, peak_to_mean):
    """Rate to be carried over the mean rate: live traffic at its peak, batch work filling the valleys."""
    return np.maximum(live_share * peak_to_mean, 1)


def serving_hours(window_hours, billed_hours):
    """Hours a day in which a fleet serves: those in which work may run, and no more than are paid for."""
    return np.minimum(window_hours, billed_hours * HOURS_PER_DAY / HOURS_PER_MONTH)


@formula("λ_need", "request/s")
def needed_rate(mean_rate, load_factor, window_hours, billed_hours):
    """Requests a second that the fleet must carry in its busiest hour.

    Load is taken as flat within the hour. A window shorter than the day squeezes the same work into fewer hours, and so
    does a fleet that is not billed around the clock.
    """
    return mean_rate * load_factor * HOURS_PER_DAY / serving_hours(window_hours, billed_hours)


TRAFFIC = (mean_rate, needed_rate)
