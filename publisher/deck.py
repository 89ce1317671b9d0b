"""Every card of the guide: one of each page and of each short address."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path

from calculators.engine.dated import day_words
from calculators.engine.guide import Guide
from calculators.engine.problems import Problems
from calculators.engine.table import Chart
from publisher.addresses import card_address, card_file, page_card
from publisher.card_image import drawer, image, key_of
from publisher.cards import LONG, Card, Frame, ratio
from publisher.components import Components, Figure
from publisher.pages import PageSource
from publisher.palette import light_colors
from publisher.prose import MARKUP
from publisher.shares import Share, Written
from publisher.site import Site
from publisher.typeface import FAMILY, FILES, Typeface

FONTS = "fonts"
UNDER, BESIDE = 596, (480, 340)  # widths in which charts are drawn for cards
SENTENCE = re.compile(r"(?<=\.) (?=[A-Z])")
CLAUSE = re.compile(r"(?<=[.;]) ")
UNIT = 90  # characters that the unit of a chart may take


@dataclass(frozen=True)
class Planned:
    """A card before it is drawn. key: of all that it shows and of what draws it, so that another key is another picture."""

    card: Card
    figure: Figure | None
    key: str


class Deck:
    """Makes cards: plans them all, so that pages can name them, and then draws them.

    templates: where the stylesheet, the mark and the face are; what a card cannot write is noted in problems.
    """

    def __init__(self, guide: Guide, components: Components, site: Site, templates: Path, problems: Problems) -> None:
        self.components, self.site, self.problems, self.fonts = components, site, problems, templates / FONTS
        colors = light_colors((templates / "assets" / "guide.css").read_text("utf-8"))
        mark = (templates / "assets" / "icon.svg").read_text("utf-8")
        self.frame = Frame(Typeface(self.fonts), colors, mark, site.title, day_words(guide.as_of))
        faces = [(self.fonts / name).read_bytes().hex() for name in FILES.values()]
        self.shown = key_of(*faces, repr(colors), mark, site.title, self.frame.day)

    def plan(self, pages: Mapping[str, PageSource], written: Written, shares: Sequence[Share]) -> dict[str, Planned]:
        """Each card by its name. written: of each page its HTML with tokens, and the macros that know them."""
        found = {share.name: self._planned(share.name, _of_share(share), share.figure) for share in shares}
        whole = {share.page.name: share.name for share in shares if share.whole}
        for name, page in pages.items():
            html, macros = written[name]
            card = page_card(name)
            if same := whole.get(name):
                found[card] = found[same]
            else:
                found[card] = self._planned(card, self._of_page(page), macros.tokens.first_figure(html))
        return found

    def cards(self, plan: Mapping[str, Planned]) -> dict[str, bytes]:
        """Each card of a plan by its path; what two names show alike is drawn once."""
        drawn = {planned.key: self._image(planned) for planned in plan.values()}
        return {card_file(name): drawn[planned.key] for name, planned in plan.items()}

    def _of_page(self, page: PageSource) -> Card:
        """The first page has the guide's name, which stands on every card, so that its card says what the guide is for."""
        finding = self.site.tagline if page.title == self.site.title else page.title
        return Card(page.question or page.short, finding, page.description)

    def _planned(self, name: str, card: Card, figure: Figure | None) -> Planned:
        drawn = self.components.drawn(figure) if figure else {}
        card = replace(card, unit=_unit(figure.chart)) if figure else card
        said = [card.question, card.finding, card.text, card.unit]
        written = "".join(said) + unescape(MARKUP.sub("", "".join(drawn.values())))
        if missing := sorted(filter(self.frame.face.missing, set(written))):
            self.problems.add(card_file(name), f"the face of cards has no {' '.join(missing)}", "write it otherwise")
        return Planned(card, figure, key_of(self.shown, *said, *drawn.values()))

    def _image(self, planned: Planned) -> bytes:
        return image(planned.key, lambda: self.frame.svg(self._drawn(planned)), self.fonts, self.components.cache)

    def _drawn(self, planned: Planned) -> Card:
        """The card with its chart, drawn for the room that it has there."""
        if planned.figure is None:
            return planned.card
        chart = planned.figure.chart
        drawings = [self._drawing(chart, UNDER)]
        if ratio(drawings[0]) <= LONG:
            drawings += [self._drawing(chart, width) for width in BESIDE]
        return replace(planned.card, drawings=tuple(drawings))

    def _drawing(self, chart: Chart, width: int) -> str:
        """A chart in the face of cards, whatever faces the machine has."""
        spec = chart.spec(width)  # type: ignore[operator]
        config = spec.get("config", {}) | {"font": FAMILY}
        return str(drawer(self.fonts).vegalite_to_svg(json.dumps(spec | {"config": config})))


def addresses(plan: Mapping[str, Planned]) -> dict[str, str]:
    """Where each card of a plan is asked for, below the site's root, by its name."""
    return {name: card_address(name, planned.key) for name, planned in plan.items()}


def _of_share(share: Share) -> Card:
    """A calculator's verdict is its card's finding; in other words than a verdict the finding stands above the answer."""
    asked = share.question or share.page.short
    return Card(asked, SENTENCE.split(share.answer)[0], "") if share.verdict else Card(asked, share.finding, share.answer)


def _unit(chart: Chart) -> str:
    """What a chart measures: as many clauses of its subtitle as there is room for."""
    clauses = CLAUSE.split(chart.subtitle)
    while len(clauses) > 1 and len(" ".join(clauses)) > UNIT:
        clauses.pop()
    return " ".join(clauses).rstrip(".;")
