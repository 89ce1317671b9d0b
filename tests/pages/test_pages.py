"""Every page in real Chromium: accessible, self-contained, whole from a folder, a root and a subfolder."""

import re
from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe

from publisher.addresses import SHARES

# Width, color scheme, whether all that folds is open: any two of them meet. Each look takes a page some seconds.
LOOKS = [(390, "light", True), (390, "dark", False), (1280, "light", False), (1280, "dark", True)]
PARTS = 4  # of the pages, so that processors share them


@pytest.fixture(scope="session")
def every(files):
    """Every page."""
    return sorted(path for path in files if path.endswith(".html"))


@pytest.fixture(scope="session")
def paths(every):
    """Every page but the short addresses, which open another at once: test_shares.py looks at some of them."""
    return [path for path in every if not path.startswith(SHARES)]


@pytest.fixture
def view(browser, width, scheme):
    """A page of a width and a color scheme."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize(("width", "scheme", "opened"), LOOKS)
def test_axe_finds_nothing_on_any_page(view, addresses, paths, part, opened):
    axe, wrong = Axe(), []
    for path in paths[part::PARTS]:
        view.goto(f"{addresses['root']}/{path}")
        if opened:
            view.evaluate("() => document.querySelectorAll('details').forEach((part) => { part.open = true; })")
        for found in axe.run(view, options={"resultTypes": ["violations"]}).response["violations"]:
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


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "light")])
def test_every_page_fits_the_screen_with_text_large_enough_to_read(view, addresses, paths):
    smallest = 11.9  # a hair under 12 pixels, for drawings that are scaled
    script = """(smallest) => [...document.querySelectorAll('body *')].filter((part) => part.checkVisibility()
      && [...part.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim())).filter((part) => {
        const svg = part.ownerSVGElement;
        const scale = svg ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : 1;
        return parseFloat(getComputedStyle(part).fontSize) * scale < smallest;
      }).map((part) => part.outerHTML.slice(0, 120))"""
    wide, small = [], []
    for path in paths:
        view.goto(f"{addresses['root']}/{path}")
        if view.evaluate("() => document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wide.append(path)
        small += [f"{path}: {html}" for html in view.evaluate(script, smallest)[:2]]
    assert wide == []
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
