"""What may come: a calculation over time and by chance, how far each uncertain input moves it, and what would turn it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from calculators.engine.chance import SAMPLES, band, chances, triangular, uniform
from calculators.engine.choices import Resolved
from calculators.engine.steps import Steps

PARTS = (0.25, 0.5, 0.75, 1.0)  # of the way from the likely value to an end of its range
FACTORS = ((1.25, 0.2), (1.5, 0.35), (2.0, 0.5), (3.0, 0.65), (5.0, 0.8), (10.0, 1.0))  # times or divided by, and how far that is

BEST, STRUCK, OPEN, ALONE = "cheapest", "struck out", "open", "no better than one way alone"  # states of a way


@dataclass(frozen=True)
class Outlook:
    """What is studied of a calculation.

    steps: run for every draw; path: run once at the likely values, with its own totals and a trail.
    compared: way -> its cost where it is open, the first of equals first; empty where nothing is compared.
    shown: way -> its cost whether open or not.
    banded: further totals that get a band.
    varied: uncertain inputs; a spread comes from a default or an option, and what a reader states has none.
    scaled: inputs that grow and shrink together, shown as the result `size`. outcome: the result that a swing is measured by.
    """

    steps: Steps
    path: Steps
    compared: Mapping[str, str]
    shown: Mapping[str, str]
    banded: tuple[str, ...]
    varied: tuple[str, ...]
    scaled: tuple[str, ...] = ()
    size: str = ""
    outcome: str = ""

    @property
    def whole(self) -> Steps:
        """Study and path in one: what the page's script runs, since one function is lighter than two."""
        totals = dict.fromkeys((*self.steps.totals, *self.path.totals))
        return Steps(self.steps.calculation, self.path.length, tuple(totals), self.path.trail)


@dataclass(frozen=True)
class Atlas:
    """A map of who wins: two inputs and the values that its grid has of each, `across` by column, `up` by row, both rising."""

    across: str
    columns: tuple[float, ...]
    up: str
    rows: tuple[float, ...]


@dataclass(frozen=True)
class Probe:
    """One thing changed: an input's value, or for the size of everything a factor. far: 0 is here, 1 the end of its range."""

    name: str
    value: float
    far: float


@dataclass(frozen=True)
class Swing:
    """What the outcome becomes where one input goes to the ends of its range."""

    name: str
    low: float
    high: float
    at_low: float
    at_high: float

    @property
    def span(self) -> float:
        """How far the outcome moves."""
        return abs(self.at_high - self.at_low)


@dataclass(frozen=True)
class Prospect:
    """The study's findings for one reader. change: the nearest probe that another way wins, with that way."""

    totals: Mapping[str, float]
    trail: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    bands: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    chances: Mapping[str, float] = field(default_factory=dict)
    swings: tuple[Swing, ...] = ()
    best: str = ""
    change: tuple[Probe, str] | None = None

    def values(self, outlook: Outlook) -> dict[str, float]:
        """The findings as quantities, for sentences: each way's band and chance, the best way's chance, how far a change is."""
        found = dict(self.totals)
        for way, shown in outlook.shown.items():
            found[f"{way}.draw_low"], found[f"{way}.draw_high"] = self.bands[shown]
            found[f"{way}.chance"] = self.chances.get(way, 0.0)
        if not outlook.compared:
            return found
        found["chance"] = self.chances.get(self.best, 0.0)
        found["change_far"] = self.change[0].far if self.change else math.inf
        return found


def changed(outlook: Outlook, probe: Probe, values: Mapping[str, float]) -> float:
    """What a probe sets its quantity to."""
    return values[probe.name] * probe.value if probe.name == outlook.size else probe.value


def spreads(outlook: Outlook, resolved: Resolved) -> dict[str, tuple[float, float]]:
    """Low and high of each varied input that is uncertain for this reader."""
    held = {name: resolved.spreads[name] for name in outlook.varied if name in resolved.spreads}
    return {name: ends for name, ends in held.items() if ends[0] < ends[1]}


def prospect(outlook: Outlook, resolved: Resolved) -> Prospect:
    """The study `sample` (bands, chances), `swing` and the trail of likely values. Ways that are struck out win no draw."""
    likely, trail = likely_course(outlook, resolved)
    best = winner(outlook, likely)
    drawn = sample(outlook, resolved)
    open_ways = [way for way, cost in outlook.compared.items() if likely[cost] < math.inf]
    found = chances([drawn[outlook.compared[way]] for way in open_ways]) if open_ways else []
    probes, costs = _probed(outlook, resolved)
    return Prospect(
        likely, {name: tuple(float(value) for value in values) for name, values in trail.items()},
        {name: band(drawn[name]) for name in (*outlook.shown.values(), *outlook.banded)},
        dict(zip(open_ways, found, strict=True)),
        tuple(_swings(outlook, probes, costs)), best, _change(outlook, probes, costs, best),
    )  # fmt: skip


def likely_course(outlook: Outlook, resolved: Resolved) -> tuple[dict[str, float], dict[str, np.ndarray]]:
    """(totals, trail by month) at the likely values; nothing is drawn."""
    totals, trail = outlook.path.run(resolved.values)
    return {name: float(value) for name, value in (outlook.steps.run(resolved.values)[0] | totals).items()}, trail


def sample(outlook: Outlook, resolved: Resolved) -> dict[str, np.ndarray]:
    """Every total in each draw; all ways share their draws."""
    drawn = {name: triangular(uniform(name), low, resolved.values[name], high)
             for name, (low, high) in spreads(outlook, resolved).items()}  # fmt: skip
    totals, _ = outlook.steps.run({**resolved.values, **drawn})
    return {name: np.broadcast_to(np.asarray(value, dtype=float), SAMPLES) for name, value in totals.items()}


def _probes(outlook: Outlook, resolved: Resolved) -> Iterator[Probe]:
    if outlook.scaled:
        for factor, far in FACTORS:
            yield Probe(outlook.size, factor, far)
            yield Probe(outlook.size, 1 / factor, far)
    for name, ends in spreads(outlook, resolved).items():
        likely = resolved.values[name]
        for end in ends:
            for part in PARTS:
                yield Probe(name, likely + part * (end - likely), part)


def _probed(outlook: Outlook, resolved: Resolved) -> tuple[list[Probe], dict[str, np.ndarray]]:
    """Every probe, and the totals at each."""
    probes = list(_probes(outlook, resolved))
    columns = {
        name: np.full(len(probes), resolved.values[name]) for name in (*outlook.scaled, *spreads(outlook, resolved))
    }  # fmt: skip
    for place, probe in enumerate(probes):
        if probe.name == outlook.size:
            for name in outlook.scaled:
                columns[name][place] *= probe.value
        else:
            columns[probe.name][place] = probe.value
    totals, _ = outlook.steps.run({**resolved.values, **columns})
    return probes, {name: np.broadcast_to(np.asarray(value, dtype=float), len(probes)) for name, value in totals.items()}


def _swings(outlook: Outlook, probes: list[Probe], costs: Mapping[str, np.ndarray]) -> list[Swing]:
    """The widest first; of equals the first named."""
    if not outlook.outcome:
        return []
    ends: dict[str, list[tuple[float, float]]] = {}
    for place, probe in enumerate(probes):
        if probe.far == 1 and probe.name != outlook.size:
            ends.setdefault(probe.name, []).append((probe.value, float(costs[outlook.outcome][place])))
    found = [Swing(name, low, high, at_low, at_high) for name, ((low, at_low), (high, at_high)) in ends.items()]
    return sorted((swing for swing in found if 0 < swing.span < math.inf), key=lambda swing: -swing.span)


def winner(outlook: Outlook, costs: Mapping[str, float]) -> str:
    """The way that costs the least, the first of equals; empty where every way is struck out."""
    best, least = "", math.inf
    for way, cost in outlook.compared.items():
        if costs[cost] < least:
            best, least = way, costs[cost]
    return best


def _change(outlook: Outlook, probes: list[Probe], costs: Mapping[str, np.ndarray], best: str) -> tuple[Probe, str] | None:
    """The nearest probe at which another way costs the least; of equally near ones the first."""
    found: tuple[Probe, str] | None = None
    for place, probe in enumerate(probes):
        way = winner(outlook, {cost: float(costs[cost][place]) for cost in outlook.compared.values()})
        if way not in {best, ""} and (found is None or probe.far < found[0].far):
            found = (probe, way)
    return found
