"""What a price command would write, before anything is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from calculators.engine.dated import History, Source
from calculators.engine.problems import Problems
from calculators.records.market import Market
from calculators.records.offer import API_KEYS, GPU_KEYS, api_prices

JUMP = 3.0  # a price that moves by more than this factor, up or down, is a slip until an editor accepts it
KEYS = (*API_KEYS, *GPU_KEYS)
SAME_LIMIT = 1  # token: sellers say "from 200,000", tables say "above 199,999"
FILLED_AS = {"cache_write_price": "write_price"}  # what api_prices calls a price once it is filled in


@dataclass(frozen=True)
class Move:
    """One value of an offer that differs. None: it has, or had, none of its own."""

    key: str
    old: float | None
    new: float | None

    @property
    def factor(self) -> float | None:
        """New over old; None where there is no pair of prices, or the value is a limit in tokens."""
        return self.new / self.old if self.old and self.new and self.key.endswith("_price") else None


@dataclass(frozen=True)
class Entry:
    """An entry to be added to an offer's history, and the values that it follows."""

    offer: str
    day: dt.date
    first_sighting: bool
    values: Mapping[str, float]
    before: Mapping[str, float]
    source: str
    note: str = ""
    confidence: str = ""

    @property
    def moves(self) -> tuple[Move, ...]:
        """Each value that differs from those before."""
        values = ((key, self.before.get(key), self.values.get(key)) for key in KEYS)
        return tuple(Move(key, old, new) for key, old, new in values if old != new)


@dataclass(frozen=True)
class Confirmation:
    """An entry, named by the day since which it holds, whose price was read again on a day and has not moved."""

    offer: str
    since: dt.date
    day: dt.date
    source: str


@dataclass
class Plan:
    """Everything that a command would write. as_of: the day that the guide shows afterwards; None where it stays.

    source_file: the file below content/sources to which new sources are added. notes: what an editor should know.
    """

    source_file: str
    entries: list[Entry] = field(default_factory=list)
    confirmations: list[Confirmation] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    as_of: dt.date | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing would be written."""
        return not (self.entries or self.confirmations or self.sources or self.as_of)

    def refuse_jumps(self, accepted: Collection[str], problems: Problems) -> None:
        """Note every price that moves by more than JUMP, but of offers that an editor has accepted."""
        for entry in self.entries:
            for move in entry.moves:
                if move.factor and not 1 / JUMP <= move.factor <= JUMP and entry.offer not in accepted:
                    wrong = f"{move.key} would move from {move.old:g} to {move.new:g}, {move.factor:.3g} times as much"
                    problems.add(entry.offer, wrong, f"check it, then add --accept {entry.offer}")


def histories(market: Market) -> dict[str, History]:
    """The history of every offer by its id, of APIs and of GPUs."""
    return {id_: offer.history for offers in (market.api, market.gpu) for id_, offer in offers.items()}


def told_apart(old: Mapping[str, float], new: Mapping[str, float]) -> tuple[tuple[Move, ...], tuple[str, ...]]:
    """Where two readings of an API's price differ, and which of the old keys the new one leaves open.

    Compared is what a request pays: a cached price that equals the input price is no news. A key that the new reading does
    not have is left open, but for the context limit: prices without one say that there is none.
    """
    paid = tuple(api_prices(values)[0] for values in (old, new))
    moves, left_open = [], []
    for key in API_KEYS:
        if key in old and key not in new and (not key.startswith("long_") or "long_context_from" in new):
            left_open.append(key)
        elif (key in old or key in new) and _differ(key, *(each[FILLED_AS.get(key, key)] for each in paid)):
            moves.append(Move(key, old.get(key), new.get(key)))
    return tuple(moves), tuple(left_open)


def _differ(key: str, old: float, new: float) -> bool:
    return old != new if key.endswith("_price") else abs(old - new) > SAME_LIMIT
