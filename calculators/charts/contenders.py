"""The ways of an answer as its charts show them: label, color, cost with its band, and whether each is open."""

from __future__ import annotations

import math
from dataclasses import dataclass

from calculators.charts.style import CALL, HYBRID, OWN, RENT
from calculators.engine.calculator import Answer
from calculators.engine.outlook import ALONE, BEST, OPEN, STRUCK
from calculators.engine.sentences import Speaker

COLORS = {"call": CALL, "rent": RENT, "own": OWN, "hybrid": HYBRID}


@dataclass(frozen=True)
class Contender:
    """A way with what a month of it comes to. inside: its label within a sentence; chance: of being the cheapest."""

    way: str
    label: str
    inside: str
    cost: float
    band: tuple[float, float]
    chance: float
    state: str

    @property
    def color(self) -> str:
        """The way's color in every chart."""
        return COLORS[self.way]

    @property
    def open(self) -> bool:
        """Whether it is in the race: neither struck out nor one of the other ways under another name."""
        return self.state in {BEST, OPEN}


def contenders(speaker: Speaker, answer: Answer) -> list[Contender]:
    """Every way, in the order of the guide."""
    outlook, found = answer.calculator.outlook, answer.prospect
    assert outlook is not None
    assert found is not None
    return [
        Contender(
            way, speaker.quantities[shown].label, speaker.inline(shown, owned=False), found.totals[shown], found.bands[shown],
            found.chances.get(way, 0.0), _state(answer, way, best=way == found.best),
        )
        for way, shown in outlook.shown.items()
    ]  # fmt: skip


def _state(answer: Answer, way: str, *, best: bool) -> str:
    if best:
        return BEST
    if answer.values[f"{way}.allowed"] <= 0:
        return STRUCK
    assert answer.calculator.outlook is not None
    return OPEN if math.isfinite(answer.values[answer.calculator.outlook.compared[way]]) else ALONE
