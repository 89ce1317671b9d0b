"""What differs between two days of one content, or between two versions of it, and what that did to each example."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Protocol

from calculators.engine.choices import Choice
from calculators.engine.edition import Edition
from calculators.engine.sentences import Speaker
from calculators.price_moves import NEW, OfferMove, known_on, moves
from calculators.records.market import Market
from calculators.standings import Points, Standing, crossed, standings

Pair = tuple[dt.date, dt.date]
Table = dict[dt.date, dict[str, Standing]]  # by day and example
TOLD_DAYS = 12  # the newest days that are told one by one


class Judged(Protocol):
    """A claim as it stands on a day."""

    @property
    def status(self) -> str:
        """What became of it."""

    @property
    def words(self) -> str:
        """The claim."""


Claims = Callable[[dt.date], Mapping[str, Judged]]


@dataclass(frozen=True)
class Content:
    """What a comparison needs of a content. claims: the claims of a day by id, where the guide judges any."""

    market: Market
    stated: Mapping[str, Choice]
    points: Points
    speaker: Speaker
    editions: tuple[Edition, ...]
    claims: Claims | None = None

    @property
    def names(self) -> dict[str, str]:
        """What each example is called, by preset."""
        return {preset.id: preset.name for preset in self.stated["preset"].options}


@dataclass(frozen=True)
class Effect:
    """An example before and after."""

    preset: str
    before: Standing
    after: Standing

    @property
    def flipped(self) -> bool:
        """Whether another way wins, or there is a verdict where there was none."""
        return self.before.verdict != self.after.verdict


@dataclass(frozen=True)
class ClaimMove:
    """A claim whose status changed; empty where it was not, or is no longer, made."""

    id: str
    words: str
    before: str
    after: str


@dataclass(frozen=True)
class Difference:
    """What differs between `since` and `day`. effects: every example of both, None where none was worked out."""

    since: dt.date
    day: dt.date
    moves: tuple[OfferMove, ...]
    effects: tuple[Effect, ...] | None
    editions: tuple[Edition, ...] = ()
    claims: tuple[ClaimMove, ...] = ()

    @property
    def flips(self) -> tuple[Effect, ...]:
        """The examples whose verdict changed."""
        return tuple(effect for effect in self.effects or () if effect.flipped)

    @property
    def telling(self) -> bool:
        """Whether a price moved, an offer ended or a verdict changed: more than offers that came on record."""
        return bool(self.flips or any(move.kind != NEW for move in self.moves))

    def of(self, *kinds: str) -> tuple[OfferMove, ...]:
        """The moves of some kinds."""
        return tuple(move for move in self.moves if move.kind in kinds)


def difference(before: Content, since: dt.date, after: Content, day: dt.date) -> Difference:
    """Everything that differs between a content on `since` and the same or another on `day`, by today's formulas."""
    old, new = (
        crossed(side.points, side.stated, standings(side.points, side.stated, [each]))[each]
        for side, each in ((before, since), (after, day))
    )
    return Difference(
        since, day, moves(before.market, since, after.market, day), _effects(old, new),
        _editions(before, since, after, day), _claims(before, since, after, day),
    )  # fmt: skip


def timeline(content: Content, day: dt.date) -> list[Difference]:
    """Every price day up to a day against the one before, oldest first; all days are worked out at once.

    The break-even and the claims are worked out for the newest TOLD_DAYS telling days alone.
    """
    pairs = list(pairwise(each for each in content.market.price_days if each <= day))
    found = _standings(content, pairs)
    differences = [_between(content, pair, found) for pair in pairs]
    told = [(each.since, each.day) for each in differences if each.telling][-TOLD_DAYS:]
    found |= crossed(content.points, content.stated, {each: found[each] for pair in told for each in pair})
    return [
        replace(_between(content, pair, found), claims=_claims(content, pair[0], content, pair[1])) if pair in told else each
        for pair, each in zip(pairs, differences, strict=True)
    ]


def announced(content: Content, day: dt.date, *, another_day: bool) -> list[Difference]:
    """Every change that is known on a day for a later one, the next first, each against the day before it.

    another_day: the content goes on beyond that day. Then only what a source of that time announced counts, and no effects
    are worked out, since they would rest on what came after.
    """
    market = known_on(content.market, day) if another_day else content.market
    pairs = list(pairwise([day, *(each for each in market.price_days if each > day)]))
    if another_day:
        return [Difference(since, until, moves(market, since, market, until), None) for since, until in pairs]
    found = crossed(content.points, content.stated, _standings(content, pairs))
    return [_between(content, pair, found) for pair in pairs]


def _standings(content: Content, pairs: Sequence[Pair]) -> Table:
    return standings(content.points, content.stated, list(dict.fromkeys(day for pair in pairs for day in pair)))


def _between(content: Content, pair: Pair, found: Table) -> Difference:
    """Two days of one content, from what is worked out already."""
    since, day = pair
    market, effects = content.market, _effects(found[since], found[day])
    return Difference(since, day, moves(market, since, market, day), effects, _editions(content, since, content, day))


def _effects(before: Mapping[str, Standing], after: Mapping[str, Standing]) -> tuple[Effect, ...]:
    return tuple(Effect(preset, before[preset], standing) for preset, standing in after.items() if preset in before)


def _editions(before: Content, since: dt.date, after: Content, day: dt.date) -> tuple[Edition, ...]:
    """Those that came between two days, or into content. The first edition changed nothing."""
    if before is after:
        return tuple(edition for edition in after.editions[1:] if since < edition.day <= day)
    known = {edition.number for edition in before.editions}
    return tuple(edition for edition in after.editions[1:] if edition.number not in known)


def _claims(before: Content, since: dt.date, after: Content, day: dt.date) -> tuple[ClaimMove, ...]:
    old, new = before.claims(since) if before.claims else {}, after.claims(day) if after.claims else {}
    return tuple(
        ClaimMove(id_, (new.get(id_) or old[id_]).words, was, now)
        for id_ in dict.fromkeys([*old, *new])
        if (was := old[id_].status if id_ in old else "") != (now := new[id_].status if id_ in new else "")
    )
