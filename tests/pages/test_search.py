"""Search in Chromium: what it finds, how it is reached and left, what it costs before, what it is without a script."""

import re
from itertools import pairwise
from urllib.parse import unquote

import pytest
from axe_playwright_python.sync_playwright import Axe

from publisher.search_index import LOADED

# A reader's words, and the section that must be among the first three.
QUESTIONS = {
    "Isn’t our bill already big enough to self-host?": "self-host/#large-bill",
    "GDPR": "self-host/#data",
    "can we keep data on-prem for HIPAA": "self-host/#data",
    "can it answer within 100 ms": "self-host/#latency",
    "TTFT": "self-host/#latency",
    "own GPUs for a fine-tuned model": "self-host/#fine-tuned",
    "what do people forget": "self-host/#forgotten",
    "under 100,000 calls a month": "call/#low-volume",
    "rate limits": "call/#rate-limits",
    "only a frontier LLM is good enough": "call/#frontier",
    "is spot worth it": "scarcity/#spot",
    "reserved discount": "cloud-pricing/#reserved",
    "steps to a hybrid": "hybrid/#stages",
    "burst traffic": "hybrid/#overflow",
    "when to look again, triggers": "hybrid/#trigger-values",
    "hire staff": "advice/#hire",
    "who pays for this guide": "about/",
    "how do I report a wrong figure": "about/#report",
    "license to copy the data": "about/#licenses",
    "why do guides disagree": "disagree/",
    "what does an H100 cost an hour": "prices/#gpu-prices-now",
    "CoreWeave": "prices/#gpu-prices-now",
    "Claude Opus": "prices/#api-prices-now",
    "prompt caching": "calculators/fine-tuning/#prompt-or-tuning",
    "is LoRA cheaper": "calculators/fine-tuning/#lora-saves-memory",
    "queue waiting time": "proof/#queues",
    "prepaid credits": "calculators/runway/#credits-pay",
    "utilisation": "calculators/rented-fleet/#two-utilizations",
}
HOSTILE = (
    "'\"><img src=x onerror=alert(1)>",
    "\\",
    "((((",
    "[a-",
    "%00%ff",
    "🦙",
    "\u202e",
    "  ",
    "a" * 5000,
    "__proto__",
    "constructor",
    "$&",
    "…",
    "<b>H100</b>",
)
HREF = "link => link.getAttribute('href')"


def field_of(page):
    return page.get_by_role("searchbox", name="Search the guide")


def opened(page, address, query=""):
    """Search opened by its key, with a query typed."""
    page.goto(address)
    page.keyboard.press("/")
    field = field_of(page)
    field.wait_for()
    if query:
        field.fill(query)
    return field


def results(page):
    return page.eval_on_selector_all("dialog .results a", f"links => links.map({HREF})")


@pytest.mark.parametrize("place", ["folder", "root", "subfolder"])
def test_the_right_section_is_among_the_first_three(page, addresses, place):
    field, missed = opened(page, f"{addresses[place]}/demand/index.html"), []
    for question, section in QUESTIONS.items():
        field.fill(question)
        wanted = f"../{section.replace('/#', '/index.html#') if '#' in section else f'{section}index.html'}"
        if wanted not in results(page)[:3]:
            missed.append((question, results(page)[:3]))
    assert missed == []


def test_a_result_opens_its_section_from_a_folder(page, addresses):
    opened(page, f"{addresses['folder']}/calculators/break-even/index.html", "rate limits")
    page.keyboard.press("Enter")
    page.wait_for_url("**/call/index.html#rate-limits")
    assert page.locator("#rate-limits").is_visible()


def test_a_result_on_the_same_page_keeps_the_numbers_in_the_address(page, addresses):
    opened(page, f"{addresses['root']}/decide/index.html?requests=5000000", "rules come before money")
    page.keyboard.press("Enter")
    page.wait_for_url("**/decide/index.html?requests=5000000#rules-first")
    assert page.locator("dialog").is_hidden()


def test_nothing_of_it_is_loaded_before_it_is_opened(page, addresses):
    asked = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto(f"{addresses['root']}/self-host/index.html", wait_until="networkidle")
    mine = re.compile("|".join(name.removesuffix(".js") + r"\.\w+\.js" for name in LOADED))
    assert [name for name in asked if mine.fullmatch(name)] == []
    page.get_by_role("link", name="Search", exact=True).click()
    field_of(page).wait_for()
    assert [name.partition(".")[0] for name in asked if mine.fullmatch(name)] == ["search-index", "search"]


def test_the_keyboard_goes_through_the_results_and_back(page, addresses):
    opened(page, f"{addresses['root']}/self-host/index.html", "H100")
    focused = (
        "() => [document.activeElement.tagName, [...document.querySelectorAll('.results a')].indexOf(document.activeElement)]"
    )
    seen = []
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp", "ArrowUp"):
        page.keyboard.press(key)
        seen.append(page.evaluate(focused))
    assert seen == [["A", 0], ["A", 1], ["A", 0], ["INPUT", -1], ["INPUT", -1]]


def test_escape_closes_it_and_gives_the_focus_back(page, addresses):
    page.goto(f"{addresses['root']}/self-host/index.html")
    link = page.get_by_role("link", name="Search", exact=True)
    for close in ("Escape", "Close"):
        link.focus()
        page.keyboard.press("Enter")
        field_of(page).wait_for()
        if close == "Escape":
            page.keyboard.press("Escape")
        else:
            page.get_by_role("button", name="Close").click()
        assert page.locator("dialog").is_hidden()
        assert page.evaluate("() => document.activeElement.id") == "find"


def test_the_slash_is_a_letter_where_somebody_writes(page, addresses):
    page.goto(f"{addresses['root']}/prices/index.html")
    field = page.locator("#api-prices-filter")
    field.press("/")
    assert field.input_value() == "/"
    assert page.locator("dialog").count() == 0
    own = opened(page, f"{addresses['root']}/prices/index.html", "tok")
    own.press("/")
    assert own.input_value() == "tok/"


def test_the_count_is_told_and_the_words_are_marked(page, addresses):
    field = opened(page, f"{addresses['root']}/self-host/index.html", "hiring engineers")
    status = page.locator("dialog [role=status]")
    assert re.fullmatch(r"\d+ sections, the best 12 of them shown", status.text_content())
    assert page.locator("dialog .results li").count() == 12
    assert {"Hire", "engineers"} & set(page.locator("dialog .results li mark").all_text_contents())
    field.fill("speculative decoding")
    assert status.text_content() == "1 section"
    assert "Speculative decoding" in page.locator("dialog .results li p").last.text_content()


def test_the_rows_of_a_table_stand_for_the_table(page, addresses):
    opened(page, f"{addresses['root']}/self-host/index.html", "what does an H100 cost an hour")
    row = page.locator("dialog .results li", has=page.locator("a[href$='#gpu-prices-now']"))
    assert "H100 SXM" in row.locator("p").last.text_content().split(" · ")


def test_where_nothing_is_found_it_says_where_to_look(page, addresses):
    opened(page, f"{addresses['root']}/self-host/index.html", "zzqqxy")
    assert page.locator("dialog [role=status]").text_content() == "Nothing found for “zzqqxy”. Other words may find it."
    assert page.eval_on_selector_all("dialog .elsewhere a", f"links => links.map({HREF})") == [
        "../search/index.html",
        "../sources/index.html",
    ]


def test_one_wrong_letter_still_finds(page, addresses):
    field = opened(page, f"{addresses['root']}/self-host/index.html")
    for typed in ("resrvation discount", "reservatoin discount", "reseruation discount", "reservvation discount"):
        field.fill(typed)
        assert any("/cloud-pricing/" in href for href in results(page)[:3]), typed


def test_odd_letters_do_no_harm(page, addresses):
    field = opened(page, f"{addresses['root']}/self-host/index.html")
    for query in HOSTILE:
        field.fill(query)
        assert page.locator("dialog img").count() == 0
        assert page.locator("dialog [role=status]").text_content(), query
        page.goto(f"{addresses['root']}/search/index.html")
        page.evaluate("(query) => { location.search = `?q=${encodeURIComponent(query)}`; }", query[:500])
        page.wait_for_selector(".finder")
        assert page.locator("main img").count() == 0
        field = opened(page, f"{addresses['root']}/self-host/index.html")


@pytest.mark.parametrize("place", ["folder", "subfolder"])
def test_a_search_has_a_link(page, addresses, place):
    opened(page, f"{addresses[place]}/self-host/index.html", "large, steady bill & more")
    page.get_by_role("link", name="Link to this search").click()
    page.wait_for_url("**/search/index.html?q=large*")
    assert field_of(page).input_value() == "large, steady bill & more"
    assert page.eval_on_selector(".results a", HREF) == "../self-host/index.html#large-bill"
    field_of(page).fill("rate limits")
    page.keyboard.press("Tab")
    assert unquote(page.url).endswith("/search/index.html?q=rate limits")
    page.reload()
    assert page.eval_on_selector(".results a", HREF) == "../call/index.html#rate-limits"


def test_without_a_script_the_link_leads_to_a_list_of_everything(browser, addresses, files):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{addresses['folder']}/self-host/index.html")
    page.get_by_role("link", name="Search", exact=True).click()
    page.wait_for_url("**/search/index.html")
    listed = set(re.findall(r'href="\.\./([^"]*index\.html#[^"]+)"', files["search/index.html"].decode()))
    assert {"self-host/index.html#large-bill", "decide/voice/index.html#voice-turns", "index.html#four-ways"} <= listed
    assert page.get_by_role("link", name="Money: a large, steady bill is the start of the sum").is_visible()
    assert field_of(page).count() == 0
    context.close()


def test_should_a_file_not_load_the_link_leads_on(browser, addresses):
    page = browser.new_page()  # which may complain
    page.route("**/assets/search-index.*", lambda route: route.abort())
    page.goto(f"{addresses['root']}/self-host/index.html")
    page.get_by_role("link", name="Search", exact=True).click()
    page.wait_for_url("**/search/index.html")
    page.close()


def test_from_the_page_of_no_address_results_start_at_the_root(page, addresses):
    page.goto(f"{addresses['root']}/404.html")
    page.keyboard.press("/")
    field_of(page).fill("rate limits")
    assert results(page)[0] == "/call/index.html#rate-limits"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_while_it_is_open(browser, addresses, width, scheme):
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page, axe = context.new_page(), Axe()
    field = opened(page, f"{addresses['root']}/self-host/index.html")
    for query in ("", "H100 price", "zzqqxy"):
        field.fill(query)
        assert axe.run(page).response["violations"] == [], query
    page.goto(f"{addresses['root']}/search/index.html?q=H100")
    assert axe.run(page).response["violations"] == []
    context.close()


@pytest.mark.parametrize("width", [320, 360, 390, 768, 1280])
def test_the_masthead_has_room_for_it(browser, addresses, width):
    context = browser.new_context(viewport={"width": width, "height": 700})
    page = context.new_page()
    page.goto(f"{addresses['root']}/self-host/index.html")
    boxes = [page.locator(place).bounding_box() for place in (".home", ".find", ".guide summary")]
    assert all(left["x"] + left["width"] <= right["x"] for left, right in pairwise(boxes)), boxes
    assert boxes[1]["height"] >= 44
    assert boxes[1]["width"] >= 44
    context.close()
