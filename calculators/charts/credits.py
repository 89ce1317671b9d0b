"""What stands under a chart: its sources where they are few, and words for a title."""

from __future__ import annotations

from collections.abc import Iterable

from calculators.engine.dated import Source
from calculators.engine.numbers import number_text

MOST = 8
ELSEWHERE = "Prices and their sources: see the prices page."


def credited(sources: Iterable[Source]) -> tuple[list[str], str]:
    """Ids to name and a note. Of several editions of one work the newest speaks for all; the table has each."""
    newest: dict[str, Source] = {}
    for source in sorted(sources, key=lambda source: (source.dated, source.id)):
        newest[source.title.partition(",")[0]] = source
    if len(newest) > MOST:
        return [], f"Prices from {len(newest)} sources; the open data name each."
    return [newest[title].id for title in sorted(newest)], ""


def dollars(value: float) -> str:
    """An amount for titles and labels: $8, $6.33, $3,088."""
    return number_text(value, "money").removesuffix(".00")


def percent(share: float) -> str:
    """A share in whole percent, for titles and labels."""
    return number_text(round(share, 2), "share")


def signed_percent(share: float) -> str:
    """A change in whole percent: +217%, −44%."""
    return ("+" if round(share, 2) > 0 else "") + percent(share)
