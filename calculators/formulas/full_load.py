"""The price of a million tokens from GPUs that are busy for a given share of the hours paid: what most articles print."""

from calculators.engine.formula import formula
from calculators.formulas.constants import SECONDS_PER_HOUR, TOKENS_PER_MTOKEN


@formula("c_full", "USD/Mtoken")
def full_load_price(gpu_price, gpus_per_replica, replica_tokens, busy_share):
    """GPU-hours alone, over the tokens of the busy hours: no spare, no people, no latency target.

    The guide's own figure is mtoken_cost, over the tokens really served.
    """
    return gpu_price * gpus_per_replica / (replica_tokens / TOKENS_PER_MTOKEN * SECONDS_PER_HOUR * busy_share)
