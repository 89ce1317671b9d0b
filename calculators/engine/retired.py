"""Names of inputs and options that are no longer used, so that links that carry them keep their meaning."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Retired:
    """A retired input: its present name and what its values are multiplied by; or no name, and why it is gone."""

    name: str = ""
    times: float = 1.0
    gone: str = ""

    @property
    def told(self) -> str:
        """What became of it, in words."""
        if not self.name:
            return f"no longer asked for: {self.gone}"
        return f"now called {self.name}" + (f", in which its value is {self.times:g} times as large" if self.times != 1 else "")


@dataclass(frozen=True)
class RetiredNames:
    """Every retired input and every retired id of an option, each with what took its place."""

    inputs: Mapping[str, Retired] = field(default_factory=dict)
    options: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether anything was ever retired."""
        return bool(self.inputs or self.options)

    def renewed(self, pairs: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
        """`quantity=value` pairs under their present names, and a note on each that changed.

        A value that stands under the present name as well counts more than the retired one's.
        """
        found, notes = dict[str, str](), list[str]()
        for name, text in pairs.items():
            retired = self.inputs.get(name)
            if retired is None:
                found[name] = self._option(name, text, notes)
                continue
            notes.append(f"{name}: {retired.told}")
            if retired.name and retired.name not in pairs:
                found[retired.name] = self._option(retired.name, _times(text, retired.times), notes)
        return found, notes

    def _option(self, name: str, text: str, notes: list[str]) -> str:
        if text not in self.options:
            return text
        notes.append(f"{name}: {text} is now called {self.options[text]}")
        return self.options[text]


def _times(text: str, factor: float) -> str:
    """A stated value in the unit of the present name; what is no number stays, and is told where numbers are read."""
    try:
        return text if factor == 1 else repr(float(text) * factor)
    except ValueError:
        return text
