"""Reads which inputs and options were retired, and what took their place: a part of content/links.yaml."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from math import prod
from typing import Any

from calculators.engine.fields import Fields
from calculators.engine.nearest import nearest
from calculators.engine.retired import Retired, RetiredNames

OTHERS = ("pages", "moved")  # keys of the same file that others read


def read_retired(f: Fields, inputs: Collection[str], options: Collection[str]) -> RetiredNames:
    """Retired names with what they stand for now, chains followed to their end.

    inputs: every name that a reader may state or choose by; options: every id that is or was on record.
    """
    for key in OTHERS:
        f.has(key)
    with f.inside("quantities", needed=False) as entries:
        steps = {name: _read(name, entries) for name in entries.keys()}  # noqa: SIM118  Fields is no mapping
        chains = _chains(entries, {name: step.name for name, step in steps.items()}, inputs, "input")
    with f.inside("options", needed=False) as entries:
        ids = {id_: entries.text(id_) for id_ in entries.keys()}  # noqa: SIM118
        renamed = {id_: chain[-1] for id_, chain in _chains(entries, ids, options, "option").items()}
    return RetiredNames({name: _followed(steps, chain) for name, chain in chains.items()}, renamed)


def _read(name: str, f: Fields) -> Retired:
    """`old: new`, `old: {name: new, times: 1000}` or `old: {gone: why}`."""
    value: Any = f.mapping.get(name)
    if not isinstance(value, Mapping):
        return Retired(f.text(name))
    with f.inside(name) as entry:
        if entry.has("gone"):
            return Retired(gone=entry.text("gone"))
        return Retired(entry.text("name"), entry.number("times", 1e-15, 1e15, 1.0))


def _chains(f: Fields, steps: Mapping[str, str], present: Collection[str], kind: str) -> dict[str, list[str]]:
    """Each retired name with all that it was called since, up to a name in use or to nothing. Mistakes are told at their line."""
    found = {}
    for name in steps:
        chain = _chain(name, steps)
        if name in present:
            f.wrong(name, f"{name} is retired and in use", f"take it out here, or give the {kind} another name")
        elif chain[-1] in chain[:-1]:
            f.wrong(name, f"{name} leads back to {chain[-1]}", "let one of them name what is in use today")
        elif chain[-1] and chain[-1] not in present:
            if len(chain) == 2:  # a longer one is told where it ends
                f.wrong(name, f"no {kind} {chain[-1]}", nearest(chain[-1], present))
        else:
            found[name] = chain
    return found


def _chain(name: str, steps: Mapping[str, str]) -> list[str]:
    """A name and those after it, until one is not retired or comes again."""
    chain = [name]
    while chain[-1] in steps and chain[-1] not in chain[:-1]:
        chain.append(steps[chain[-1]])
    return chain


def _followed(steps: Mapping[str, Retired], chain: Sequence[str]) -> Retired:
    """Where a chain ends, with every factor on the way."""
    last = steps[chain[-2]]
    return replace(last, times=prod(steps[name].times for name in chain[:-1])) if last.name else last
