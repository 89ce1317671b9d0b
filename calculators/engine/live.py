"""A chart that follows the reader: what the page's script needs to draw it again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from calculators.engine.sentences import Sentence, Speaker


@dataclass(frozen=True)
class Live:
    """What a script draws with.

    kind: which of the script's drawings it is. says: the chart's texts by part, in order: `title`, `subtitle`, `desc`, and
    words within the drawing; each is a name for those after it. frame: the layout at a width, `plot` its size in pixels.
    data: what else the drawing rests on. late: whether it has to wait until an answer is complete.
    """

    kind: str
    says: Mapping[str, Sentence]
    frame: Callable[[int], Mapping[str, Any]]
    data: Mapping[str, Any] = field(default_factory=dict)
    late: bool = False


def say(speaker: Speaker, says: Mapping[str, Sentence], values: Mapping[str, float], labels: Mapping[str, str]) -> dict[str, str]:
    """Every text of a chart by its part."""
    known, found = dict(labels), dict[str, str]()
    for part, sentence in says.items():
        known[part] = found[part] = speaker.sentence(sentence, values, known)
    return found
