"""Files for machines: the map of the site, what robots may read, and the feed of what changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

from calculators.engine.change import Change
from publisher.corrections import GUIDE, PAGE, Correction, of
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


@dataclass(frozen=True)
class Entry:
    """An entry of the feed. name: what its id has beside the day; address: the section that tells more; html: its content."""

    day: dt.date
    title: str
    name: str
    address: str
    html: str


def atom(site: Site, page: str, changes: Sequence[Change], as_of: dt.date, corrections: Sequence[Correction] = ()) -> bytes:
    """The feed of what changed and what was put right, Atom 1.0, the newest first.

    An entry's id is its day and name under the site's host, so it never changes. page: the folder of the page that tells the
    changes; as_of: the day of the guide, told where nothing has changed yet.
    """
    address = site.base_url + page
    feed = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": site.language})
    _text(feed, "title", f"{site.title}: what changed")
    _text(feed, "id", site.base_url + FEED)
    entries = [_changed(change, address) for change in changes]
    entries += [_corrected(each, f"{site.base_url}{PAGE}/") for each in of(corrections, GUIDE)]
    entries.sort(key=lambda entry: entry.day, reverse=True)
    _text(feed, "updated", _moment(entries[0].day if entries else as_of))
    ElementTree.SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": site.base_url + FEED})
    ElementTree.SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": address})
    _text(ElementTree.SubElement(feed, "author"), "name", site.publisher.name)
    for entry in entries:
        _entry(feed, entry, urlsplit(site.base_url).hostname or "")
    ElementTree.indent(feed)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(feed, encoding="unicode")}\n'.encode()


def _changed(change: Change, address: str) -> Entry:
    return Entry(change.day, change.title, "changes", f"{address}#{change_id(change)}", body_html(change))


def _corrected(each: Correction, address: str) -> Entry:
    said = ElementTree.Element("div")
    for words in (each.wrong, each.right, each.changed):
        _text(said, "p", words)
    html = ElementTree.tostring(said, encoding="unicode", method="html")
    return Entry(each.corrected, f"Corrected: {each.title}", each.anchor, f"{address}#{each.anchor}", html)


def _entry(feed: ElementTree.Element, told: Entry, host: str) -> None:
    entry = ElementTree.SubElement(feed, "entry")
    _text(entry, "title", told.title)
    _text(entry, "id", f"tag:{host},{told.day.isoformat()}:{told.name}")
    _text(entry, "updated", _moment(told.day))
    ElementTree.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": told.address})
    _text(entry, "content", told.html).set("type", "html")


def _text(parent: ElementTree.Element, name: str, text: str) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, name)
    child.text = text
    return child


def _moment(day: dt.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
