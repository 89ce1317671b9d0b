"""What one replica of a model can carry. Work is counted in replica-seconds a request, so input and output add up.

The three rates (prefill, decode, KV) come from measured rows of the same model, GPU, count and precision.
"""

from calculators.engine.formula import formula


@formula("n_fresh", "token/request")
def fresh_tokens(input_tokens, prefix_hit_share):
    """Input tokens that must be read anew, because their prefix is not in the replica's own cache."""
    return input_tokens * (1 - prefix_hit_share)


@formula("n_ctx", "token/request")
def context_tokens(mean_input_tokens, output_tokens):
    """Mean length of the context while the answer is written: all of the input and half of the output.

    Long requests count with their share, as they do on the API's bill.
    """
    return mean_input_tokens + output_tokens / 2


@formula("w_pre", "replica*s/request")
def prefill_work(fresh_tokens, prefill_seconds, attention_seconds, input_tokens, long_share, long_input_tokens, prefix_hit_share):
    """Reading the input: a cost for each fresh token, and attention over the tokens before it.

    The mean over usual and long requests; a prefix is found in the cache for the same share of both.
    """
    long_fresh = long_input_tokens * (1 - prefix_hit_share)
    usual = fresh_tokens * (prefill_seconds + attention_seconds * (input_tokens - fresh_tokens / 2))
    long = long_fresh * (prefill_seconds + attention_seconds * (long_input_tokens - long_fresh / 2))
    return (1 - long_share) * usual + long_share * long


@formula("w_dec", "replica*s/request")
def decode_work(output_tokens, decode_seconds, kv_seconds, context_tokens):
    """Writing the output: a cost for each token, and reading the KV cache of the whole context. Cached input costs here too."""
    return output_tokens * (decode_seconds + kv_seconds * context_tokens)


@formula("w", "replica*s/request")
def request_work(prefill_work, decode_work):
    """Work of a replica on one request when it is saturated with others like it."""
    return prefill_work + decode_work


@formula("μ_sat", "request/s/replica")
def saturated_rate(request_work):
    """Requests a second of a replica that always has a full batch: what offline benchmarks measure."""
    return 1 / request_work


@formula("μ", "request/s/replica")
def replica_rate(saturated_rate, slo_derate, production_derate, fill_limit, throughput_factor):
    """Requests a second that a replica carries within the latency target, in production, below the queueing cliff.

    A loss that a measured row already holds is 1 here, so that nothing is taken off twice.
    """
    return saturated_rate * slo_derate * production_derate * fill_limit * throughput_factor


REPLICA = (fresh_tokens, context_tokens, prefill_work, decode_work, request_work, saturated_rate, replica_rate)
