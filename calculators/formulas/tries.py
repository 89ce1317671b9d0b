"""How many tries an accepted answer takes, so that quality enters the price of every way."""

from calculators.engine.formula import formula


@formula("a", "1")
def attempts(pass_rate, retry_share):
    """Calls paid or served for each accepted answer.

    A rejected answer is asked for again until one passes, each try passing alike whatever came before it. Calls that fail
    come on top of every try. What a rejected answer costs people who read it is not in it.
    """
    return (1 + retry_share) / pass_rate
