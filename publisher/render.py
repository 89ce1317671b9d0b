"""A guide and its pages into {path: bytes}: nothing is written here, and nothing asks the clock or the network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from calculators.engine.dated import day_words
from calculators.engine.guide import Guide
from calculators.engine.nearest import nearest
from calculators.engine.problems import Problems
from publisher import feeds
from publisher.assets import PASSING, Assets, gather, light
from publisher.components import Components, environment
from publisher.corrections import FILE as CORRECTIONS
from publisher.corrections import Correction, read_corrections
from publisher.data_page import structured
from publisher.datasets import dataset_files
from publisher.embeds import embeds
from publisher.links import Links, ids_in
from publisher.macros import Macros
from publisher.on_demand import OnDemand
from publisher.pages import PageSource, read_pages
from publisher.prose import headed
from publisher.prose import render as render_prose
from publisher.script import calculator_data, calculator_functions
from publisher.search_index import LOADED, PAGE, listing, read_synonyms, search_files
from publisher.site import Site, read_site

PASSES = " data-passes="  # marks what is told otherwise once a day has passed


def render(guide: Guide, content: Path, templates: Path, cache: Path | None = None) -> dict[str, bytes]:
    """Every file of the site by its path. cache: a folder that remembers drawn charts.

    Raises ContentError with every mistake on every page.
    """
    problems = Problems()
    site, pages = read_site(content, problems), read_pages(content, problems)
    _check_contents(site, pages, content, problems)
    synonyms, corrections = read_synonyms(content, problems), read_corrections(content, problems)
    env = environment(templates)
    asked = OnDemand.of(guide, templates)
    components = Components(guide, env, cache, site, asked, corrections)
    pages = {name: headed(page, guide, components, problems) for name, page in pages.items()}
    written = {name: render_prose(page, guide, components, problems) for name, page in pages.items()}
    problems.stop_if_any()
    bodies = _restored(pages, written)
    scripts = {f"{name}.data.js": calculator_data(guide, calculator) for name, calculator in guide.calculators.items()}
    scripts |= {f"{name}.js": calculator_functions(guide, calculator) for name, calculator in guide.calculators.items()}
    if any(PASSES in body for body in bodies.values()):
        scripts[PASSING] = light([templates / "assets" / PASSING])
    scripts |= search_files(site, pages, bodies, synonyms, templates)
    frames = embeds(guide, components, {name for _, macros in written.values() for name in macros.calculators})
    assets = gather(templates, scripts)
    files = dict(assets.files) | components.files | dict(asked.files)
    files |= dataset_files(guide, site, f"{content.name}/site.yaml", problems)
    ids = {name: ids_in(body) | {"main"} for name, body in (bodies | {page.name: body for page, body in frames.values()}).items()}
    telling = [pages[name] for name, (_, macros) in written.items() if macros.tells_changes]
    if telling:
        past = [change for change in (guide.changes or tuple)() if change.day <= guide.as_of]
        files[feeds.FEED] = feeds.atom(site, telling[0].folder, past, guide.as_of, corrections)
    _check_listed(corrections, written, f"{content.name}/{CORRECTIONS}", problems)
    links = Links(pages, ids, frozenset(files), problems)
    shell = Shell(env, site, guide, pages, assets, feed=feeds.FEED if telling else "")
    for name, page in pages.items():
        body = links.resolve(page, bodies[name])
        files[page.file] = shell.page(page, body, written[name][1])
    for name, (page, body) in frames.items():
        files[page.file] = shell.framed(page, links.resolve(page, body), name)
    files["404.html"] = shell.not_found()
    files[PAGE] = shell.search()
    files["sitemap.xml"] = feeds.sitemap(site.base_url + page.folder for page in pages.values())
    files["robots.txt"] = feeds.robots(site.base_url)
    problems.stop_if_any()
    return files


def _restored(pages: Mapping[str, PageSource], written: Mapping[str, tuple[str, Macros]]) -> dict[str, str]:
    """Every page's HTML with its tokens resolved; the list of sources first learns which pages cite what."""
    used: dict[str, list[dict[str, str]]] = {}
    for name, page in pages.items():
        for id_ in dict.fromkeys(written[name][1].cited):
            used.setdefault(id_, []).append({"href": f"{name}.md", "title": page.short})
    for _, macros in written.values():
        macros.fill_source_list(used)
    return {name: macros.restore(html) for name, (html, macros) in written.items()}


def _check_contents(site: Site, pages: Mapping[str, PageSource], content: Path, problems: Problems) -> None:
    """Every page but the index stands in the contents once, or within a page that does; and nothing else does."""
    place = f"{content.name}/site.yaml"
    for name in site.order:
        if name not in pages:
            problems.add(place, f"contents name {name}, which is no page", "add the page, or take it out")
        elif site.order.count(name) > 1:
            problems.add(place, f"contents name {name} twice", "keep one of them")
    for name, page in pages.items():
        if page.within:
            _check_within(page, site, pages, place, problems)
        elif name != "index" and name not in site.order:
            problems.add(page.shown + ":1", "the page is not in the contents", f"add {name} to a part in {place}")


def _check_listed(
    corrections: Sequence[Correction], written: Mapping[str, tuple[str, Macros]], place: str, problems: Problems
) -> None:
    """Corrections that content has stand on a page."""
    if corrections and not any(macros.tells_corrections for _, macros in written.values()):
        problems.add(place, "no page lists them", "write {{ corrections() }} on the page corrections")


def _check_within(page: PageSource, site: Site, pages: Mapping[str, PageSource], place: str, problems: Problems) -> None:
    """A page within another is reached through that one, which must itself stand in the contents."""
    if page.within not in pages:
        problems.add(page.shown + ":1", f"within names {page.within}, which is no page", nearest(page.within, sorted(site.order)))
    elif page.within not in site.order:
        problems.add(page.shown + ":1", f"within names {page.within}, which is not in the contents", "name a page that is")
    if page.name in site.order:
        problems.add(page.shown + ":1", "the page is within another and in the contents", f"take {page.name} out of {place}")


class Shell:
    """Puts a page's body into its frame: head, navigation, contents, footer."""

    def __init__(
        self, env: Environment, site: Site, guide: Guide, pages: Mapping[str, PageSource], assets: Assets, *, feed: str = ""
    ) -> None:  # fmt: skip
        self.feed = feed
        self.env, self.site, self.guide, self.pages, self.assets = env, site, guide, pages, assets

    def page(self, page: PageSource, body: str, macros: Macros) -> bytes:
        """A page as a whole file. macros: what the page asked for."""
        before, after = self._neighbors(page)
        data: dict[str, Any] = {
            "title": page.title, "description": page.description, "question": page.question, "short": page.short,
            "url": self.site.base_url + page.folder, "path": page.folder, "body": Markup(body),
            "sections": page.sections,
            "previous": before, "next": after, "noindex": False, "within": self._link(page, page.within),
            "structured": "",
        }  # fmt: skip
        if macros.lists_data:
            data["structured"] = Markup(structured(self.guide, self.site, data["url"]))
        scripts = [page.root + path for path in self.assets.scripts(dict.fromkeys(macros.calculators))]
        scripts += [page.root + self.assets.paths[PASSING]] if PASSES in body else []
        return self._render("page.html", page.root, page, data, scripts)

    def framed(self, page: PageSource, body: str, calculator: str) -> bytes:
        """A calculator for a frame: whoever searches shall find the full page."""
        full = self.pages[self.guide.calculators[calculator].page]
        data = {
            "title": page.title, "description": full.description, "url": self.site.base_url + full.folder, "body": Markup(body),
            "full": page.root + full.file, "noindex": True,
        }  # fmt: skip
        scripts = [page.root + path for path in self.assets.scripts([calculator])]
        return self._render("embed.html", page.root, page, data, scripts)

    def not_found(self) -> bytes:
        """The page for an address that is none; its links start at the server's root."""
        title = "There is no page at this address"
        data = {"title": title, "description": title, "url": self.site.base_url, "noindex": True}
        return self._render("404.html", "", None, data, [])

    def search(self) -> bytes:
        """The page of search, which lists every page and section for whoever has no script."""
        root = "../" * PAGE.count("/")
        data = {
            "title": "Search the guide", "description": "Every page of the guide and every section, by part.",
            "url": self.site.base_url + PAGE.removesuffix("index.html"), "noindex": True, "searches": True,
            "parts": listing(self.site, self.pages),
        }  # fmt: skip
        return self._render("search.html", root, None, data, [root + self.assets.paths[name] for name in LOADED])

    def _render(self, template: str, root: str, current: PageSource | None, page: dict[str, Any], scripts: list[str]) -> bytes:
        site = asdict(self.site) | {
            "base_path": self.site.base_path, "as_of": self.guide.as_of.isoformat(), "as_of_text": day_words(self.guide.as_of),
            "another_day": self.guide.of_another_day, "ages": self.guide.ages, "feed": self.feed,
        }  # fmt: skip
        text = self.env.get_template(template).render(
            site=site, page=page, nav=self._nav(root, current), root=root,
            scripts=[*(root + path for path in self.assets.page_scripts()), *scripts],
            asset=lambda name: root + self.assets.paths[name], search=PAGE, searching=LOADED,
        )  # fmt: skip
        return text.encode()

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
