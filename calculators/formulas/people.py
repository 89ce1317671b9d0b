"""People who look after a way of serving, as a cost line of their own."""

from calculators.engine.formula import formula
from calculators.formulas.constants import MONTHS_PER_YEAR


@formula("c_FTE", "USD/FTE/month")
def fte_month(salary, employer_factor):
    """A full-time engineer for a month, with what the employer pays on top of the salary."""
    return salary * employer_factor / MONTHS_PER_YEAR


@formula("C_team", "USD/month")
def team_cost(fte_month, fte):
    """The part of a team that a way takes whatever its size."""
    return fte_month * fte


@formula("C_care", "USD/month")
def care_cost(fte_month, fte_per_gpu, gpus):
    """Work that grows with the number of GPUs."""
    return fte_month * fte_per_gpu * gpus


@formula("C_setup", "USD/month")
def setup_monthly(fte_month, setup_fte_months, horizon_months):
    """The work of setting up, spread evenly over the horizon."""
    return fte_month * setup_fte_months / horizon_months
