"""A link of another day: the answer as it was sent and, beside it, today's, with what moved between the two."""

import datetime as dt
from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe

from calculators.engine.dated import day_words
from calculators.engine.edition import Edition
from calculators.engine.problems import NotOnRecordError
from calculators.guide import read_all
from tests.pages.aged import CHANGED, aged_content
from tests.pages.sending import ready, with_content_of
from tests.pages.test_days import DECIDE, of_day, pick, said, settled

THEN = "2025-08-12"
BEFORE = (CHANGED - dt.timedelta(1)).isoformat()
CASES = (
    ({}, THEN), ({"preset": "voice"}, THEN), ({"preset": "nightly", "data_rule": "never"}, "2025-01-15"),
    ({"requests": "300000000", "call.offer": "openai/gpt-4o"}, "2024-06-03"), ({"requests": "8000000", "call.offer": "groq/llama-3.3-70b"}, THEN),
    ({"preset": "coding", "rent.gpu_price": "2.5", "route": "some"}, "2026-03-01"),
)  # fmt: skip


@pytest.fixture(scope="module")
def aged(tmp_path_factory):
    """The guide of content in which defaults, a preset and names have changed."""
    return read_all(aged_content(tmp_path_factory.mktemp("aged"))).on(dt.date(2026, 11, 22))


def link(addresses, pairs, path=DECIDE, **more):
    return f"{addresses['root']}/{path}?" + "&".join(f"{name}={text}" for name, text in {**pairs, **more}.items())


def sides(page):
    """Each side as it is told: its head, its verdict and the costs of the ways."""
    page.locator(".since .side").first.wait_for()
    return [
        (side.locator(".name").inner_text(), side.locator(".stated").inner_text(), side.locator("dd").all_inner_texts())
        for side in page.locator(".since .side").all()
    ]


def expected(guide, day, pairs):
    """Verdict and costs as Python has them; an option that a day does not have gives way to the default."""
    then = guide.on(dt.date.fromisoformat(day))
    choices = then.calculators["decide"].choice_names
    held = {name: text for name, text in pairs.items() if name not in choices or choices[name].option(text)}
    shown = then.calculators["decide"].outlook.shown
    try:
        answer = then.answer("decide", held)
    except NotOnRecordError as error:
        return f"{'. '.join(error.lines)}.", ["–"] * len(shown)
    return then.verdict(answer), [then.speaker.value(name, answer.values[name]) for name in shown.values()]


def moved(page):
    """The rows of what moved: [label, hint, then, now]."""
    return [
        [text.strip() for cell in row.locator("th, td").all() for text in cell.inner_text().split("\n")]
        for row in page.locator(".since tbody tr").all()
    ]


def words(day):
    return day_words(dt.date.fromisoformat(day))


@pytest.mark.parametrize(("pairs", "day"), CASES, ids=str)
def test_both_answers_are_those_of_their_days(page, addresses, guide, pairs, day):
    page.goto(link(addresses, pairs, as_of=day, rules=guide.edition))
    settled(page, day)
    own = guide.as_of.isoformat()
    assert sides(page) == [
        (f"As sent, {words(day)}", *expected(guide, day, pairs)),
        (f"Today, {words(own)}", *expected(guide, own, pairs)),
    ]
    assert said(page)[0] == expected(guide, day, pairs)[0]


def moving_offer(guide):
    """An API offer that is on record on both days, with another input price."""
    then, now = (
        guide.on(day).calculators["decide"].choice_names["call.offer"] for day in (dt.date.fromisoformat(THEN), guide.as_of)
    )
    for was in then.options:
        if (is_ := now.option(was.id)) and was.values["call.input_price"] != is_.values["call.input_price"]:
            return was, is_
    raise AssertionError("no price moved")


def test_a_price_that_moved_is_told_with_its_unit(page, addresses, guide):
    was, is_ = moving_offer(guide)
    page.goto(link(addresses, {"call.offer": was.id}, as_of=THEN))
    ready(page)
    prices = [guide.speaker.value("call.input_price", option.values["call.input_price"], bare=True) for option in (was, is_)]
    row = next(row for row in moved(page) if row[0] == "Input price")
    assert row[1].startswith(f"per million tokens; {is_.label}")
    assert row[2:] == prices


def test_prices_that_only_move_a_cost_together_are_told(page, addresses, guide):
    pairs, day = {"preset": "nightly", "data_rule": "region"}, "2026-03-01"
    then, now = (guide.on(each).answer("decide", pairs) for each in (dt.date.fromisoformat(day), guide.as_of))
    assert then.resolved.picked["call.offer"].id == now.resolved.picked["call.offer"].id
    page.goto(link(addresses, pairs, as_of=day))
    ready(page)
    prices = [guide.speaker.value("call.input_price", answer.values["call.input_price"], bare=True) for answer in (then, now)]
    assert prices[0] != prices[1]
    assert next(row for row in moved(page) if row[0] == "Input price")[2:] == prices


def test_an_offer_that_is_no_longer_on_record_is_told_with_what_stands_in(page, addresses, guide):
    page.goto(link(addresses, {"call.offer": "groq/llama-3.3-70b", "requests": "8000000"}, as_of=THEN))
    ready(page)
    now = guide.answer("decide", {"requests": "8000000"}).resolved.picked["call.offer"].label
    assert next(row for row in moved(page) if row[0] == "API model") == [
        "API model", "the guide’s pick", "Llama 3.3 70B Versatile (Groq)", "no longer on record", now, "not on record then",
    ]  # fmt: skip


def test_what_the_reader_stated_did_not_move(page, addresses):
    page.goto(link(addresses, {"requests": "300000000", "rent.gpu_price": "3"}, as_of=THEN))
    ready(page)
    labels = [row[0] for row in moved(page)]
    assert "GPU offer" in labels
    assert "GPU price" not in labels


@pytest.mark.parametrize(
    "query", ["", "?preset=voice", "?preset=voice&as_of={own}&rules={edition}", "?as_of=2999-01-01", "?as_of=2001-01-01"]
)
def test_a_link_of_the_page_s_own_day_has_nothing_beside_it(page, addresses, guide, query):
    page.goto(f"{addresses['root']}/{DECIDE}{query.format(own=guide.as_of, edition=guide.edition)}")
    ready(page)
    assert page.locator(".since").count() == 0


@pytest.mark.parametrize("place", ["root", "folder"])
def test_the_page_is_moved_to_today_and_back(page, addresses, guide, place):
    page.goto(f"{addresses[place]}/{DECIDE}?preset=voice&as_of={THEN}")
    ready(page)
    own, pairs = guide.as_of.isoformat(), {"preset": "voice"}
    page.get_by_role("button", name="Answer with today’s prices").click()
    settled(page, own)
    assert said(page) == of_day(guide, own, pairs)
    page.wait_for_url(f"**?preset=voice&as_of={own}&rules={guide.edition}")
    back = page.get_by_role("button", name="Answer as sent")
    back.wait_for()
    assert page.evaluate("() => document.activeElement.textContent") == "Answer as sent"
    back.click()
    settled(page, THEN)
    assert said(page) == of_day(guide, THEN, pairs)
    page.go_back()
    settled(page, own)
    assert page.locator(".since").count() == 0  # this address is of today


def test_with_other_inputs_it_is_no_longer_called_as_sent(page, addresses, guide):
    page.goto(link(addresses, {"preset": "voice"}, as_of=THEN))
    ready(page)
    page.locator(".ask-line input[name=requests]").fill("40M")
    page.get_by_text(f"With the prices of {words(THEN)}").wait_for()
    pairs = {"preset": "voice", "requests": "40000000"}
    own = guide.as_of.isoformat()
    assert [(text, costs) for _, text, costs in sides(page)] == [expected(guide, THEN, pairs), expected(guide, own, pairs)]


def test_a_day_that_is_picked_has_today_beside_it(page, addresses, guide):
    page.goto(f"{addresses['root']}/{DECIDE}")
    settled(page, guide.as_of.isoformat())
    pick(page, THEN)
    assert [head for head, _, _ in sides(page)] == [
        f"With the prices of {words(THEN)}",
        f"Today, {words(guide.as_of.isoformat())}",
    ]
    page.get_by_role("button", name="Start over").click()
    settled(page, guide.as_of.isoformat())
    assert page.locator(".since").count() == 0


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_accessible_and_fits(browser, addresses, width, scheme):
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    own = context.new_page()
    own.goto(link(addresses, {"preset": "voice"}, as_of=THEN))
    ready(own)
    own.locator(".since").wait_for()
    found = Axe().run(own)
    assert found.violations_count == 0, found.generate_report()
    assert own.evaluate("() => document.documentElement.scrollWidth") <= width
    tops = own.locator(".since .side").evaluate_all("(all) => all.map((each) => each.getBoundingClientRect().top)")
    assert (tops[0] == tops[1]) == (width == 1280)
    context.close()


@pytest.mark.parametrize(
    "pairs", [{"requests": "30000000"}, {"preset": "voice", "requests": "30000000"}, {"preset": "voice"}], ids=str
)
@pytest.mark.parametrize("day", [BEFORE, CHANGED.isoformat(), THEN])
def test_defaults_and_presets_are_those_of_the_day(page, addresses, aged, pairs, day):
    with_content_of(page, aged, "decide")
    page.goto(link(addresses, pairs, as_of=day, rules=1))
    settled(page, day)
    assert said(page) == of_day(aged, day, pairs)
    own = aged.as_of.isoformat()
    assert [(text, costs) for _, text, costs in sides(page)] == [expected(aged, day, pairs), expected(aged, own, pairs)]


def test_a_default_and_a_preset_that_changed_are_told(page, addresses, aged):
    with_content_of(page, aged, "decide")
    page.goto(link(addresses, {"preset": "voice"}, as_of=BEFORE))
    ready(page)
    rows = moved(page)
    voice = aged.calculators["decide"].choice_names["preset"].option("voice").label
    assert ["Requests", f"requests a month; {voice}", "2M", "3M"] in rows
    page.goto(link(addresses, {"requests": "30000000"}, as_of=BEFORE))
    ready(page)
    assert ["Busiest hour over the average", "the guide’s default", "5×", "3×"] in moved(page)
    assert not any(row[0] == "Requests" for row in moved(page))


def test_a_field_tells_why_its_default_was_what_it_was(page, addresses, aged):
    with_content_of(page, aged, "decide")
    page.goto(link(addresses, {"requests": "30000000"}, as_of=BEFORE))
    ready(page)
    field = page.locator("[data-field=peak_to_mean]")
    field.locator(".why > summary").click()
    field.get_by_text("fewer hours were busy then").wait_for()
    assert "Default 5×, plausibly 1.2× to 9×. An assumption: fewer hours were busy then." in field.inner_text()
    assert field.locator("input[type=text]").input_value() == "5"
    page.get_by_role("button", name="Answer with today’s prices").click()
    settled(page, aged.as_of.isoformat())
    assert "Default 3×, plausibly 1.2× to 6×." in field.inner_text()
    assert field.locator("input[type=text]").input_value() == "3"


EDITIONS = (Edition(2, dt.date(2026, 11, 20), "Spare GPUs are counted.", ("decide",)),)


@pytest.fixture
def changed(guide):
    """The guide after its method changed for one calculator."""
    return replace(guide, edition=2, editions=(*guide.editions, *EDITIONS))


def test_a_changed_method_is_told_and_not_pretended_to_be_undone(page, addresses, changed):
    with_content_of(page, changed, "decide")
    page.goto(link(addresses, {"preset": "voice"}, as_of=THEN, rules=1))
    ready(page)
    assert sides(page)[0][0] == f"With the prices of {words(THEN)}"
    told = page.locator(".since").inner_text()
    assert "cannot be run any more" in told
    assert "Edition 2, 20 November 2026: Spare GPUs are counted." in told
    page.goto(link(addresses, {"preset": "voice"}, as_of=changed.as_of, rules=1))
    ready(page)
    page.get_by_text("Edition 2, 20 November 2026: Spare GPUs are counted.").wait_for()
    assert page.locator(".since .side").count() == 0
    page.goto(link(addresses, {"preset": "voice"}, as_of=changed.as_of, rules=2))
    ready(page)
    assert page.locator(".since").count() == 0


THROUGHPUT = "calculators/throughput/index.html"


@pytest.mark.parametrize(("moves", "told"), [(("decide",), False), (("throughput",), True), ((), True)])
def test_a_calculator_without_days_says_of_its_formulas_what_is_true(page, addresses, guide, moves, told):
    with_content_of(
        page, replace(guide, edition=2, editions=(*guide.editions, replace(EDITIONS[0], calculators=moves))), "throughput"
    )
    page.goto(link(addresses, {"gpu_count": "4"}, THROUGHPUT, as_of=guide.as_of, rules=1))
    ready(page)
    note = "The formulas have changed since this link was made; the figures are today’s."
    assert page.locator("[data-notes]").inner_text() == (note if told else "")


def test_a_frame_which_has_no_day_to_pick_says_whose_prices_it_shows(page, addresses, guide):
    page.goto(link(addresses, {"requests": "5000"}, "embed/api-bill/index.html", as_of=THEN, rules=1))
    ready(page)
    assert page.locator("[data-notes]").inner_text() == (
        f"This link was made with the prices of {words(THEN)}; the figures here rest on those of {words(guide.as_of.isoformat())}."
    )


def test_a_calculator_that_rests_on_no_price_says_nothing_of_the_day_of_a_link(page, addresses, guide):
    page.goto(link(addresses, {"gpu_count": "4"}, THROUGHPUT, as_of=THEN, rules=guide.edition))
    ready(page)
    assert page.locator("[data-notes]").inner_text() == ""
    assert page.locator("[data-sentence]").inner_text() == guide.verdict(guide.answer("throughput", {"gpu_count": "4"}))


@pytest.mark.parametrize(
    ("path", "name", "old", "pairs", "address"),
    [
        (DECIDE, "decide", "preset=search&calls=7000000", {"preset": "search", "requests": "7000000"}, "preset=search&requests=7000000"),
        (DECIDE, "decide", "calls_thousand=7000", {"requests": "7000000"}, "requests=7000000"),
        (DECIDE, "decide", "calls=9&requests=7000000", {"requests": "7000000"}, "requests=7000000"),
        (DECIDE, "decide", "preset=speech", {"preset": "voice"}, "preset=voice"),
        ("calculators/api-bill/index.html", "api_bill", "calls_thousand=7000", {"requests": "7000000"}, "requests=7000000"),
    ],
)  # fmt: skip
def test_retired_names_keep_their_meaning_and_leave_the_address(page, addresses, aged, path, name, old, pairs, address):
    with_content_of(page, aged, name)
    page.goto(f"{addresses['root']}/{path}?{old}")
    page.wait_for_url(f"**?{address}&as_of={aged.as_of}&rules={aged.edition}")
    ready(page)
    assert page.locator("[data-sentence]").inner_text() == aged.verdict(aged.answer(name, pairs))
    assert page.locator("[data-notes]").is_hidden()


def test_a_retired_name_on_a_link_of_another_day_holds_on_that_day(page, addresses, aged):
    with_content_of(page, aged, "decide")
    page.goto(f"{addresses['root']}/{DECIDE}?calls=30000000&as_of={BEFORE}")
    settled(page, BEFORE)
    assert said(page) == of_day(aged, BEFORE, {"requests": "30000000"})
    page.wait_for_url(f"**?requests=30000000&as_of={BEFORE}&rules=1")


def test_what_is_gone_for_good_says_why(page, addresses, aged):
    with_content_of(page, aged, "decide")
    page.goto(f"{addresses['root']}/{DECIDE}?mood=3&requests=7000000")
    ready(page)
    assert page.locator("[data-notes]").inner_text() == "“mood” in the link is no longer asked for: nobody could tell."
    assert page.locator("[data-sentence]").inner_text() == aged.verdict(aged.answer("decide", {"requests": "7000000"}))


def first(page):
    """The names of the inputs that stand first, and all words of that group's head."""
    group = page.locator("[data-first]")
    return group.locator("[data-field]").evaluate_all("(all) => all.map((each) => each.dataset.field)"), group.locator(
        "> .name"
    ).inner_text()


@pytest.mark.parametrize(
    ("path", "names"),
    [
        (DECIDE, ["cached_share", "requests"]), (DECIDE, ["rent.gpu_price", "data_rule", "growth", "requests"]),
        ("calculators/api-bill/index.html", ["batch_share", "call.offer"]), ("", ["requests"]),
    ],
)  # fmt: skip
def test_the_sender_chooses_what_is_in_view(page, addresses, guide, path, names):
    page.goto(f"{addresses['root']}/{path}?requests=7000000&show={','.join(names)}")
    ready(page)
    if path:  # the first page has no fields of its own but those of its sentence
        page.locator("[data-first]").wait_for()
        assert first(page) == (names, "The sender put these first")
        assert all(each.is_visible() for each in page.locator("[data-first] [data-field]").all())
    field = page.locator("input[type=text][name=requests]:visible").first
    field.fill("8M")
    page.wait_for_url(f"**?requests=8000000&show={','.join(names)}&as_of={guide.as_of}&rules={guide.edition}")
    page.reload()
    ready(page)
    if path:
        page.locator("[data-first]").wait_for()
        assert first(page)[0] == names


def test_what_was_put_first_works_and_goes_back_to_its_place(page, addresses, guide):
    page.goto(f"{addresses['root']}/{DECIDE}?show=growth,requests")
    ready(page)
    page.locator("[data-first] [data-field=growth] input[type=text]").fill("5")
    page.wait_for_url("**?growth=0.05&show=growth,requests&*")
    page.wait_for_function(
        "(text) => document.querySelector('[data-sentence]').textContent === text",
        arg=guide.verdict(guide.answer("decide", {"growth": "0.05"})),
    )
    page.get_by_role("button", name="Start over").click()
    page.wait_for_function("() => !document.querySelector('[data-first]')")
    assert "?" not in page.url
    assert page.locator("fieldset.inputs > [data-field]").first.get_attribute("data-field") == "requests"
    assert page.locator(".more [data-field=growth]").count() == 1


def test_strange_names_to_put_first_are_told_and_no_more_than_eight_are(page, addresses):
    names = [
        "requests",
        "input_tokens",
        "output_tokens",
        "cached_share",
        "growth",
        "data_rule",
        "skills",
        "latency",
        "route",
        "bill",
    ]
    page.goto(f"{addresses['root']}/{DECIDE}?show=mood,{','.join(names)}")
    ready(page)
    page.locator("[data-first]").wait_for()
    assert first(page)[0] == names[:8]
    assert (
        page.locator("[data-notes]").inner_text()
        == "The link names mood, which this calculator does not have; the rest of it holds."
    )


def test_what_is_put_first_is_accessible(page, addresses):
    page.goto(f"{addresses['root']}/{DECIDE}?show=growth,data_rule")
    ready(page)
    page.locator("[data-first]").wait_for()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
