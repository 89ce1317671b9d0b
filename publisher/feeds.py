"""Files for machines: the map of the site, what robots may read, and the feed of what changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import urlsplit
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

from calculators.engine.change import Change
from publisher.digest import body_html
from publisher.site import Site

FEED, SITEMAP, ROBOTS = "changes.xml", "sitemap.xml", "robots.txt"
ATOM = "http://www.w3.org/2005/Atom"
URLSET, XHTML = "http://www.sitemaps.org/schemas/sitemap/0.9", "http://www.w3.org/1999/xhtml"


def sitemap(pages: Iterable[tuple[str, dt.date, Mapping[str, str]]]) -> bytes:
    """Every page's canonical address, the day on which it last changed, and its address in each language by code."""
    rows = "".join(
        f"<url><loc>{escape(address)}</loc><lastmod>{day.isoformat()}</lastmod>{''.join(_alternates(languages))}</url>\n"
        for address, day, languages in pages
    )
    spaces = f'xmlns="{URLSET}" xmlns:xhtml="{XHTML}"' if "<xhtml:" in rows else f'xmlns="{URLSET}"'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {spaces}>\n{rows}</urlset>\n'.encode()


def _alternates(languages: Mapping[str, str]) -> Iterator[str]:
    for code, address in languages.items():
        yield f'<xhtml:link rel="alternate" hreflang="{code}" href={quoteattr(address)}/>'


def robots(base_url: str) -> bytes:
    """Everything may be read."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {base_url}{SITEMAP}\n".encode()


def change_id(change: Change) -> str:
    """The section of a change on its page."""
    return f"changed-{change.day.isoformat()}"


def atom(site: Site, page: str, changes: Sequence[Change], as_of: dt.date) -> bytes:
    """The feed of what changed, Atom 1.0. An entry's id is its day under the site's host, so it never changes.

    page: the folder of the page that tells the changes; as_of: the day of the guide, told where nothing has changed yet.
    """
    address = site.base_url + page
    feed = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": site.language})
    _text(feed, "title", f"{site.title}: what changed")
    _text(feed, "id", site.base_url + FEED)
    _text(feed, "updated", _moment(max((change.day for change in changes), default=as_of)))
    ElementTree.SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": site.base_url + FEED})
    ElementTree.SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": address})
    _text(ElementTree.SubElement(feed, "author"), "name", site.publisher.name)
    for change in changes:
        _entry(feed, change, address, urlsplit(site.base_url).hostname or "")
    ElementTree.indent(feed)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(feed, encoding="unicode")}\n'.encode()


def _entry(feed: ElementTree.Element, change: Change, address: str, host: str) -> None:
    entry = ElementTree.SubElement(feed, "entry")
    link = f"{address}#{change_id(change)}"
    _text(entry, "title", change.title)
    _text(entry, "id", f"tag:{host},{change.day.isoformat()}:changes")
    _text(entry, "updated", _moment(change.day))
    ElementTree.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": link})
    _text(entry, "content", body_html(change)).set("type", "html")


def _text(parent: ElementTree.Element, name: str, text: str) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, name)
    child.text = text
    return child


def _moment(day: dt.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
