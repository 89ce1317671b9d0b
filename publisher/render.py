"""A guide and its pages into {path: bytes}: nothing is written here, and nothing asks the clock or the network."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from calculators.engine.dated import day_words
from calculators.engine.guide import Guide
from calculators.engine.nearest import nearest
from calculators.engine.problems import Problems
from publisher import feeds
from publisher.assets import FORWARD, PASSING, Assets, gather, light
from publisher.components import Components, environment
from publisher.data_page import structured
from publisher.datasets import dataset_files
from publisher.embeds import embeds
from publisher.forwards import Forwards
from publisher.ledger import read_ledger, standing
from publisher.links import Links, ids_in
from publisher.macros import Macros
from publisher.moves import Moves
from publisher.on_demand import OnDemand
from publisher.pages import PageSource, read_pages
from publisher.prefill import targets
from publisher.prose import headed, worked_out
from publisher.prose import render as render_prose
from publisher.scenarios import read_scenarios
from publisher.script import calculator_data, calculator_functions
from publisher.sending import FINDER, STYLE, Sending, sending_assets
from publisher.shares import Says, Share, figure_of, shares
from publisher.site import Site, read_site
from publisher.site_check import check_site

PASSES = " data-passes="  # marks what is told otherwise once a day has passed


def render(guide: Guide, content: Path, templates: Path, cache: Path | None = None) -> dict[str, bytes]:
    """Every file of the site by its path. cache: a folder that remembers drawn charts.

    Raises ContentError with every mistake on every page.
    """
    problems = Problems()
    site, pages = read_site(content, problems), read_pages(content, problems)
    _check_contents(site, pages, content, problems)
    env = environment(templates)
    asked = OnDemand.of(guide, templates)
    components = Components(guide, env, cache, site, asked)
    pages = {name: headed(page, guide, components, problems) for name, page in pages.items()}
    written = {name: render_prose(page, guide, components, problems) for name, page in pages.items()}
    problems.stop_if_any()
    bodies = _restored(pages, written)
    sending = [name for name, (_, macros) in written.items() if macros.sends]
    frames = embeds(guide, components, {name for _, macros in written.values() for name in macros.calculators})
    says = _says(guide, components, problems)
    scenarios = read_scenarios(content, pages, problems)
    shared, linked = shares(guide, pages, written, scenarios, says, problems), targets(guide, pages, scenarios, problems)
    assets = gather(templates, _scripts(guide, templates, bodies) | (sending_assets(templates) if sending else {}))
    files = dict(assets.files) | components.files | dict(asked.files)
    listing = next((pages[name].folder for name, (_, macros) in written.items() if macros.lists_data), "")
    files |= dataset_files(guide, site, f"{content.name}/site.yaml", problems, listing)
    if sending:  # links to what is among the files
        made = Sending(guide, site, pages, components, linked, shared, files)
        bodies |= {name: made.filled(pages[name], bodies[name], assets) for name in sending}
        files |= made.codes()
    ids = {name: ids_in(body) | {"main"} for name, body in (bodies | {page.name: body for page, body in frames.values()}).items()}
    telling = [pages[name] for name, (_, macros) in written.items() if macros.tells_changes]
    if telling:
        past = [change for change in (guide.changes or tuple)() if change.day <= guide.as_of]
        files[feeds.FEED] = feeds.atom(site, telling[0].folder, past, guide.as_of)
    links = Links(pages, ids, frozenset([*files, *(share.file for share in shared)]), problems)
    shell = Shell(env, site, guide, pages, assets, feed=feeds.FEED if telling else "")
    for name, page in pages.items():
        body = links.resolve(page, bodies[name])
        files[page.file] = shell.page(page, body, written[name][1])
    for name, (page, body) in frames.items():
        files[page.file] = shell.framed(page, links.resolve(page, body), name)
    for share in shared:
        files[share.file] = shell.share(share, figure_of(share, components))
    files["404.html"] = shell.not_found()
    files["sitemap.xml"] = feeds.sitemap(site.base_url + page.folder for page in pages.values())
    files["robots.txt"] = feeds.robots(site.base_url)
    if not guide.of_another_day:  # which lacks what came later, and is not published at these addresses
        moves = Moves(read_ledger(content, problems), standing(pages, files), files)
        moves.tell(problems)
        problems.stop_if_any()
        files |= Forwards(moves, pages, site, env, assets, templates).files()
    check_site(files, site, [page.file for page in pages.values()], problems)
    problems.stop_if_any()
    return files


def _scripts(guide: Guide, templates: Path, bodies: Mapping[str, str]) -> dict[str, bytes]:
    """Every script beside what all pages share, by plain name."""
    found = {f"{name}.data.js": calculator_data(guide, calculator) for name, calculator in guide.calculators.items()}
    found |= {f"{name}.js": calculator_functions(guide, calculator) for name, calculator in guide.calculators.items()}
    apart = [FORWARD, *([PASSING] if any(PASSES in body for body in bodies.values()) else [])]
    return found | {name: light([templates / "assets" / name]) for name in apart}


def _says(guide: Guide, components: Components, problems: Problems) -> Says:
    """Works out the macros in what other files than a page's say of it."""

    def says(text: str, page: PageSource, place: str) -> str:
        shown, _, line = place.rpartition(":")
        return worked_out(text, replace(page, shown=shown), guide, components, problems, int(line))

    return says


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
            "structured": "", "styles": [page.root + self.assets.paths[STYLE]] if macros.sends else [],
        }  # fmt: skip
        if macros.lists_data:
            data["structured"] = Markup(structured(self.guide, self.site, data["url"]))
        scripts = [page.root + path for path in self.assets.scripts(dict.fromkeys(macros.calculators))]
        scripts += [page.root + self.assets.paths[PASSING]] if PASSES in body else []
        scripts += [page.root + self.assets.paths[FINDER]] if macros.sends else []
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

    def share(self, share: Share, figure: dict[str, Any] | None) -> bytes:
        """What unfurls where a link is pasted, and opens what it tells of. figure: the chart that shows its finding."""
        address = self.site.base_url + share.page.folder
        data = {
            "title": share.finding, "description": share.answer, "question": share.question, "short": share.page.short,
            "url": self.site.base_url + share.folder, "canonical": address, "noindex": True, "opens": share.href,
            "target": share.root + share.page.file, "inputs": share.inputs, "section": share.section, "figure": figure,
        }  # fmt: skip
        return self._render("share.html", share.root, None, data, [])

    def not_found(self) -> bytes:
        """The page for an address that is none; its links start at the server's root."""
        title = "There is no page at this address"
        data = {"title": title, "description": title, "url": self.site.base_url, "noindex": True}
        return self._render("404.html", "", None, data, [])

    def _render(self, template: str, root: str, current: PageSource | None, page: dict[str, Any], scripts: list[str]) -> bytes:
        site = asdict(self.site) | {
            "base_path": self.site.base_path, "as_of": self.guide.as_of.isoformat(), "as_of_text": day_words(self.guide.as_of),
            "another_day": self.guide.of_another_day, "ages": self.guide.ages, "feed": self.feed,
        }  # fmt: skip
        text = self.env.get_template(template).render(
            site=site, page=page, nav=self._nav(root, current), root=root,
            scripts=[*(root + path for path in self.assets.page_scripts()), *scripts],
            asset=lambda name: root + self.assets.paths[name],
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
