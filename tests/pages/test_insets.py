"""A section opens with its sender's numbers in it: the answer of the calculator that it tries, as Python works it out."""

import datetime as dt
import json
import re
import shutil
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

from calculators.engine.dated import day_words
from publisher.publish import publish
from publisher.render import render
from tests.tiny import site as tiny
from tests.tiny.home import read_home

CHAPTER = "self-host/index.html"
THEN = "2025-06-23"
TRIES = {
    "large-bill": "decide?preset=support&requests=3000000", "the-saving": "break_even",
    "latency": "waiting?preset=voice", "fine-tuned": "fine_tuning", "forgotten": "break_even?bill=10000",
}  # fmt: skip


@pytest.fixture
def page(page):
    """A page on which sections of the chapter try calculators of this test, and that notes what it asks for."""
    page.asked = []
    page.on("request", lambda request: page.asked.append(request.url))
    page.route("**/inset.*.js", _trying)
    return page


def _trying(route):
    """The script of insets, with these sections' calculators."""
    path = urlsplit(route.request.url)
    body = Path(unquote(path.path)).read_text("utf-8") if path.scheme == "file" else route.fetch().text()
    data, _, script = body.removeprefix("guide.insets=").partition(";\n")
    route.fulfill(
        body=f"guide.insets={json.dumps(json.loads(data) | {'tries': TRIES})};\n{script}", content_type="text/javascript"
    )


def inset(page, number=0):
    """The page's inset, once it says something."""
    found = page.locator(".inset").nth(number)
    found.locator("[data-sentence]:not(:empty)").wait_for()
    return found


def said(found):
    """The sentence with what comes after it."""
    return " ".join(text for text in found.locator("[data-sentence], [data-afterword]").all_inner_texts() if text)


def given(found):
    """What the inset says that it was asked."""
    return found.locator("li").all_inner_texts()


@pytest.mark.parametrize(
    ("query", "section", "calculator", "pairs"),
    [
        ("requests=3000000&output_tokens=500", "large-bill", "decide", {"preset": "support"}),
        ("preset=voice", "large-bill", "decide", {"requests": "3000000"}),
        ("preset=documents&skills=none&data_rule=never", "data", "decide", {}),
        ("requests=5000000&call.offer=openai/gpt-6-sol", "the-saving", "break_even", {}),
        ("requests=5000000", "forgotten", "break_even", {}),  # a volume that is stated puts the section's bill to rest
        ("bill=20000", "forgotten", "break_even", {}),
        ("requests=300000000", "latency", "waiting", {"preset": "voice"}),
        ("requests=5000000", "", "decide", {}),
        ("requests=5000000", "no-such-section", "decide", {}),
    ],
)
def test_a_section_says_what_its_calculator_says(page, addresses, guide, query, section, calculator, pairs):
    page.goto(f"{addresses['root']}/{CHAPTER}?{query}#{section}")
    found = inset(page)
    assert said(found) == guide.sentence(guide.answer(calculator, pairs | dict(parse_qsl(query))))
    heading = page.locator(f"#{section} + .inset") if section in {*TRIES, "data"} else page.locator(".body > .inset:first-child")
    assert heading.count() == 1
    assert page.locator(".inset").count() == 1


@pytest.mark.parametrize("place", ["root", "folder"])
def test_a_short_address_with_numbers_opens_the_section_with_them(page, addresses, guide, place):
    page.goto(f"{addresses[place]}/s/large-bill/index.html?output_tokens=500")
    assert said(inset(page)) == guide.sentence(
        guide.answer("decide", {"preset": "support", "requests": "3000000", "output_tokens": "500"})
    )
    assert page.locator("#large-bill + .inset").count() == 1


def test_it_tells_what_the_link_gave_and_what_is_the_sections_own(page, addresses, guide):
    page.goto(f"{addresses['root']}/{CHAPTER}?output_tokens=500&utm_source=mail#large-bill")
    found = inset(page)
    preset = guide.calculators["decide"].choice_names["preset"]
    assert given(found) == [
        f"{preset.label}: {preset.option('support').label} (this section’s own)",
        "Requests: 3M requests a month (this section’s own)", "Output tokens: 500 tokens",
    ]  # fmt: skip
    assert found.locator("[data-notes]").is_hidden()
    assert found.locator("[data-priced]").inner_text() == day_words(guide.as_of)


@pytest.mark.parametrize("place", ["root", "folder"])
def test_its_link_opens_the_calculator_with_the_same_answer(page, addresses, place):
    page.goto(f"{addresses[place]}/{CHAPTER}?requests=3000000&output_tokens=500")
    found = inset(page)
    text = said(found)
    found.get_by_role("link", name="Change these numbers").click()
    page.locator("form[data-settled]").wait_for()
    assert "/decide/index.html?" in page.url
    assert " ".join(page.locator("form [data-sentence], form [data-afterword]").all_inner_texts()) == text


def test_the_prices_of_the_day_in_the_link_answer_and_are_told(page, addresses, guide):
    page.goto(f"{addresses['root']}/{CHAPTER}?preset=voice&as_of={THEN}#data")
    found = inset(page)
    found.get_by_text(f"Answered with the prices and offers of {day_words(dt.date.fromisoformat(THEN))}.").wait_for()
    then = guide.on(dt.date.fromisoformat(THEN))
    assert said(found) == then.sentence(then.answer("decide", {"preset": "voice"}))
    assert found.locator("[data-priced]").inner_text() == "23 June 2025"
    assert f"as_of={THEN}" in found.locator("[data-whole]").get_attribute("href")


def test_an_input_of_old_counts_under_its_present_name(page, addresses, guide):
    old = '{"inputs":{"thousands":["requests",1000,""]},"options":{},"editions":[]}'
    page.route("**/sent.*.js", lambda route: route.fulfill(
        body=re.sub(r"^guide\.links = .*;\n", lambda _: f"guide.links = {old};\n", route.fetch().text()), content_type="text/javascript",
    ))  # fmt: skip
    page.goto(f"{addresses['root']}/{CHAPTER}?thousands=5000#data")
    found = inset(page)
    assert given(found) == ["Requests: 5M requests a month"]
    assert said(found) == guide.sentence(guide.answer("decide", {"requests": "5000000"}))


def test_what_the_sender_puts_in_view_goes_on_to_the_calculator(page, addresses):
    page.goto(f"{addresses['root']}/{CHAPTER}?requests=5000000&show=salary,requests#data")
    found = inset(page)
    assert found.locator("[data-notes]").is_hidden()
    assert "show=salary,requests" in found.locator("[data-whole]").get_attribute("href")


def test_another_section_gets_its_own_and_the_same_is_not_said_twice(page, addresses, guide):
    page.goto(f"{addresses['root']}/{CHAPTER}?requests=5000000")
    inset(page)
    page.locator(".toc a[href='#the-saving']").click()
    assert said(inset(page, 1)) == guide.sentence(guide.answer("break_even", {"requests": "5000000"}))
    page.locator(".toc a[href='#data']").click()
    page.locator(".toc a[href='#the-saving']").click()
    page.wait_for_timeout(300)
    assert page.locator(".inset").count() == 2


def test_the_numbers_go_along_when_a_link_is_copied_and_printed(page, addresses, guide):
    page.goto(f"{addresses['root']}/{CHAPTER}?requests=5000000&utm_source=mail#large-bill")
    inset(page)
    query = f"?requests=5000000&as_of={guide.as_of}&rules={guide.edition}"
    page.locator("#latency .link").click()
    page.locator(".said", has_text="copied").wait_for()
    assert page.evaluate("() => navigator.clipboard.readText()").endswith(f"/s/latency/{query}")
    page.pdf()
    page.emulate_media(media="print")
    assert page.locator(".print-only").inner_text().endswith(f"/self-host/{query}")


@pytest.mark.parametrize("query", ["", "?utm_source=mail&fbclid=1", "?ref=1"])
def test_a_page_that_is_asked_nothing_loads_nothing(page, addresses, query):
    page.goto(f"{addresses['root']}/{CHAPTER}{query}#large-bill", wait_until="networkidle")
    assert [url for url in page.asked if re.search(r"/(inset|decide|copying)\.", url)] == []


@pytest.mark.parametrize(
    "query",
    ["foo=1", "constructor=1&__proto__=2&toString=3", "x%22%3E%3Cimg%20src=x%3E=1", "as_of=2025-06-23", "rules=1", "%E0%A4%A=1"],
)
def test_a_query_without_a_known_input_shows_nothing(page, addresses, query):
    page.goto(f"{addresses['root']}/{CHAPTER}?{query}#large-bill", wait_until="networkidle")
    assert page.locator(".inset").count() == 0
    assert page.locator("img[src='x']").count() == 0


def test_a_hostile_query_changes_nothing_but_the_inputs_it_names(page, addresses, guide):
    bad = "%3Cimg%20src=x%20onerror=alert(1)%3E"
    page.goto(f"{addresses['root']}/{CHAPTER}?requests=5000000&{bad}={bad}&call.offer={bad}&output_tokens={bad}&as_of={bad}#data")
    found = inset(page)
    assert said(found) == guide.sentence(guide.answer("decide", {"requests": "5000000"}))
    assert given(found) == ["Requests: 5M requests a month"]
    notes = found.locator("[data-notes]").inner_text()
    assert "which this calculator does not have" in notes
    assert "an option that is not on record" in notes
    assert "write a number" in notes
    assert page.locator("main img").count() == 0


def test_what_has_no_answer_says_so(page, addresses, guide):
    offers = guide.calculators["break_even"].choice_names["rent.offer"].options
    never = next(option.id for option in offers if option.tags["gpu"] == "rtx-pro-6000")
    page.goto(
        f"{addresses['root']}/{CHAPTER}?call.offer=openai/gpt-6-sol&rent.model=llama-3.1-405b&rent.offer={never}#the-saving"
    )
    assert said(inset(page)).startswith("No measured throughput of Llama 3.1 405B")


@pytest.mark.parametrize(
    "path", ["decide/index.html", "decide/voice/index.html", "index.html", "calculators/api-bill/index.html"]
)
def test_a_page_with_a_calculator_fills_that_in_and_says_nothing_twice(page, addresses, path):
    page.goto(f"{addresses['root']}/{path}?requests=5000000", wait_until="networkidle")
    assert page.locator(".inset").count() == 0
    assert not any("/inset." in url for url in page.asked)


def test_without_script_the_page_is_as_it_stands(browser, addresses):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{addresses['root']}/{CHAPTER}?requests=5000000#large-bill")
    assert page.locator(".inset").count() == 0
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_it_is_accessible_and_stays_on_the_screen(page, addresses, width, scheme):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{addresses['root']}/{CHAPTER}?requests=5000000&foo=1#large-bill")
    inset(page)
    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_a_guide_on_another_subject_does_so_from_its_own_front_matter(browser, tmp_path):
    content = shutil.copytree(tiny.CONTENT, tmp_path / "content")
    chapter = content / "guide" / "sources.md"
    asked = "asked:\n  figures: {question: Shall I buy?, answer: It depends., try: rent_or_buy?city=porto}\n"
    chapter.write_text(chapter.read_text("utf-8").replace("short: Sources\n", f"short: Sources\n{asked}"), "utf-8")
    home = read_home(content)
    publish(render(home, content, tiny.TEMPLATES), tmp_path / "site")
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{(tmp_path / 'site').as_uri()}/sources/index.html?years=12#figures")
    assert said(inset(page)) == home.sentence(home.answer("rent_or_buy", {"city": "porto", "years": "12"}))
    assert given(inset(page)) == ["City: Porto (this section’s own)", "Years in the home: 12 years"]
    page.goto(f"{(tmp_path / 'site').as_uri()}/sources/index.html?years=20#list")
    assert said(inset(page)) == home.sentence(home.answer("rent_or_buy", {"years": "20"}))
    context.close()
