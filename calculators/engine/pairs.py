"""What people state to a calculator, as `quantity=value` pairs: read, and every mistake told."""

from __future__ import annotations

from collections.abc import Mapping

from calculators.engine.calculator import Calculator
from calculators.engine.choices import AUTO
from calculators.engine.nearest import nearest
from calculators.engine.problems import ContentError, NotOnRecordError
from calculators.engine.quantity import Quantities
from calculators.engine.retired import RetiredNames

NOTHING_RETIRED = RetiredNames()


def parse(
    calculator: Calculator, quantities: Quantities, pairs: Mapping[str, str], retired: RetiredNames = NOTHING_RETIRED
) -> tuple[dict[str, float], dict[str, str]]:
    """Explicit values and chosen ids out of `quantity=value` pairs. retired: names of which the present one is told.

    Raises ContentError that tells every wrong name, unknown option and value that is no number or out of range, and
    NotOnRecordError for an option of another day.
    """
    asked: dict[str, float] = {}
    chosen: dict[str, str] = {}
    wrong: list[str] = []
    inputs = calculator.inputs
    for name, text in pairs.items():
        choice = calculator.choice_names.get(name)
        if choice:
            if text in choice.other_days:
                raise NotOnRecordError([f"{name}: {text} is not on record on this day; choose another"])
            if choice.option(text) is None and not (text == AUTO and choice.least):
                known = [option.id for option in choice.options]
                hint = f"it is now called {retired.options[text]}" if text in retired.options else nearest(text, known)
                wrong.append(f"{name}: no option {text}; {hint}")
            chosen[name] = text
        elif name not in inputs:
            known = [*calculator.choice_names, *inputs]
            hint = f"it is {retired.inputs[name].told}" if name in retired.inputs else nearest(name, known)
            wrong.append(f"{name}: no input of {calculator.name}; {hint}")
        else:
            _take_number(name, text, quantities, asked, wrong)
    if wrong:
        raise ContentError(wrong)
    return asked, chosen


def _take_number(name: str, text: str, quantities: Quantities, asked: dict[str, float], wrong: list[str]) -> None:
    quantity = quantities[name]
    try:
        value = float(text)
    except ValueError:
        wrong.append(f"{name}: {text!r} is no number; write a plain decimal such as 1500 or 0.25")
        return
    if not quantity.least <= value <= quantity.most:
        wrong.append(
            f"{name}: {text} is out of range; it lies between {quantity.least:g} and {quantity.most:g} {quantity.unit_text}"
        )
    asked[name] = value
