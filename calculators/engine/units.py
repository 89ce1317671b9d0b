"""Units as products of named bases, so that a formula's body can be checked against its promise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Unit:
    """A product of base names to integer powers: USD/GPU/h is USD to 1, GPU to -1, h to -1."""

    powers: tuple[tuple[str, int], ...] = ()

    @classmethod
    def parse(cls, text: str) -> Unit:
        """Read 'USD/GPU/h' or 'replica*s/request'. Every base after a slash divides; '1' is no unit.

        Raises ValueError for an empty base, as in 'USD//h'.
        """
        head, *below = text.split("/")
        powers: Counter[str] = Counter()
        for bases, sign in ((head, 1), *((part, -1) for part in below)):
            for base in bases.split("*"):
                if not base.isidentifier() and base != "1":
                    raise ValueError(f"unit {text!r} has no name where one is needed; write for example USD/GPU/h")
                powers[base] += sign
        del powers["1"]
        return cls._of(powers)

    @classmethod
    def _of(cls, powers: Mapping[str, int]) -> Unit:
        return cls(tuple(sorted((base, n) for base, n in powers.items() if n)))

    def __mul__(self, other: Unit) -> Unit:
        powers = Counter(dict(self.powers))
        powers.update(dict(other.powers))
        return self._of(powers)

    def __truediv__(self, other: Unit) -> Unit:
        powers = Counter(dict(self.powers))
        powers.subtract(dict(other.powers))
        return self._of(powers)

    def root(self) -> Unit:
        """The unit whose square this is. Raises ValueError where a power is odd."""
        if any(n % 2 for _, n in self.powers):
            raise ValueError(f"{self} has no square root")
        return self._of({base: n // 2 for base, n in self.powers})

    def __str__(self) -> str:
        above = "*".join(base for base, n in self.powers for _ in range(n)) or "1"
        return above + "".join("/" + base for base, n in self.powers for _ in range(-n))


NONE = Unit()
