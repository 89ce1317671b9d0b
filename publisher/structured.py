"""What a page says of itself to machines: one graph of schema.org nodes, fit to stand within a script element."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Mapping
from html import unescape
from typing import Any

from calculators.engine.guide import Guide
from publisher.data_page import dataset
from publisher.pages import Asked, PageSource
from publisher.site import Site

CONTEXT = "https://schema.org"
LONGEST_HEADLINE = 110
ENDS = (".", "?", "!")
UNSEEN = re.compile(r"<(script|style|svg|template)\b.*?</\1>|<[^>]*>", re.DOTALL)


def graph(
    page: PageSource, body: str, pages: Mapping[str, PageSource], site: Site, guide: Guide, changed: dt.date, card: str,
    *, data: bool,
) -> str:  # fmt: skip
    """The page's nodes as JSON without a `<`.

    body: its HTML, which shows what is asked and answered; pages: every page by name; changed: when it last did;
    card: the absolute address of its picture; data: whether it lists the data that readers may take away.
    """
    address, maker = site.base_url + page.folder, {"@id": f"{site.base_url}#publisher"}
    nodes = [_article(page, site, address, maker, changed, card), _publisher(site, maker)]
    nodes += [_website(site, maker)] if page.name == "index" else [_trail(page, pages, site)]
    asked = {each.question: each for each in (*_own_question(page), *shown(pages.values(), body))}
    nodes += [_questions(asked.values())] if asked else []
    nodes += [dataset(guide, site, site.data, address, maker)] if data and site.data else []
    told = {"@context": CONTEXT, "@graph": nodes}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _article(
    page: PageSource, site: Site, address: str, maker: dict[str, str], changed: dt.date, card: str
) -> dict[str, Any]:  # fmt: skip
    return {
        "@type": "Article", "headline": headline(page.title), "description": page.description, "inLanguage": site.language,
        "datePublished": page.published.isoformat(), "dateModified": changed.isoformat(), "mainEntityOfPage": address,
        "image": card, "author": maker, "publisher": maker,
    }  # fmt: skip


def headline(title: str) -> str:
    """A title cut at a word's end, where it is longer than search engines take."""
    if len(title) <= LONGEST_HEADLINE:
        return title
    return f"{title[: LONGEST_HEADLINE - 1].rpartition(' ')[0]}…"


def _publisher(site: Site, maker: dict[str, str]) -> dict[str, Any]:
    return {"@type": "Organization", **maker, "name": site.publisher.name, "url": site.publisher.url or site.base_url}


def _website(site: Site, maker: dict[str, str]) -> dict[str, Any]:
    return {
        "@type": "WebSite", "name": site.title, "alternateName": site.tagline, "description": site.description,
        "url": site.base_url, "inLanguage": site.language, "publisher": maker,
    }  # fmt: skip


def _trail(page: PageSource, pages: Mapping[str, PageSource], site: Site) -> dict[str, Any]:
    """From the first page to this one. A part of the contents has no page of its own, so it is no step."""
    steps = [("", site.title), *((pages[name].folder, pages[name].short) for name in (page.within, page.name) if name)]
    return {"@type": "BreadcrumbList", "itemListElement": [
        {"@type": "ListItem", "position": place, "name": name, "item": site.base_url + folder}
        for place, (folder, name) in enumerate(steps, start=1)
    ]}  # fmt: skip


def _own_question(page: PageSource) -> Iterable[Asked]:
    """The question that stands over a page's title, which answers it together with the lines under it."""
    if page.question:
        yield Asked(page.question, f"{page.title}{'' if page.title.endswith(ENDS) else '.'} {page.description}")


def shown(pages: Iterable[PageSource], body: str) -> Iterable[Asked]:
    """What is asked of sections of any page and stands in this one with its answer, both in full."""
    every = [section.asked for page in pages for section in page.sections if section.asked]
    said = _words(unescape(UNSEEN.sub("", body))) if every else ""
    for asked in every:
        if _words(asked.question) in said and _words(asked.answer) in said:
            yield asked


def _words(text: str) -> str:
    return " ".join(text.split())


def _questions(asked: Iterable[Asked]) -> dict[str, Any]:
    return {"@type": "FAQPage", "mainEntity": [
        {"@type": "Question", "name": each.question, "acceptedAnswer": {"@type": "Answer", "text": each.answer}}
        for each in asked
    ]}  # fmt: skip
