"""Old links in real Chromium, with query and section, on a server's root, in a subfolder and from a folder of files."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from publisher.publish import publish
from tests.conftest import serving
from tests.tiny.moving import Published

PLACES = ["folder", "root", "subfolder"]
TALL = "\n\n".join(f"Line {number}." for number in range(200))


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """A guide whose page `stay` moved, with one section renamed and one that went elsewhere; and another page's section renamed."""
    guide = Published(tmp_path_factory.mktemp("moved"))
    guide.rename("stay", "years/stay")
    guide.edit("guide/years/stay.md", "{#short-stay}", "{#leaving}")
    guide.edit("guide/years/stay.md", "## Long stays buy {#long-stay}", f"{TALL}\n\n### What it costs {{#costs}}\n\n{TALL}")
    guide.edit("guide/sources.md", "## Figures", f"{TALL}\n\n## Long stays buy {{#long-stay}}\n\n{TALL}\n\n## Figures")
    guide.edit("guide/calculators/rent-or-buy.md", "{#left-out}", "{#leaves-out}")
    moved = {
        "short-stay": "years/stay.md#leaving",
        "long-stay": "sources.md#long-stay",
        "left-out": "calculators/rent-or-buy.md#leaves-out",
    }
    guide.moved("pages", stay="years/stay")
    guide.write(
        "links.yaml", guide.text("links.yaml") + "  sections:\n" + "".join(f"    {old}: {new}\n" for old, new in moved.items())
    )
    return guide.files()


@pytest.fixture(scope="module")
def places(published, tmp_path_factory):
    """The site as a folder, from a root and from a subfolder."""
    folder = tmp_path_factory.mktemp("web") / "some" / "where"
    folder.parent.mkdir()
    publish(published, folder)
    with serving(folder) as root, serving(folder.parent.parent) as outer:
        yield {"folder": folder.as_uri(), "root": root, "subfolder": f"{outer}/some/where"}


@pytest.fixture
def options():
    """Else pages scroll to their sections smoothly."""
    return {"reduced_motion": "reduce"}


def lands(page, places, place, old, new):
    """Follow an old link; where the files lie in a folder, pages are files."""
    file = "index.html" if place == "folder" else ""
    page.goto(f"{places[place]}/{old.replace('/?', f'/{file}?')}")
    page.wait_for_url(f"{places[place]}/{new.replace('/?', f'/{file}?')}")


@pytest.mark.parametrize("place", PLACES)
def test_a_page_that_moved_opens_at_its_section_of_now_with_the_query(page, places, place):
    lands(page, places, place, "stay/?requests=5#short-stay", "years/stay/?requests=5#leaving")
    assert page.evaluate("() => document.querySelector(':target').id") == "leaving"
    lands(page, places, place, "stay/?requests=5", "years/stay/?requests=5")
    lands(page, places, place, "stay/?requests=5#rents", "years/stay/?requests=5#rents")
    lands(page, places, place, "stay/?requests=5&city=porto#long-stay", "sources/?requests=5&city=porto#long-stay")


@pytest.mark.parametrize("place", PLACES)
def test_a_short_address_of_a_section_that_is_gone_opens_what_became_of_it(page, places, place):
    lands(page, places, place, "s/short-stay/?requests=5", "years/stay/?requests=5#leaving")


@pytest.mark.parametrize("place", PLACES)
def test_a_section_that_was_renamed_opens_on_its_page_with_the_query(page, places, place):
    calculator = "calculators/rent-or-buy/"
    lands(page, places, place, f"{calculator}?years=12#left-out", f"{calculator}?years=12#leaves-out")
    page.wait_for_selector("form[data-settled]")
    assert page.locator("input[name=years]").first.input_value() == "12"
    assert page.evaluate("() => document.querySelector(':target').id") == "leaves-out"
    assert page.evaluate("() => document.querySelector(':target').getBoundingClientRect().top < innerHeight")


def test_a_reader_on_the_page_is_led_on_too_without_a_new_entry_in_the_history(page, places):
    page.goto(f"{places['root']}/years/stay/index.html?requests=5")
    page.evaluate("() => { location.hash = '#short-stay'; }")
    page.wait_for_url("**/years/stay/index.html?requests=5#leaving")
    assert page.evaluate("() => history.length") == 3  # the empty page, the page, its section
    page.evaluate("() => { location.hash = '#long-stay'; }")
    page.wait_for_url("**/sources/index.html?requests=5#long-stay")


def test_the_way_back_leads_to_where_the_reader_came_from(page, places):
    page.goto(f"{places['root']}/index.html")
    page.evaluate("() => { location.href = 'stay/?requests=5#short-stay'; }")
    page.wait_for_url("**/years/stay/?requests=5#leaving")
    page.go_back()
    page.wait_for_url("**/index.html")


@pytest.mark.parametrize("hash_", ["constructor", "__proto__", "leaving", "%zz", "nothing"])
def test_an_anchor_that_is_not_on_the_map_changes_nothing(page, places, hash_):
    heard = []
    page.on("pageerror", lambda error: heard.append(str(error)))
    lands(page, places, "root", f"years/stay/?requests=5#{hash_}", f"years/stay/?requests=5#{hash_}")
    lands(page, places, "root", f"stay/?requests=5#{hash_}", f"years/stay/?requests=5#{hash_}")
    assert heard == []


def test_a_query_leads_nowhere_else(page, places):
    """Whatever a link carries, the page to open is the one that the site names."""
    query = "?to=https://elsewhere.example/&data-to=//elsewhere.example&requests=%22%3E%3Cscript%3E"
    lands(page, places, "root", f"stay/{query}#short-stay", f"years/stay/{query}#leaving")


def test_without_script_the_page_leads_on_as_well_and_has_a_link(browser, places, published):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{places['root']}/stay/")
    page.wait_for_url("**/years/stay/index.html")
    page.route("**/stay/", lambda route: route.fulfill(
        body=published["stay/index.html"].replace(b'http-equiv="refresh"', b""), content_type="text/html"
    ))  # fmt: skip
    page.goto(f"{places['root']}/stay/")
    page.get_by_role("link", name="Whoever stays buys").click()
    page.wait_for_url("**/years/stay/index.html")
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_a_page_that_leads_on(browser, places, scheme):
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    page.route("**/moved.*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.goto(f"{places['root']}/stay/")
    assert [found["id"] for found in Axe().run(page).response["violations"]] == []
    context.close()
