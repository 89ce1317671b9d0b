"""What may come, as a calculator's page shows it: the ways side by side, reasons, and what matters most."""

from __future__ import annotations

import math
from typing import Any

from calculators.engine.calculator import Answer
from calculators.engine.guide import Guide
from calculators.engine.outlook import ALONE, BEST, OPEN, STRUCK, Outlook, Prospect

SWINGS_SHOWN = 8


def outlook_data(guide: Guide, answer: Answer, *, swings: bool = True) -> dict[str, Any] | None:
    """What the template of an outlook takes; None for a calculator without one. swings: whether a table of them is due."""
    outlook, found = answer.calculator.outlook, answer.prospect
    if outlook is None or found is None:
        return None
    quantity = guide.quantities[outlook.outcome]
    cost = next(iter(outlook.shown.values()), outlook.outcome)
    return {
        "id": answer.calculator.name.replace("_", "-"),
        "ways": [_way(guide, answer, outlook, found, way) for way in outlook.compared],
        "unit": guide.words[guide.quantities[cost].unit_text].head, "reasons": _reasons(guide, answer, outlook),
        "swings": _swings(guide, outlook, found) if swings else [], "outcome": quantity.label,
        "outcome_unit": guide.words[quantity.unit_text].head,
    }  # fmt: skip


def _way(guide: Guide, answer: Answer, outlook: Outlook, found: Prospect, way: str) -> dict[str, Any]:
    shown, open_ = outlook.shown[way], math.isfinite(found.totals[outlook.compared[way]])
    struck = any(reason.gate and reason.way == way for reason, _ in guide.reasons_for(answer))

    def text(name: str, value: float) -> str:
        return guide.speaker.value(name, value, bare=True)

    return {
        "id": way, "name": shown, "label": guide.quantities[shown].label, "best": way == found.best,
        "cost": text(shown, found.totals[shown]), "band": " to ".join(text(shown, end) for end in found.bands[shown]),
        "chance": text("chance", found.chances.get(way, 0.0)),
        "state": BEST if way == found.best else STRUCK if struck else OPEN if open_ else ALONE,
    }  # fmt: skip


def _reasons(guide: Guide, answer: Answer, outlook: Outlook) -> list[dict[str, Any]]:
    """Every reason that content has; those that do not hold are hidden, for the page's script to show."""
    said = {reason.id: text for reason, text in guide.reasons_for(answer)}
    return [
        {
            "id": reason.id, "text": said.get(reason.id, ""), "hidden": reason.id not in said, "halfway": reason.halfway,
            "page": reason.page, "link": reason.link,
            "way": guide.quantities[outlook.shown[reason.way]].label if reason.way else "",
        }
        for reason in guide.reasons.get(answer.calculator.name, ())
    ]  # fmt: skip


def _swings(guide: Guide, outlook: Outlook, found: Prospect) -> list[dict[str, Any]]:
    """The widest swings first; a row for every other varied input is hidden."""
    shown = {swing.name: swing for swing in found.swings[:SWINGS_SHOWN]}
    rows: list[dict[str, Any]] = []
    for name in [*shown, *(name for name in outlook.varied if name not in shown)]:
        figures = dict.fromkeys(("low", "at_low", "high", "at_high"), "")
        if swing := shown.get(name):
            ends = {"low": (name, swing.low), "at_low": (outlook.outcome, swing.at_low), "high": (name, swing.high),
                    "at_high": (outlook.outcome, swing.at_high)}  # fmt: skip
            figures = {part: guide.speaker.value(*end, bare=True) for part, end in ends.items()}
        rows.append({"name": name, "label": guide.named(name), "hidden": swing is None, **figures})
    return rows
