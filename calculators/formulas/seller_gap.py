"""What the same GPU costs less at a specialized cloud."""

from calculators.engine.formula import formula
from calculators.formulas.constants import HOURS_PER_MONTH


@formula("s", "1")
def saving_share(specialized_price, hyperscaler_price):
    """How far the specialized clouds' median lies below the hyperscalers', for the same GPU on demand."""
    return 1 - specialized_price / hyperscaler_price


@formula("ΔC_GPU", "USD/month")
def saving_monthly(specialized_price, hyperscaler_price, rented_gpus):
    """What that is in a month for so many GPUs, billed for every hour."""
    return (hyperscaler_price - specialized_price) * rented_gpus * HOURS_PER_MONTH


FORMULAS = (saving_share, saving_monthly)
