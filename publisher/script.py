"""The data that pages load for a calculator: a classic script, since module imports do not load from a folder."""

from __future__ import annotations

import json
import math
from typing import Any

from calculators.engine import javascript, numbers
from calculators.engine.calculator import MOST_TRIED, Calculator
from calculators.engine.chance import HIGH_SHARE, LOW_SHARE, SAMPLES, SEED
from calculators.engine.choices import Choice, Join, Option
from calculators.engine.guide import Guide
from calculators.engine.outlook import ALONE, BEST, FACTORS, OPEN, PARTS, STRUCK
from calculators.engine.sentences import sentence_data
from publisher.live import live_charts
from publisher.outlooks import SWINGS_SHOWN


def calculator_script(guide: Guide, calculator: Calculator) -> bytes:
    """A calculator as `calculators.NAME = {…}`: its formulas as a function, its choices, defaults and words."""
    data = {
        "name": calculator.name, "page": calculator.page, "inputs": calculator.inputs,
        "defaults": guide.quantities.defaults(guide.as_of), "choices": [_choice(choice) for choice in calculator.choices],
        "joins": [_join(join) for join in calculator.joins], "results": calculator.results,
        "sentence": sentence_data(guide.sentences[calculator.sentence]), "afterword": _afterword(guide, calculator),
        "reasons": [[reason.id, reason.gate, reason.way, list(reason.variant.when), reason.variant.say]
                    for reason in guide.reasons.get(calculator.name, ())], "ranged_by": _ranged(guide, calculator),
        "sweep": _sweep(calculator),
        "tuned": _tuned(calculator), "quantities": _quantities(guide, calculator), "words": _words(guide, calculator),
        "rules": numbers.rules(), "outlook": _outlook(guide, calculator), "spreads": _spreads(guide, calculator),
        "charts": live_charts(guide, calculator),
    }  # fmt: skip
    functions = ", ".join(f"{name}: {body}" for name, body in _functions(guide, calculator).items())
    return f"(self.calculators ??= {{}}).{calculator.name} = Object.assign({_json(data)}, {{{functions}}});\n".encode()


def _functions(guide: Guide, calculator: Calculator) -> dict[str, str]:
    """The calculator's formulas, and its study where it has one."""
    units, outlook = guide.quantities.units, calculator.outlook
    found = {"solve": javascript.function(calculator.calculation, units)}
    if outlook:
        found["study"] = javascript.study(outlook.steps, _columns(calculator), units)
        found["path"] = javascript.study(outlook.path, (), units)
    return found


def _columns(calculator: Calculator) -> tuple[str, ...]:
    """Inputs that differ from row to row in a study."""
    outlook, tuned = calculator.outlook, calculator.tuned
    assert outlook is not None
    return (*outlook.varied, *outlook.scaled, *([tuned.name] if tuned else []))


def _afterword(guide: Guide, calculator: Calculator) -> Any:
    return sentence_data(guide.sentences[calculator.afterword]) if calculator.afterword else None


def _outlook(guide: Guide, calculator: Calculator) -> dict[str, Any] | None:
    outlook = calculator.outlook
    if outlook is None:
        return None
    return {
        "varied": _columns(calculator), "uncertain": outlook.varied, "totals": outlook.steps.totals,
        "path": {"totals": outlook.path.totals, "trail": outlook.path.trail}, "compared": outlook.compared,
        "banded": outlook.banded, "scaled": outlook.scaled, "size": outlook.size, "outcome": outlook.outcome,
        "shown": outlook.shown, "states": (BEST, STRUCK, OPEN, ALONE), "most": SWINGS_SHOWN,
        "labels": {name: guide.inline(name) for name in (*outlook.varied, *([outlook.size] if outlook.size else []))},
        "ways": {way: guide.inline(name, owned=False) for way, name in outlook.shown.items()},
        "samples": SAMPLES, "seed": SEED, "shares": (LOW_SHARE, HIGH_SHARE), "parts": PARTS, "factors": FACTORS,
    }  # fmt: skip


def _spreads(guide: Guide, calculator: Calculator) -> dict[str, tuple[float, float]]:
    varied = calculator.outlook.varied if calculator.outlook else ()
    return {name: ends for name, ends in guide.quantities.spreads(guide.as_of).items() if name in varied}


def _json(data: Any) -> str:
    """Compact JSON; a number without end is null, which the script reads as such."""
    return json.dumps(_finite(data), ensure_ascii=False, separators=(",", ":"))


def _finite(data: Any) -> Any:
    if isinstance(data, float):
        return None if math.isinf(data) else int(data) if data == int(data) and abs(data) < 2**53 else data
    if isinstance(data, dict):
        return {key: _finite(value) for key, value in data.items()}
    return [_finite(value) for value in data] if isinstance(data, list | tuple) else data


def _choice(choice: Choice) -> dict[str, Any]:
    """A choice with its options as rows: id, label, whether it may be picked unasked, tags, values in the order of keys.

    An empty text stands for a key that an option does not set.
    """
    keys = list(dict.fromkeys(key for option in choice.options for key in option.values))
    return {
        "name": choice.name, "default": choice.default, "least": choice.least, "same": choice.same, "none_fits": choice.none_fits,
        "keys": keys, "options": [_option(option, keys) for option in choice.options],
    }  # fmt: skip


def _option(option: Option, keys: list[str]) -> list[Any]:
    row = [option.id, option.label, int(option.eligible), dict(option.tags), [option.values.get(key, "") for key in keys]]
    return [*row, dict(option.spreads), dict(option.implies)] if option.spreads or option.implies else row


def _join(join: Join) -> dict[str, Any]:
    bundles = join.bundles.items()
    return {
        "parts": join.parts, "missing": join.missing, "bundles": {id_: option.values for id_, option in bundles},
        "spreads": {id_: dict(option.spreads) for id_, option in bundles if option.spreads},
    }  # fmt: skip


def _ranged(guide: Guide, calculator: Calculator) -> list[Any] | None:
    if not calculator.ranged_by:
        return None
    default = guide.quantities[calculator.ranged_by].on(guide.as_of)
    return [calculator.ranged_by, default.low, default.high]


def _sweep(calculator: Calculator) -> dict[str, Any] | None:
    spec = calculator.sweep
    return None if spec is None else {"choice": spec.choice, "columns": spec.columns, "keep": spec.keep, "fix": spec.fix}


def _tuned(calculator: Calculator) -> dict[str, Any] | None:
    spec = calculator.tuned
    return None if spec is None else {"name": spec.name, "upto": spec.upto, "least": spec.least, "most": MOST_TRIED}


def _names(guide: Guide, calculator: Calculator) -> list[str]:
    rules = [rule.name for rule in calculator.calculation.rules]
    studied = [name for name in guide.quantities if guide.quantities[name].kind == "studied"] if calculator.outlook else []
    return list(dict.fromkeys([*calculator.inputs, *rules, *studied]))


def _quantities(guide: Guide, calculator: Calculator) -> dict[str, list[Any]]:
    """Per quantity: its unit, its style, and for an input its label and range."""
    found: dict[str, list[Any]] = {}
    for name in _names(guide, calculator):
        quantity = guide.quantities[name]
        own = [quantity.label, quantity.least, quantity.most] if name in calculator.inputs else []
        found[name] = [quantity.unit_text, quantity.style or guide.words[quantity.unit_text].style, *own]
    return found


def _words(guide: Guide, calculator: Calculator) -> dict[str, list[str]]:
    units = {guide.quantities[name].unit_text for name in _names(guide, calculator)}
    return {unit: [guide.words[unit].after, guide.words[unit].one] for unit in sorted(units)}
