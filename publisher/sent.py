"""What a page needs to know of links that were made earlier: names that are retired, and what changed in the method."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from calculators.engine.dated import day_words
from calculators.engine.guide import Guide


def sent_script(guide: Guide, dated: Iterable[str]) -> bytes:
    """The same for all calculators, as `guide.links = {…}`; a page loads it for a link that says more than its inputs."""
    return f"guide.links = {json.dumps(sent_data(guide, dated), ensure_ascii=False, separators=(',', ':'))};\n".encode()


def sent_data(guide: Guide, dated: Iterable[str]) -> dict[str, Any]:
    """inputs: retired name -> [present name, factor, what became of it where there is none]; options: retired id -> present id.

    editions: [number, day, what changed, calculators whose answers moved or none for all], oldest first.
    dated: calculators of which something differs between days.
    """
    inputs = {
        name: [retired.name, retired.times] if retired.name else ["", 1, retired.told]
        for name, retired in guide.retired.inputs.items()
    }  # fmt: skip
    editions = [[each.number, day_words(each.day), each.changed, each.calculators] for each in guide.editions]
    return {"inputs": inputs, "options": dict(guide.retired.options), "editions": editions, "dated": list(dated)}
