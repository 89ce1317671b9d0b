"""What a request costs through an API, from a seller's dated prices.

Where a seller has no price for a discount, the share concerned goes without it; the records fill that in and say so.
"""

import numpy as np

from calculators.engine.formula import formula
from calculators.formulas.constants import REQUESTS_PER_THOUSAND, TOKENS_PER_MTOKEN
from calculators.formulas.tokens import TOKENS
from calculators.formulas.tries import attempts


def _rise(tokens, limit, long_price, price):
    """Times that the seller's list price rises for a request of so many input tokens."""
    return np.where(tokens > limit, long_price / price, 1)


def _input_mix(tokens, cached_share, limit, live_prices, long_prices):
    """Price of an input token, fresh and cached together, for a request of so many input tokens. prices: (fresh, cached)."""
    long = tokens > limit
    fresh = (1 - cached_share) * np.where(long, long_prices[0], live_prices[0])
    return fresh + cached_share * np.where(long, long_prices[1], live_prices[1])


def _write_premium(tokens, written_share, cached_share, write_price, input_price, limit, long_input_price):
    """What writing to the cache adds to the price of an input token; what is read from the cache is not written again."""
    rise = _rise(tokens, limit, long_input_price, input_price)
    return np.minimum(written_share, 1 - cached_share) * ((write_price - input_price) * rise)


@formula("p_in,live", "USD/Mtoken")
def live_input_price(input_price, peak_input_price, peak_hours_share):
    """Input price averaged over the day, where peak hours cost more."""
    return (1 - peak_hours_share) * input_price + peak_hours_share * peak_input_price


@formula("p_hit,live", "USD/Mtoken")
def live_cached_price(cached_price, peak_cached_price, peak_hours_share):
    """Cache-read price averaged over the day, where peak hours cost more."""
    return (1 - peak_hours_share) * cached_price + peak_hours_share * peak_cached_price


@formula("p_out,live", "USD/Mtoken")
def live_output_price(output_price, peak_output_price, peak_hours_share):
    """Output price averaged over the day, where peak hours cost more."""
    return (1 - peak_hours_share) * output_price + peak_hours_share * peak_output_price


@formula("c_write", "USD/request")
def cache_write_price(input_tokens, written_share, cached_share, write_price, input_price, long_context_from, long_input_price):
    """What filling the seller's cache adds to a request: the written share pays the write price over the input price.

    What is read from the cache is not written again. Above the long-context limit it rises as the input price does.
    """
    premium = _write_premium(
        input_tokens, written_share, cached_share, write_price, input_price, long_context_from, long_input_price
    )
    return input_tokens * premium / TOKENS_PER_MTOKEN


@formula("c_std", "USD/request")
def request_price(
    input_tokens, output_tokens, cached_share, long_context_from, live_input_price, live_cached_price,
    live_output_price, long_input_price, long_cached_price, long_output_price, cache_write_price,
):  # fmt: skip
    """A usual request, answered at once.

    Strictly above the seller's long-context limit every token of the request is repriced, input and output.
    """
    live, long = (live_input_price, live_cached_price), (long_input_price, long_cached_price)
    entry = input_tokens * _input_mix(input_tokens, cached_share, long_context_from, live, long)
    answer = output_tokens * np.where(input_tokens > long_context_from, long_output_price, live_output_price)
    return (entry + answer) / TOKENS_PER_MTOKEN + cache_write_price


@formula("c_long", "USD/request")
def long_request_price(
    long_input_tokens, output_tokens, cached_share, written_share, long_context_from, live_input_price, live_cached_price,
    live_output_price, long_input_price, long_cached_price, long_output_price, write_price, input_price,
):  # fmt: skip
    """One of the long requests, with its own number of input tokens; its output is as long as any other's.

    It is read from and written to the cache in the same shares as a usual one.
    """
    live, long = (live_input_price, live_cached_price), (long_input_price, long_cached_price)
    mix = _input_mix(long_input_tokens, cached_share, long_context_from, live, long)
    premium = _write_premium(
        long_input_tokens, written_share, cached_share, write_price, input_price, long_context_from, long_input_price
    )
    answer = output_tokens * np.where(long_input_tokens > long_context_from, long_output_price, live_output_price)
    return (long_input_tokens * (mix + premium) + answer) / TOKENS_PER_MTOKEN


@formula("c_batch", "USD/request")
def batch_request_price(
    input_tokens, output_tokens, long_context_from, batch_input_price, batch_output_price,
    input_price, output_price, long_input_price, long_output_price, request_price,
):  # fmt: skip
    """A usual request that may wait a day. Cache and batch discounts do not multiply: all input pays the batch price.

    Above the long-context limit the batch price rises as the list price does. Whoever may wait need not: where the usual
    request with its cached input is cheaper, or no batch is sold, it is sent as one.
    """
    entry = input_tokens * batch_input_price * _rise(input_tokens, long_context_from, long_input_price, input_price)
    answer = output_tokens * batch_output_price * _rise(input_tokens, long_context_from, long_output_price, output_price)
    return np.minimum((entry + answer) / TOKENS_PER_MTOKEN, request_price)


def _on_terms(price, attempts, regional_premium, discount_share):
    """The price of a request on the reader's own terms: failed tries paid, the region's premium, the discount off."""
    return price * attempts * regional_premium * (1 - discount_share)


@formula("c_call", "USD/request")
def answer_price(
    request_price, long_request_price, batch_request_price, long_share, batch_share, attempts,
    regional_premium, discount_share,
):  # fmt: skip
    """An accepted answer, averaged over usual, long and batch requests; failed tries are paid as well.

    Long requests are answered at once; the share that may wait a day is of the others.
    """
    usual = (1 - batch_share) * request_price + batch_share * batch_request_price
    mean = (1 - long_share) * usual + long_share * long_request_price
    return _on_terms(mean, attempts, regional_premium, discount_share)


@formula("c_wait", "USD/request")
def batch_answer_price(batch_request_price, attempts, regional_premium, discount_share):
    """An accepted answer that may wait a day, on the same terms."""
    return _on_terms(batch_request_price, attempts, regional_premium, discount_share)


@formula("C_use", "USD/month")
def usage_cost(volume, answer_price):
    """The API's invoice for a month: usage alone, without the people who look after it."""
    return volume * answer_price


@formula("c_1000", "USD/krequest")
def thousand_cost(usage_cost, volume):
    """A thousand accepted answers, from the whole invoice."""
    return usage_cost / volume * REQUESTS_PER_THOUSAND


@formula("n_room", "token/request")
def context_left(context, input_tokens, output_tokens, long_share, long_input_tokens):
    """Tokens that the model's context still has room for beside the longest request; below zero it does not fit.

    Without end where the context of an offer is not on record.
    """
    longest = np.where(long_share > 0, np.maximum(input_tokens, long_input_tokens), input_tokens)
    return context - (longest + output_tokens)


@formula("z_over", "1")
def over_context(context_left):
    """1 where a request is longer than the model's context, else 0: such an offer is never picked unasked if another fits."""
    return np.where(context_left < 0, 1, 0)


PRICES = (live_input_price, live_cached_price, live_output_price)
REQUEST = (
    attempts, *TOKENS, context_left, over_context, *PRICES, cache_write_price, request_price, long_request_price,
    batch_request_price,
    answer_price,
)  # fmt: skip
