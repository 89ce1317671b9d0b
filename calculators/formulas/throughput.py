"""Tokens a second that GPUs write: from rates fitted to measured rows where there are some, else from the roofline."""

import numpy as np

from calculators.engine.formula import formula
from calculators.formulas.constants import ONE_GPU

SAME_BYTES = 0.01  # precisions whose weights differ by a smaller share are one
SATURATED = 0.999


def _measured(gpu_count, gpus, bytes_per_param, measured_bytes):
    """Whether a set measured on so many GPUs speaks of this precision and of this count, or of a whole multiple of it."""
    count = gpu_count / ONE_GPU
    return (np.abs(bytes_per_param / measured_bytes - 1) <= SAME_BYTES) & (np.floor(count / gpus) * gpus >= count)


@formula("g_fit", "GPU/replica")
def measured_gpus(gpu_count, bytes_per_param, x1__bytes_per_param, x2__bytes_per_param, x4__bytes_per_param, x8__bytes_per_param):
    """GPUs of the measured replica that is used; zero where none is, and the roofline stands in.

    At the same precision, the most GPUs that divide the count: eight GPUs may be two measured replicas of four.
    """
    one = np.where(_measured(gpu_count, 1, bytes_per_param, x1__bytes_per_param), 1, 0)
    two = np.where(_measured(gpu_count, 2, bytes_per_param, x2__bytes_per_param), 2, one)
    four = np.where(_measured(gpu_count, 4, bytes_per_param, x4__bytes_per_param), 4, two)
    return np.where(_measured(gpu_count, 8, bytes_per_param, x8__bytes_per_param), 8, four) * ONE_GPU


def _at(measured_gpus, one, two, four, eight):
    """The rate of the measured replica that is used."""
    gpus = measured_gpus / ONE_GPU
    return np.where(gpus > 7, eight, np.where(gpus > 3, four, np.where(gpus > 1, two, one)))


@formula("t_pre", "replica*s/token")
def prefill_seconds(measured_gpus, x1__prefill_seconds, x2__prefill_seconds, x4__prefill_seconds, x8__prefill_seconds):
    """Reading a token of input, as fitted to measured rows of so many GPUs."""
    return _at(measured_gpus, x1__prefill_seconds, x2__prefill_seconds, x4__prefill_seconds, x8__prefill_seconds)


@formula("t_dec", "replica*s/token")
def decode_seconds(measured_gpus, x1__decode_seconds, x2__decode_seconds, x4__decode_seconds, x8__decode_seconds):
    """Writing a token, as fitted to measured rows of so many GPUs."""
    return _at(measured_gpus, x1__decode_seconds, x2__decode_seconds, x4__decode_seconds, x8__decode_seconds)


@formula("t_KV", "replica*s*request/token/token")
def kv_seconds(measured_gpus, x1__kv_seconds, x2__kv_seconds, x4__kv_seconds, x8__kv_seconds):
    """Carrying a token of context while writing one, as fitted to measured rows of so many GPUs."""
    return _at(measured_gpus, x1__kv_seconds, x2__kv_seconds, x4__kv_seconds, x8__kv_seconds)


@formula("t_att", "replica*s*request/token/token")
def attention_seconds(measured_gpus, x1__attention_seconds, x2__attention_seconds, x4__attention_seconds, x8__attention_seconds):
    """Attention over the input on so many GPUs, as the fit took it from the architecture."""
    return _at(measured_gpus, x1__attention_seconds, x2__attention_seconds, x4__attention_seconds, x8__attention_seconds)


@formula("n_row", "1")
def fitted_rows(measured_gpus, x1__measured_rows, x2__measured_rows, x4__measured_rows, x8__measured_rows):
    """How many measured rows the rates rest on; zero where they are modelled."""
    found = _at(measured_gpus, x1__measured_rows, x2__measured_rows, x4__measured_rows, x8__measured_rows)
    return np.where(measured_gpus > 0, found, 0)


@formula("v", "token/s/replica")
def token_rate(output_tokens, request_work):
    """Output tokens a second of a replica that is always as busy as its batch allows."""
    return output_tokens / request_work


@formula("s_full", "1")
def share_of_full(now__token_rate, full__token_rate):
    """What is left of the saturated rate at the asked number of requests in flight, by the roofline; never above one."""
    return np.minimum(now__token_rate / full__token_rate, 1)


@formula("v_mid", "token/s/replica")
def likely_rate(sequences, measured_gpus, gpu_count, fit__token_rate, share_of_full, now__token_rate):
    """The middle estimate: the fitted rate, or the modelled one where nothing is measured; zero where no request fits.

    Measured replicas stand side by side where the GPUs are a multiple of theirs. Fitted rates hold at saturation, so with
    fewer requests in flight they are cut as the roofline is.
    """
    side_by_side = gpu_count / np.maximum(measured_gpus, ONE_GPU)
    known = np.where(measured_gpus > 0, fit__token_rate * side_by_side * share_of_full, now__token_rate)
    return np.where(sequences > 0, known, 0)


@formula("f_band", "1")
def band_factor(band_place, measured_gpus, share_of_full, fit__band_low, fit__band_high, now__band_low, now__band_high):
    """Measured over predicted, at a place in the band of errors: -1 is its low end, 0 the middle, 1 its high end.

    The fit's own band holds at saturation; away from it, and where nothing is measured, the roofline's holds.
    """
    fitted = (measured_gpus > 0) & (share_of_full >= SATURATED)
    low = np.where(fitted, fit__band_low, now__band_low)
    high = np.where(fitted, fit__band_high, now__band_high)
    return np.where(band_place < 0, 1 + band_place * (1 - low), 1 + band_place * (high - 1))


@formula("v_out", "token/s/replica")
def tokens_per_second(likely_rate, band_factor):
    """Output tokens a second of all the GPUs together, without a latency limit and with fixed lengths."""
    return likely_rate * band_factor


@formula("v_GPU", "token/s/GPU")
def gpu_tokens_per_second(tokens_per_second, gpu_count):
    """The same for each GPU."""
    return tokens_per_second / gpu_count


@formula("v_req", "request/s/replica")
def requests_per_second(tokens_per_second, output_tokens):
    """Requests that are finished in a second."""
    return tokens_per_second / output_tokens


@formula("v_user", "token/s/request")
def stream_rate(tokens_per_second, now__batch):
    """Tokens a second that each request in flight sees, on average over its stay."""
    return tokens_per_second / now__batch


FITTED = (prefill_seconds, decode_seconds, kv_seconds, attention_seconds)
FORMULAS = (
    measured_gpus, fitted_rows, share_of_full, likely_rate, band_factor, tokens_per_second, gpu_tokens_per_second,
    requests_per_second, stream_rate,
)  # fmt: skip
