"""What waiting is worth: a fleet of today against the same fleet some months later, the API paid meanwhile."""

from __future__ import annotations

from calculators import decision, ways
from calculators.engine.calculation import Calculation
from calculators.engine.calculator import Calculator
from calculators.engine.outlook import Outlook
from calculators.engine.rule import Way
from calculators.engine.steps import Steps
from calculators.formulas import waiting
from calculators.offered import Offered

LATER = {"start_months": "wait_months"}
WAITING = Calculation(
    (*decision.OVER_ALL, *waiting.FORMULAS),
    (
        decision.FRONTIER,
        Way("call", decision.CALL, decision.CALL_OWN, decision.EASY),
        Way("rent", decision.RENT, decision.RENT_OWN, decision.EASY),
        Way("later", decision.RENT, (), {name: f"rent.{name}" for name in decision.RENT_OWN} | LATER | decision.EASY),
        Way("own", decision.OWN, decision.OWN_OWN, ways.on_own("pass_rate", "context") | decision.EASY),
        Way("ownlater", decision.OWN, (),
            {name: f"own.{name}" for name in decision.OWN_OWN} | ways.on_own("pass_rate", "context") | decision.EASY | LATER),
    ),
    counter="month",
)  # fmt: skip
WAYS = ("call", "rent", "later", "own", "ownlater")
VALUES = ("rent_waiting_value", "own_waiting_value", "calling_value")
SHOWN = {way: f"{way}.levelised_cost" for way in WAYS}
COSTS = {way: f"{way}.open_cost" for way in WAYS}
STUDY = Steps(WAITING, "horizon_months", (*SHOWN.values(), *COSTS.values(), *VALUES))
PATH = Steps(WAITING, "horizon_months", VALUES, tuple(f"{way}.spent" for way in WAYS))
OUTLOOK = Outlook(
    STUDY, PATH, COSTS, SHOWN, VALUES, tuple(name for name in decision.VARIED if not name.startswith("hybrid.")),
    scaled=decision.SCALED, size="volume", outcome="rent_waiting_value",
)  # fmt: skip


def calculator(offered: Offered) -> Calculator:
    """Whether to start now or later."""
    choices = decision.choices(offered, WAITING)
    return Calculator(
        "waiting", "What waiting is worth", "calculators/waiting", WAITING,
        choices=choices, joins=decision.joins(offered),
        opened=("preset", *ways.REQUEST_FIELDS, "wait_months", "price_path"),
        groups=decision.groups_of(WAITING, choices, {"preset", "price_path"}),
        results=("rent_waiting_value", "own_waiting_value", "calling_value"),
        sentence="waiting", instead=ways.INSTEAD, outlook=OUTLOOK,
    )  # fmt: skip
