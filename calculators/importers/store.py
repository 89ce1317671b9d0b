"""A plan written into the content folder: into a copy first, which must read cleanly, and only then swapped in."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from calculators.engine.problems import ContentError
from calculators.importers.plan import Plan
from calculators.importers.yaml_lines import with_confirmation, with_day, with_entry, with_source
from calculators.records.market import Market

SITE = "site.yaml"


def changed_texts(content: Path, market: Market, plan: Plan) -> dict[str, str]:
    """Every file that a plan changes, by its path below content, in an order that reads cleanly after each swap."""
    texts: dict[str, str] = {}

    def change(name: str, edit: Callable[[str], str]) -> None:
        texts[name] = edit(texts[name] if name in texts else _text(content / name))

    for source in plan.sources:
        change(f"sources/{plan.source_file}", partial(with_source, source=source))
    for told in plan.confirmations:
        name, path = place(market, told.offer)
        change(name, partial(with_confirmation, path=path, told=told))
    for entry in plan.entries:
        name, path = place(market, entry.offer)
        change(name, partial(with_entry, path=path, entry=entry))
    if plan.as_of:
        change(SITE, partial(with_day, key="as_of", day=plan.as_of))
    return texts


def place(market: Market, offer: str) -> tuple[str, tuple[str, ...]]:
    """The file below content that holds an offer, and the path of keys to its history."""
    seller, name = offer.split("/")[:2]
    if offer in market.api:
        return f"prices/api/{seller}.yaml", ("offers", name, "history")
    return f"prices/gpu/{seller}.yaml", ("offers", name, "billing", market.gpu[offer].billing, "history")


def write(content: Path, market: Market, plan: Plan, check: Callable[[Path], object]) -> tuple[str, ...]:
    """Write a plan; give the files that changed. check: reads a content folder and raises ContentError where it cannot.

    The copy lies beside the content, so that each file is swapped in whole: sources before the prices that cite them, the
    guide's day last. Whoever stops it on the way leaves whole files that read cleanly, and may run it again.
    """
    texts = changed_texts(content, market, plan)
    try:
        with tempfile.TemporaryDirectory(prefix=".content.", dir=content.parent) as folder:
            copy = Path(folder) / content.name
            shutil.copytree(content, copy)
            for name, text in texts.items():
                (copy / name).write_bytes(text.encode())
            check(copy)
            for name in texts:
                os.replace(copy / name, content / name)  # noqa: PTH105  # tests stop it here
    except OSError as error:
        raise ContentError([f"{content}: cannot be written ({error.strerror}); nothing else was changed"]) from error
    return tuple(texts)


def _text(path: Path) -> str:
    return path.read_bytes().decode()
