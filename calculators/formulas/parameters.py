"""How many parameters a model has, counted from its architecture: matrices alone, without norms and biases.

Norms and biases are below a thousandth of any model here. Input and output embedding are taken as two matrices.
"""

import numpy as np

from calculators.engine.formula import formula
from calculators.formulas.constants import ONE_PARAMETER


@formula("P_att", "parameter")
def attention_parameters(layers, hidden, heads, kv_heads, head_dim, q_lora_rank, kv_lora_rank, rope_dim):
    """Attention of all layers: query and output a head each, keys and values a KV head each.

    Where keys and values are kept compressed (MLA), queries and they pass through low ranks instead; values are as wide as
    keys without their rotary part. Layers with another kind of attention are counted as if they had this one.
    """
    plain = hidden * head_dim * (2 * heads + 2 * kv_heads)
    queries = q_lora_rank * (hidden + heads * (head_dim + rope_dim))
    cached = hidden * (kv_lora_rank + rope_dim) + kv_lora_rank * heads * 2 * head_dim
    compressed = queries + cached + heads * head_dim * hidden
    return layers * np.where(kv_lora_rank > 0, compressed, plain) * ONE_PARAMETER


@formula("P_dense", "parameter")
def dense_parameters(dense_layers, hidden, ffn):
    """Feed-forward blocks of the layers without experts: gate, up and down."""
    return dense_layers * 3 * hidden * ffn * ONE_PARAMETER


@formula("P_exp", "parameter")
def expert_parameters(hidden, expert_ffn):
    """One expert: gate, up and down."""
    return 3 * hidden * expert_ffn * ONE_PARAMETER


@formula("P_vocab", "parameter")
def vocabulary_parameters(vocab, hidden):
    """The tables that turn tokens into vectors and back."""
    return 2 * vocab * hidden * ONE_PARAMETER


def _with_experts(base, expert_layers, experts_counted, expert_parameters, router):
    """The parts that every token passes, and so many experts in each layer that has them, with the router that picks."""
    return base + expert_layers * (experts_counted * expert_parameters + router)


@formula("P", "parameter")
def counted_parameters(
    attention_parameters, dense_parameters, vocabulary_parameters, expert_parameters, layers, dense_layers, experts,
    shared_experts, hidden,
):  # fmt: skip
    """Every parameter: what must be in memory, all experts included."""
    base = attention_parameters + dense_parameters + vocabulary_parameters
    router = hidden * experts * ONE_PARAMETER
    return _with_experts(base, layers - dense_layers, experts + shared_experts, expert_parameters, router)


@formula("P_act", "parameter")
def counted_active(
    attention_parameters, dense_parameters, vocabulary_parameters, expert_parameters, layers, dense_layers, experts,
    experts_per_token, shared_experts, hidden,
):  # fmt: skip
    """Parameters that work on a token: the experts picked for it and the shared ones, and both embeddings in full."""
    base = attention_parameters + dense_parameters + vocabulary_parameters
    router = hidden * experts * ONE_PARAMETER
    return _with_experts(base, layers - dense_layers, experts_per_token + shared_experts, expert_parameters, router)


FORMULAS = (
    attention_parameters, dense_parameters, expert_parameters, vocabulary_parameters, counted_parameters, counted_active,
)  # fmt: skip
