"""Which way was the cheapest when: a strip for each workload and rival, colored by the verdict, over all days on record."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from calculators.charts.axes import Axis, day_axis, year_of
from calculators.charts.contenders import COLORS
from calculators.charts.credits import ELSEWHERE
from calculators.charts.style import INK, MUTED, PAPER, RULE, Canvas, Text, is_narrow, room, rules, tiled, words
from calculators.engine.dated import day_words
from calculators.engine.problems import NOT_ON_RECORD, NotOnRecordError
from calculators.engine.table import Cell, Chart, Column, Place, Row, Table
from calculators.tables.cells import NONE, day_cell, number
from calculators.timeline import MAKER, RIVALS, SAME, Stretch, Timeline

THICK, GAP, AFTER, NAME = 19, 2, 13, 20  # pixels: a strip, between the two of a workload, after them, a name above them
WRAP = 22  # letters of a name in a line, where it stands beside its strips
UNSOLD, STRUCK = "no price on record", "no way left"
COLUMNS = (
    Column("workload", "Workload"), Column("rival", "Calling means"), Column("since", "From"), Column("until", "To"),
    Column("verdict", "Cheapest"), Column("cost", "It costs", "USD a month", numeric=True),
    Column("api", "API offer"), Column("gpus", "GPU offer"),
)  # fmt: skip


@dataclass(frozen=True)
class Strips:
    """All strips. labels: each preset's name; ways: each way's name within a sentence."""

    found: Timeline
    labels: Mapping[str, str]
    ways: Mapping[str, str]

    @cached_property
    def strips(self) -> tuple[tuple[str, str, list[Stretch]], ...]:
        """(preset, rival, its stretches), from the top."""
        return tuple((preset, rival, self.found.stretches(preset, rival)) for preset in self.labels for rival in RIVALS)

    def each(self) -> Iterator[tuple[int, str, str, Stretch]]:
        """(strip, preset, rival, stretch) in the order of the table."""
        for number_, (preset, rival, stretches) in enumerate(self.strips):
            yield from ((number_, preset, rival, stretch) for stretch in stretches)

    def said(self, stretch: Stretch) -> str:
        """A stretch's verdict within a sentence."""
        return self.ways[stretch.best] if stretch.best else UNSOLD if stretch.point.notes else STRUCK

    def canvas(self, width: int) -> Canvas:
        """The drawing; on a phone names stand above their strips."""
        left = 2.0 if is_narrow(width) else room(self._names()) + 14
        return Canvas(width, _step(width) * len(self.labels), left, 18)

    def _names(self) -> list[str]:
        return ["\n".join(textwrap.wrap(label, WRAP)) for label in self.labels.values()]

    @cached_property
    def axis(self) -> Axis:
        """All days on record."""
        return day_axis(self.found.days[0], self.found.days[-1])

    def ends(self, stretch: Stretch, canvas: Canvas) -> tuple[float, float]:
        """Where a stretch starts and ends, in pixels of the plot."""
        one, other = (self.axis.place(year_of(day), canvas.plot) for day in (stretch.since, stretch.until))
        return one, other

    def draw(self, width: int) -> dict[str, Any]:
        """The specification for a width."""
        canvas, texts = self.canvas(width), list[Text]()
        tiles = list[tuple[float, float, float, float, str]]()
        for strip, _, _, stretch in self.each():
            (left, right), top = self.ends(stretch, canvas), _top(strip, width)
            tiles.append((left, top, right, top + THICK, COLORS.get(stretch.best, RULE)))
            texts += _within(self.said(stretch), left, right, top + THICK / 2, PAPER if stretch.best else INK)
        for row, name in enumerate(self.labels.values() if canvas.narrow else self._names()):
            first = _top(row * len(RIVALS), width)
            where = (0.0, first - NAME / 2, "left") if canvas.narrow else (-12.0, first + THICK + GAP / 2, "right")
            texts.append(Text(where[0], where[1], name, INK, where[2]))
        years = [(self.axis.place(year, canvas.plot), year) for year in self.axis.ticks]
        texts += [Text(x, canvas.height + 6, f"{year:g}", MUTED, "center") for x, year in years]
        return canvas.spec(tiled(tiles), rules([(x, 0, x, canvas.height - AFTER / 2) for x, _ in years], PAPER), *words(texts))

    def places(self, width: int) -> list[Place]:
        """Where each row of the table is drawn."""
        canvas = self.canvas(width)
        found = []
        for strip, _, _, stretch in self.each():
            left, right = self.ends(stretch, canvas)
            found.append(Place(left, (_top(strip, width) + THICK / 2,), right))
        return found


def _within(text: str, left: float, right: float, middle: float, color: str) -> list[Text]:
    """Words within a stretch, where it is long enough for them."""
    if right - left < room([text], bold=True) + 8:
        return []
    return [Text(left + 6, middle, text, color, "left", bold=color == PAPER)]


def _step(width: int) -> float:
    return len(RIVALS) * THICK + GAP + AFTER + (NAME if is_narrow(width) else 0)


def _top(strip: int, width: int) -> float:
    row, below = divmod(strip, len(RIVALS))
    return row * _step(width) + below * (THICK + GAP) + (NAME if is_narrow(width) else 0)


def verdicts_chart(found: Timeline, labels: Mapping[str, str], ways: Mapping[str, str]) -> Chart:
    """labels: each preset's name; ways: each way's name within a sentence.

    Raises NotOnRecordError for a day before all prices.
    """
    if len(found.days) < 2:
        raise NotOnRecordError([f"{NOT_ON_RECORD} by {day_words(found.days[0])}; choose a later day"])
    strips = Strips(found, labels, ways)
    rows = tuple(_row(strips, preset, rival, stretch) for _, preset, rival, stretch in strips.each())
    said = "; ".join(
        f"{labels[preset]}, {RIVALS[rival]}, from {stretch.since}: {strips.said(stretch)}"
        for _, preset, rival, stretch in strips.each()
    )
    subtitle = (
        f"The cheapest way on each day on which a price moved. Upper strip: calling means {RIVALS[MAKER]} of its time; "
        f"lower strip: {RIVALS[SAME]}. Gray: no price on record, or no way left"
    )
    return Chart(
        "verdicts", _finding(found, labels), subtitle, said, strips.draw,
        Table("verdict-days", "Verdicts by day", COLUMNS, rows, filter=True), note=ELSEWHERE, reading="xy", told=6,
        places=strips.places,
    )  # fmt: skip


def _finding(found: Timeline, labels: Mapping[str, str]) -> str:
    answered = [day for points in found.points.values() for day, point in zip(found.days, points, strict=True) if point.best]
    if not answered:
        return "No price on record answers any workload yet"
    moved = sum(any(found.turns(preset, rival) for rival in RIVALS) for preset in labels)
    start = f"since {min(answered):%B %Y}"
    if not moved:
        return f"No workload has changed its cheapest way {start}"
    return f"{moved} of {len(labels)} workloads have changed their cheapest way {start}"


def _row(strips: Strips, preset: str, rival: str, stretch: Stretch) -> Row:
    point = stretch.point
    offers = [Cell(point.picked[name].label) if name in point.picked else NONE for name in ("call.offer", "rent.offer")]
    cost = number(point.values["least_cost"], "money") if point.best else NONE
    return Row(
        f"{preset}-{rival}-{stretch.since}",
        (Cell(strips.labels[preset]), Cell(RIVALS[rival]), day_cell(stretch.since), day_cell(stretch.until),
         Cell(strips.said(stretch).capitalize(), note=". ".join(point.notes)), cost, *offers),
    )  # fmt: skip
