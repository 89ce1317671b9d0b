"""Choices that content states itself: presets, regions, shapes. Each option loads a bundle of quantities."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from itertools import pairwise

from calculators.engine.choices import Choice, Option
from calculators.engine.dated import Source, cited
from calculators.engine.evidence import Evidence
from calculators.engine.fields import NO_DAY, Fields
from calculators.engine.nearest import nearest
from calculators.engine.problems import Problems
from calculators.engine.quantity import Quantities


def read_choice(name: str, f: Fields, sources: Mapping[str, Source], quantities: Quantities) -> Choice:
    """A choice from its fields. Every value names a quantity and lies in its range; every option says on what it rests.

    An option that was another before has a day `since` and what held until then under `earlier`.
    """
    label, default = f.text("label"), f.text("default")
    options, before = list[Option](), dict[str, tuple[tuple[dt.date, Option], ...]]()
    for id_, entry in f.each("options"):
        options.append(_read_option(id_, entry, label, sources, quantities))
        if entry.has("earlier"):
            before[id_] = _read_earlier(options[-1], entry, sources, quantities)
    ids = [option.id for option in options]
    if default not in ids:
        f.wrong("default", f"no option {default}", nearest(default, ids))
    return Choice(name, label, tuple(options), default, earlier=before)


def _read_earlier(
    now: Option, f: Fields, sources: Mapping[str, Source], quantities: Quantities
) -> tuple[tuple[dt.date, Option], ...]:
    """What an option was, each with the day on which the next took its place. It keeps its label where it had no other."""
    found = [
        (entry.day("starts"), _read_option(now.id, entry, now.group, sources, quantities, now.label))
        for entry in f.items("earlier")
    ]
    days = [*(day for day, _ in found), f.day("since")]
    if NO_DAY not in days and any(day >= after for day, after in pairwise(days)):
        f.wrong("earlier", f"what {now.id} was is out of order", "put the oldest first, and all of them before since")
    return tuple((until, option) for until, (_, option) in zip(days[1:], found, strict=True))


def _read_option(
    id_: str, f: Fields, group: str, sources: Mapping[str, Source], quantities: Quantities, known: str | None = None
) -> Option:  # fmt: skip
    source = cited(f, sources) if f.has("source") else None
    evidence = Evidence((source.id,), confidence=source.confidence) if source else Evidence(assumption=f.text("assumption"))
    label, tags = f.text("label", known), f.inside("tags", needed=False)
    with tags:
        own_tags = {key: tags.text(key) for key in tags.keys()}  # noqa: SIM118  Fields is no mapping
    with f.inside("values", needed=False) as values:
        found = {key: _value(key, values, quantities) for key in values.keys()}  # noqa: SIM118
    with f.inside("implies", needed=False) as others:
        implies = {key: others.text(key) for key in others.keys()}  # noqa: SIM118
    likely = {key: middle for key, (_, middle, _) in found.items()}
    spreads = {key: (low, high) for key, (low, _, high) in found.items() if low < high}
    note = f.text("note", "")
    return Option(id_, label, group, likely, own_tags, note=note, spreads=spreads, implies=implies, evidence=evidence)


def _value(key: str, f: Fields, quantities: Quantities) -> tuple[float, float, float]:
    """Low, likely and high of a quantity that an option sets: one number, or `{low: …, likely: …, high: …}`."""
    if key not in quantities and key.rpartition(".")[2] not in quantities:
        f.has(key)
        f.wrong(key, f"no quantity {key}", nearest(key, quantities))
        return 0.0, 0.0, 0.0
    least, most = quantities[key].least, quantities[key].most
    if not isinstance(f.mapping.get(key), Mapping):
        return (f.number(key, least, most),) * 3
    with f.inside(key) as spread:
        low, likely, high = (spread.number(part, least, most) for part in ("low", "likely", "high"))
        if not low <= likely <= high:
            spread.wrong("likely", f"low {low:g}, likely {likely:g}, high {high:g}", "write them in rising order")
    return low, likely, high


def check_implied(choices: Mapping[str, Choice], place: str, problems: Problems) -> None:
    """Tell every option that implies a choice or an option that does not exist."""
    for choice in choices.values():
        before = (option for all_ in choice.earlier.values() for _, option in all_)
        for option in (*choice.options, *before):
            for name, id_ in option.implies.items():
                known = [other.id for other in choices[name].options] if name in choices else []
                if id_ not in known:
                    hint = nearest(id_, known) if known else nearest(name, choices)
                    problems.add(place, f"{choice.name} {option.id} implies {name}={id_}, which does not exist", hint)
