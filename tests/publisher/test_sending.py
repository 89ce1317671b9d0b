"""The page that people send links from, on the tiny guide."""

import re
import shutil

import pytest

from calculators.engine.problems import Problems
from publisher import qr
from publisher.components import Components, environment
from publisher.pages import read_pages
from publisher.render import render
from publisher.scenarios import read_scenarios
from publisher.sending import Sending
from publisher.shares import Share
from publisher.site import read_site
from publisher.targets import targets
from tests.tiny import site
from tests.tiny.home import read_home

BASE = "https://rent-or-buy.example/guide/"
PAGE = """---
title: Links
description: Links to send.
published: 2026-06-30
---

{{ link_form() }}

{{ links_list() }}
"""
ASKED = """asked:
  dated:
    question: What do flats ask & why?
    answer: '{{ rent("alfama") }} in Alfama.'
    try: "rent_or_buy?city=porto&years=20"
"""


@pytest.fixture(scope="module")
def content(tmp_path_factory):
    """The tiny guide with a page of links, one section of which says which question it answers."""
    folder = shutil.copytree(site.CONTENT, tmp_path_factory.mktemp("sending") / "content")
    (folder / "guide" / "links.md").write_text(PAGE)
    contents = folder / "site.yaml"
    contents.write_text(contents.read_text().replace("pages: [sources]", "pages: [sources, links]"))
    index = folder / "guide" / "index.md"
    index.write_text(index.read_text().replace("short: Start\n", f"short: Start\n{ASKED}"))
    return folder


@pytest.fixture(scope="module")
def files(content):
    return render(read_home(content), content, site.TEMPLATES)


@pytest.fixture(scope="module")
def html(files):
    return files["links/index.html"].decode()


def entry(html, name):
    return re.search(rf'<li id="send-{name}".*?</li>', html, re.DOTALL)[0]


def test_every_short_address_is_listed_once_by_page_in_reading_order(html, files):
    names = re.findall(r'<li id="send-([\w-]+)"', html)
    assert sorted(names) == sorted(path.split("/")[1] for path in files if path.startswith("s/"))
    assert len(names) == len(set(names))
    assert re.findall(r'<h3 id="links-([\w-]+)">([^<&]+)', html) == [
        ("whole", "Workloads and saved scenarios"),
        ("index", "Start"),
        ("calculators-rent-or-buy", "Rent or buy"),
        ("sources", "Sources"),
    ]


def test_an_entry_has_its_question_todays_answer_and_its_link(html):
    found = entry(html, "dated")
    assert "<h4>What do flats ask &amp; why?</h4>" in found
    assert '<p class="short">$1,600 in Alfama.</p>' in found
    assert f'<a href="../s/dated/index.html">{BASE}s/dated/</a>' in found
    assert f'data-full="{BASE}#dated"' in found
    assert 'data-for="rent_or_buy" data-start="city=porto&amp;years=20" data-fills' in found


def test_a_section_without_a_question_stands_under_its_heading(html):
    found = entry(html, "rents-differ")
    assert "<h4>Rents differ more than prices</h4>" in found
    assert "short" not in found
    assert "data-fills" in found  # its page has the calculator
    assert "data-fills" not in entry(html, "figures")  # nothing to fill in, and nothing to try


def test_a_saved_scenario_starts_from_its_inputs(html):
    name = next(iter(read_scenarios(site.CONTENT, {"calculators/rent-or-buy": None, "index": None}, Problems())))
    found = entry(html, name)
    assert f"{BASE}s/{name}/</a>" in found
    assert re.search(r'data-start="[^"]+=[^"]+"', found)


def test_each_code_is_that_of_its_link_and_loads_when_somebody_opens_it(html, files):
    for name in re.findall(r'<li id="send-([\w-]+)"', html):
        assert files[f"links/{name}.svg"] == qr.svg(f"{BASE}s/{name}/")
        assert re.search(
            rf'<details>\s*<summary>QR code, picture</summary>\s*<p><img src="../links/{name}.svg"[^>]* loading="lazy">',
            entry(html, name),
        )


def test_the_form_has_the_inputs_in_view_of_each_calculator_and_is_hidden_without_a_script(html):
    form = re.search(r"<form.*?</form>", html, re.DOTALL)[0]
    assert re.search(r'<form class="sender"[^>]* hidden>', form)
    calculator = site.guide().calculators["rent_or_buy"]
    assert re.findall(r'<div class="row" data-field="([\w.]+)"', form) == list(calculator.opened)
    assert re.findall(r'data-show="([\w.]+)"', form) == list(calculator.opened)
    assert not re.search(r'<input(?![^>]*(?:inputmode="decimal"|type="checkbox"))', form)  # numbers and options alone


def test_only_the_page_of_links_loads_what_it_needs(html, files):
    assert re.search(r'<link rel="stylesheet" href="\.\./assets/links\.\w+\.css">', html)
    assert re.search(r'<script defer src="\.\./assets/links\.\w+\.js">', html)
    assert "assets/links." not in files["index.html"].decode()
    loaded = re.findall(r'data-(?:sender|files)="([^"]+)"', html)
    assert all(path.removeprefix("../") in files for paths in loaded for path in paths.split())
    assert not any("links." in path or "sender" in path for path in site.files())


def test_the_picture_of_an_answer_is_offered_where_there_is_one(content):
    guide, problems = read_home(content), Problems()
    pages, found = read_pages(content, problems), read_site(content, problems)
    components = Components(guide, environment(site.TEMPLATES), None, found)
    shared = [Share(name, pages["index"], name, "", "", name, "") for name in ("dated", "next")]
    known = targets(guide, found.order, pages, {}, problems)
    sending = Sending(guide, found, pages, components, known, shared, {"dated": "cards/dated.png?v=0123abcd"})
    html = sending.filled(pages["links"], "\ue002list\ue003", None)
    assert '<a href="../cards/dated.png?v=0123abcd" download>' in entry(html, "dated")
    assert "cards/" not in entry(html, "next")
