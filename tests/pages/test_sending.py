"""The page that people send links from, under their hands."""

import io
import json
import random
import re
import string
from urllib.parse import parse_qsl, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image

from benchmarks.weight import first_views
from calculators.engine.problems import Problems
from publisher import prefill, qr
from publisher.inputs import field_text
from publisher.pages import read_pages
from publisher.scenarios import read_scenarios
from publisher.site import read_site
from publisher.targets import find, targets
from tests.conftest import CONTENT

LINKS = "links/index.html"
BASE = "https://call-rent-or-own.example/"
CASES = [  # a name, what is typed or chosen, what is to be in view
    ("staircase", {"requests": "2.5M"}, []),
    ("large-bill", {"requests": "5,000,000", "output_tokens": "400"}, ["requests", "output_tokens"]),
    ("voice", {"requests": "30M"}, []),
    ("voice", {"preset": "article"}, []),
    ("voice-turns", {"cached_share": "33.3%", "call.offer": "openai/gpt-6-sol"}, ["cached_share"]),
    ("prototype", {"requests": "9000"}, []),
    ("bill-of-ten-thousand", {"requests": "123456.789"}, []),
    ("bill-of-ten-thousand", {"preset": "coding"}, []),
    ("article", {"peak_to_mean": "4.5"}, []),
    ("first-saving", {}, ["frontier_share"]),
    ("thirty-to-fifty", {"gpu": "h200-sxm", "rented_gpus": "16"}, []),
    ("four-ways", {}, []),
]


@pytest.fixture(scope="module")
def known(guide):
    problems = Problems()
    pages = read_pages(CONTENT, problems)
    order = read_site(CONTENT, problems).order
    found = targets(guide, order, pages, read_scenarios(CONTENT, pages, problems), problems)
    assert problems.lines == []
    return found


def opened(page, address, name):
    """The form for a question of the list, once its calculator is there."""
    page.goto(address)
    page.locator("#link-question").select_option(f"send-{name}")
    page.locator(".bench fieldset:not([hidden])").wait_for()
    return page.locator(".bench fieldset:not([hidden])")


def typed(fields, found, shown=()):
    for name, text in found.items():
        field = fields.locator(f"[name='{name}']")
        if field.evaluate("(field) => field.tagName") == "SELECT":
            field.select_option(text)
        else:
            field.fill(text)
    for name in shown:
        fields.locator(f"[data-show='{name}']").check()


def plain(guide, name, text):
    """A typed text as the command line takes it."""
    if name in guide.quantities:
        number = float(re.sub("[,%M]", "", text)) * (1e6 if text.endswith("M") else 0.01 if text.endswith("%") else 1)
        return repr(number)
    return text


def commanded(guide, known, name, found, shown, *, full=False):
    """The link that `build.py link` prints for the same."""
    target = find(name, known)
    asked = prefill.query(guide, target, {each: plain(guide, each, text) for each, text in found.items()}, shown)
    return prefill.address(BASE, target, asked, full=full)


@pytest.mark.parametrize(("name", "found", "shown"), CASES)
def test_the_form_gives_the_link_of_the_command_line(page, addresses, guide, known, name, found, shown):
    fields = opened(page, f"{addresses['root']}/{LINKS}", name)
    typed(fields, found, shown)
    assert page.locator("[data-link]").inner_text() == commanded(guide, known, name, found, shown)
    page.locator("[data-long]").check()
    assert page.locator("[data-link]").inner_text() == commanded(guide, known, name, found, shown, full=True)


@pytest.mark.parametrize("place", ["folder", "root", "subfolder"])
def test_the_form_works_wherever_the_site_stands(page, addresses, guide, known, place):
    typed(opened(page, f"{addresses[place]}/{LINKS}", "staircase"), {"requests": "2.5M"})
    assert page.locator("[data-link]").inner_text() == commanded(guide, known, "staircase", {"requests": "2.5M"}, [])


@pytest.mark.parametrize("name", ["staircase", "voice-turns", "bill-of-ten-thousand", "article"])
def test_the_link_opens_its_section_with_the_inputs_filled_in(page, addresses, guide, known, name):
    typed(opened(page, f"{addresses['root']}/{LINKS}", name), {"output_tokens": "444", "requests": "7654321"})
    link = page.locator("[data-link]").inner_text()
    query, target = urlsplit(link).query, find(name, known)
    path = link.removeprefix(BASE).partition("?")[0]
    page.goto(f"{addresses['root']}/{path}index.html?{query}")
    page.locator("form[data-settled]").wait_for()
    assert urlsplit(page.url).path.removesuffix("index.html") == f"/{target.page.folder}"
    assert urlsplit(page.url).fragment == target.section
    for each, text in parse_qsl(query):
        field = page.locator(f"form [name='{each}']:not([type=range])").first
        if each in ("output_tokens", "requests"):
            assert field.input_value() == field_text(float(text))
    stated = {each: text for each, text in parse_qsl(query) if each not in ("as_of", "rules")}
    assert page.locator("[data-sentence]").inner_text() == guide.verdict(guide.answer(target.calculator, stated))


def test_the_page_puts_first_what_the_sender_chose(page, addresses):
    fields = opened(page, f"{addresses['root']}/{LINKS}", "best-split")
    typed(fields, {"requests": "7654321"}, ["peak_to_mean", "call.offer"])
    query = urlsplit(page.locator("[data-link]").inner_text()).query
    page.goto(f"{addresses['root']}/s/best-split/index.html?{query}")
    page.locator("[data-first] [data-field=peak_to_mean]").wait_for()
    assert page.locator("[data-first] > [data-field]").evaluate_all("(all) => all.map((field) => field.dataset.field)") == [
        "peak_to_mean", "call.offer",
    ]  # fmt: skip


def test_a_section_without_a_form_tells_the_answer_with_the_numbers_of_the_link(page, addresses, guide, known):
    typed(opened(page, f"{addresses['root']}/{LINKS}", "large-bill"), {"requests": "50M"})
    link, target = page.locator("[data-link]").inner_text(), find("large-bill", known)
    pairs = {name: text for name, text in parse_qsl(urlsplit(link).query) if name not in ("as_of", "rules")}
    verdict = guide.verdict(guide.answer(target.calculator, pairs))
    page.locator("[data-verdict]", has_text=verdict).wait_for()
    page.goto(f"{addresses['root']}/s/large-bill/index.html?{urlsplit(link).query}")
    page.locator(".inset [data-sentence]", has_text=verdict).wait_for()
    assert urlsplit(page.url).fragment == "large-bill"


def test_what_the_link_keeps_and_has_no_field_is_told(page, addresses, guide, known):
    fields, told = opened(page, f"{addresses['root']}/{LINKS}", "bill-of-ten-thousand"), page.locator(".bench [data-own]:visible")
    assert told.count() == 0  # the bare link holds nothing
    typed(fields, {"output_tokens": "400"})
    seen = fields.locator("[name]").evaluate_all("(all) => all.map((field) => field.name)")
    start = dict(parse_qsl(find("bill-of-ten-thousand", known).start))
    hidden = {name: text for name, text in start.items() if name not in seen}
    assert set(hidden) == {"growth"}
    assert f"{guide.quantities['growth'].label}: {guide.speaker.value('growth', float(hidden['growth']))}" in told.inner_text()


def test_the_form_answers_as_the_page_will(page, addresses, guide, known):
    typed(opened(page, f"{addresses['root']}/{LINKS}", "staircase"), {"requests": "80M"})
    pairs = dict(parse_qsl(find("staircase", known).start)) | {"requests": "8e7"}
    page.locator("[data-verdict]", has_text=guide.verdict(guide.answer("break_even", pairs))).wait_for()


def test_another_question_begins_anew_and_so_does_start_over(page, addresses):
    fields = opened(page, f"{addresses['root']}/{LINKS}", "staircase")
    own = fields.locator("[name=requests]").input_value()
    typed(fields, {"requests": "80M"}, ["requests"])
    page.get_by_role("button", name="Start over").click()
    assert page.locator("[data-link]").inner_text() == f"{BASE}s/staircase/"
    assert fields.locator("[name=requests]").input_value() == own
    typed(fields, {"requests": "80M"})
    page.locator("#link-question").select_option("send-none-in-reach")
    assert page.locator("[data-link]").inner_text() == f"{BASE}s/none-in-reach/"


@pytest.mark.parametrize(
    ("text", "told", "taken"), [("abc", "write a number", None), ("-5", "lies between", "1"), ("1e999", "write a number", None)]
)
def test_what_is_typed_is_checked_as_a_calculator_checks_it(page, addresses, text, told, taken):
    fields = opened(page, f"{addresses['root']}/{LINKS}", "staircase")
    typed(fields, {"requests": text})
    assert told in fields.locator("[data-error=requests]").inner_text()
    assert dict(parse_qsl(urlsplit(page.locator("[data-link]").inner_text()).query)).get("requests") == taken


def test_copying_puts_the_link_on_the_clipboard_and_says_so(page, addresses):
    typed(opened(page, f"{addresses['root']}/{LINKS}", "staircase"), {"requests": "2.5M"})
    page.get_by_role("button", name="Copy link").click()
    page.locator(".sender [data-status]", has_text="Link copied.").wait_for()
    assert page.evaluate("() => navigator.clipboard.readText()") == page.locator("[data-link]").inner_text()
    page.locator("#send-voice").get_by_role("button", name="Copy").click()
    page.locator("#send-voice .said", has_text="Link copied.").wait_for()
    assert page.evaluate("() => navigator.clipboard.readText()") == f"{BASE}s/voice/"


def test_where_nothing_can_be_copied_the_address_stands_to_be_copied_by_hand(page, addresses):
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined });")
    typed(opened(page, f"{addresses['root']}/{LINKS}", "staircase"), {"requests": "2.5M"})
    for button, address in (
        (page.get_by_role("button", name="Copy link"), page.locator("[data-link]").inner_text()),
        (page.locator("#send-voice").get_by_role("button", name="Copy"), f"{BASE}s/voice/"),
    ):
        button.click()
        field = page.locator("input:focus")
        assert page.get_by_label("Copy this address").last.input_value() == field.input_value() == address
        assert field.is_visible()


def test_a_link_of_the_list_goes_to_the_share_sheet_with_its_question(page, addresses):
    page.add_init_script("self.sent = []; navigator.share = async (told) => { sent.push(told); };")
    page.goto(f"{addresses['root']}/{LINKS}")
    item = page.locator("#send-voice")
    item.get_by_role("button", name="Copy").click()
    item.get_by_role("button", name="Share").click()
    assert page.evaluate("() => sent") == [{"title": item.locator("h4").inner_text(), "url": f"{BASE}s/voice/"}]


def test_an_entry_opens_the_form_for_itself(page, addresses):
    page.goto(f"{addresses['root']}/{LINKS}")
    page.locator("#send-voice").get_by_role("button", name="Add numbers").click()
    page.locator("[data-link]", has_text="/s/voice/").wait_for()
    assert page.locator("#link-question").input_value() == "send-voice"
    assert page.locator(".bench fieldset:not([hidden]) [name=preset]").input_value() == "voice"


def test_typing_finds_questions_by_their_words_their_answers_and_their_page(page, addresses):
    page.goto(f"{addresses['root']}/{LINKS}")
    items, every = page.locator(".sending li:visible"), page.locator(".sending li").count()
    assert items.count() == every
    page.locator("#find-question").fill("self-host data leave")
    assert 0 < items.count() < 20
    assert page.locator("#send-data").is_visible()
    assert page.locator(".sending output").inner_text() == f"{items.count()} of {every} questions"
    assert page.locator(".sending h3:visible").count() < 5
    page.locator("#find-question").fill("")
    assert items.count() == every
    assert page.locator(".sending output").inner_text() == ""


def test_without_a_script_the_list_is_whole_and_the_form_is_not_shown(browser, addresses):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{addresses['root']}/{LINKS}")
    assert page.locator(".sender").is_hidden()
    assert page.locator(".sending .tools").is_hidden()
    assert page.locator(".sending button").count() == 0
    assert page.locator("#send-large-bill a", has_text=f"{BASE}s/large-bill/").is_visible()
    assert page.get_by_text("python build.py link").is_visible()
    page.locator("#send-large-bill summary").click()
    page.wait_for_function("() => document.querySelector('#send-large-bill img').complete")
    assert page.locator("#send-large-bill img").is_visible()
    page.locator("#send-large-bill .to > a").click()
    assert page.url == f"{addresses['root']}/s/large-bill/index.html"
    context.close()


def test_nothing_is_loaded_before_it_is_asked_for_and_nothing_is_kept_or_sent(page, addresses):
    asked = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page.goto(f"{addresses['root']}/{LINKS}", wait_until="networkidle")
    first = len(asked)
    assert not any("sender." in path or ".data." in path or (path.endswith(".svg") and "/links/" in path) for path in asked)
    page.locator("#link-question").select_option("send-staircase")
    page.locator(".bench fieldset:not([hidden])").wait_for()
    assert [re.sub(r"\.\w{10}\.js", "", path) for path in asked[first:]] == [
        "/assets/guide", "/assets/sender", "/assets/break_even.data", "/assets/break_even", "/assets/break_even-later",
    ]  # fmt: skip
    typed(page.locator(".bench fieldset:not([hidden])"), {"requests": "2.5M"}, ["requests"])
    assert len(asked) == first + 5
    assert page.evaluate("() => [localStorage.length, sessionStorage.length, document.cookie, location.search]") == [0, 0, "", ""]


def test_the_page_is_light(files):
    assert sum(first_views(files)[LINKS].values()) < 100_000


def test_the_code_in_the_form_is_that_of_the_link(page, addresses):
    typed(opened(page, f"{addresses['root']}/{LINKS}", "voice-turns"), {"requests": "2.5M"}, ["requests"])
    link = page.locator("[data-link]").inner_text()
    with page.expect_download() as started:
        page.locator("[data-do=png]").click()
    assert started.value.suggested_filename == "voice-turns.png"
    assert pixels(started.value.path().read_bytes()) == pixels(qr.png(link))
    with page.expect_download() as started:
        page.locator("[data-do=svg]").click()
    drawn = re.findall(r"M(\d+) (\d+)h1v1h-1z", started.value.path().read_text())
    found = [list(row) for row in qr.code(link).matrix]
    assert {(int(top), int(left)) for left, top in drawn} == {
        (top + qr.QUIET, left + qr.QUIET) for top, row in enumerate(found) for left, dark in enumerate(row) if dark
    }


def pixels(picture):
    image = Image.open(io.BytesIO(picture)).convert("1")
    return image.size, image.tobytes()


def test_codes_are_the_same_module_by_module_in_python_and_in_the_browser(page, addresses):
    rng, letters = random.Random("codes"), string.ascii_letters + string.digits + "-._~:/?#=&%"
    sizes = [*range(1, 60, 7), *range(60, 260, 4), *range(260, 630, 23), 666 - 17]
    links = [f"https://x.example{''.join(rng.choices(letters, k=size))}" for size in sizes]
    opened(page, f"{addresses['root']}/{LINKS}", "staircase")
    made = page.evaluate("(links) => JSON.stringify(links.map((link) => guide.code(link)))", links)
    for link, rows in zip(links, json.loads(made), strict=True):
        assert rows == [list(row) for row in qr.code(link).matrix], link
    versions = {qr.code(link).version for link in links}
    assert versions >= set(range(2, 16)) | {20}
    assert page.evaluate("() => guide.code('x'.repeat(667))") is None


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_while_the_form_is_used(browser, addresses, width, scheme):
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    typed(opened(page, f"{addresses['root']}/{LINKS}", "large-bill"), {"requests": "abc"}, ["requests"])
    page.locator("#send-voice summary").click()
    assert [(found["id"], found["nodes"][0]["html"]) for found in Axe().run(page).response["violations"]] == []
    assert page.evaluate("() => document.documentElement.scrollWidth") == width
    context.close()


def test_on_paper_the_list_stands_without_the_form(page, addresses):
    page.goto(f"{addresses['root']}/{LINKS}")
    page.emulate_media(media="print")
    assert page.locator(".sender, .sending button, .sending details, .sending .tools").and_(page.locator(":visible")).count() == 0
    assert page.locator("#send-large-bill .to > a").is_visible()
