"""Prices read again and found unchanged."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from calculators.engine.nearest import nearest
from calculators.engine.problems import Problems
from calculators.importers.plan import Confirmation, Plan, histories
from calculators.records.market import Market


def planned(market: Market, offers: Collection[str], day: dt.date, source: str) -> Plan:
    """A confirmation of the entry in force of each offer. Raises ContentError with every mistake."""
    plan, problems, known = Plan(""), Problems(), histories(market)
    if source not in market.sources:
        problems.add("--source", f"no source {source}", f"{nearest(source, market.sources)}, or add it to content/sources first")
    elif day > market.sources[source].read:
        wrong = f"{day} is after {source} was read, {market.sources[source].read}"
        problems.add("--day", wrong, "give a day on which the source showed the price")
    for offer in dict.fromkeys(offers):
        entry = known[offer].on(day) if offer in known else None
        if offer not in known:
            problems.add(offer, "no such offer", nearest(offer, known))
        elif entry is None:
            problems.add(offer, f"no price on record for {day}", "give a day on which it was sold")
        elif day < entry.age_from:
            problems.add(offer, f"last read on {entry.age_from}, after {day}", "give a later day")
        elif day > entry.age_from:
            plan.confirmations.append(Confirmation(offer, entry.since, day, source))
        else:
            plan.notes.append(f"{offer}: {day} is on record already")
    problems.stop_if_any()
    return plan
