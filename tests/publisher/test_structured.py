import datetime as dt
import json
import re
from dataclasses import replace
from html import unescape
from urllib.parse import urlsplit

import pytest

from calculators.engine.problems import Problems
from publisher.addresses import card_file, page_card
from publisher.pages import Asked, Section, read_pages
from publisher.site import OpenData, read_site
from publisher.structured import LONGEST_HEADLINE, graph, headline, shown
from tests.conftest import CONTENT
from tests.publisher.writing import source
from tests.tiny import site as tiny

SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
TAG = re.compile(r"<(script|style|svg)\b.*?</\1>|<[^>]*>", re.DOTALL)
NEEDED = {
    "Article": {
        "headline", "description", "inLanguage", "datePublished", "dateModified", "mainEntityOfPage", "image", "author",
        "publisher",
    },
    "Organization": {"@id", "name", "url"},
    "WebSite": {"name", "alternateName", "description", "url", "inLanguage", "publisher"},
    "BreadcrumbList": {"itemListElement"},
    "FAQPage": {"mainEntity"},
    "Dataset": {"name", "description", "url", "license", "creator", "distribution", "dateModified"},
}  # fmt: skip
PUBLISHED = dt.date(2026, 5, 4)
CARD = "https://a.example/cards/x.png?v=0123abcd"


def told(html):
    """The nodes of a page by type; each type stands once."""
    (text,) = SCRIPT.findall(html)
    found = json.loads(text)
    assert found["@context"] == "https://schema.org"
    nodes = {node["@type"]: node for node in found["@graph"]}
    assert len(nodes) == len(found["@graph"])
    return nodes


def strings(value):
    """Every text in a structure, with the key under which it stands."""
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(inner, dict | list):
            yield from strings(inner)
        else:
            yield key, inner


def text_of(html):
    """What a reader sees of a page."""
    return " ".join(unescape(TAG.sub("", html)).split())


@pytest.fixture(scope="module")
def pages(files):
    """The HTML of every page of the guide, by its address below the site's root."""
    return {page.folder: files[page.file].decode() for page in read_pages(CONTENT, Problems()).values()}


@pytest.fixture(scope="module")
def base(pages):
    """The site's address."""
    return re.search(r'<link rel="canonical" href="([^"]*)">', pages[""])[1]


def test_every_page_has_one_graph_with_what_each_type_needs(pages):
    assert len(pages) >= 40
    for path, html in pages.items():
        nodes = told(html)
        assert nodes.keys() >= {"Article", "Organization"}, path
        for kind, node in nodes.items():
            assert node.keys() >= NEEDED[kind], (path, kind)
            assert all(node[key] for key in NEEDED[kind]), (path, kind)
        assert ("WebSite" in nodes, "BreadcrumbList" in nodes) == (path == "", path != ""), path


def test_what_points_at_the_publisher_points_at_a_node_of_the_page(pages):
    for html in pages.values():
        nodes = told(html)
        for node in nodes.values():
            for key in {"author", "publisher", "creator"} & node.keys():
                assert node[key] == {"@id": nodes["Organization"]["@id"]}


def test_every_address_is_absolute(pages, base):
    for path, html in pages.items():
        for key, text in strings(told(html)):
            if key in {"@id", "url", "item", "image", "mainEntityOfPage", "contentUrl", "license"}:
                assert urlsplit(text).scheme == "https", (path, key)
                assert urlsplit(text).netloc, (path, key)
        assert told(html)["Article"]["mainEntityOfPage"] == base + path


def test_a_page_is_shown_by_its_own_picture(pages, base):
    for path, html in pages.items():
        name = path.removesuffix("/") or "index"
        assert told(html)["Article"]["image"].partition("?v=")[0] == base + card_file(page_card(name))
        assert f'<meta property="og:image" content="{told(html)["Article"]["image"]}">' in html


def test_days_are_real_and_the_map_has_the_same(files, pages, base, guide):
    rows = re.findall(r"<loc>(.*?)</loc><lastmod>(.*?)</lastmod>", files["sitemap.xml"].decode())
    days = dict(rows)
    assert days.keys() == {base + path for path in pages}
    for path, html in pages.items():
        article = told(html)["Article"]
        first, last = (dt.date.fromisoformat(article[key]) for key in ("datePublished", "dateModified"))
        assert dt.date(2026, 11, 1) < first <= last, path
        assert days[base + path] == last.isoformat()


def test_a_headline_is_the_title_and_no_longer_than_search_engines_take(pages):
    for path, html in pages.items():
        said = told(html)["Article"]["headline"]
        assert len(said) <= LONGEST_HEADLINE, path
        title = text_of(re.search(r"<h1[^>]*>(.*?)<", html)[1])
        assert title == said or (said.endswith("…") and title.startswith(said[:-1])), path


def test_a_trail_leads_from_the_first_page_over_pages_that_are_there(pages, base):
    for path, html in pages.items():
        if path:
            steps = told(html)["BreadcrumbList"]["itemListElement"]
            assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
            assert [steps[0]["item"], steps[-1]["item"]] == [base, base + path]
            assert {step["item"].removeprefix(base) for step in steps} <= pages.keys()
            assert all(step["name"] for step in steps)
    steps = told(pages["decide/coding/"])["BreadcrumbList"]["itemListElement"]
    assert [step["name"] for step in steps] == ["Call, Rent or Own", "Decide", "Coding agent"]


def test_what_is_asked_and_answered_stands_on_the_page(pages):
    asked = 0
    for path, html in pages.items():
        seen = text_of(html)
        for each in told(html).get("FAQPage", {}).get("mainEntity", []):
            asked += 1
            assert each["@type"] == "Question"
            assert each["name"] in seen, path
            answer = each["acceptedAnswer"]["text"]
            title, description = (text_of(re.search(f"{tag}>(.*?)<", html)[1]) for tag in ("<h1[^>]*", '<p class="lede"'))
            own = answer.startswith(title) and answer.endswith(description)
            assert own or answer in seen, path
    assert asked >= 30


def test_what_nobody_shall_find_tells_nothing(files):
    assert not SCRIPT.search(files["404.html"].decode())
    assert not SCRIPT.search(files["embed/decide/index.html"].decode())


def site(**changed):
    problems = Problems()
    found = read_site(tiny.CONTENT, problems)
    problems.stop_if_any()
    return replace(found, **changed)


PAGE = replace(source(""), title="Renting & buying", description="In short.", published=PUBLISHED, revised=PUBLISHED)


def nodes_of(page, body="", others=(), *, lists=False, **changed):
    every = {each.name: each for each in (page, *others)}
    text = graph(page, body, every, site(**changed), tiny.guide(), PUBLISHED, CARD, data=lists)
    assert "<" not in text
    return {node["@type"]: node for node in json.loads(text)["@graph"]}


def test_no_word_ends_the_script_that_tells_them():
    assert nodes_of(replace(PAGE, title="</script><b>"))["Article"]["headline"] == "</script><b>"


@pytest.mark.parametrize("words", [10, 11, 40])
def test_a_long_title_is_cut_at_a_word(words):
    title = " ".join(["ten-letter"] * words)
    found = headline(title)
    assert len(found) <= LONGEST_HEADLINE
    assert found == (title if words == 10 else " ".join(["ten-letter"] * 9) + "…")


def test_a_page_that_asks_nothing_has_no_questions():
    assert "FAQPage" not in nodes_of(PAGE)


@pytest.mark.parametrize(("title", "answer"), [("Rent", "Rent. In short."), ("Why rent?", "Why rent? In short.")])
def test_a_question_is_answered_by_the_title_and_the_lines_under_it(title, answer):
    (question,) = nodes_of(replace(PAGE, title=title, question="Buy?"))["FAQPage"]["mainEntity"]
    assert question == {"@type": "Question", "name": "Buy?", "acceptedAnswer": {"@type": "Answer", "text": answer}}


SECTIONS = tuple(
    Section(f"s{n}", "", 2, "", Asked(question, answer))
    for n, (question, answer) in enumerate(
        [("Is it dear?", "It’s $5 & less."), ("Is it soon?", "In May."), ("Is it far?", "No.")]
    )
)
LIST = """<h2>Is it dear?</h2> <p>It&rsquo;s
 <span class="figure">$5</span> &amp; less.</p><h2>Is it soon?</h2><p>In June.</p><script>Is it far? No.</script>"""


def test_of_all_that_is_asked_a_page_tells_what_it_shows_in_full():
    other = replace(PAGE, name="other", sections=SECTIONS)
    assert [asked.question for asked in shown([PAGE, other], LIST)] == ["Is it dear?"]
    (question,) = nodes_of(PAGE, LIST, [other])["FAQPage"]["mainEntity"]
    assert question["acceptedAnswer"]["text"] == "It’s $5 & less."


def test_data_stand_in_the_graph_of_the_page_that_lists_them():
    said = OpenData("Rents", "What flats ask", "A", "https://license.example/", "None")
    assert "Dataset" not in nodes_of(PAGE, data=said)
    assert "Dataset" not in nodes_of(PAGE, lists=True)
    assert nodes_of(PAGE, lists=True, data=said)["Dataset"]["name"] == "Rents"
