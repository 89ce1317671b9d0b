"""Headings that carry a link to themselves, so that a reader can send their address."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publisher.pages import Section

HEADING = re.compile(r'(<h([23])\b[^>]*? id="([^"]+)"[^>]*>.*?)(</h\2>)', re.DOTALL)
LINK = '&nbsp;<a class="{}" href="#{}">link</a>'  # on one line with the last word


def with_links(html: str, sections: Iterable[Section]) -> str:
    """The page's HTML with a link behind the text of each heading of level 2 or 3.

    A section has a short address of its own, which a script copies; other headings (of a day's changes) have a plain one.
    """
    short = {section.id for section in sections}

    def linked(match: re.Match[str]) -> str:
        return match[1] + LINK.format("link" if match[3] in short else "link plain", match[3]) + match[4]

    return HEADING.sub(linked, html)
