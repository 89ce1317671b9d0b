"""Point answers (no bands) of every preset for every day on which a price moved since 2023, with the calculators of each day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from benchmarks.calibration import milliseconds
from calculators.engine.guide import Guide
from calculators.guide import read_all
from calculators.timeline import SINCE


def measure(guide: Guide, content: Path) -> Iterator[tuple[str, float]]:
    """(what, milliseconds)."""
    presets = [option.id for option in guide.calculators["decide"].choice_names["preset"].options]
    days = [day for day in guide.price_days if SINCE <= day <= guide.as_of]
    asked = [(day, {"preset": preset}) for day in days for preset in presets]
    reading = read_all(content)
    yield (
        f"{len(presets)} presets on {len(days)} days",
        milliseconds(lambda: replace(reading).points("decide", asked), 3),
    )  # a copy has made nothing yet
