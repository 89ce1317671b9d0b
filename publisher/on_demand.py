"""Scripts that a page loads when its reader first asks for what they do: for each calculator its data, then what uses them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from calculators.engine.calculator import Calculator
from calculators.engine.guide import Guide
from publisher.assets import DAYS, LATER, SENT, WORKING, hashed, light
from publisher.days import days_script
from publisher.sent import sent_script
from publisher.takeaway import later_script
from publisher.working import working_script

Paths = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class OnDemand:
    """The paths by calculator, in the order in which they run, and all files by path. sent: the one file of all calculators."""

    workings: Paths = field(default_factory=dict)
    later: Paths = field(default_factory=dict)
    days: Paths = field(default_factory=dict)
    sent: str = ""
    files: Mapping[str, bytes] = field(default_factory=dict)

    @classmethod
    def of(cls, guide: Guide, templates: Path) -> OnDemand:
        """All of a guide; only calculators of which something differs between days have days."""
        files: dict[str, bytes] = {}
        every = list(guide.calculators.values())

        def made(kind: str, scripts: Sequence[str], data: Callable[[Guide, Calculator], bytes]) -> dict[str, tuple[str, ...]]:
            found = {}
            held = {calculator.name: own for calculator in every if (own := data(guide, calculator))}
            use = light(templates / "assets" / name for name in scripts) if held else b""
            for name, own in held.items():
                parts = {hashed(f"{name}-{kind}.js", own): own, hashed(f"{kind}.js", use): use}
                files.update(parts)
                found[name] = tuple(parts)
            return found

        workings = made("working", [WORKING], working_script)
        later = made("later", LATER, later_script)
        days = made("days", DAYS, days_script)
        own = sent_script(guide, days) + light([templates / "assets" / SENT])
        files[sent := hashed(SENT, own)] = own
        return cls(workings, later, days, sent, files)
