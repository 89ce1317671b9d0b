"""Quantities: one name each, with its label, symbol, unit, default and range. The names are the project's own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from calculators.engine.dated import Source, cited
from calculators.engine.fields import Fields
from calculators.engine.nearest import nearest
from calculators.engine.units import NONE, Unit

WIDEST = 1e15


@dataclass(frozen=True)
class Default:
    """What is taken unless the reader says otherwise, with its plausible spread, since a day.

    evidence says on what it rests: a source's title, or "assumption: …" with its reason.
    """

    since: dt.date
    low: float
    likely: float
    high: float
    evidence: str = ""
    source: Source | None = None


@dataclass(frozen=True)
class Quantity:
    """A quantity of the guide. Only a given one has defaults; a chosen one is set by an option, a computed one by a formula.

    A studied one comes out of many draws.

    `slide` is where a slider runs, if it is not to run round the plausible values. Defaults stand oldest first.
    """

    name: str
    label: str
    symbol: str
    unit: Unit
    unit_text: str
    kind: str = "computed"
    defaults: tuple[Default, ...] = ()
    least: float = -WIDEST
    most: float = WIDEST
    help: str = ""
    style: str = ""
    slide: tuple[float, float] | None = None

    def on(self, day: dt.date) -> Default:
        """The default of a day. A day before the first has the first: an assumption, unlike a price, has no launch."""
        held = [default for default in self.defaults if default.since <= day]
        return held[-1] if held else self.defaults[0]


class Quantities(dict[str, Quantity]):
    """Quantities by name; rent.fte falls back on the words, unit and range of fte."""

    def __missing__(self, name: str) -> Quantity:
        plain = name.rpartition(".")[2]
        if plain == name or plain not in self:
            raise KeyError(f"no quantity {name}; {nearest(plain, self)}")
        return self[plain]

    @property
    def units(self) -> dict[str, Unit]:
        """The unit of each quantity by its name without a way."""
        return {name: quantity.unit for name, quantity in self.items() if "." not in name}

    @property
    def symbols(self) -> dict[str, str]:
        """The symbol of each quantity by its name without a way."""
        return {name: quantity.symbol for name, quantity in self.items() if "." not in name}

    def defaults(self, day: dt.date) -> dict[str, float]:
        """The likely value of every given quantity on a day."""
        return {name: q.on(day).likely for name, q in self.items() if q.defaults}

    @property
    def days(self) -> set[dt.date]:
        """Every day on which a default took the place of another."""
        return {default.since for quantity in self.values() for default in quantity.defaults[1:]}

    def spreads(self, day: dt.date) -> dict[str, tuple[float, float]]:
        """Low and high of every given quantity whose default is uncertain on a day."""
        found = {name: q.on(day) for name, q in self.items() if q.defaults}
        return {name: (default.low, default.high) for name, default in found.items() if default.low < default.high}


def read_quantities(f: Fields, sources: Mapping[str, Source], made: Mapping[str, tuple[str, Unit]]) -> Quantities:
    """Every quantity of content/quantities.yaml. made: symbol and unit of each quantity that a formula gives."""
    found, since = Quantities(), f.day("since")
    for name, entry in f.each("given"):
        quantity = _read_words(name, entry, "given")
        if entry.has("ways"):
            found[name] = quantity
            for way, own in entry.each("ways"):
                found[f"{way}.{name}"] = _with_defaults(replace(quantity, name=f"{way}.{name}"), own, sources, since)
        else:
            found[name] = _with_defaults(quantity, entry, sources, since)
    for name, entry in f.each("same", needed=False):
        found.update(_read_same(name, entry, found))
    for name, entry in f.each("chosen"):
        found[name] = _read_words(name, entry, "chosen")
    for name, entry in f.each("studied") if f.has("studied") else ():
        found[name] = Quantity(
            name, entry.text("label"), entry.text("symbol"), *_unit(entry), "studied", style=entry.text("style", "")
        )
    for name, entry in f.each("computed"):
        found[name] = _read_computed(name, entry, made)
    for name in made:
        if name not in found:
            f.problems.add(f.at("computed"), f"{name} is computed and has no label", f"add {name}: {{label: …}}")
    return found


def _read_words(name: str, f: Fields, kind: str) -> Quantity:
    with f.inside("range") as bounds:
        least, most = bounds.number("least", -WIDEST, WIDEST), bounds.number("most", -WIDEST, WIDEST)
        if least > most:
            bounds.wrong("least", f"least {least:g} is above most {most:g}", "swap them")
            least, most = most, least
    return Quantity(
        name, f.text("label"), f.text("symbol"), *_unit(f), kind, (), least, most,
        f.text("help", ""), style=f.text("style", ""), slide=_read_slide(f, least, most),
    )  # fmt: skip


def _read_slide(f: Fields, least: float, most: float) -> tuple[float, float] | None:
    if not f.has("slide"):
        return None
    with f.inside("slide") as ends:
        low, high = ends.number("from", least, most), ends.number("to", least, most)
        if low >= high:
            ends.wrong("from", f"from {low:g} is not below to {high:g}", "write the lower end first")
            return None
    return low, high


def _with_defaults(quantity: Quantity, f: Fields, sources: Mapping[str, Source], since: dt.date) -> Quantity:
    """A quantity with its default and what held before. since: the day of the file, where an entry has none of its own."""
    earlier = [_read_default(quantity, entry, sources, entry.day("starts")) for entry in f.items("earlier", needed=False)]
    defaults = (*earlier, _read_default(quantity, f, sources, f.day("since", since)))
    if any(default.since >= after.since for default, after in pairwise(defaults)):
        f.wrong("earlier", "earlier defaults out of order", "put the oldest first, and all of them before since")
    return replace(quantity, defaults=defaults)


def _read_same(name: str, f: Fields, found: Mapping[str, Quantity]) -> dict[str, Quantity]:
    """A given quantity once more for other ways, with its words and defaults; only the least of its range may differ."""
    model, ways = f.text("as"), f.texts("ways")
    known = found.get(model)
    least = f.number("least", -WIDEST, WIDEST, known.least if known else 0)
    if known is None:
        f.wrong("as", f"no given quantity {model}", nearest(model, found))
        return {}
    return {f"{way}.{name}": replace(known, name=f"{way}.{name}", least=least) for way in ways}


def _read_default(quantity: Quantity, f: Fields, sources: Mapping[str, Source], since: dt.date) -> Default:
    told, least, most = len(f.problems.lines), quantity.least, quantity.most
    likely = f.number("likely", least, most)
    low, high = f.number("low", least, most, likely), f.number("high", least, most, likely)
    if len(f.problems.lines) == told and not low <= likely <= high:
        f.wrong("likely", f"low {low:g}, likely {likely:g}, high {high:g}", "write them in rising order")
    source = cited(f, sources) if f.has("source") else None
    assumption = f.text("assumption", "") if source is None else ""
    if source is None and not assumption:
        f.problems.add(f.place, f"{quantity.name} has neither source nor assumption", "name a source, or write assumption: why")
    return Default(since, low, likely, high, source.title if source else f"assumption: {assumption}", source)


def _unit(f: Fields) -> tuple[Unit, str]:
    text = f.text("unit")
    try:
        return (unit := Unit.parse(text)), str(unit)
    except ValueError as error:
        f.wrong("unit", str(error).partition(";")[0], "write for example USD/GPU/h, or 1 for a plain number")
        return NONE, "1"


def _read_computed(name: str, f: Fields, made: Mapping[str, tuple[str, Unit]]) -> Quantity:
    plain = name.rpartition(".")[2]  # rent.fleet_cost may have words of its own beside those of fleet_cost
    if plain not in made:
        f.problems.add(f.place, f"no formula gives {plain}", nearest(plain, made))
    symbol, unit = made.get(plain, ("x", NONE))
    return Quantity(name, f.text("label"), symbol, unit, str(unit), help=f.text("help", ""), style=f.text("style", ""))
