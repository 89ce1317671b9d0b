"""A calculator's answer for the command line: a contract in JSON."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from calculators.engine.calculator import Answer
from calculators.engine.guide import Guide
from calculators.engine.nearest import nearest
from calculators.engine.outlook import changed
from calculators.engine.problems import ContentError
from publisher.asked import read_asked
from publisher.forms import inputs_of
from publisher.takeaway import SCHEMA


def reply(guide: Guide, name: str, pairs: Sequence[str]) -> dict[str, Any]:
    """The answer to `quantity=value` pairs, or to the address of a page with its query.

    Keys: schema, calculator, as_of, inputs [{name, value, unit, from}], results [name],
    outputs [{name, value, unit, low?, high?}], notes.
    Numbers are numbers; what is none in reach is null and has a note. Raises ContentError for wrong names or values.
    """
    asked = read_asked(guide, _known(guide, name), pairs)
    guide, answer = asked.guide, asked.guide.answer(name, asked.pairs)
    notes = [guide.sentence(answer), *_notes(guide, answer), *asked.notes]
    return {
        "schema": SCHEMA, "calculator": name, "as_of": guide.as_of.isoformat(), "inputs": _inputs(guide, answer),
        "results": list(answer.calculator.results),
        "outputs": [_output(guide, answer, result) for result in _outputs(answer)], "notes": notes,
        **_studied(guide, answer),
    }  # fmt: skip


def _studied(guide: Guide, answer: Answer) -> dict[str, Any]:
    """What a study adds: the swings, and where ways are compared their verdict."""
    if answer.prospect is None:
        return {}
    swings = {"swings": [asdict(swing) for swing in answer.prospect.swings]}
    compared = answer.calculator.outlook is not None and answer.calculator.outlook.compared
    return (_verdict(guide, answer) if compared else {}) | swings


def _verdict(guide: Guide, answer: Answer) -> dict[str, Any]:
    """What a comparison of ways adds.

    Keys: ways {way: {label, monthly_cost, unit, band, struck_out, chance, and what it comes to over time}}, best,
    months_of_change, verdict, gates, reasons, change.
    """
    outlook, found = answer.calculator.outlook, answer.prospect
    assert outlook is not None
    assert found is not None
    said = guide.reasons_for(answer)
    reasons = [{"id": reason.id, "text": text, "page": reason.page} for reason, text in said if not reason.gate]
    gates = [
        {"gate": reason.gate, "way": reason.way, "text": text, "halfway": reason.halfway, "page": reason.page}
        for reason, text in said if reason.gate
    ]  # fmt: skip
    return {
        "ways": {way: _way(guide, answer, way) for way in outlook.compared}, "best": found.best or None,
        "months_of_change": {name: _number(found.totals[name]) for name in outlook.path.totals if "." not in name},
        "verdict": guide.sentence(answer), "gates": gates, "reasons": reasons, "change": _change(guide, answer),
    }  # fmt: skip


def _way(guide: Guide, answer: Answer, way: str) -> dict[str, Any]:
    outlook, found = answer.calculator.outlook, answer.prospect
    assert outlook is not None
    assert found is not None
    cost = outlook.shown[way]
    own = {name.partition(".")[2]: _number(value) for name, value in found.totals.items() if name.startswith(f"{way}.")}
    return {
        "label": guide.quantities[cost].label, "monthly_cost": _number(found.totals[cost]),
        "unit": guide.quantities[cost].unit_text, "band": [_number(end) for end in found.bands[cost]],
        "struck_out": any(reason.gate and reason.way == way for reason, _ in guide.reasons_for(answer)),
        "chance": found.chances.get(way, 0.0), **own,
    }  # fmt: skip


def _change(guide: Guide, answer: Answer) -> dict[str, Any] | None:
    found, outlook = answer.prospect, answer.calculator.outlook
    if found is None or outlook is None or found.change is None:
        return None
    probe, way = found.change
    return {
        "name": probe.name, "value": _number(changed(outlook, probe, answer.values)), "cheapest": way,
        "text": guide.labels(answer)["change"],
    }  # fmt: skip


def _known(guide: Guide, name: str) -> str:
    if name not in guide.calculators:
        raise ContentError([f"calc: no calculator {name}; {nearest(name, guide.calculators)}"])
    return name


def _inputs(guide: Guide, answer: Answer) -> list[dict[str, Any]]:
    """Options picked, then every quantity that was put in, with where it comes from."""
    picked = [
        {"name": name, "value": option.id, "unit": "id", "from": "you" if answer.chosen.get(name) == option.id else "default"}
        for name, option in answer.resolved.picked.items()
    ]
    values, origins = answer.resolved.values, answer.resolved.origins
    return picked + [
        {"name": name, "value": _number(values[name]), "unit": guide.quantities[name].unit_text, "from": origins[name]}
        for name in answer.calculator.inputs
    ]


def _outputs(answer: Answer) -> list[str]:
    """The headline results first, then everything else that was worked out."""
    studied = answer.prospect.totals if answer.prospect else {}
    rules = [rule.name for rule in answer.calculator.calculation.level]
    return list(dict.fromkeys([*answer.calculator.results, *rules, *studied]))


def _output(guide: Guide, answer: Answer, name: str) -> dict[str, Any]:
    found = {"name": name, "value": _number(answer.values[name]), "unit": guide.quantities[name].unit_text}
    if name in answer.low:
        found |= {"low": _number(answer.low[name]), "high": _number(answer.high[name])}
    return found


def _number(value: float) -> float | int | None:
    if not math.isfinite(value):
        return None
    return int(value) if value == int(value) and abs(value) < 2**53 else value


def _notes(guide: Guide, answer: Answer) -> list[str]:
    none = [name for name in answer.calculator.results if math.isinf(answer.values[name])]
    notes = [f"{name}: none in reach ({guide.quantities[name].label})" for name in none]
    picked = [f"{option.label}: {option.note}" for option in answer.resolved.picked.values() if option.note]
    return [*notes, *picked, *_joined(answer)]


def _joined(answer: Answer) -> list[str]:
    """On what the values rest that pairs of options brought together, each once."""
    loaded = set(answer.resolved.origins.values())
    bundles = [bundle for join in answer.calculator.joins for id_, bundle in join.bundles.items() if id_ in loaded]
    return list(dict.fromkeys(bundle.note for bundle in bundles if bundle.note))


def listing(guide: Guide, name: str | None) -> dict[str, Any]:
    """Every calculator with its inputs, choices and results; or just one."""
    names = [_known(guide, name)] if name else list(guide.calculators)
    return {"schema": SCHEMA, "as_of": guide.as_of.isoformat(), "calculators": [_entry(guide, each) for each in names]}


def _entry(guide: Guide, name: str) -> dict[str, Any]:
    calculator = guide.calculators[name]
    units = {each: guide.quantities[each].unit_text for each in calculator.inputs}
    return {
        "name": name, "title": calculator.title,
        "choices": {each: [option.id for option in choice.options] for each, choice in calculator.choice_names.items()},
        "inputs": [{"name": each, "unit": units[each]} for each in inputs_of(calculator) if each in units],
        "outputs": [{"name": each, "unit": guide.quantities[each].unit_text} for each in calculator.results],
    }  # fmt: skip
