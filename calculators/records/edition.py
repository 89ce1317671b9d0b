"""Reads the editions of the formulas: what changed in the method, in words."""

from __future__ import annotations

from collections.abc import Collection

from calculators.engine.edition import Edition
from calculators.engine.fields import Fields
from calculators.engine.nearest import nearest

MOST = 10_000


def read_editions(f: Fields, calculators: Collection[str], newest: int | None) -> tuple[Edition, ...]:
    """The editions under `editions`, oldest first.

    calculators: every known name; newest: the edition of the formulas in force, which the last entry must tell, or None for
    content of another time, which is not held to today's formulas.
    """
    found: list[Edition] = []
    for entry in f.items("editions"):
        edition = _read(entry, calculators if newest is not None else ())
        if found and edition.number != found[-1].number + 1:
            entry.wrong("edition", f"edition {edition.number} after {found[-1].number}", f"write {found[-1].number + 1}")
        if found and edition.day < found[-1].day:
            entry.wrong("day", f"{edition.day} is before {found[-1].day}", "put the oldest edition first")
        found.append(edition)
    last = found[-1].number if found else 0
    if newest is not None and last != newest:
        wrong = f"the newest edition is {last}, and the formulas are of edition {newest}"
        f.problems.add(f.at("editions"), wrong, "say what changed in the last entry, or mend EDITION in calculators/catalog.py")
    return tuple(found)


def _read(f: Fields, calculators: Collection[str]) -> Edition:
    named = f.texts("calculators")
    for name in named:
        if calculators and name not in calculators:
            f.wrong("calculators", f"no calculator {name}", nearest(name, calculators))
    return Edition(int(f.number("edition", 1, MOST)), f.day("day"), f.text("changed"), named)
