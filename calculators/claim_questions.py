"""What claims may ask of each calculator."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from calculators.engine.calculator import Calculator
from calculators.engine.choices import AUTO, Choice
from calculators.engine.quantity import Quantities
from calculators.records.claim import Question


def questions(calculators: Mapping[str, Calculator], quantities: Quantities) -> dict[str, Question]:
    """By calculator. Ids of other days are known too, since a claim has a day of its own."""
    return {name: _question(calculator, quantities) for name, calculator in calculators.items()}


def _question(calculator: Calculator, quantities: Quantities) -> Question:
    def rests_on(result: str) -> Collection[str]:
        return {name for rule in calculator.calculation.needed((result,)) for name in rule.reads.values()}

    return Question(
        {name: (quantities[name].least, quantities[name].most) for name in calculator.inputs},
        {choice.name: _ids(choice) for choice in calculator.choices},
        {*calculator.inputs, *(rule.name for rule in calculator.calculation.level)},
        tuple(calculator.outlook.compared) if calculator.outlook else (),
        rests_on,
    )


def _ids(choice: Choice) -> set[str]:
    return {*(option.id for option in choice.options), *choice.other_days, *([AUTO] if choice.least else [])}
