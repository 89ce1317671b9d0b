"""What fine-tuning costs, on rented GPUs or through an API's own service, and when a shorter prompt has paid for it.

Training is counted in operations: so many for each parameter that works on a token, for each token, for each pass.
"""

import numpy as np

from calculators.engine.formula import formula
from calculators.formulas.constants import BYTES_PER_GB, FLOPS_PER_TFLOP, SECONDS_PER_HOUR, TOKENS_PER_MTOKEN


@formula("W_tr", "GPU*h")
def train_gpu_hours(flops_per_param_token, params_active, train_tokens, epochs, runs, bf16_tflops, train_mfu):
    """GPU-hours of all runs together: operations to be done over those that a GPU does while it trains.

    More GPUs take less time and the same GPU-hours; what they lose to one another is part of the share of the peak.
    """
    work = flops_per_param_token * params_active * train_tokens * epochs * runs
    return work / (bf16_tflops * FLOPS_PER_TFLOP * train_mfu * SECONDS_PER_HOUR)


@formula("M_tr", "GB")
def train_memory(train_bytes_per_param, params_total):
    """Memory for weights, gradients and the optimizer over all GPUs, sharded without loss; activations come on top.

    Every expert of a mixture counts. The few added parameters of LoRA are left out.
    """
    return train_bytes_per_param * params_total / BYTES_PER_GB


@formula("b_tr", "block")
def train_units(train_memory, gpu_memory, activation_memory, gpus_per_unit):
    """Whole rented units that hold the training; without end where the activations alone fill a GPU."""
    room = gpu_memory / BYTES_PER_GB - activation_memory
    return np.where(room > 0, np.ceil(np.ceil(train_memory / room) / gpus_per_unit), np.inf)


@formula("G_tr", "GPU")
def train_gpus(train_units, gpus_per_unit):
    """GPUs that are rented while a run lasts."""
    return train_units * gpus_per_unit


@formula("t_run", "h")
def run_hours(train_gpu_hours, runs, train_gpus):
    """How long one run takes on the fewest units that hold it."""
    return train_gpu_hours / runs / train_gpus


@formula("C_tr", "USD")
def train_cost(train_gpu_hours, gpu_price, train_units):
    """GPU rent of all runs, billed while they last; without end where no number of GPUs holds the training."""
    return np.where(train_units < np.inf, train_gpu_hours * gpu_price, np.inf)


@formula("C_tr,API", "USD")
def api_tuning_cost(train_tokens, epochs, training_price, runs):
    """Training of all runs through the API's own service, which bills each token of each pass."""
    return train_tokens * epochs * training_price / TOKENS_PER_MTOKEN * runs


@formula("C_eng", "USD")
def tuning_people(fte_month, tuning_fte_months):
    """Engineers who prepare, run, evaluate and bring the tuned model into service, once."""
    return fte_month * tuning_fte_months


@formula("C_tune", "USD")
def tuning_cost(train_cost, data_cost, tuning_people):
    """All that is spent before the tuned model answers: training, data and people."""
    return train_cost + data_cost + tuning_people


@formula("c_prompt", "USD/request")
def saved_prompt_price(saved_prompt_tokens, input_tokens, cached_share, call__live_input_price, call__live_cached_price):
    """What the part of the prompt that tuning replaces costs in a request today.

    Instructions and examples repeat, so they are the first to be found in the seller's cache and pay the cache-read price
    there. Taken at the prices below the long-context limit; no more can be saved than there is.
    """
    saved = np.minimum(saved_prompt_tokens, input_tokens)
    found = np.minimum(saved, cached_share * input_tokens)
    return (found * call__live_cached_price + (saved - found) * call__live_input_price) / TOKENS_PER_MTOKEN


@formula("C_prompt", "USD/month")
def saved_prompt_cost(saved_prompt_price, requests):
    """The same for a month's requests, before a tuned model's own price."""
    return saved_prompt_price * requests


@formula("Δc_tune", "USD/request")
def tuned_saving(call__request_price, saved_prompt_price, tuned_premium):
    """What a request saves: today's with the long prompt, less the short one at the tuned model's price."""
    return call__request_price - (call__request_price - saved_prompt_price) * tuned_premium


@formula("N_pay", "request")
def tuning_payback(tuning_cost, tuned_saving):
    """Requests after which the tuning has paid for itself; without end where a request saves nothing."""
    return np.where(tuned_saving > 0, tuning_cost / tuned_saving, np.inf)


@formula("m_pay", "month")
def payback_months(tuning_payback, requests):
    """Months until then at today's volume. A model that is superseded earlier never gets there."""
    return tuning_payback / requests


@formula("ΔC_tune", "USD")
def tuning_gain(tuned_saving, requests, horizon_months, tuning_cost):
    """What tuning leaves over the horizon at today's volume and prices; below zero it costs more than it saves."""
    return tuned_saving * requests * horizon_months - tuning_cost


PAID_BACK = (tuning_people, tuning_cost, tuned_saving, tuning_payback, payback_months, tuning_gain)
RENTED = (train_gpu_hours, train_units, train_gpus, run_hours, train_cost)
SHARED = (train_memory, saved_prompt_price, saved_prompt_cost)
