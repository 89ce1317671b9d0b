"""Where things stand that are made for links: short addresses that unfurl, and the pictures that they show."""

from __future__ import annotations

SHARES = "s/"


def share_folder(name: str) -> str:
    """The folder of a share page. name: a section's id, or the name of a scenario."""
    return f"{SHARES}{name}/"


def card_file(name: str) -> str:
    """The picture of a share page or, named by `page_card`, of a page."""
    return f"cards/{name}.png"


def page_card(page: str) -> str:
    """The name under which a page's own picture stands."""
    return f"page-{page.replace('/', '-')}"
