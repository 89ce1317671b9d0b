"""The frame round a page's body, as a whole file: head, navigation, contents, footer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from calculators.engine.dated import day_words
from calculators.engine.fields import NO_DAY
from calculators.engine.guide import Guide
from publisher.addresses import page_card, share_folder
from publisher.assets import COPYING, PASSING, Assets
from publisher.cards import HEIGHT, WIDTH
from publisher.insets import INSET
from publisher.languages import alternates
from publisher.macros import Macros
from publisher.oembed import oembed, oembed_file
from publisher.pages import PageSource
from publisher.search_index import LOADED, PAGE, listing
from publisher.sending import FINDER, STYLE
from publisher.shares import Share
from publisher.site import Site
from publisher.structured import graph
from publisher.tags import Tag, Told, card_alt, tags
from publisher.twins import twin_name

PASSES = " data-passes="  # marks what is told otherwise once a day has passed


@dataclass(frozen=True)
class Rest:
    """What pages tell of the rest of the site.

    feed: the path of one, or empty; frames: the calculators that have one; changed: the day on which each page last did;
    pictures: where each card is asked for, below the site's root, by its name.
    """

    feed: str
    frames: Collection[str]
    changed: Mapping[str, dt.date]
    pictures: Mapping[str, str]


class Shell:
    """Puts a page's body into its frame: head, navigation, contents, footer."""

    def __init__(
        self, env: Environment, site: Site, guide: Guide, pages: Mapping[str, PageSource], assets: Assets, rest: Rest
    ) -> None:  # fmt: skip
        self.env, self.site, self.guide, self.pages, self.assets, self.rest = env, site, guide, pages, assets, rest

    def page(self, page: PageSource, body: str, macros: Macros) -> bytes:
        """A page as a whole file. macros: what the page asked for."""
        before, after = self._neighbors(page)
        data: dict[str, Any] = {
            "title": page.title, "description": page.description, "question": page.question, "short": page.short,
            "url": self.site.base_url + page.folder, "path": page.folder, "body": Markup(body),
            "sections": page.sections,
            "previous": before, "next": after, "noindex": False, "within": self._link(page, page.within),
            "card": page_card(page.name),
            "oembed": self._frames(name for name in dict.fromkeys(macros.calculators) if self._full(name) is page),
            "loads": self._loads(page, macros),
            **self._for_machines(page, body, macros),
            "styles": [page.root + self.assets.paths[STYLE]] if macros.sends else [],
        }  # fmt: skip
        scripts = [page.root + path for path in self.assets.scripts(dict.fromkeys(macros.calculators))]
        scripts += [page.root + self.assets.paths[PASSING]] if PASSES in body else []
        scripts += [page.root + self.assets.paths[FINDER]] if macros.sends else []
        return self._render("page.html", page.root, page, data, scripts)

    def _loads(self, page: PageSource, macros: Macros) -> dict[str, str]:
        """What a page's script is told of addresses: where a section's short one is (for its id a star), and what it loads.

        A page with a calculator fills that in with what a link states; every other can show an answer beside its own text.
        """
        found = {"share": share_folder("*"), "copying": self.assets.paths[COPYING]}
        if not macros.calculators and self.guide.calculators:
            found["inset"] = self.assets.paths[INSET]
        return {kind: page.root + path for kind, path in found.items()}

    def _for_machines(self, page: PageSource, body: str, macros: Macros) -> dict[str, Any]:
        """The days of a page, and what its head tells search engines and language models; nothing of prices of another day."""
        changed, site = self.rest.changed[page.name], self.site
        told: dict[str, Any] = {
            "published": page.published, "changed": changed, "revised_text": day_words(page.revised),
            "alternates": {}, "twin": "", "structured": "",
        }  # fmt: skip
        if self.guide.of_another_day:
            return told
        return told | {
            "alternates": alternates(site.languages, site.base_url, site.language, page.name, page.folder),
            "twin": twin_name(page).rpartition("/")[2],
            "structured": Markup(
                graph(page, body, self.pages, site, self.guide, changed, self._card(page), data=macros.lists_data)
            ),
        }  # fmt: skip

    def framed(self, page: PageSource, body: str, calculator: str) -> bytes:
        """A calculator for a frame: whoever searches shall find the full page."""
        full = self._full(calculator)
        data = {
            "title": page.title, "description": full.description, "url": self.site.base_url + full.folder, "body": Markup(body),
            "full": page.root + full.file, "noindex": True, "card": page_card(full.name), "oembed": self._frames([calculator]),
            "loads": {"copying": page.root + self.assets.paths[COPYING]},
        }  # fmt: skip
        scripts = [page.root + path for path in self.assets.scripts([calculator])]
        return self._render("embed.html", page.root, page, data, scripts)

    def oembed(self, calculator: str) -> bytes:
        """What a calculator's frame says of itself."""
        return oembed(self.site, calculator, self.guide.calculators[calculator].title, self._card(self._full(calculator)))

    def _card(self, page: PageSource) -> str:
        """Where the card of a page is asked for."""
        return self.site.base_url + self.rest.pictures[page_card(page.name)]

    def _full(self, calculator: str) -> PageSource:
        """The page that has the whole of a calculator."""
        return self.pages[self.guide.calculators[calculator].page]

    def _frames(self, calculators: Iterable[str]) -> list[dict[str, str]]:
        """Where each calculator's frame, if it has one, says what it is."""
        return [
            {"href": self.site.base_url + oembed_file(name), "title": self.guide.calculators[name].title}
            for name in calculators if name in self.rest.frames
        ]  # fmt: skip

    def share(self, share: Share, figure: dict[str, Any] | None) -> bytes:
        """What unfurls where a link is pasted, and opens what it tells of. figure: the chart that shows its finding."""
        address = self.site.base_url + share.page.folder
        data = {
            "title": share.finding, "description": share.answer, "question": share.question, "short": share.page.short,
            "url": self.site.base_url + share.folder, "canonical": address, "noindex": True, "opens": share.href,
            "target": share.root + share.page.file, "inputs": share.inputs, "section": share.section, "figure": figure,
            "filled": not (share.section or share.whole), "card": share.name, "picture": {
                "href": share.root + self.rest.pictures[share.name], "alt": card_alt(share.finding, self.guide.as_of),
                "width": WIDTH, "height": HEIGHT,
            },
        }  # fmt: skip
        return self._render("share.html", share.root, None, data, [])

    def not_found(self) -> bytes:
        """The page for an address that is none; its links start at the server's root."""
        description = "The page has moved, or the address has a slip in it. Every page of the guide is listed here."
        data = {
            "title": "There is no page at this address", "description": description, "url": self.site.base_url, "noindex": True,
            "card": page_card("index"),
        }  # fmt: skip
        return self._render("404.html", "", None, data, [])

    def search(self) -> bytes:
        """The page of search, which lists every page and section for whoever has no script."""
        root = "../" * PAGE.count("/")
        data = {
            "title": "Search the guide", "description": "Every page of the guide and every section, by part.",
            "url": self.site.base_url + PAGE.removesuffix("index.html"), "noindex": True, "searches": True,
            "card": page_card("index"),
            "parts": listing(self.site, self.pages),
        }  # fmt: skip
        return self._render("search.html", root, None, data, [root + self.assets.paths[name] for name in LOADED])

    def _render(self, template: str, root: str, current: PageSource | None, page: dict[str, Any], scripts: list[str]) -> bytes:
        site = asdict(self.site) | {
            "base_path": self.site.base_path, "as_of": self.guide.as_of.isoformat(), "as_of_text": day_words(self.guide.as_of),
            "another_day": self.guide.of_another_day, "ages": self.guide.ages, "feed": self.rest.feed,
        }  # fmt: skip
        text = self.env.get_template(template).render(
            site=site, page=page | {"tags": self._tags(page)}, nav=self._nav(root, current), root=root,
            scripts=[*(root + path for path in self.assets.page_scripts()), *scripts],
            asset=lambda name: root + self.assets.paths[name], search=PAGE, searching=LOADED,
        )  # fmt: skip
        return text.encode()

    def _tags(self, page: Mapping[str, Any]) -> list[Tag]:
        """The tags of a page, from what its template takes."""
        days = (page.get("published", NO_DAY), page.get("changed", NO_DAY))
        address, card = page["url"], self.site.base_url + self.rest.pictures[page["card"]]
        article = address != self.site.base_url
        return tags(self.site, Told(page["title"], page["description"], address, card, self.guide.as_of, *days, article))

    def _nav(self, root: str, current: PageSource | None) -> list[dict[str, Any]]:
        """The contents. `current` is what aria-current takes: the page itself, or for a page within another that other one."""
        marks = {current.within: "true", current.name: "page"} if current else {}
        return [
            {"part": part.name, "pages": [
                {"title": self.pages[name].title, "short": self.pages[name].short, "href": root + self.pages[name].file,
                 "current": marks.get(name, "")}
                for name in part.pages
            ]}
            for part in self.site.contents
        ]  # fmt: skip

    def _neighbors(self, page: PageSource) -> tuple[dict[str, str] | None, dict[str, str] | None]:
        """The pages before and after in reading order; for a page within another, its siblings."""
        siblings = [name for name, other in self.pages.items() if page.within and other.within == page.within]
        order = siblings or list(self.site.order)
        place = order.index(page.name) if page.name in order else -1
        before = order[place - 1] if place > 0 else ""
        return self._link(page, before), self._link(page, order[place + 1] if place + 1 < len(order) else "")

    def _link(self, page: PageSource, name: str) -> dict[str, str] | None:
        """A page as another links to it."""
        if not name:
            return None
        other = self.pages[name]
        return {"title": other.title, "short": other.short, "href": page.root + other.file}
