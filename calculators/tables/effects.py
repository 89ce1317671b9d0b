"""What price moves did to each example: what every way costs, from where renting pays, and who wins."""

from __future__ import annotations

import math
from collections.abc import Mapping

from calculators.changes import Difference, Effect
from calculators.decision import OUTLOOK
from calculators.engine.sentences import Speaker
from calculators.engine.table import Cell, Column, Row, Table
from calculators.standings import NONE_OPEN, PAYS_FROM, UNANSWERED, Standing
from calculators.tables.cells import NONE, moved_cell

NOTE = "Likely values, over the horizon. A dash is a way that is ruled out, or a mix that beats no way alone."
LEAST = 0.001  # a smaller change of a figure is not told
VERDICTS = {UNANSWERED: "no answer", NONE_OPEN: "no way at all"}


def verdict_words(speaker: Speaker, verdict: str) -> str:
    """Who wins, within a sentence."""
    return VERDICTS.get(verdict) or speaker.inline(OUTLOOK.shown[verdict], owned=False)


def effects_table(found: Difference, speaker: Speaker, names: Mapping[str, str]) -> Table:
    """The examples of which something moved. names: what each is called."""
    ways = tuple(Column(way, speaker.quantities[name].label, _head(speaker, name), numeric=True)
                 for way, name in OUTLOOK.shown.items())  # fmt: skip
    pays = Column("pays", speaker.quantities[PAYS_FROM].label, _head(speaker, PAYS_FROM), numeric=True)
    rows = tuple(
        Row(effect.preset, (Cell(names[effect.preset]), *cells))
        for effect in found.effects or ()
        if (cells := _effect_cells(effect, speaker)) and (effect.flipped or any(cell.note for cell in cells))
    )
    columns = (Column("example", "Example"), *ways, pays, Column("verdict", "Verdict"))
    return Table(f"effects-{found.day}", "What that does to the examples", columns, rows, note=NOTE)


def _head(speaker: Speaker, name: str) -> str:
    return speaker.words[speaker.quantities[name].unit_text].head


def _effect_cells(effect: Effect, speaker: Speaker) -> tuple[Cell, ...]:
    """What each way costs, where renting starts to pay, and the verdict; a note where it was another."""
    before, after = effect.before, effect.after
    costs = (_cost(before, after, way, name, speaker) for way, name in OUTLOOK.shown.items())
    pays = _compared(before.pays_from, after.pays_from, PAYS_FROM, speaker)
    verdict = verdict_words(speaker, after.verdict)
    was = f"was {verdict_words(speaker, before.verdict)}" if effect.flipped else ""
    return *costs, pays, Cell(verdict, note=was)


def _cost(before: Standing, after: Standing, way: str, name: str, speaker: Speaker) -> Cell:
    old, new = (None if way in each.out else each.costs.get(way) for each in (before, after))
    return _compared(old, new, name, speaker)


def _compared(old: float | None, new: float | None, name: str, speaker: Speaker) -> Cell:
    """The newer of two figures, and what it was where that is worth telling."""
    was, text = (NONE.text if each is None else speaker.value(name, each, bare=True) for each in (old, new))
    sort = "" if new is None else repr(float(new))
    share = new / old - 1 if old and new and math.isfinite(old) and math.isfinite(new) else None
    if was == text or (share is not None and abs(share) < LEAST):
        return Cell(text, sort)
    return Cell(text, sort, note=f"was {was}" + (f", {moved_cell(share).text}" if share is not None else ""))


def flips_words(found: Difference, speaker: Speaker, names: Mapping[str, str]) -> list[str]:
    """A sentence for each example whose verdict changed."""
    return [
        f"{names[effect.preset]}: from {verdict_words(speaker, effect.before.verdict)} "
        f"to {verdict_words(speaker, effect.after.verdict)}."
        for effect in found.flips
    ]
