"""An answer leaves the page as files, as a memo and as a frame, and says what the page and the command line say."""

import csv
import io
import json
import re
from urllib.parse import parse_qsl

import pytest
from axe_playwright_python.sync_playwright import Axe

from publisher.reply import reply
from tests.pages.sending import dated
from tests.pages.waiting import settled

DECIDE = "decide/index.html"
CASES = [
    ("decide", DECIDE, ""),
    ("decide", DECIDE, "preset=voice&data_rule=rented"),
    ("decide", DECIDE, "preset=coding&call.offer=anthropic/claude-opus-5-5&requests=2500000&cached_share=0.3"),
    ("decide", DECIDE, "preset=documents&data_rule=never&skills=none"),
    ("decide", DECIDE, "route=some&hybrid.base_blocks=1"),
    ("break_even", "calculators/break-even/index.html", "requests=5000000&call.offer=openai/gpt-6-sol"),
    ("api_bill", "calculators/api-bill/index.html", "bill=7400"),
    ("throughput", "calculators/throughput/index.html", ""),
    ("waiting", "calculators/waiting/index.html", "preset=voice&requests=300000000"),
    ("runway", "calculators/runway/index.html", ""),
]


def taken(page, kind):
    """What the button of a kind of file gives."""
    with page.expect_download() as started:
        page.get_by_role("button", name=kind, exact=True).click()
    return started.value.suggested_filename, started.value.path().read_text("utf-8")


def said(page):
    """The verdict with what comes after it."""
    return " ".join(settled(page).locator("form [data-sentence], form [data-afterword]").all_inner_texts())


def named(found):
    """A reply with its rows by name: their order is no promise, except that of the headline results."""
    return found | {"outputs": {row["name"]: row for row in found["outputs"]}}


@pytest.mark.parametrize(("name", "path", "query"), CASES)
def test_the_json_is_the_reply_of_the_command_line(page, addresses, guide, name, path, query):
    page.goto(f"{addresses['root']}/{path}?{query}")
    file, text = taken(page, "JSON")
    assert file == f"{name}.json"
    asked = [f"{key}={value}" for key, value in parse_qsl(query)]
    ours, theirs = named(json.loads(text)), named(json.loads(json.dumps(reply(guide, name, asked))))
    assert ours.keys() == theirs.keys()
    assert {key: ours[key] for key in ours if ours[key] != theirs[key]} == {}


@pytest.mark.parametrize("place", ["folder", "root"])
def test_the_csv_has_the_address_the_day_and_every_input_and_output(page, addresses, guide, place):
    page.goto(f"{addresses[place]}/{DECIDE}?preset=voice&requests=5000000")
    file, text = taken(page, "CSV")
    assert file == "decide.csv"
    found = reply(guide, "decide", ["preset=voice", "requests=5000000"])
    (address, day), head, *rows = csv.reader(io.StringIO(text))
    assert address.endswith(f"/decide/?preset=voice&requests=5000000{dated(guide)}")
    assert day == f"prices as of {guide.as_of}"
    assert head == ["kind", "name", "value", "unit", "low", "high", "from"]
    assert len(rows) == len(found["inputs"]) + len(found["outputs"])
    stated = next(row for row in rows if row[1] == "requests")
    assert stated == ["input", "requests", "5000000", "request/month", "", "", "you"]
    cost = next(row for row in found["outputs"] if row["name"] == "call.levelised_cost")
    written = next(row for row in rows if row[1] == cost["name"])
    assert [float(text) for text in (written[2], written[4], written[5])] == [cost["value"], cost["low"], cost["high"]]
    assert (written[0], written[3]) == ("output", cost["unit"])


def test_without_an_answer_nothing_is_given_away(page, addresses, guide):
    offers = guide.calculators["break_even"].choice_names["rent.offer"].options
    never = next(option.id for option in offers if option.tags["gpu"] == "rtx-pro-6000")
    page.goto(f"{addresses['root']}/calculators/break-even/index.html?rent.model=llama-3.1-405b&rent.offer={never}")
    page.get_by_role("button", name="JSON", exact=True).click()
    page.get_by_text("There is no answer to take away.").wait_for()


def printed(page, size):
    """The number of pages on paper of a size."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=size)))


@pytest.mark.parametrize("size", ["A4", "Letter"])
@pytest.mark.parametrize(
    "path",
    [
        DECIDE,
        "decide/voice/index.html",
        f"{DECIDE}?preset=documents&skills=none&data_rule=never&deadline_months=1&capital_limit=1000",
    ],
)
def test_the_memo_is_one_page(page, addresses, path, size):
    page.goto(f"{addresses['root']}/{path}")
    settled(page).evaluate("() => { window.print = () => {}; }")
    page.get_by_role("button", name="Memo").click()
    page.locator("html.memo").wait_for()
    assert printed(page, size) == 1


def test_the_memo_says_what_was_changed_and_how_to_find_it_again(page, addresses, guide):
    page.goto(f"{addresses['root']}/{DECIDE}?requests=5000000")
    settled(page).evaluate("() => { window.print = () => dispatchEvent(new Event('beforeprint')); }")
    page.get_by_role("button", name="Memo").click()
    page.locator("html.memo form.on-paper").wait_for()
    page.emulate_media(media="print")
    inputs = page.locator("[data-memo=inputs] li").all_inner_texts()
    assert "Requests: 5M requests a month (changed)" in inputs
    assert "Output tokens: 300 tokens" in inputs
    assert page.locator("[data-memo=address]").inner_text().endswith(f"/decide/?requests=5000000{dated(guide)}")
    assert page.locator("[data-memo=notes] li").count() > 0
    assert page.locator("[data-memo=sources] li").count() > 0
    assert page.locator(".ask-line [name=requests]").input_value() == "5,000,000"
    for shown in (".ask-line >> nth=0", "[data-sentence]", "[data-afterword]", ".desk .chart", ".ways", ".reasons"):
        assert page.locator(shown).is_visible(), shown
    screen_only = ".inputs, .spark, .pulse, .notice, .why, .actions, .compare, .figures, .unfold, [type=range]"
    assert page.locator(screen_only).and_(page.locator(":visible")).count() == 0
    assert page.locator(".chart:not([data-live]):visible").count() == 0  # they are drawn for another case


def test_printed_from_the_menu_the_memo_comes_first_and_the_chapter_after_it(page, addresses):
    page.goto(f"{addresses['root']}/{DECIDE}")
    assert printed(page, "A4") > 1
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator(".paper").is_visible()
    assert page.get_by_role("heading", name="Rules come before money").is_visible()


def test_the_snippet_frames_the_case_at_hand(page, addresses, guide):
    page.goto(f"{addresses['root']}/{DECIDE}?preset=voice")
    button = page.get_by_role("button", name="Embed")
    assert button.get_attribute("aria-expanded") == "false"
    button.click()
    page.locator("[data-take=embed][aria-expanded=true]").wait_for()  # its script comes with the first click
    area = page.get_by_label("Put this into a page of yours")
    page.locator(".inputs input[type=text][name=requests]").fill("5M")
    query = re.escape(f"?preset=voice&requests=5000000{dated(guide)}".replace("&", "&amp;"))
    assert re.fullmatch(
        rf'<iframe src="https://[^"]+/embed/decide/{query}" title="Four ways to serve one workload" '
        r'width="100%" height="\d+" loading="lazy"></iframe>',
        area.input_value(),
    )
    settled(page)  # what waits for its answer is paler until then
    assert Axe().run(page).response["violations"] == []


@pytest.mark.parametrize("place", ["folder", "root"])
def test_a_framed_calculator_answers_and_leads_to_the_same_case(page, addresses, guide, place):
    page.goto(f"{addresses[place]}/embed/decide/index.html?preset=voice")
    assert said(page) == guide.sentence(guide.answer("decide", {"preset": "voice"}))
    page.locator(".inputs input[type=text][name=requests]").fill("5M")
    assert said(page) == guide.sentence(guide.answer("decide", {"preset": "voice", "requests": "5000000"}))
    link = page.locator("a[data-full]")
    assert link.evaluate("(link) => link.href") == (
        f"{addresses[place]}/decide/index.html?preset=voice&requests=5000000{dated(guide)}"
    )
    assert page.locator(".masthead, .colophon, [data-takeaway], [data-compare]").count() == 0


def test_every_calculator_has_a_frame_that_nobody_finds_by_searching(files, guide):
    for name, calculator in guide.calculators.items():
        text = files[f"embed/{name.replace('_', '-')}/index.html"].decode()
        folder = calculator.page
        assert '<meta name="robots" content="noindex">' in text
        assert re.search(rf'<link rel="canonical" href="https://[^"]+/{folder}/">', text)
        assert '<base target="_top">' in text
    assert b"embed/" not in files["sitemap.xml"]
