"""What a chapter's script needs to answer, under one of its headings, with the numbers of the link that opened it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from calculators.engine.dated import day_words
from calculators.engine.guide import Guide
from publisher.assets import Assets, light
from publisher.days import day_range
from publisher.on_demand import OnDemand
from publisher.pages import PageSource
from publisher.targets import main_calculator

INSET = "inset.js"


def inset_script(
    guide: Guide, order: Iterable[str], pages: Mapping[str, PageSource], assets: Assets, asked: OnDemand, templates: Path
) -> bytes:
    """The script with its data before it; every path is from the site's root. order: pages as the contents have them."""
    data = json.dumps(inset_data(guide, order, pages, assets, asked), ensure_ascii=False, separators=(",", ":"))
    return f"guide.insets={data};\n".encode() + light([templates / "assets" / INSET])


def inset_data(
    guide: Guide, order: Iterable[str], pages: Mapping[str, PageSource], assets: Assets, asked: OnDemand
) -> dict[str, Any]:
    """tries: section id -> `name?quantity=value`; first: the calculator of all other sections, which the contents name first.

    calculators: what loads each, where its page is, and which days it can answer for. sent: what reads the rest of a link.
    """
    first = main_calculator(guide, order)
    sections = [section for page in pages.values() for section in page.sections]
    return {
        "first": first.name if first else "", "day": day_words(guide.as_of), "sent": asked.sent,
        "tries": {section.id: section.asked.tried for section in sections if section.asked and section.asked.tried},
        "calculators": {
            name: {
                "title": calculator.title, "href": pages[calculator.page].file,
                "files": " ".join([*assets.loading(name), asked.later[name][0]]), "days": _days(guide, asked, name),
            }
            for name, calculator in guide.calculators.items() if calculator.page in pages
        },
    }  # fmt: skip


def _days(guide: Guide, asked: OnDemand, name: str) -> dict[str, str] | None:
    """The files that bring the prices of other days, and from which day to which; None where there is no choice of days."""
    files = asked.days.get(name)
    return None if files is None else {"files": " ".join(files)} | day_range(guide)
