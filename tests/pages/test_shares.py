"""Short addresses in real Chromium: they open their place with what the address brings along, and read well without a script."""

import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

SAMPLE = ("cheaper-calls", "token-price", "bill-of-ten-thousand")  # a section, one with a chart, a scenario
HOSTILE = '?__proto__=1&constructor=x&next=//evil.example&preset=../../x&requests=5#"><script>alert(1)</script>'
OPENING = "**/opening.*.js"


@pytest.fixture
def still(browser):
    """A page without JavaScript."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def spot(addresses, place, name):
    """The path at which a page opens: a server needs no name of its file."""
    return f"{urlsplit(addresses[place]).path}/{name}/{'index.html' * (place == 'folder')}"


def opened(page, address):
    """Where an address leads: path, the query as it stands there, fragment."""
    page.goto(address)
    page.wait_for_url(lambda url: "/s/" not in url)
    found = urlsplit(page.url)
    return found.path, found.query, found.fragment


@pytest.mark.parametrize("place", ["folder", "root", "subfolder"])
def test_a_section_is_opened_with_the_query_that_came_along(page, addresses, place):
    path, start = spot(addresses, place, "hybrid"), f"{addresses[place]}/s/trigger-values/index.html"
    assert opened(page, start) == (path, "", "trigger-values")
    page.wait_for_function("() => Math.abs(document.getElementById('trigger-values').getBoundingClientRect().top) < innerHeight")
    brought = "requests=5%2000&call.offer=openai/gpt-6-sol"
    assert opened(page, f"{start}?{brought}#elsewhere") == (path, brought, "trigger-values")


@pytest.mark.parametrize("place", ["folder", "root", "subfolder"])
def test_a_scenario_is_opened_with_its_inputs_and_those_that_came_along_win(page, addresses, guide, place):
    start = f"{addresses[place]}/s/support-at-ten-times/index.html"
    assert opened(page, start) == (spot(addresses, place, "decide/support"), "preset=support&requests=4000000", "")
    page.wait_for_function("() => !document.querySelector('form.settling')")
    verdict = guide.verdict(guide.answer("decide", {"preset": "support", "requests": "4000000"}))
    assert page.locator("form [data-sentence]").inner_text() == verdict
    assert opened(page, f"{start}?requests=5000&growth=0.1")[1] == "preset=support&requests=5000&growth=0.1"


def test_a_part_of_a_workload_keeps_the_workload(page, addresses):
    """An address with a query tells all, so the page's own inputs stand in it before what came along."""
    assert opened(page, f"{addresses['root']}/s/voice-turns/index.html?requests=5000") == (
        "/decide/voice/", "preset=voice&requests=5000", "voice-turns",
    )  # fmt: skip


def test_a_folder_is_enough_of_an_address_and_leaves_no_trace_in_the_history(page, addresses):
    page.goto(f"{addresses['root']}/index.html")
    assert opened(page, f"{addresses['root']}/s/voice/") == ("/decide/voice/", "preset=voice", "")
    page.go_back()
    assert urlsplit(page.url).path == "/index.html"


@pytest.mark.parametrize("name", ["trigger-values", "support-at-ten-times", "voice"])
def test_a_hostile_address_changes_nothing_but_the_inputs_that_it_names(page, addresses, name):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    plain = opened(page, f"{addresses['root']}/s/{name}/index.html")
    path, query, fragment = opened(page, f"{addresses['root']}/s/{name}/index.html{HOSTILE}")
    page.wait_for_function("() => !document.querySelector('form.settling')")
    assert (path, fragment) == (plain[0], plain[2])
    brought = dict(parse_qsl(HOSTILE[1:].partition("#")[0]))
    assert dict(parse_qsl(query)) == dict(parse_qsl(plain[1])) | brought
    assert {urlsplit(url).netloc for url in asked if not url.startswith("data:")} == {urlsplit(addresses["root"]).netloc}
    assert page.evaluate("() => [Object.prototype.constructor === Object, ({}).next === undefined]") == [True, True]
    assert page.locator("main script").count() == 0


@pytest.mark.parametrize("name", SAMPLE)
def test_without_a_script_it_tells_the_finding_and_links_to_the_rest(still, addresses, files, name):
    still.goto(f"{addresses['root']}/s/{name}/index.html?x=%3Cb%3E")
    assert urlsplit(still.url).path == f"/s/{name}/index.html"
    text = files[f"s/{name}/index.html"].decode()
    assert still.locator("h1").inner_text() == re.search(r'og:title" content="([^"]*)"', text)[1].replace("&#39;", "’")
    assert still.locator(".lede").is_visible()
    assert "Prices as of 22 November 2026." in still.locator("main").inner_text()
    still.locator("main a", has_text="Open").click()
    still.wait_for_url(lambda url: "/s/" not in url)


@pytest.mark.parametrize("width", [390, 1280])
def test_without_a_chart_it_shows_its_picture_as_a_whole(still, addresses, width):
    still.set_viewport_size({"width": width, "height": 900})
    still.goto(f"{addresses['root']}/s/{SAMPLE[0]}/index.html")
    picture = still.locator("main img")
    assert picture.evaluate("image => [image.complete, image.naturalWidth, image.naturalHeight]") == [True, 1200, 630]
    box = picture.bounding_box()
    assert box["x"] >= 0
    assert 300 <= box["width"] <= width - 2 * box["x"]
    assert box["width"] / box["height"] == pytest.approx(1200 / 630, rel=0.01)


@pytest.mark.parametrize("name", SAMPLE)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_and_nothing_is_too_wide(browser, addresses, name, scheme, width):
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    page.route(OPENING, lambda route: route.abort())
    page.goto(f"{addresses['root']}/s/{name}/index.html")
    assert [found["id"] for found in Axe().run(page).response["violations"]] == []
    assert page.evaluate("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    context.close()
