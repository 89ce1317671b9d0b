"""The three rates where nobody has measured: from compute, bandwidth and the architecture, in the form of the fitted ones.

A step writes one token for each request of the batch. It takes as long as the arithmetic or the reading of the weights,
whichever is longer, plus a fixed time for each layer, plus the reading of each request's KV cache. What a GPU reaches of
its peak is fitted to measured rows, by generation and apart for models with experts.
"""

import numpy as np

from calculators.engine.formula import formula
from calculators.engine.functions import whole_power
from calculators.formulas.constants import (
    ATTENTION_FLOPS,
    FLOPS_A_PARAMETER,
    FLOPS_PER_TFLOP,
    ONE_GPU,
    ONE_IN_FLIGHT,
    TOKEN_A_STEP,
)
from calculators.records.throughput import ATTENTION_REACHED

MOST_READ_APART = 255  # above so many requests in a batch every expert is read in every step


@formula("F", "Tflop/s/GPU")
def peak_tflops(compute_bits, bf16_tflops, fp8_tflops, fp4_tflops):
    """Dense peak at the precision of the arithmetic. A GPU that lacks a precision computes at the next wider one."""
    return np.where(compute_bits <= 4, fp4_tflops, np.where(compute_bits <= 8, fp8_tflops, bf16_tflops))


@formula("f_split", "1")
def split_factor(gpu_count, split_loss):
    """How much longer arithmetic takes because GPUs that share a model wait for each other; 1 on a single GPU.

    The square root of the count fits measured rows from one to eight GPUs; beyond one server it is untested.
    """
    return 1 + split_loss * (np.sqrt(gpu_count / ONE_GPU) - 1)


@formula("B", "request/replica")
def batch(memory_batch, engine_cap, concurrency):
    """Requests in flight: as many as memory holds, as the engine schedules, and as are asked for."""
    return np.maximum(np.floor(np.minimum(np.minimum(memory_batch, engine_cap), concurrency)), ONE_IN_FLIGHT)


@formula("s_read", "1")
def read_share(params_active, params_total, batch):
    """Share of the weights that a step reads: all of a dense model; of experts those that some request of the batch needs.

    Requests are taken to choose their experts evenly and independently.
    """
    count = np.minimum(batch / ONE_IN_FLIGHT, MOST_READ_APART)
    return 1 - whole_power(1 - np.minimum(params_active / params_total, 1), count)


@formula("t_pre", "replica*s/token")
def prefill_seconds(params_active, peak_tflops, gpu_count, mfu_prefill, split_factor):
    """Reading a token of input: arithmetic alone, since many tokens are read at once."""
    return FLOPS_A_PARAMETER * params_active / FLOPS_PER_TFLOP / (peak_tflops * gpu_count * mfu_prefill) * split_factor


@formula("t_dec", "replica*s/token")
def decode_seconds(
    params_active, peak_tflops, gpu_count, mfu_decode, split_factor, weights_bytes, read_share, bandwidth, weights_reached,
    layers, layer_overhead, batch,
):  # fmt: skip
    """Writing a token: arithmetic, or its part of reading the weights if that is longer, and of a step's fixed time."""
    arithmetic = FLOPS_A_PARAMETER * params_active / FLOPS_PER_TFLOP / (peak_tflops * gpu_count * mfu_decode) * split_factor
    tokens = batch * TOKEN_A_STEP
    reading = weights_bytes * read_share / (bandwidth * gpu_count * weights_reached) / tokens
    return np.maximum(arithmetic, reading) + layers * layer_overhead / tokens


@formula("t_KV", "replica*s*request/token/token")
def kv_seconds(
    kv_bytes, bandwidth, gpu_count, kv_reached, heads, head_dim, kv_lora_rank, rope_dim, full_attention_layers, bf16_tflops
):
    """Carrying a token of context while writing one: reading its KV cache, or the arithmetic on it if that is longer.

    Arithmetic is longer only where keys and values are compressed (MLA): each head then works on the whole latent vector.
    """
    reading = kv_bytes / (bandwidth * gpu_count * kv_reached) / TOKEN_A_STEP
    width = np.where(kv_lora_rank > 0, kv_lora_rank + rope_dim / 2, head_dim)
    flops = ATTENTION_FLOPS * heads * width * full_attention_layers
    return np.maximum(reading, flops / FLOPS_PER_TFLOP / (ATTENTION_REACHED * bf16_tflops * gpu_count))


@formula("t_att", "replica*s*request/token/token")
def attention_seconds(heads, head_dim, full_attention_layers, bf16_tflops, gpu_count):
    """Attention of a token of input to one before it, in the layers that see the whole context, at half of the 16-bit peak."""
    flops = ATTENTION_FLOPS * heads * head_dim * full_attention_layers
    return flops / FLOPS_PER_TFLOP / (ATTENTION_REACHED * bf16_tflops * gpu_count)


SHARED = (peak_tflops, split_factor)
RATES = (batch, read_share, prefill_seconds, decode_seconds, kv_seconds, attention_seconds)
