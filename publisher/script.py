"""The data that pages load for a calculator: a classic script, since module imports do not load from a folder."""

from __future__ import annotations

import json
import math
from typing import Any

from calculators.engine import javascript, numbers
from calculators.engine.calculator import MOST_TRIED, Calculator
from calculators.engine.chance import HIGH_SHARE, LOW_SHARE, SAMPLES, SEED
from calculators.engine.choices import Choice, Join
from calculators.engine.functions import HELPERS, SCRIPT
from calculators.engine.guide import Guide
from calculators.engine.outlook import ALONE, BEST, FACTORS, OPEN, PARTS, STRUCK
from calculators.engine.scale import Scale, scale_of
from calculators.engine.sentences import sentence_data
from publisher.live import live_charts
from publisher.option_rows import grouped_options, keys_of, option_row
from publisher.outlooks import SWINGS_SHOWN


def calculator_data(guide: Guide, calculator: Calculator) -> bytes:
    """All that a calculator is but its formulas, as `calculators.NAME = {…}`: its choices, defaults and words.

    The first of `quantities`, as many as `slots`, have a place in the array of values, in that order.
    """
    data = {
        "name": calculator.name, "page": calculator.page, "given": len(calculator.inputs), "slots": len(_slots(calculator)),
        "defaults": _defaults(guide, calculator), "choices": [_choice(calculator, choice) for choice in calculator.choices],
        "joins": [_join(calculator, join) for join in calculator.joins], "results": calculator.results,
        "sentence": sentence_data(guide.sentences[calculator.sentence]), "afterwords": _afterwords(guide, calculator),
        "reasons": [[reason.id, reason.gate, reason.way, list(reason.variant.when), reason.variant.say]
                    for reason in guide.reasons.get(calculator.name, ())], "ranged_by": _ranged(guide, calculator),
        "sweep": _sweep(calculator),
        "tuned": _tuned(calculator), "quantities": _quantities(guide, calculator), "words": _words(guide, calculator),
        "as_of": guide.as_of.isoformat(), "rules_edition": guide.edition, "instead": calculator.instead,
        "shown_as": calculator.shown_as,
        "rules": numbers.rules(), "outlook": _outlook(guide, calculator), "spreads": _spreads(guide, calculator),
        "atlas": vars(calculator.atlas) if calculator.atlas else None,
        "opened": calculator.opened,
        "charts": live_charts(guide, calculator),
    }  # fmt: skip
    return f"(self.calculators ??= {{}}).{calculator.name} = {_json(data)};\n".encode()


def calculator_functions(guide: Guide, calculator: Calculator) -> bytes:
    """A calculator's formulas as functions, put beside its data."""
    units, outlook, places, scope = guide.quantities.units, calculator.outlook, _slots(calculator), javascript.Scope()
    found = {"solve": javascript.function(calculator.calculation, units, places, scope)}
    if outlook:
        found["study"] = javascript.study(outlook.whole, _columns(calculator), units, places, scope)
    made = ",\n".join(f"{name}:{body}" for name, body in found.items())
    helpers = SCRIPT if any(f"{name}(" in made for name in HELPERS) else ""
    return f"Object.assign(calculators.{calculator.name},(()=>{{{helpers}\nreturn {{{made}}};}})());\n".encode()


def _slots(calculator: Calculator) -> dict[str, int]:
    """The place of each input and each result in the array of values."""
    rules = (rule.name for rule in calculator.calculation.level)
    return {name: place for place, name in enumerate((*calculator.inputs, *rules))}


def _defaults(guide: Guide, calculator: Calculator) -> list[float | str]:
    """The default of each input in order; an empty text where an option has to set it."""
    known = guide.quantities.defaults(guide.as_of)
    return [known.get(name, "") for name in calculator.inputs]


def _columns(calculator: Calculator) -> tuple[str, ...]:
    """Inputs that differ from row to row in a study."""
    outlook, tuned = calculator.outlook, calculator.tuned
    assert outlook is not None
    return (*outlook.varied, *outlook.scaled, *([tuned.name] if tuned else []))


def _afterwords(guide: Guide, calculator: Calculator) -> list[Any]:
    return [sentence_data(guide.sentences[name]) for name in calculator.afterwords]


def _outlook(guide: Guide, calculator: Calculator) -> dict[str, Any] | None:
    outlook = calculator.outlook
    if outlook is None:
        return None
    return {
        "varied": _columns(calculator), "uncertain": outlook.varied, "totals": outlook.whole.totals,
        "trail": outlook.whole.trail, "compared": outlook.compared,
        "turns": [name for name in outlook.path.totals if "." not in name],
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
    return json.dumps(finite(data), ensure_ascii=False, separators=(",", ":"))


def finite(data: Any) -> Any:
    """Data as JSON takes it: a number without end is null, a whole number has no point."""
    if isinstance(data, float):
        return None if math.isinf(data) else int(data) if data == int(data) and abs(data) < 2**53 else data
    if isinstance(data, dict):
        return {key: finite(value) for key, value in data.items()}
    return [finite(value) for value in data] if isinstance(data, list | tuple) else data


def _choice(calculator: Calculator, choice: Choice) -> dict[str, Any]:
    """A choice with its options as rows: id, label, whether it may be picked unasked, tags, values in the order of keys.

    An empty text stands for a key that an option does not set; keys that the calculator does not read are left out.
    groups: the headings under which a form lists the options, each with how many it has.
    """
    keys = keys_of(calculator, choice.options)
    options = [option for _, items in grouped_options(choice) for option in items]
    return {
        "name": choice.name, "default": choice.default, "least": choice.least, "same": choice.same, "none_fits": choice.none_fits,
        "best_label": choice.best_label, "groups": [[label, len(items)] for label, items in grouped_options(choice)],
        "keys": keys, "options": [option_row(option, keys) for option in options],
    }  # fmt: skip


def _join(calculator: Calculator, join: Join) -> dict[str, Any]:
    keys = keys_of(calculator, join.bundles.values())
    return {
        "parts": join.parts, "missing": join.missing, "keys": keys,
        "bundles": {id_: [option.values.get(key, "") for key in keys] for id_, option in join.bundles.items()},
        "spreads": {id_: dict(option.spreads) for id_, option in join.bundles.items() if option.spreads},
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
    return list(dict.fromkeys([*_slots(calculator), *rules, *studied]))


def _quantities(guide: Guide, calculator: Calculator) -> dict[str, list[Any]]:
    """Per quantity: its unit, its style, and for an input its label, its range and its slider."""
    found: dict[str, list[Any]] = {}
    for name in _names(guide, calculator):
        quantity = guide.quantities[name]
        given = name in calculator.inputs
        own = [quantity.label, quantity.least, quantity.most, scale(guide, calculator, name).data] if given else []
        found[name] = [quantity.unit_text, quantity.style or guide.words[quantity.unit_text].style, *own]
    return found


def scale(guide: Guide, calculator: Calculator, name: str) -> Scale:
    """The slider of one of a calculator's inputs."""
    quantity = guide.quantities[name]
    among = (option.values[name] for choice in calculator.choices for option in choice.options if name in option.values)
    return scale_of(quantity, quantity.on(guide.as_of) if quantity.defaults else None, among)


def _words(guide: Guide, calculator: Calculator) -> dict[str, list[str]]:
    units = {guide.quantities[name].unit_text for name in _names(guide, calculator)}
    return {unit: [guide.words[unit].after, guide.words[unit].one] for unit in sorted(units)}
