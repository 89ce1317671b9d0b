"""Choices that content states itself: presets, regions, shapes. Each option loads a bundle of quantities."""

from __future__ import annotations

from collections.abc import Mapping

from calculators.engine.choices import Choice, Option
from calculators.engine.dated import Source, cited
from calculators.engine.fields import Fields
from calculators.engine.nearest import nearest
from calculators.engine.quantity import Quantities


def read_choice(name: str, f: Fields, sources: Mapping[str, Source], quantities: Quantities) -> Choice:
    """A choice from its fields. Every value names a quantity and lies in its range; every option says on what it rests."""
    label, default = f.text("label"), f.text("default")
    options = tuple(_read_option(id_, entry, label, sources, quantities) for id_, entry in f.each("options"))
    ids = [option.id for option in options]
    if default not in ids:
        f.wrong("default", f"no option {default}", nearest(default, ids))
    return Choice(name, label, options, default)


def _read_option(id_: str, f: Fields, group: str, sources: Mapping[str, Source], quantities: Quantities) -> Option:
    source = cited(f, sources) if f.has("source") else None
    if source is None:
        f.text("assumption")
    label, tags = f.text("label"), f.inside("tags", needed=False)
    with tags:
        own_tags = {key: tags.text(key) for key in tags.keys()}  # noqa: SIM118  Fields is no mapping
    with f.inside("values") as values:
        found = {key: _value(key, values, quantities) for key in values.keys()}  # noqa: SIM118
    return Option(id_, label, group, found, own_tags, note=f.text("note", ""))


def _value(key: str, f: Fields, quantities: Quantities) -> float:
    if key not in quantities and key.rpartition(".")[2] not in quantities:
        f.has(key)
        f.wrong(key, f"no quantity {key}", nearest(key, quantities))
        return 0.0
    return f.number(key, quantities[key].least, quantities[key].most)
