"""What a page needs to give an answer away: the words and notes that its own formulas do without."""

from __future__ import annotations

import json
from typing import Any

from calculators.engine.calculator import Calculator
from calculators.engine.guide import Guide

SCHEMA = 1  # of the reply, on the command line and in the browser alike


def later_script(guide: Guide, calculator: Calculator) -> bytes:
    """What the page's script adds to an answer to make a reply or a comparison of it; loaded when one is asked for."""
    data = json.dumps(later_data(guide, calculator), ensure_ascii=False, separators=(",", ":"))
    return f"Object.assign(calculators.{calculator.name}, {data});\n".encode()


def later_data(guide: Guide, calculator: Calculator) -> dict[str, Any]:
    """labels: of choices, results and ways, and of inputs that are not known by their own label alone.

    notes: of options and of what pairs of them brought together, by id.
    """
    results = (*calculator.results, *(calculator.outlook.shown.values() if calculator.outlook else ()))
    labels = {name: guide.quantities[name].label for name in results}
    labels |= {name: field_label(guide, calculator, name) for name in calculator.fields if name not in labels}
    labels |= {choice.name: choice.label for choice in calculator.choices}
    own = {
        name: label for name, label in labels.items() if name not in calculator.inputs or label != guide.quantities[name].label
    }
    return {"schema": SCHEMA, "labels": own, "notes": _notes(calculator)}


def field_label(guide: Guide, calculator: Calculator, name: str) -> str:
    """How a form names an input: a choice's own label, and a quantity's with its way where the form has the same of another."""
    if name in calculator.choice_names:
        return calculator.choice_names[name].label
    label = guide.quantities[name].label
    stated = (each for each in calculator.fields if each not in calculator.choice_names)
    same = [each for each in stated if guide.quantities[each].label == label]
    return guide.named(name) if len(same) > 1 else label


def _notes(calculator: Calculator) -> dict[str, str]:
    """An id stands for one thing, so that two choices of the same offers need its note once."""
    options = [option for choice in calculator.choices for option in choice.options]
    bundles = [(id_, bundle) for join in calculator.joins for id_, bundle in join.bundles.items()]
    found = [*((option.id, option.note) for option in options), *((id_, bundle.note) for id_, bundle in bundles)]
    return {id_: note for id_, note in found if note}
