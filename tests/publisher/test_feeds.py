import datetime as dt
import re
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

from calculators.engine.change import Change
from calculators.engine.problems import Problems
from calculators.engine.table import Cell, Column, Row, Table
from publisher.feeds import FEED, URLSET, XHTML, atom, robots, sitemap
from publisher.site import read_site
from tests.tiny import site as tiny

NEWEST, OLDER = dt.date(2026, 6, 3), dt.date(2026, 5, 1)
MAP, LINK = f"{{{URLSET}}}", f"{{{XHTML}}}link"


def test_the_map_of_the_site_has_every_address():
    addresses = ["https://x.example/", "https://x.example/a/?b=1&c=<2>"]
    root = ElementTree.fromstring(sitemap((address, NEWEST, {}) for address in addresses))
    assert [element.text for element in root.iter(f"{MAP}loc")] == addresses


def test_the_map_says_when_each_page_last_changed():
    rows = [("https://x.example/", NEWEST, {}), ("https://x.example/a/", OLDER, {})]
    text = sitemap(rows)
    assert [element.text for element in ElementTree.fromstring(text).iter(f"{MAP}lastmod")] == ["2026-06-03", "2026-05-01"]
    assert b"xhtml" not in text


def test_the_map_names_each_page_in_every_language():
    languages = {"en": "https://x.example/a/?b=1&c=2", "es": "https://x.example/es/a/"}
    root = ElementTree.fromstring(sitemap([("https://x.example/a/", NEWEST, languages)]))
    links = [(link.get("rel"), link.get("hreflang"), link.get("href")) for link in root.find(f"{MAP}url").iter(LINK)]
    assert links == [("alternate", code, address) for code, address in languages.items()]


def test_robots_may_read_everything_and_find_the_map():
    assert robots("https://x.example/guide/").decode().splitlines() == [
        "User-agent: *", "Allow: /", "", "Sitemap: https://x.example/guide/sitemap.xml",
    ]  # fmt: skip


A = "{http://www.w3.org/2005/Atom}"
TABLE = Table(
    "moved",
    "Rents <here>",
    (Column("a", "A & B"), Column("b", "B", "USD", numeric=True)),
    (Row("x", (Cell("<x>"), Cell("1", note="was 2"))),),
)
CHANGES = (
    Change(NEWEST, "2 rents <moved> & more on 2026-06-03", ("One.", "Two."), (TABLE,)), Change(OLDER, "1 rent moved", ("One.",), (), (TABLE,)),
)  # fmt: skip


def described():
    problems = Problems()
    found = read_site(tiny.CONTENT, problems)
    problems.stop_if_any()
    return found


def valid(feed):
    """The root of an Atom feed, after what RFC 4287 asks of it: elements, moments, addresses, unique ids."""
    root = ElementTree.fromstring(feed)
    assert root.tag == f"{A}feed"
    assert root.findtext(f"{A}author/{A}name")
    for part in (root, *root.iter(f"{A}entry")):
        for name in ("id", "title", "updated"):
            assert len(part.findall(f"{A}{name}")) == 1, name
            assert part.findtext(f"{A}{name}").strip(), name
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", part.findtext(f"{A}updated"))
        links = {link.get("rel"): link.get("href") for link in part.findall(f"{A}link")}
        assert len(links) == len(part.findall(f"{A}link"))
        assert all(urlsplit(href).scheme == "https" and urlsplit(href).netloc for href in links.values())
        assert "alternate" in links
    ids = [element.text for element in root.iter(f"{A}id")]
    assert len(ids) == len(set(ids))
    return root


def test_a_feed_is_valid_and_says_what_changed():
    root = valid(atom(described(), "changes/", CHANGES, dt.date(2026, 6, 30)))
    assert root.findtext(f"{A}id") == f"https://rent-or-buy.example/guide/{FEED}"
    assert root.findtext(f"{A}updated") == "2026-06-03T00:00:00Z"
    assert [entry.findtext(f"{A}title") for entry in root.iter(f"{A}entry")] == [change.title for change in CHANGES]
    assert [entry.findtext(f"{A}id") for entry in root.iter(f"{A}entry")] == [
        "tag:rent-or-buy.example,2026-06-03:changes", "tag:rent-or-buy.example,2026-05-01:changes",
    ]  # fmt: skip
    entry = next(root.iter(f"{A}entry"))
    assert entry.find(f"{A}link").get("href") == "https://rent-or-buy.example/guide/changes/#changed-2026-06-03"


def test_the_content_of_an_entry_is_escaped_html():
    root = valid(atom(described(), "changes/", CHANGES, NEWEST))
    for entry in root.iter(f"{A}entry"):
        content = entry.find(f"{A}content")
        assert content.get("type") == "html"
        assert len(content) == 0
        body = ElementTree.fromstring(content.text.replace("<br>", "<br />"))
        assert [cell.text for cell in body.iter("th")] == ["A & B", "B (USD)", "<x>"]
        assert body.find(".//h2").text == "Rents <here>"


def test_an_id_does_not_change_with_what_came_after():
    alone = valid(atom(described(), "changes/", CHANGES[1:], NEWEST))
    both = valid(atom(described(), "changes/", CHANGES, NEWEST))
    ids = [[entry.findtext(f"{A}id") for entry in root.iter(f"{A}entry")] for root in (alone, both)]
    assert ids[0] == ids[1][1:]


def test_a_feed_of_nothing_is_valid_and_as_new_as_its_guide():
    root = valid(atom(described(), "changes/", (), dt.date(2026, 6, 30)))
    assert root.findtext(f"{A}updated") == "2026-06-30T00:00:00Z"


def test_what_is_checked_as_valid_is_not_when_an_id_stands_twice():
    with pytest.raises(AssertionError):
        valid(atom(described(), "changes/", (CHANGES[0], CHANGES[0]), NEWEST))


def test_the_real_feed_is_valid_and_its_links_lead_to_sections_of_the_page(files):
    root = valid(files[FEED])
    entries = list(root.iter(f"{A}entry"))
    pages = {"changes": 0, "corrections": 0}
    for entry in entries:
        page, _, section = entry.find(f"{A}link").get("href").removeprefix("https://call-rent-or-own.example/").partition("/#")
        pages[page] += 1
        assert f'id="{section}"' in files[f"{page}/index.html"].decode()
        assert ("verdict" if page == "changes" else "Corrected: ") in entry.findtext(f"{A}title")
    assert pages == {"changes": 12, "corrections": 6}


def test_every_page_leads_to_the_feed(files):
    for path, html in files.items():
        if path.endswith(".html"):
            root = "/" if path == "404.html" else "../" * path.count("/")
            assert (
                f'<link rel="alternate" type="application/atom+xml" title="Call, Rent or Own: what changed" href="{root}{FEED}">'
                in html.decode()
            ), path
