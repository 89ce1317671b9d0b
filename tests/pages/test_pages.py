"""Every page in real Chromium: accessible, self-contained, whole from a folder, a root and a subfolder."""

import re
from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe

from publisher.addresses import SHARES

WIDTHS = (390, 1280)
SCHEMES = ("light", "dark")


@pytest.fixture(scope="session")
def every(files):
    """Every page."""
    return sorted(path for path in files if path.endswith(".html"))


@pytest.fixture(scope="session")
def paths(every):
    """Every page but the short addresses, which open another at once: test_shares.py looks at some of them."""
    return [path for path in every if not path.startswith(SHARES)]


@pytest.fixture(scope="session")
def views(browser):
    """A page for each width and color scheme."""
    opened = {}
    for width in WIDTHS:
        for scheme in SCHEMES:
            context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
            page = context.new_page()
            opened[width, scheme] = page
    yield opened
    for page in opened.values():
        page.context.close()


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_on_any_page(views, addresses, paths, width, scheme):
    page, axe, wrong = views[width, scheme], Axe(), []
    for path in paths:
        page.goto(f"{addresses['root']}/{path}")
        for found in axe.run(page).response["violations"]:
            wrong += [f"{path}: {found['id']}: {node['html'][:200]}" for node in found["nodes"][:3]]
    assert wrong == []


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_where_everything_is_open(views, addresses, paths, width):
    page, axe, wrong = views[width, "light"], Axe(), []
    for path in paths:
        page.goto(f"{addresses['root']}/{path}")
        page.evaluate("() => document.querySelectorAll('details').forEach((part) => { part.open = true; })")
        for found in axe.run(page).response["violations"]:
            wrong += [f"{path}: {found['id']}: {node['html'][:200]}" for node in found["nodes"][:3]]
    assert wrong == []


@pytest.mark.parametrize("place", ["folder", "root", "subfolder"])
def test_nothing_is_blocked_fails_or_comes_from_elsewhere(browser, addresses, paths, place):
    context, heard, asked = browser.new_context(), [], []
    page = context.new_page()
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.on("response", lambda answer: answer.ok or answer.status in {0, 304} or heard.append(f"{answer.url} {answer.status}"))
    for path in paths:
        if path != "404.html":  # its links start at the address it is published at
            page.goto(f"{addresses[place]}/{path}")
            assert heard == [], path
    assert [url for url in asked if not url.startswith((addresses[place], "data:"))] == []
    context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_is_wider_than_the_screen(views, addresses, paths, width):
    page, wide = views[width, "light"], []
    for path in paths:
        page.goto(f"{addresses['root']}/{path}")
        if page.evaluate("() => document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wide.append(path)
    assert wide == []


def test_no_text_is_smaller_than_12_pixels(views, addresses, paths):
    script = """() => [...document.querySelectorAll('body *')].filter((part) => part.checkVisibility() && [...part.childNodes]
      .some((node) => node.nodeType === 3 && node.textContent.trim())).filter((part) => {
        const svg = part.ownerSVGElement;
        const scale = svg ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : 1;
        return parseFloat(getComputedStyle(part).fontSize) * scale < 11.9;
      }).map((part) => part.outerHTML.slice(0, 120))"""
    small = []
    for width in WIDTHS:
        page = views[width, "light"]
        for path in paths:
            page.goto(f"{addresses['root']}/{path}")
            small += [f"{path} at {width}: {html}" for html in page.evaluate(script)[:2]]
    assert small == []


def test_pages_hold_no_script_no_style_and_no_address_of_strangers(files, every):
    for path in every:
        html = files[path].decode()
        assert " style=" not in html, path
        assert "<style" not in html, path
        assert not re.search(r'<script(?![^>]* src=)(?! type="application/ld\+json">)', html), path
        assert not re.search(r'(?:src|srcset)="(?:https?:)?//', html), path
        assert not re.search(r" on\w+=", html), path


def test_one_heading_of_level_one_and_no_level_left_out(files, every):
    for path in every:
        levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", files[path].decode())]
        assert levels.count(1) == 1, path
        assert levels[0] == 1, path
        assert all(after - before <= 1 for before, after in pairwise(levels)), path


def test_no_id_stands_twice_on_a_page(files, every):
    for path in every:
        ids = re.findall(r'<[^>]* id="([^"]+)"', files[path].decode())
        assert sorted({id_ for id_ in ids if ids.count(id_) > 1}) == [], path
