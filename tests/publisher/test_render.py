import datetime as dt
import re
import shutil
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from calculators.engine.change import Change
from calculators.engine.problems import ContentError
from publisher.render import render
from tests.tiny import site
from tests.tiny.home import read_home

PAGES = ("index.html", "calculators/rent-or-buy/index.html", "sources/index.html", "404.html")
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}


class Nesting(HTMLParser):
    """Checks that every element is closed in its turn, and that no attribute stands twice."""

    def __init__(self):
        super().__init__()
        self.open, self.wrong = [], []

    def handle_starttag(self, tag, attrs):
        names = [name for name, _ in attrs]
        if len(names) > len(set(names)):
            self.wrong.append(f"{self.getpos()}: <{tag}> has an attribute twice")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"{self.getpos()}: </{tag}>")


@pytest.mark.parametrize("name", PAGES)
def test_every_element_is_closed_in_its_turn(name):
    nesting = Nesting()
    nesting.feed(site.page(name))
    assert (nesting.wrong, nesting.open) == ([], [])


@pytest.mark.parametrize("name", PAGES)
def test_a_page_keeps_to_its_own_policy(name):
    """No style attribute, no script within the page but data, nothing loaded from elsewhere."""
    text = site.page(name)
    assert not re.search(r"<[^>]*\s(style|on\w+)=", text)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", text) if tag != '<script type="application/ld+json">')
    assert not re.search(r'(src|<link rel="stylesheet" href)="(https?:)?//', text)
    assert "\ue000" not in text


@pytest.mark.parametrize("name", PAGES)
def test_what_a_page_loads_is_there(name):
    folder = name.rpartition("/")[0]
    prefix = "/guide/" if name == "404.html" else "../" * name.count("/")
    loaded = re.findall(r'<(?:script|link|img)[^>]*(?:src|href)="([^":]*)"', site.page(name))
    assert loaded
    assert {path.removeprefix(prefix) for path in loaded} <= site.files().keys(), folder


def test_the_data_of_a_calculator_comes_before_the_script_that_reads_it():
    scripts = re.findall(
        r'<script defer src="\.\./\.\./assets/([\w.]+)\.\w+\.js', site.page("calculators/rent-or-buy/index.html")
    )
    assert scripts == ["page", "rent_or_buy.data", "rent_or_buy", "guide"]
    assert re.findall(r'<script defer src="assets/([\w.]+)\.\w+\.js', site.page("index.html")) == ["page"]


def test_a_page_names_its_canonical_address_and_an_unknown_one_has_none():
    assert '<link rel="canonical" href="https://rent-or-buy.example/guide/sources/">' in site.page("sources/index.html")
    assert '<link rel="canonical" href="https://rent-or-buy.example/guide/">' in site.page("index.html")
    assert "canonical" not in site.page("404.html")
    assert '<meta name="robots" content="noindex">' in site.page("404.html")


def test_the_page_for_an_unknown_address_links_from_the_server_s_root():
    inner = [href for href in re.findall(r'href="([^"#]+)"', site.page("404.html")) if not href.startswith("https://")]
    assert inner
    assert all(href.startswith("/guide/") for href in inner)


def test_the_source_list_says_which_pages_cite_each():
    used = re.findall(r"Used in (.*?)</span>", site.page("sources/index.html"))
    assert used == ['<a href="../index.html">Start</a>'] * 2


def test_the_map_has_every_page():
    addresses = re.findall(r"<loc>https://rent-or-buy\.example/guide/(.*?)</loc>", site.page("sitemap.xml"))
    assert addresses == ["calculators/rent-or-buy/", "", "sources/"]


def test_a_guide_whose_pages_tell_no_changes_has_no_feed_and_no_script_for_days_to_come():
    assert "changes.xml" not in site.files()
    assert not any("atom+xml" in site.page(name) or "passing" in site.page(name) for name in PAGES)


def test_a_page_that_tells_changes_brings_a_feed_that_every_page_leads_to(content):
    path = content / "guide" / "sources.md"
    path.write_text(path.read_text("utf-8") + "\n{{ changes() }}\n\n{{ changes(announced=true) }}\n", "utf-8")
    made = tuple(Change(dt.date(2026, month, 1), f"Moved in {month}", ()) for month in (5, 7))
    files = render(replace(read_home(content), changes=lambda: made), content, site.TEMPLATES)
    feed = files["changes.xml"].decode()
    assert "https://rent-or-buy.example/guide/sources/#changed-2026-05-01" in feed
    assert "Moved in 7" not in feed  # it is announced, and has not come yet
    for name in PAGES:
        text = files[name].decode()
        root = "/guide/" if name == "404.html" else "../" * name.count("/")
        assert f'type="application/atom+xml" title="Rent or Buy: what changed" href="{root}changes.xml"' in text
        assert ("assets/passing." in text) == (name == "sources/index.html")


@pytest.fixture
def content(tmp_path):
    return shutil.copytree(site.CONTENT, tmp_path / "content")


def mistakes(content):
    with pytest.raises(ContentError) as error:
        render(read_home(content), content, site.TEMPLATES, content.parent / "charts")
    return error.value.lines


def test_a_link_to_a_file_of_a_page_is_refused_wherever_the_page_stands(content):
    for name in ("index", "sources"):
        path = content / "guide" / f"{name}.md"
        path.write_text(path.read_text("utf-8") + '\n<a href="calculators/rent-or-buy/index.html">x</a>\n', "utf-8")
    right = "link to a page as name.md, or add the file"
    assert [line.partition(": ")[2] for line in mistakes(content)] == [
        f"no file calculators/rent-or-buy/index.html; {right}", f"no file sources/calculators/rent-or-buy/index.html; {right}",
    ]  # fmt: skip


def test_the_contents_name_every_page_once_and_no_other(content):
    path = content / "site.yaml"
    path.write_text(path.read_text("utf-8").replace("[sources]", "[calculators/rent-or-buy, rent]"), "utf-8")
    assert mistakes(content) == [
        "content/site.yaml: contents name calculators/rent-or-buy twice; keep one of them",
        "content/site.yaml: contents name rent, which is no page; add the page, or take it out",
        "content/guide/sources.md:1: the page is not in the contents; add sources to a part in content/site.yaml",
    ]
