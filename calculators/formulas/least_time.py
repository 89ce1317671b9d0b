"""The least time that physics allows for a step: bytes over bandwidth, or operations over peak.

No calculator rests on it, since real engines need more; it reproduces the arithmetic that others publish.
"""

import numpy as np

from calculators.engine.formula import formula
from calculators.formulas.constants import FLOPS_A_PARAMETER, ONE_TOKEN


@formula("F_tok", "flop/token")
def token_flops(matrix_parameters):
    """Operations for one token: a multiplication and an addition for each parameter that works on it."""
    return FLOPS_A_PARAMETER * matrix_parameters


@formula("t_cache", "s")
def cache_read_seconds(sequences_at_once, sequence_bytes, chips, chip_bandwidth):
    """Reading the KV cache of every sequence once, at the full bandwidth of all chips."""
    return sequences_at_once * sequence_bytes / (chips * chip_bandwidth)


@formula("t_weights", "s")
def weights_read_seconds(weights_read, chips, chip_bandwidth):
    """Reading the weights once, at the full bandwidth of all chips."""
    return weights_read / (chips * chip_bandwidth)


@formula("t_flop", "s")
def compute_seconds(token_flops, tokens_at_once, chips, chip_flops, flops_used):
    """Multiplying so many tokens with the weights, at a share of the peak of all chips."""
    return token_flops * tokens_at_once / (chips * chip_flops * flops_used)


@formula("t_step", "s")
def step_seconds(cache_read_seconds, weights_read_seconds, compute_seconds):
    """One token for every sequence: the cache is read, while the weights are read or multiplied, whichever is slower."""
    return cache_read_seconds + np.maximum(weights_read_seconds, compute_seconds)


@formula("r_step", "token/s")
def step_rate(sequences_at_once, step_seconds):
    """Tokens a second of all sequences together, when each step takes no longer than it must."""
    return sequences_at_once * ONE_TOKEN / step_seconds


FORMULAS = (token_flops, cache_read_seconds, weights_read_seconds, compute_seconds, step_seconds, step_rate)
