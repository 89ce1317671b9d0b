"""What charts that follow the reader say: their sentences by chart and part, with the names that they may use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from calculators.engine.live import say
from calculators.engine.sentences import Sentence, Speaker

NAMES = (
    "list", "first", "second", "first_spent", "second_spent", "open_ways", "base_open", "turn_way", "turn_inside", "turn_month",
    "turn_stays", "most_upfront", "leaving", "saved", "turning", "turning_input", "widest_input", "likely", "times", "least_text",
    "most_text", "near_times", "crossing", "crossing_always", "gap_times", "block_saving", "own_call", "own_rent", "band_inside",
    "map_ways", "map_turn", "map_first", "map_next",
)  # fmt: skip


@dataclass(frozen=True)
class Voice:
    """Says charts' texts. A sentence named `chart.part` is that part of that chart's."""

    speaker: Speaker
    sentences: Mapping[str, Sentence]

    def says(self, chart: str) -> dict[str, Sentence]:
        """The sentences of a chart by part, in the order of the file."""
        found = ((name.partition("."), sentence) for name, sentence in self.sentences.items())
        return {part: sentence for (owner, _, part), sentence in found if owner == chart and part}

    def say(self, chart: str, values: Mapping[str, float], labels: Mapping[str, str]) -> dict[str, str]:
        """A chart's texts by part."""
        return say(self.speaker, self.says(chart), values, labels)
