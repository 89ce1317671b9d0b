"""llms.txt: the contents of the guide for language models, by the proposal's form, with a link to each page's Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from calculators.engine.dated import day_words
from calculators.engine.guide import Guide
from publisher.feeds import SITEMAP
from publisher.pages import PageSource
from publisher.schemas import DICTIONARY, FOLDER
from publisher.site import Site
from publisher.twins import twin_name

LLMS = "llms.txt"


def llms(pages: Mapping[str, PageSource], site: Site, guide: Guide, feed: str) -> bytes:
    """The file. What may be left unread stands under Optional, as the proposal has it. feed: its path, or nothing."""
    parts = [f"# {site.title}", f"> {site.description}", _about(pages, site, guide)]
    for part in site.contents:
        lines = [_line(pages[name], site) for name in _with_inner(part.pages, pages)]
        parts.append(f"## {part.name}\n\n" + "\n".join(lines))
    optional = [f"- [{path}]({site.base_url}{path}): {what}" for path, what in _optional(guide, feed)]
    parts.append("\n".join(["## Optional\n", *optional]))
    return ("\n\n".join(parts) + "\n").encode()


def _about(pages: Mapping[str, PageSource], site: Site, guide: Guide) -> str:
    return (
        f"Prices are as of {day_words(guide.as_of)}. Every figure is computed from dated prices that name their sources. "
        "Each link leads to a page as Markdown; the page for people stands at the same address without index.html.md.\n\n"
        f"{_line(pages['index'], site)}"
    )


def _with_inner(names: Iterable[str], pages: Mapping[str, PageSource]) -> Iterator[str]:
    """Pages of a part, each before those within it."""
    for name in names:
        yield name
        yield from (inner for inner, page in pages.items() if page.within == name)


def _optional(guide: Guide, feed: str) -> Iterator[tuple[str, str]]:
    """Files by path, each with what it is."""
    if guide.datasets:
        yield f"{FOLDER}/{DICTIONARY}.json", "every column of the data, with type, unit and meaning"
    for data in (make() for make in guide.datasets.values()):
        yield f"{FOLDER}/{data.name}.csv", data.title
    if feed:
        yield feed, "what changed, as an Atom feed"
    yield SITEMAP, "every page with the day on which it last changed"


def _line(page: PageSource, site: Site) -> str:
    return f"- [{page.title}]({site.base_url}{twin_name(page)}): {page.description}"
