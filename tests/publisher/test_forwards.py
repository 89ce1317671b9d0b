"""Files that keep old addresses working: pages that lead on, maps of anchors that are gone, rules for servers."""

import json
import re
import tomllib

import pytest

from calculators.engine.problems import Problems
from publisher.assets import Assets
from publisher.components import environment
from publisher.forwards import Forwards
from publisher.ledger import Anchors, Ledger, Redirect, Spot
from publisher.moves import Moves
from publisher.pages import PageSource, Section
from publisher.site import read_site
from tests.tiny import site
from tests.tiny.moving import Published

RULES = {"_redirects", "netlify.toml", "redirects.nginx.conf"}
DATA = re.compile(rb'<script type="application/json" id="retired">(.*?)</script>')


@pytest.fixture(scope="module")
def moved(tmp_path_factory):
    """The files of a site whose page `stay` moved to years/how-long; there one section has another id, and one is on another page."""
    published = Published(tmp_path_factory.mktemp("moved"))
    published.rename("stay", "years/how-long")
    published.edit("guide/years/how-long.md", "{#short-stay}", "{#leaving}")
    published.edit("guide/years/how-long.md", "## Long stays buy {#long-stay}\n", "")
    published.edit("guide/sources.md", "## Figures", "## Long stays buy {#long-stay}\n\n## Figures")
    published.edit("guide/index.md", "{#next}", "{#try}")
    published.moved("pages", stay="years/how-long")
    sections = {"short-stay": "years/how-long.md#leaving", "long-stay": "sources.md#long-stay", "next": "index.md#try"}
    rows = "".join(f"    {old}: {new}\n" for old, new in sections.items())
    published.write("links.yaml", f"{published.text('links.yaml')}  sections:\n{rows}")
    return published.files()


def retired(content):
    return dict(json.loads(DATA.search(content)[1]))


def test_nothing_is_added_where_everything_stands():
    assert not RULES & site.files().keys()
    assert not any(b'id="retired"' in content or b"assets/moved." in content for content in site.files().values())


def test_a_page_that_moved_leads_on_and_says_where_to(moved):
    text = moved["stay/index.html"].decode()
    assert '<link rel="canonical" href="https://rent-or-buy.example/guide/years/how-long/">' in text
    assert "<title>Whoever stays buys – Rent or Buy</title>" in text
    assert '<a href="../years/how-long/index.html">Whoever stays buys – Rent or Buy</a>' in text
    assert '<noscript><meta http-equiv="refresh" content="0; url=../years/how-long/index.html"></noscript>' in text
    assert re.search(r'<script src="\.\./assets/moved\.\w+\.js" data-to="\.\./years/how-long/index\.html">', text)
    assert not re.search(r"<[^>]*\s(style|on\w+)=", text)
    assert 'property="og:title" content="Whoever stays buys' in text


def test_it_knows_every_anchor_that_is_not_found_where_it_leads(moved):
    assert retired(moved["stay/index.html"]) == {
        "long-stay": "../sources/index.html#long-stay",
        "short-stay": "../years/how-long/index.html#leaving",
    }  # and not the table of rents, which moved along


def test_a_page_knows_its_own_anchors_of_before_and_those_of_pages_that_lead_to_it(moved):
    assert retired(moved["index.html"]) == {"next": "#try"}
    assert retired(moved["years/how-long/index.html"]) == {
        "long-stay": "../../sources/index.html#long-stay",
        "short-stay": "#leaving",
    }
    assert not DATA.search(moved["sources/index.html"])


def test_the_short_address_of_a_section_that_is_gone_tells_of_what_stands_for_it(moved):
    assert moved["s/short-stay/index.html"] == moved["s/leaving/index.html"]
    assert moved["s/next/index.html"] == moved["s/try/index.html"]
    assert b'data-section="long-stay"' in moved["s/long-stay/index.html"]  # the section stands, on another page


def test_a_share_page_that_there_is_opens_from_the_old_address_too():
    page = PageSource("call", "", "Call", "Call", "", "", "", (Section("new", "New", 2, ""),))
    files = {"call/index.html": b'<h2 id="new">New</h2></head>', "s/new/index.html": b"the share page"}
    ledger = Ledger({"call": Anchors(("old",))}, {"call": ""}, {}, {"old": Redirect(Spot("call", "new"), "")})
    moves = Moves(ledger, {"call": Anchors(("new",))}, files)
    described, env = read_site(site.CONTENT, Problems()), environment(site.TEMPLATES)
    made = Forwards(moves, {"call": page}, described, env, Assets({}, {}), site.TEMPLATES).files()
    assert made["s/old/index.html"] == b"the share page"
    assert b"/guide/s/old/ /guide/s/new/ 301\n" in made["_redirects"]


def test_rules_of_servers_name_every_form_of_an_old_address(moved):
    rules = moved["_redirects"].decode().splitlines()
    assert rules[0].startswith("# ")
    assert "/guide/stay /guide/years/how-long/ 301" in rules
    assert "/guide/stay/ /guide/years/how-long/ 301" in rules
    assert "/guide/stay/index.html /guide/years/how-long/ 301" in rules
    assert "/guide/s/short-stay/ /guide/s/leaving/ 301" in rules
    assert len(rules) == 1 + 3 * 3


def test_rules_for_netlify_are_toml_and_win_over_the_page_that_leads_on(moved):
    rules = tomllib.loads(moved["netlify.toml"].decode())["redirects"]
    assert {"from": "/guide/stay", "to": "/guide/years/how-long/", "status": 301, "force": True} in rules
    assert len(rules) == 2 * 3


def test_rules_for_nginx_keep_the_query_before_the_anchor(moved):
    rules = moved["redirects.nginx.conf"].decode().splitlines()
    assert 'location = /guide/stay/ { return 301 "/guide/years/how-long/$is_args$args"; }' in rules
    assert 'location = /guide/s/next/ { return 301 "/guide/s/try/$is_args$args"; }' in rules


def test_what_only_leads_on_is_not_on_the_map(moved):
    assert re.findall(r"<loc>https://rent-or-buy\.example/guide/(.*?)</loc>", moved["sitemap.xml"].decode()) == [
        "calculators/rent-or-buy/", "", "sources/", "years/how-long/",
    ]  # fmt: skip
