"""Mistakes that a person has to mend, gathered so that all are told at once."""

from __future__ import annotations

from dataclasses import dataclass, field

NOT_ON_RECORD = "no price on record"  # said wherever a day has no figure


class ContentError(Exception):
    """Content that cannot be published. Its text is one line a mistake, each starting with its place."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


class NotOnRecordError(ContentError):
    """Something asked for that content knows, but not for the day in question. Pages say so in words."""


@dataclass
class Problems:
    """A list of mistakes. Each line reads `place: what is wrong; what would be right`."""

    lines: list[str] = field(default_factory=list)

    def add(self, place: str, wrong: str, right: str) -> None:
        """Note a mistake. The same line is noted once."""
        line = f"{place}: {wrong}; {right}"
        if line not in self.lines:
            self.lines.append(line)

    def relay(self, place: str, lines: list[str], *, about: str = "", right: str = "") -> None:
        """Note at a place what was found wrong on its behalf, as lines `what is wrong; what would be right`.

        about: words before each; right: what stands in for a line that says no remedy.
        """
        for line in lines:
            wrong, _, remedy = line.partition("; ")
            self.add(place, about + wrong, remedy or right)

    def stop_if_any(self) -> None:
        """Raise ContentError with every mistake so far."""
        if self.lines:
            raise ContentError(self.lines)
