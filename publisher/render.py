"""A guide and its pages into {path: bytes}: nothing is written here, and nothing asks the clock or the network."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from calculators.engine.guide import Guide
from calculators.engine.problems import Problems
from publisher import feeds, search_index, sending
from publisher.addresses import card_file
from publisher.assets import OPENING, PASSING, Assets, gather, light
from publisher.changed import last_changed
from publisher.components import Components, environment
from publisher.contents import check_contents
from publisher.corrections import FILE as CORRECTIONS
from publisher.corrections import read_corrections
from publisher.datasets import dataset_files
from publisher.deck import Deck, addresses
from publisher.embeds import embeds
from publisher.forwards import Forwards
from publisher.headings import with_links
from publisher.insets import INSET, inset_script
from publisher.ledger import read_ledger, standing
from publisher.links import Links, ids_in
from publisher.machines import machine_files
from publisher.macros import Macros
from publisher.moves import Moves
from publisher.oembed import oembed_file
from publisher.on_demand import OnDemand
from publisher.pages import PageSource, read_pages
from publisher.prose import Instead, headed, worked_out
from publisher.prose import render as render_prose
from publisher.scenarios import read_scenarios
from publisher.script import calculator_data, calculator_functions
from publisher.shares import figure_data, shares
from publisher.shell import PASSES, Rest, Shell
from publisher.site import read_site
from publisher.site_check import check_site
from publisher.targets import targets
from publisher.tokens import unsent


def render(guide: Guide, content: Path, templates: Path, cache: Path | None = None) -> dict[str, bytes]:
    """Every file of the site by its path. cache: a folder that remembers what was drawn.

    Raises ContentError with every mistake on every page.
    """
    return _Rendering(guide, content, templates, cache).all()


class _Rendering:
    """One rendering of a site: what was read and worked out so far, and the files made of it."""

    def __init__(self, guide: Guide, content: Path, templates: Path, cache: Path | None) -> None:
        self.guide, self.content, self.templates, self.problems = guide, content, templates, Problems()
        problems = self.problems
        self.site, read = read_site(content, problems), read_pages(content, problems)
        check_contents(self.site, read, content, problems)
        self.synonyms = search_index.read_synonyms(content, problems)
        self.corrections = read_corrections(content, problems)
        self.env, self.asked = environment(templates), OnDemand.of(guide, templates)
        self.components = Components(guide, self.env, cache, self.site, self.asked, self.corrections)
        self.pages = {name: headed(page, guide, self.components, problems) for name, page in read.items()}
        self.written = {name: render_prose(page, guide, self.components, problems) for name, page in self.pages.items()}
        problems.stop_if_any()
        self.macros = {name: macros for name, (_, macros) in self.written.items()}
        self.bodies = _restored(self.pages, self.written)
        self.frames = embeds(guide, self.components, {name for macros in self.macros.values() for name in macros.calculators})
        scenarios = read_scenarios(content, self.pages, problems)
        self.shared = shares(guide, self.pages, self.written, scenarios, self._says, problems)
        self.targets = targets(guide, self.site.order, self.pages, scenarios, problems)
        self.deck = Deck(guide, self.components, self.site, templates, problems)
        self.plan = self.deck.plan(self.pages, self.written, self.shared)
        self.pictures = addresses(self.plan)
        self.assets = self._assets()
        self.files: dict[str, bytes] = {}

    def all(self) -> dict[str, bytes]:
        """Every file. What is wrong with words and links is told before any card is drawn. Raises ContentError."""
        self.files |= {**self.assets.files, **self.components.files, **self.asked.files}
        self._data()
        self._sending()
        self._pages(self._feed())
        moves = self._moves()
        self.problems.stop_if_any()
        self.files |= self.deck.cards(self.plan)
        if moves:
            self.files |= Forwards(moves, self.pages, self.site, self.env, self.assets, self.templates).files()
        check_site(self.files, self.site, [page.file for page in self.pages.values()], self.problems)
        self.problems.stop_if_any()
        return self.files

    def _says(self, text: str, page: PageSource, place: str, instead: Instead | None) -> str:
        """Works out the macros in what other files than a page's say of it. instead: see `worked_out`."""
        shown, _, line = place.rpartition(":")
        return worked_out(
            text, replace(page, shown=shown), self.guide, self.components, self.problems, int(line), instead=instead
        )

    def _assets(self) -> Assets:
        """What pages load. The last script names others by their paths."""
        calculators = self.guide.calculators.items()
        scripts = {f"{name}.data.js": calculator_data(self.guide, calculator) for name, calculator in calculators}
        scripts |= {f"{name}.js": calculator_functions(self.guide, calculator) for name, calculator in calculators}
        passing = [PASSING] if any(PASSES in body for body in self.bodies.values()) else []
        scripts |= {name: light([self.templates / "assets" / name]) for name in [OPENING, *passing]}
        bodies = {name: unsent(body) for name, body in self.bodies.items()}
        scripts |= search_index.search_files(self.site, self.pages, bodies, self.synonyms, self.templates)
        if any(macros.sends for macros in self.macros.values()):
            scripts |= sending.sending_assets(self.templates)
        assets = gather(self.templates, scripts)
        inset = inset_script(self.guide, self.site.order, self.pages, assets, self.asked, self.templates)
        return assets.having(INSET, inset)

    def _data(self) -> None:
        """The files of open data, told of on the page that lists them."""
        listing = next((self.pages[name].folder for name, macros in self.macros.items() if macros.lists_data), "")
        self.files |= dataset_files(self.guide, self.site, f"{self.content.name}/site.yaml", self.problems, listing)

    def _feed(self) -> str:
        """The path of the feed of what changed, where a page tells it; empty where none does."""
        telling = [self.pages[name] for name, macros in self.macros.items() if macros.tells_changes]
        if telling:
            past = [change for change in (self.guide.changes or tuple)() if change.day <= self.guide.as_of]
            self.files[feeds.FEED] = feeds.atom(self.site, telling[0].folder, past, self.guide.as_of, self.corrections)
        if self.corrections and not any(macros.tells_corrections for macros in self.macros.values()):
            place = f"{self.content.name}/{CORRECTIONS}"
            self.problems.add(place, "no page lists them", "write {{ corrections() }} on the page corrections")
        return feeds.FEED if telling else ""

    def _known(self) -> frozenset[str]:
        """What an author may link to beside pages: the files so far, and those that each short address will have."""
        return frozenset([*self.files, *(file for share in self.shared for file in (share.file, card_file(share.name)))])

    def _sending(self) -> None:
        """The parts of a page that people send links from: they link to the cards that will be there."""
        pages = [name for name, macros in self.macros.items() if macros.sends]
        if pages:
            made = sending.Sending(
                self.guide, self.site, self.pages, self.components, self.targets, self.shared, self.pictures
            )  # fmt: skip
            self.bodies |= {name: made.filled(self.pages[name], self.bodies[name], self.assets) for name in pages}
            self.files |= made.codes()

    def _pages(self, feed: str) -> None:
        """Pages, frames, short addresses, and what machines read of them."""
        framed = {page.name: body for page, body in self.frames.values()}
        ids = {name: ids_in(body) | {"main"} for name, body in (self.bodies | framed).items()}
        links = Links(self.pages, ids, self._known(), self.problems)
        changed = {
            name: last_changed(page, self.guide, priced=self.macros[name].priced) for name, page in self.pages.items()
        }  # fmt: skip
        rest = Rest(feed, self.frames, changed, self.pictures)
        shell = Shell(self.env, self.site, self.guide, self.pages, self.assets, rest)
        bodies = {name: links.resolve(page, self.bodies[name]) for name, page in self.pages.items()}
        for name, page in self.pages.items():
            self.files[page.file] = shell.page(page, with_links(bodies[name], page.sections), self.macros[name])
        for name, (page, body) in self.frames.items():
            self.files[page.file] = shell.framed(page, links.resolve(page, body), name)
            self.files[oembed_file(name)] = shell.oembed(name)
        self.files |= {share.file: shell.share(share, figure_data(share, self.components)) for share in self.shared}
        self.files |= {"404.html": shell.not_found(), search_index.PAGE: shell.search()}
        self.files |= machine_files(self.guide, self.site, self.pages, bodies, changed, feed)

    def _moves(self) -> Moves | None:
        """What became of all that was published; None for another day, which lacks what came later."""
        if self.guide.of_another_day:
            return None
        moves = Moves(read_ledger(self.content, self.problems), standing(self.pages, self.files), self.files)
        moves.tell(self.problems)
        return moves


def _restored(pages: Mapping[str, PageSource], written: Mapping[str, tuple[str, Macros]]) -> dict[str, str]:
    """Every page's HTML with its tokens resolved; the list of sources first learns which pages cite what."""
    used: dict[str, list[dict[str, str]]] = {}
    for name, page in pages.items():
        for id_ in dict.fromkeys(written[name][1].cited):
            used.setdefault(id_, []).append({"href": f"{name}.md", "title": page.short})
    for _, macros in written.values():
        macros.fill_source_list(used)
    return {name: macros.tokens.restore(html) for name, (html, macros) in written.items()}
