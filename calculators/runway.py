"""How long the cash lasts with each of the four ways, with credits and all else that is burnt."""

from __future__ import annotations

from calculators import decision, ways
from calculators.engine.calculation import Calculation
from calculators.engine.calculator import Calculator, Tuned
from calculators.engine.outlook import Outlook
from calculators.engine.rule import Way
from calculators.engine.steps import Steps
from calculators.formulas import runway, verdict
from calculators.offered import Offered

RUNWAY = Calculation(
    (*decision.OVER_ALL, *verdict.SHARED),
    (
        decision.FRONTIER,
        Way("call", (*decision.CALL, *runway.CALL), (*decision.CALL_OWN, "credits"), decision.EASY),
        Way("rent", (*decision.RENT, *runway.RENT), (*decision.RENT_OWN, "credits"), decision.EASY),
        Way("own", (*decision.OWN, *runway.OWN), decision.OWN_OWN, ways.on_own("pass_rate", "context") | decision.EASY),
        Way("hybrid", (*decision.HYBRID, *runway.HYBRID), decision.HYBRID_OWN, decision.EASY),
    ),
    counter="month",
)  # fmt: skip
LASTS = tuple(f"{way}.runway" for way in decision.COSTS)
GAINS = tuple(f"{way}.runway_gain" for way in decision.COSTS if way != "call")
DEEPEST = tuple(f"{way}.cash_needed" for way in decision.COSTS if way != "call")
SPLIT = decision.LEVELISED[-1]
OUTLOOK = Outlook(
    Steps(RUNWAY, "horizon_months", (*decision.LEVELISED, *decision.COSTS.values(), *LASTS, *GAINS, "least_cost")),
    Steps(RUNWAY, "horizon_months", (*LASTS, *GAINS, *DEEPEST), tuple(f"{way}.cash_left" for way in decision.COSTS)),
    decision.COSTS, dict(zip(decision.COSTS, decision.LEVELISED, strict=True)), (*LASTS, *GAINS), decision.VARIED,
    scaled=decision.SCALED, size="volume", outcome="rent.runway_gain",
)  # fmt: skip


def calculator(offered: Offered) -> Calculator:
    """How long the cash lasts."""
    choices = decision.choices(offered, RUNWAY)
    return Calculator(
        "runway", "How long the cash lasts", "calculators/runway", RUNWAY,
        choices=choices, joins=decision.joins(offered),
        opened=("preset", "requests", "cash_at_hand", "other_burn", "call.credits", "rent.credits"),
        groups=(("The request", ways.REQUEST_FIELDS[1:]), *decision.groups_of(RUNWAY, choices, {"preset"})),
        results=(*LASTS, *DEEPEST, *GAINS),
        sentence="runway", instead=ways.INSTEAD,
        tuned=Tuned("hybrid.base_blocks", "hybrid.full_blocks", SPLIT, Steps(RUNWAY, "horizon_months", (SPLIT,))),
        outlook=OUTLOOK,
    )  # fmt: skip
