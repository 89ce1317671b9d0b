"""Old addresses that keep working on any host: pages that lead on, maps of sections that are gone, and rules for servers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from publisher.addresses import share_folder
from publisher.assets import Assets, hashed, light
from publisher.ledger import PAGE, Spot, page_file
from publisher.moves import Moves
from publisher.pages import PageSource
from publisher.server_rules import rule_files
from publisher.site import Site

SCRIPT = "moved.js"
TITLE = re.compile(rb"<title>(.*?)</title>")
DESCRIBED = re.compile(rb'<meta name="description" content="([^"]*)">')


class Forwards:
    """Makes the files for what was published and is gone. assets: what its pages load; templates: their folder."""

    def __init__(
        self, moves: Moves, pages: Mapping[str, PageSource], site: Site, env: Environment, assets: Assets, templates: Path
    ) -> None:  # fmt: skip
        self.moves, self.site, self.env, self.assets, self.templates = moves, site, env, assets, templates
        self.said = {section.id: section.text for page in pages.values() for section in page.sections}
        self.pages = {old: moves.landing(Spot(old)) for old in moves.ledger.moved_pages}
        self.short = dict(self._short())

    def files(self) -> dict[str, bytes]:
        """Pages that lead on, pages with their maps, and the same as rules for servers. Nothing where all stands."""
        made = {page_file(page): self._mapped(page, found) for page in self.moves.now if (found := self._map(page))}
        if self.pages or self.short:
            script = light([self.templates / "assets" / SCRIPT])
            path = hashed(SCRIPT, script)
            made[path] = script
            made |= {page_file(old): self._leading(old, to, path) for old, to in self.pages.items()}
            made |= {page_file(old): self._shared(to) or self._leading(old, to, path) for old, to in self.short.items()}
            rules = {old: _folder(to) for old, to in self.pages.items()}
            rules |= {old: share_folder(to.id) if self._shared(to) else _folder(to) for old, to in self.short.items()}
            made |= rule_files(self.site.base_path, rules)
        return made

    def _short(self) -> Iterator[tuple[str, Spot]]:
        """The short address of each section that is gone, and where it leads."""
        for page, anchors in self.moves.ledger.pages.items():
            for id_ in anchors.sections:
                if id_ not in self.said:
                    yield share_folder(id_).removesuffix("/"), self.moves.landing(Spot(page, id_))

    def _shared(self, to: Spot) -> bytes | None:
        """The share page of a section, if it has one: it unfurls and opens the same from any short address."""
        return self.moves.files.get(share_folder(to.id) + PAGE)

    def _map(self, page: str) -> dict[str, Spot]:
        """Anchors that readers come to a page with and that are elsewhere now: its own, and those of pages that lead here.

        A server that sends an old address on never sees the anchor, so that it arrives at the new one.
        """
        found: dict[str, Spot] = {}
        led_here = [old for old, to in self.pages.items() if to.page == page]
        for source in [*([page] if page in self.moves.ledger.pages else []), *led_here]:
            for id_ in self.moves.gone(source):
                to = self.moves.landing(Spot(source, id_))
                if id_ not in found and not self.moves.stands(Spot(page, id_)) and to != Spot(page):
                    found[id_] = to
        return found

    def _mapped(self, page: str, found: Mapping[str, Spot]) -> bytes:
        """A page with its map of retired anchors at the end of its head."""
        pairs = [[id_, f"#{to.id}" if to.page == page else self._relative(page, to)] for id_, to in found.items()]
        return self.moves.files[page_file(page)].replace(b"</head>", f"{_data(pairs)}\n</head>".encode(), 1)

    def _leading(self, old: str, to: Spot, script: str) -> bytes:
        """A page that leads on at once. Its map has the anchors that the script does not find as it does unknown ones."""
        anchors = self.moves.ledger.pages[old].all if old in self.moves.ledger.pages else ()
        landings = {id_: self.moves.landing(Spot(old, id_)) for id_ in anchors}
        pairs = [[id_, self._relative(old, end)] for id_, end in landings.items() if end != (to if to.id else Spot(to.page, id_))]
        target = self.moves.files[page_file(to.page)]
        root = "../" * (old.count("/") + 1)
        title = self.said.get(to.id) or _found(TITLE, target)
        data = {
            "language": self.site.language, "title": title, "description": _found(DESCRIBED, target),
            "url": self.site.base_url + _folder(Spot(to.page)), "href": self._relative(old, to), "pairs": Markup(_data(pairs)),
            "script": root + script, "css": root + self.assets.paths["guide.css"], "icon": root + self.assets.paths["icon.svg"],
        }  # fmt: skip
        return self.env.get_template("moved.html").render(data).encode()

    def _relative(self, page: str, to: Spot) -> str:
        up = "" if page == "index" else "../" * (page.count("/") + 1)
        return up + page_file(to.page) + (f"#{to.id}" if to.id else "")


def _folder(to: Spot) -> str:
    """A spot below the site's root, as addresses name it."""
    return page_file(to.page).removesuffix(PAGE) + (f"#{to.id}" if to.id else "")


def _data(pairs: list[list[str]]) -> str:
    """A map of anchors as data of a page, which no policy stops."""
    return f'<script type="application/json" id="retired">{json.dumps(pairs, separators=(",", ":"))}</script>'


def _found(pattern: re.Pattern[bytes], content: bytes) -> str:
    match = pattern.search(content)
    return unescape(match[1].decode()) if match else ""
