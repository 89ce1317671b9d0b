"""Where things stand that are made for links, short addresses that unfurl and their pictures; and how queries are written."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from publisher.report import KEPT

SHARES = "s/"
PLAIN = f"{KEPT}/,"  # what stands in a query as it is, beside letters, digits, - _ and .
MARKED = 8  # characters of a card's key that its address carries: enough that no two of its editions are taken for one


def share_folder(name: str) -> str:
    """The folder of a share page. name: a section's id, or the name of a scenario."""
    return f"{SHARES}{name}/"


def card_file(name: str) -> str:
    """The picture of a share page or, named by `page_card`, of a page."""
    return f"cards/{name}.png"


def card_address(name: str, key: str) -> str:
    """Where a card's present edition is asked for: another address once it shows something else, of the same file.

    Networks and browsers keep a picture by its whole address, for weeks. So tags name this one, and what was sent before, with an
    older mark or none, still finds the file. key: what `card_image.key_of` says of the card.
    """
    return f"{card_file(name)}?v={key[:MARKED]}"


def page_card(page: str) -> str:
    """The name under which a page's own picture stands."""
    return f"page-{page.replace('/', '-')}"


def written(parts: Mapping[str, str]) -> str:
    """Names and texts as a query, as the page's script writes it."""
    return "&".join(f"{name}={quote(text, safe=PLAIN)}" for name, text in parts.items())
