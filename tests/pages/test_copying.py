"""Every heading, figure, table and verdict has a link that is copied, seen and heard; paper carries the page's own."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.pages.sending import dated
from tests.pages.waiting import settled

CHAPTER = "self-host/index.html"
BILL = "calculators/api-bill/index.html"
CHARTS = "disagree/index.html"
NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', { value: undefined });"
LEFT = """() => addEventListener("click", (event) => {
  self.left = !event.defaultPrevented;
  event.preventDefault();
})"""
SHARE_SHEET = "self.sent = []; navigator.share = async (told) => { sent.push(told); };"


@pytest.fixture(scope="session")
def base(files):
    """Where the site is published."""
    return re.search(r'rel="canonical" href="([^"]+)"', files["index.html"].decode())[1]


def copied(page, place="[role=status]:visible"):
    """What was copied, once the page has said so in a place."""
    page.locator(place, has_text="copied").wait_for()
    return page.evaluate("() => navigator.clipboard.readText()")


@pytest.mark.parametrize("place", ["folder", "root", "subfolder"])
def test_a_heading_gives_its_short_published_address(new_page, addresses, base, place):
    page = new_page()
    page.goto(f"{addresses[place]}/{CHAPTER}?utm_source=mail")
    page.locator("#large-bill .link").click()
    assert copied(page) == f"{base}s/large-bill/"
    assert "#" not in page.url


def test_every_section_of_every_page_of_the_guide_has_its_link(files):
    pages = {path: content.decode() for path, content in files.items() if b" data-share=" in content}
    for path, html in pages.items():
        for id_, inside in re.findall(r'<h[23] id="([^"]+)">(.*?)</h[23]>', html, re.DOTALL):
            assert f'href="#{id_}">link</a>' in inside, f"{path}: {id_}"
    assert {CHAPTER, BILL, CHARTS} < pages.keys()


def test_every_figure_and_every_table_that_the_site_shows_has_its_link(files):
    for path, content in files.items():
        if path.endswith(".html") and not path.startswith(("s/", "embed/")):
            html = content.decode()
            for id_ in re.findall(r'<figure class="(?:chart|table[^"]*)" id="([^"]+)"', html):
                assert f'<a class="link" href="#{id_}"' in html, f"{path}: {id_}"


@pytest.mark.parametrize(
    ("path", "where", "address"),
    [
        (CHARTS, "#thresholds-tokens-chart > .data > .get", "disagree/#thresholds-tokens-chart"),
        (CHARTS, "#claims", "disagree/#claims"),
        ("changes/index.html", ".change h3 >> nth=0", r"changes/#changed-\d{4}-\d\d-\d\d-title"),
    ],
)
def test_a_figure_a_table_and_a_change_give_the_page_and_their_place(new_page, addresses, base, path, where, address):
    page = new_page()
    page.goto(f"{addresses['root']}/{path}")
    page.locator(where).locator(".link").click()
    assert re.fullmatch(re.escape(base) + address, copied(page))


def test_what_a_calculator_was_asked_goes_along(new_page, addresses, base, guide):
    page = new_page()
    page.goto(f"{addresses['root']}/{BILL}")
    page.locator(".inputs input[type=text][name=requests]").fill("250,000")
    query = f"?requests=250000{dated(guide)}"
    heading = page.locator("main h2").first
    id_ = heading.get_attribute("id")
    heading.locator(".link").click()
    assert copied(page) == f"{base}s/{id_}/{query}"
    page.locator("form .actions").get_by_role("button", name="Copy link").click()
    page.locator("[data-status]", has_text="Link copied.").wait_for()
    assert page.evaluate("() => navigator.clipboard.readText()") == f"{base}calculators/api-bill/{query}#api-bill"
    table = page.locator("form figure.table[id]").last
    table.locator(".link").click()
    assert copied(page, ".said") == f"{base}calculators/api-bill/{query}#{table.get_attribute('id')}"


def test_a_case_that_has_no_answer_is_copied_as_well(new_page, addresses, base, guide):
    offers = guide.calculators["break_even"].choice_names["rent.offer"].options
    never = next(option.id for option in offers if option.tags["gpu"] == "rtx-pro-6000")
    query = f"rent.model=llama-3.1-405b&rent.offer={never}"
    page = new_page()
    page.goto(f"{addresses['root']}/calculators/break-even/index.html?{query}")
    page.get_by_role("button", name="Copy link", exact=True).click()
    assert copied(page) == f"{base}calculators/break-even/?{query}{dated(guide)}#break-even"


def test_nothing_moves_when_a_link_shows_and_speaks(new_page, addresses):
    page = new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{addresses['root']}/{CHAPTER}")
    places = "() => [...document.querySelectorAll('h2, .body > p')].map((part) => part.getBoundingClientRect().top + scrollY)"
    before = page.evaluate(places)
    link = page.locator("#large-bill .link")
    assert link.evaluate("(link) => getComputedStyle(link).opacity") == "0"
    page.locator("#large-bill").hover()
    assert link.evaluate("(link) => getComputedStyle(link).opacity") == "1"
    assert page.evaluate(places) == before
    link.click()
    copied(page)
    assert page.evaluate(places) == before


def test_a_link_is_reached_and_used_by_keyboard_and_its_word_put_away(new_page, addresses, base):
    page = new_page()
    page.goto(f"{addresses['root']}/{CHAPTER}")
    page.locator("#large-bill .link").focus()
    assert page.locator("#large-bill .link").evaluate("(link) => link.matches(':focus-visible')")
    assert page.locator("#large-bill .link").evaluate("(link) => getComputedStyle(link).opacity") == "1"
    page.keyboard.press("Enter")
    assert copied(page) == f"{base}s/large-bill/"
    page.keyboard.press("Escape")
    assert page.locator(".said").count() == 0


def test_on_a_screen_without_a_pointer_links_are_always_there(new_page, addresses, base):
    page = new_page(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    page.goto(f"{addresses['root']}/{CHAPTER}")
    link = page.locator("#large-bill .link")
    assert link.evaluate("(link) => getComputedStyle(link).opacity") == "1"
    box = link.bounding_box()
    assert box["height"] >= 24, box
    assert box["width"] >= 24, box
    link.tap()
    assert copied(page) == f"{base}s/large-bill/"


@pytest.mark.parametrize("key", ["ControlOrMeta", "Shift"])
def test_a_link_can_still_be_opened_elsewhere(new_page, addresses, key):
    page = new_page()
    page.goto(f"{addresses['root']}/{CHAPTER}")
    page.evaluate(LEFT)  # after the page's own listener
    for modifiers, left in ([key], True), ([], False):
        page.locator("#large-bill .link").click(modifiers=modifiers)
        assert page.evaluate("() => left") is left


def test_the_devices_own_sheet_is_offered_where_there_is_one(new_page, addresses, base, guide):
    page = new_page(SHARE_SHEET)
    page.goto(f"{addresses['root']}/{CHAPTER}")
    page.locator("#large-bill .link").click()
    page.locator(".said").get_by_role("button", name="Share").click()
    title = page.locator("#large-bill").evaluate("(heading) => heading.firstChild.textContent").strip()
    assert page.evaluate("() => sent") == [{"title": title, "url": f"{base}s/large-bill/"}]
    page.goto(f"{addresses['root']}/{BILL}?requests=250000")
    settled(page).locator("form .actions").get_by_role("button", name="Share").click()
    page.wait_for_function("() => sent.length")
    (told,) = page.evaluate("() => sent")
    assert told["url"] == f"{base}calculators/api-bill/?requests=250000{dated(guide)}#api-bill"


def test_where_the_clipboard_is_refused_the_address_stands_selected_in_a_field(new_page, addresses, base, guide):
    page = new_page(NO_CLIPBOARD, viewport={"width": 390, "height": 900})
    page.goto(f"{addresses['root']}/{CHAPTER}")
    page.locator("#large-bill .link").click()
    field = page.get_by_label("Copy this address")
    field.wait_for()
    chosen = "(field) => field.value.slice(field.selectionStart, field.selectionEnd)"
    assert field.evaluate(chosen) == f"{base}s/large-bill/"
    assert field.evaluate("(field) => [field.scrollWidth > field.clientWidth, field.scrollLeft]") == [
        True,
        0,
    ]  # its start is seen
    assert field.evaluate("(field) => document.activeElement === field && field.readOnly")
    page.keyboard.press("Escape")
    assert page.locator("#large-bill .link").evaluate("(link) => document.activeElement === link")
    page.goto(f"{addresses['root']}/{BILL}?requests=250000")
    settled(page).get_by_role("button", name="Copy link", exact=True).click()
    field.wait_for()
    assert field.evaluate(chosen) == f"{base}calculators/api-bill/?requests=250000{dated(guide)}#api-bill"


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("script", [SHARE_SHEET, SHARE_SHEET + NO_CLIPBOARD], ids=["copied", "refused"])
def test_what_is_said_is_accessible_and_stays_on_the_screen(new_page, addresses, width, script):
    page = new_page(script, viewport={"width": width, "height": 900})
    page.goto(f"{addresses['root']}/{CHARTS}")
    for where in ("main h2 .link", "#thresholds-tokens-chart > .data > .get .link", "#claims .link"):
        page.locator(where).first.click()
        page.locator(".said button").wait_for()
        box = page.locator(".said").bounding_box()
        assert box["x"] >= 0, where
        assert box["x"] + box["width"] <= width, where
        assert Axe().run(page).response["violations"] == []
    assert page.evaluate("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_without_script_a_link_leads_to_its_section(new_page, addresses):
    page = new_page(java_script_enabled=False)
    page.goto(f"{addresses['root']}/{CHAPTER}")
    page.locator("#large-bill .link").click()
    assert page.url.endswith("self-host/index.html#large-bill")


def printed(page):
    """What the head of the page says on paper."""
    page.pdf()  # as a reader's own printing does, this tells the page first
    page.emulate_media(media="print")
    return page.locator(".masthead .print-only").inner_text().split("\n")


def test_paper_carries_the_pages_address_and_the_day_of_its_prices(new_page, addresses, base, files):
    day = re.search(r"Prices as of <span>([^<]+)", files["index.html"].decode())[1]
    for enabled in (True, False):
        page = new_page(java_script_enabled=enabled)
        page.goto(f"{addresses['folder']}/{CHAPTER}?utm_source=mail")
        assert printed(page) == [f"Prices as of {day}", f"{base}self-host/"]
        assert page.locator(".link:visible").count() == 0


def test_paper_carries_what_a_calculator_was_asked(new_page, addresses, base, guide):
    page = new_page()
    page.goto(f"{addresses['folder']}/{BILL}?requests=250000")
    settled(page)
    assert printed(page)[1] == f"{base}calculators/api-bill/?requests=250000{dated(guide)}"


def test_paper_carries_the_day_whose_prices_answer(new_page, addresses, base, guide):
    page = new_page()
    page.goto(f"{addresses['root']}/decide/index.html?as_of=2025-06-23&preset=support")
    page.wait_for_function(
        "() => self.calculators?.decide.as_of === '2025-06-23' && document.querySelector('form[data-settled]')"
    )
    assert printed(page) == [
        "Prices as of 23 June 2025",
        f"{base}decide/?preset=support&as_of=2025-06-23&rules={guide.edition}",
    ]
