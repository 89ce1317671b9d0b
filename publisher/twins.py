"""A page once more as Markdown, beside it: the same words, figures and tables for readers that take text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from urllib.parse import urljoin

from calculators.engine.dated import Source, day_words
from calculators.engine.guide import Guide
from publisher.elements import parse
from publisher.markdown_text import joined
from publisher.pages import PageSource
from publisher.site import Site
from publisher.twin_parts import PageMarkdown

CITED = re.compile(r"#source-([^#]+)$")
INDEX = re.compile(r"(?<=/)index\.html(?=$|[?#])")
DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)


def twin_name(page: PageSource) -> str:
    """The file: what llms.txt asks of a page whose address ends with a slash."""
    return f"{page.file}.md"


def twin(page: PageSource, body: str, pages: Mapping[str, PageSource], site: Site, guide: Guide) -> str:
    """The page as Markdown. body: its HTML with links as the page has them."""
    address, used = site.base_url + page.folder, dict[str, Source]()

    def cited(href: str) -> str:
        found = CITED.search(href)
        if not found or found[1] not in guide.sources:
            return ""
        used[found[1]] = guide.sources[found[1]]
        return found[1]

    text = PageMarkdown(lambda href: INDEX.sub("", urljoin(address, href)), cited).text(parse(DRAWING.sub("", body)))
    return joined([*_head(page, address, pages, site, guide.as_of), text, _sources(used)]) + "\n"


def _head(page: PageSource, address: str, pages: Mapping[str, PageSource], site: Site, day: dt.date) -> list[str]:
    """Title, description, the question that they answer, address and days."""
    within = f", part of [{pages[page.within].short}]({site.base_url}{pages[page.within].folder})" if page.within else ""
    place = f"<{address}>{within}, of [{site.title}]({site.base_url})." if page.folder else f"<{address}>."
    sections = f" An id in braces is a section’s: <{address}#{page.sections[0].id}>." if page.sections else ""
    return [
        f"# {page.title}", f"> {page.description}", f"Question: {page.question}" if page.question else "",
        f"Page: {place}{sections} Text revised {day_words(page.revised)}; prices as of {day_words(day)}.",
    ]  # fmt: skip


def _sources(used: Mapping[str, Source]) -> str:
    """Every source that the page cites, as footnotes."""
    return "\n".join(
        f"[^{id_}]: {f'[{source.title}]({source.url})' if source.url else source.title}. Dated {day_words(source.dated)}; "
        f"read {day_words(source.read)}; confidence {source.confidence}."
        for id_, source in used.items()
    )
