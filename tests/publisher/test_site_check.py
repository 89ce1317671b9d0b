"""The net below all else: dead links of every kind in finished files, links out of the site, and pages nobody links to."""

import pytest

from benchmarks import links
from calculators.engine.problems import Problems
from publisher.site import read_site
from publisher.site_check import Counts, check_site
from tests.conftest import CONTENT
from tests.tiny import site

BASE = "https://rent-or-buy.example/guide/"
FILES = {
    "index.html": b'<h1 id="top">Top</h1><a href="call/index.html">Call</a>',
    "call/index.html": b'<h2 id="cheap">Cheap</h2><ol class="sources"><li><a rel="noopener" href="https://a.example/">A</a></li></ol>',
    "assets/page.js": b"",
    "cards/a.png": b"",
}


def checked(html, path="call/more/index.html", *, reached=()):
    """(lines, counts) of a site with one more page."""
    problems, files = Problems(), FILES | {path: html.encode()}
    counts = check_site(files, read_site(site.CONTENT, Problems()), reached, problems)
    return problems.lines, counts


def lines(html, path="call/more/index.html"):
    return checked(html, path)[0]


@pytest.mark.parametrize(
    "html",
    [
        '<a href="../index.html#cheap">',
        '<a href="../../index.html?requests=5#top">',
        '<a href="../../">',
        '<a href="../">',
        '<p id="here"><a href="#here"><a href="#">',
        '<a href="../index.html#cheap:~:text=Cheap">',
        '<a href="/guide/call/#cheap">',
        '<script defer src="../../assets/page.js"></script>',
        '<div data-later="../../assets/page.js ../../assets/page.js" data-more="../../assets/page.js" data-embed="../">',
        '<img src="../../cards/a.png" srcset="../../cards/a.png 1x, ../../cards/a.png 2x">',
        f'<meta property="og:image" content="{BASE}cards/a.png"><img src="../../cards/a.png?v=12"><link rel="canonical" href="{BASE}call/">',
        '<img src="data:image/svg+xml,x">',
        '<script type="application/json">[["old","../index.html#cheap"]]</script>',
    ],
)
def test_what_is_there_is_found(html):
    assert lines(html) == []


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ('<a href="../index.html#chaep">', "../index.html#chaep finds no chaep on call/index.html; did you mean cheap?"),
        ('<a href="#nothing-like-it">', ("#nothing-like-it finds no nothing-like-it on call/more/index.html; "
         "mend what writes it, or add what it names")),
        ('<a href="../indx.html">', "../indx.html finds no file call/indx.html; did you mean call/index.html?"),
        ('<a href="../../../../up.html">', "../../../../up.html finds no file ../../up.html; mend what writes it, or add what it names"),
        ('<a href="/guide/cal/">', "/guide/cal/ finds no file cal/index.html; did you mean call/index.html?"),
        ('<a href="/call/">', "/call/ leads out of the site; start it with /guide/"),
        ('<script src="../assets/page.js">', "../assets/page.js finds no file call/assets/page.js; did you mean assets/page.js?"),
        ('<div data-days="../../assets/page.js ../../assets/pag.js">',
         "../../assets/pag.js finds no file assets/pag.js; did you mean assets/page.js?"),
        ('<div data-never-heard-of="../../assets/pag.js">', "../../assets/pag.js finds no file assets/pag.js; did you mean assets/page.js?"),
        ('<img srcset="../../cards/a.png 1x, ../../cards/b.png 2x">', "../../cards/b.png finds no file cards/b.png; did you mean cards/a.png?"),
        ('<img src="../../cards/b.png?v=12">', "../../cards/b.png?v=12 finds no file cards/b.png; did you mean cards/a.png?"),
        (f'<meta property="og:image" content="{BASE}cards/b.png?v=12">', f"{BASE}cards/b.png?v=12 finds no file cards/b.png; did you mean cards/a.png?"),
        (f'<meta property="og:image" content="{BASE}cards/b.png">', f"{BASE}cards/b.png finds no file cards/b.png; did you mean cards/a.png?"),
        (f'<link rel="canonical" href="{BASE}call/#chaep">', f"{BASE}call/#chaep finds no chaep on call/index.html; did you mean cheap?"),
        ('<script type="application/json">[["old","../index.html#chaep"]]</script>',
         "../index.html#chaep finds no chaep on call/index.html; did you mean cheap?"),
        (f'<script type="application/ld+json">{{"url":"{BASE}cal/"}}</script>', (f"{BASE}cal/ finds no file cal/index.html; "
         "did you mean call/index.html?")),
    ],
)  # fmt: skip
def test_what_is_not_there_is_told_with_the_nearest(html, told):
    assert lines(html) == [f"call/more/index.html: the link to {told}"]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("sitemap.xml", f"<loc>{BASE}cal/</loc>"),
        ("changes.xml", f'<content type="html">&lt;a href="{BASE}cal/"&gt;x&lt;/a&gt;</content>'),
        ("robots.txt", f"Sitemap: {BASE}cal/"),
        ("call/more.md", f"See [calling]({BASE}cal/)."),
        ("llms.txt", f"Read {BASE}cal/."),
        ("embed.json", f'{{"url": "{BASE}cal/"}}'),
    ],
)
def test_files_for_machines_are_looked_up_too(path, text):
    assert lines(text, path) == [f"{path}: the link to {BASE}cal/ finds no file cal/index.html; did you mean call/index.html?"]


def test_a_link_out_of_the_site_has_a_rel():
    assert lines('<a href="https://a.example/">A</a>') == [
        'call/more/index.html: the link to https://a.example/ has no rel; write rel="noopener"'
    ]


def test_a_link_out_of_the_site_leads_to_a_listed_source_or_to_what_the_site_names():
    named = "https://homes.example/ask", "https://homes.example/", "https://homes.example/issues/new?title=x&amp;body=y"
    assert lines("".join(f'<a rel="noopener" href="{url}">x</a>' for url in named)) == []
    assert lines('<a rel="noopener" href="https://b.example/">B</a>') == [
        (
            "call/more/index.html: the link to https://b.example/ is no source, and site.yaml does not name it; "
            "add it to content/sources, whose list of sources then has it"
        )
    ]


def test_a_page_is_reached_by_links_from_the_first():
    alone = '<a href="../index.html">', "call/more/index.html"
    right = "link to it from another page, or take it out"
    assert checked(*alone, reached=["index.html", "call/index.html", "call/more/index.html"])[0] == [
        f"call/more/index.html: no link leads here from the first page; {right}"
    ]
    listed = '<a href="../index.html">', "search/index.html"
    assert checked(*listed, reached=["index.html", "call/index.html"])[0] == []
    problems, linked = (
        Problems(),
        {"index.html": b"", "search/index.html": b'<a href="../call/index.html">', "call/index.html": b""},
    )
    check_site(linked, read_site(site.CONTENT, Problems()), ["index.html", "call/index.html"], problems)
    assert problems.lines == [f"call/index.html: no link leads here from the first page; {right}"]  # a list of all is no link


def test_what_was_looked_up_is_counted():
    assert checked('<a href="../index.html#cheap"><a href="../index.html#cheap"><a href="../">')[1] == Counts(
        3, 3, 1, 1
    )  # each link once a page


def test_the_tiny_site_is_right_and_a_damaged_one_is_not():
    problems, described = Problems(), read_site(site.CONTENT, Problems())
    counts = check_site(site.files(), described, [], problems)
    assert problems.lines == []
    assert counts.pages == len([path for path in site.files() if path.endswith(".html")])
    cut = {path: content for path, content in site.files().items() if path != "tables/rents.csv"}
    check_site(cut, described, [], problems)
    assert problems.lines[0] == (
        "calculators/rent-or-buy/index.html: the link to ../../tables/rents.csv finds no file tables/rents.csv; did you mean tables/facts.csv?"
    )
    assert {line.partition(": ")[0] for line in problems.lines} == {
        "calculators/rent-or-buy/index.html", "calculators/rent-or-buy/index.html.md",
    }  # fmt: skip


def test_the_site_that_is_measured_is_right():
    """It raises where a link of it leads nowhere or a page of it is an orphan: nothing would be measured then."""
    ((name, _),) = links.measure(CONTENT)
    assert name == "300 pages of 60 kB with 80 links each"
