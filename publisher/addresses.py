"""Where things stand that are made for links, short addresses that unfurl and their pictures; and how queries are written."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from publisher.report import KEPT

SHARES = "s/"
PLAIN = f"{KEPT}/,"  # what stands in a query as it is, beside letters, digits, - _ and .


def share_folder(name: str) -> str:
    """The folder of a share page. name: a section's id, or the name of a scenario."""
    return f"{SHARES}{name}/"


def card_file(name: str) -> str:
    """The picture of a share page or, named by `page_card`, of a page."""
    return f"cards/{name}.png"


def page_card(page: str) -> str:
    """The name under which a page's own picture stands."""
    return f"page-{page.replace('/', '-')}"


def written(parts: Mapping[str, str]) -> str:
    """Names and texts as a query, as the page's script writes it."""
    return "&".join(f"{name}={quote(text, safe=PLAIN)}" for name, text in parts.items())
