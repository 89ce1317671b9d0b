"""Does it fit: the weights, what is left for the KV cache, and how many requests that holds."""

import numpy as np

from calculators.engine.formula import formula
from calculators.formulas.constants import KEY_AND_VALUE, ONE_COPY


@formula("M_w", "byte/replica")
def weights_bytes(params_total, bytes_per_param):
    """What a replica keeps of the model. With experts, every expert counts, however few of them a token uses."""
    return params_total * bytes_per_param / ONE_COPY


@formula("m_KV", "byte/token")
def kv_bytes(full_attention_layers, kv_heads, head_dim, kv_lora_rank, rope_dim, kv_precision):
    """KV cache of a token, in the layers that see the whole context.

    A key and a value for each KV head and layer. Where the model compresses them into a latent vector (MLA), that vector
    and its rotary part for each layer. The KV cache of the layers with a window is counted apart.
    """
    plain = KEY_AND_VALUE * kv_heads * head_dim
    return full_attention_layers * np.where(kv_lora_rank > 0, kv_lora_rank + rope_dim, plain) * kv_precision


@formula("m_win", "byte/request")
def window_bytes(window_layers, kv_heads, head_dim, kv_precision, window_tokens, input_tokens, output_tokens):
    """KV cache of the layers that see only a window: it stops growing once the context is longer than the window."""
    return (
        KEY_AND_VALUE
        * window_layers
        * kv_heads
        * head_dim
        * kv_precision
        * np.minimum(window_tokens, input_tokens + output_tokens)
    )


@formula("M_KV", "byte/replica")
def kv_pool(gpu_count, memory_share, gpu_memory, gpu_overhead, weights_bytes):
    """Memory left for the KV cache; below zero the weights alone do not fit.

    The engine takes a share of each GPU's memory, and the runtime a part of that. Weights are spread evenly.
    """
    return gpu_count * (memory_share * gpu_memory - gpu_overhead) - weights_bytes


@formula("s_w", "1")
def weights_share(weights_bytes, gpu_count, gpu_memory):
    """How much of all the GPUs' memory the weights take."""
    return weights_bytes / (gpu_count * gpu_memory)


@formula("n_seq", "request/replica")
def sequences(kv_pool, kv_bytes, input_tokens, output_tokens, window_bytes):
    """Requests that memory holds at their full length, the last token included. Below one, nothing can be served."""
    return np.maximum(np.floor(kv_pool / (kv_bytes * (input_tokens + output_tokens) + window_bytes)), 0)


@formula("n_mem", "request/replica")
def memory_batch(kv_pool, kv_bytes, context_tokens, window_bytes):
    """Requests that memory holds in a steady state, where they are on average half written."""
    return np.maximum(np.floor(kv_pool / (kv_bytes * context_tokens + window_bytes)), 0)


@formula("M_hit", "byte/replica")
def cache_bytes(kv_pool, kv_bytes, context_tokens, window_bytes, now__batch, host_cache_bytes):
    """Room for prefixes of earlier requests: GPU memory that the running requests leave over, and memory of the host."""
    running = now__batch * (kv_bytes * context_tokens + window_bytes)
    return np.maximum(kv_pool - running, 0) + host_cache_bytes


@formula("s_room", "1")
def reachable_hit_share(repeated_share, cache_bytes, live_sessions, input_tokens, kv_bytes):
    """Input found in the replica's own cache: what repeats, cut to the share of the prefixes that there is room for.

    Prefixes are taken to be as long as the input and to be asked for equally often.
    """
    return repeated_share * np.minimum(1, cache_bytes / (live_sessions * input_tokens * kv_bytes))


FORMULAS = (
    weights_bytes, kv_bytes, window_bytes, kv_pool, weights_share, sequences, memory_batch, cache_bytes, reachable_hit_share,
)  # fmt: skip
