"""Tokens of a request as the model of each way counts them. What the reader states is one text; tokenizers cut it differently."""

from calculators.engine.formula import formula


@formula("n_in", "token/request")
def input_tokens(stated__input_tokens, tokenizer_ratio):
    """Input as this way's model counts, bills and reads it."""
    return stated__input_tokens * tokenizer_ratio


@formula("n_in,long", "token/request")
def long_input_tokens(stated__long_input_tokens, tokenizer_ratio):
    """Input of a long request as this way's model counts it; limits act on this count."""
    return stated__long_input_tokens * tokenizer_ratio


@formula("n_out", "token/request")
def output_tokens(stated__output_tokens, stated__reasoning_tokens, tokenizer_ratio):
    """All that this way's model writes: the answer, and the reasoning that is billed and served but never shown.

    Both ways reason at the same length for the same question, which is for the reader to check.
    """
    return (stated__output_tokens + stated__reasoning_tokens) * tokenizer_ratio


TOKENS = (input_tokens, long_input_tokens, output_tokens)
