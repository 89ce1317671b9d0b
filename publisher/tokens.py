"""What stands in a text for what its macros gave, so that Markdown leaves that alone, until it is put back."""

from __future__ import annotations

import re
from collections.abc import Callable

from publisher.components import Figure

OPEN, CLOSE = "\ue000", "\ue001"
TOKEN = re.compile(f"{OPEN}(\\d+){CLOSE}")
ALONE = re.compile(f"<p>((?:{OPEN}\\d+{CLOSE}\\s*)+)</p>")
SENT = {"link_form": "\ue002form\ue003", "links_list": "\ue002list\ue003"}  # what stands for these until all files are known


class Tokens:
    """The tokens of one page, by number, each with the HTML that it stands for."""

    def __init__(self) -> None:
        self._kept: list[str] = []
        self._blocks: set[int] = set()
        self._figures: dict[int, Callable[[], Figure | None]] = {}

    def keep(self, html: str, *, block: bool = False, figure: Callable[[], Figure | None] | None = None) -> str:
        """A token for HTML. block: whether it is no part of a paragraph; figure: gives the chart that it shows, if it has one."""
        self._kept.append(html)
        if block:
            self._blocks.add(self.last)
        if figure:
            self._figures[self.last] = figure
        return f"{OPEN}{self.last}{CLOSE}"

    @property
    def last(self) -> int:
        """The number of the token that was given last."""
        return len(self._kept) - 1

    def fill(self, number: int, html: str) -> None:
        """Give a token what it stands for, where that was not known before."""
        self._kept[number] = html

    def restore(self, html: str) -> str:
        """Put back what the tokens stand for; a paragraph that holds only blocks is no paragraph."""
        html = ALONE.sub(lambda match: match[1] if self._blocks.issuperset(_numbers(match[1])) else match[0], html)
        while TOKEN.search(html):
            html = TOKEN.sub(lambda match: self._kept[int(match[1])], html)
        return html

    def first_figure(self, html: str) -> Figure | None:
        """The first chart that stands in a part of the page's text, whose tokens are still in it."""
        standing = (self._figures[number] for number in _numbers(html) if number in self._figures)
        return next((figure for make in standing if (figure := make())), None)


def _numbers(html: str) -> list[int]:
    """The numbers of the tokens that stand in HTML, in order."""
    return [int(number) for number in TOKEN.findall(html)]


def unsent(html: str) -> str:
    """HTML without the places of what is filled in once all files are known."""
    return re.sub("|".join(SENT.values()), "", html)
