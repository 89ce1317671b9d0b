"""What each way has cost so far, month by month, and what is found in it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from calculators.charts.contenders import Contender
from calculators.engine.calculator import Answer
from calculators.engine.numbers import number_text

API = "call"


@dataclass(frozen=True)
class Trail:
    """Every way with what it has cost so far, and the first month by whose end one has cost less in all than calling.

    said: what the sentences say of it, once that is asked.
    """

    ways: Sequence[Contender]
    frame: pd.DataFrame
    turned: Contender | None
    month: float
    said: Mapping[str, str] = field(default_factory=dict)

    @property
    def open(self) -> list[Contender]:
        """The ways that are drawn."""
        return [way for way in self.ways if way.open]

    def end(self, way: Contender) -> float:
        """What a way has cost in all at the end."""
        return float(self.frame[way.way].iloc[-1])


def trail_of(answer: Answer, ways: Sequence[Contender]) -> Trail:
    """The trail of an answer's ways."""
    return Trail(ways, _so_far(answer, ways), *_turn(answer, ways))


def _so_far(answer: Answer, ways: Sequence[Contender]) -> pd.DataFrame:
    """Month 0 is the start: what is paid up front."""
    assert answer.prospect is not None
    paid = {way.way: (answer.values[f"{way.way}.upfront"], *answer.prospect.trail[f"{way.way}.spent"]) for way in ways}
    frame = pd.DataFrame(paid)
    frame.insert(0, "month", range(len(frame)))
    return frame


def _turn(answer: Answer, ways: Sequence[Contender]) -> tuple[Contender | None, float]:
    """Of the best way; where calling is the best, of the way that is first. None where calling is struck out."""
    assert answer.prospect is not None
    totals, best = answer.prospect.totals, answer.prospect.best
    if not any(way.open for way in ways if way.way == API):
        return None, math.inf
    months = [(way, totals[f"{way.way}.total_switch"]) for way in ways if way.open and way.way != API]
    found = sorted(((way, month) for way, month in months if month < math.inf), key=lambda each: (each[0].way != best, each[1]))
    return found[0] if found else (None, math.inf)


def findings(answer: Answer, trail: Trail) -> tuple[dict[str, float], dict[str, str]]:
    """What the sentences may use."""
    ranked = sorted(trail.open, key=trail.end)
    second = ranked[1] if len(ranked) > 1 else None
    upfront = max(float(trail.frame[way.way].iloc[0]) for way in ranked)
    stays, turned = 0.0, trail.turned
    if turned:
        stays = float((trail.frame[turned.way] < trail.frame[API])[int(trail.month) :].all())
    values = {
        **answer.values, "open_ways": len(ranked), "base_open": float(any(way.way == API for way in ranked)),
        "turn_month": trail.month, "turn_stays": stays, "most_upfront": upfront,
    }  # fmt: skip
    labels = {
        "list": "; ".join(f"{way.label}: {money(trail.end(way))}" for way in trail.open),
        "first": ranked[0].label, "first_spent": money(trail.end(ranked[0])), "second": second.inside if second else "",
        "second_spent": money(trail.end(second)) if second else "", "turn_way": turned.label if turned else "",
        "turn_inside": turned.inside if turned else "", "turn_month": f"{trail.month:g}", "most_upfront": money(upfront),
    }  # fmt: skip
    return values, labels


def money(value: float) -> str:
    """A sum as the chart writes it."""
    return number_text(value, "money")
