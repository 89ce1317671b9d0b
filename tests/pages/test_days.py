"""The prices of any day on record: a reader picks one, and the page answers as the guide of that day does."""

import datetime as dt
import json
import random

import pytest
from axe_playwright_python.sync_playwright import Axe

from calculators.engine.problems import NotOnRecordError
from publisher import reply
from publisher.days import days_of

DECIDE = "decide/index.html"
THEN = "2023-08-17"
DAYS = 9  # drawn from all, for each of several questions


def settled(page, day, name="decide"):
    """The page, once all of its answer stands with the prices of a day."""
    page.wait_for_function(
        """([day, name]) => self.calculators?.[name].as_of === day
          && document.querySelector('form[data-settled], form.unfit:not(.settling)')""",
        arg=[day, name],
    )
    return page


def pick(page, day, name="decide"):
    """Pick a day as a reader does."""
    field = page.locator("[data-days]")
    field.fill(day)
    field.dispatch_event("change")
    settled(page, day, name)


def said(page):
    """The verdict with what comes after it."""
    return page.locator("[data-sentence]").inner_text(), page.locator("[data-afterword]").inner_text()


def of_day(guide, day, pairs):
    """What the guide of a day says; nothing where it has no answer."""
    then = guide.on(dt.date.fromisoformat(day))
    try:
        answer = then.answer("decide", pairs)
    except NotOnRecordError as error:
        return f"{'. '.join(error.lines)}.", ""
    return then.verdict(answer), then.afterword(answer)


@pytest.mark.parametrize("pairs", [{}, {"preset": "voice"}, {"requests": "30000000", "call.offer": "openai/gpt-4o"}], ids=str)
def test_the_page_answers_as_the_guide_of_each_day(page, addresses, guide, pairs):
    rng = random.Random(str(pairs))
    days = [day.isoformat() for day in rng.sample(days_of(guide)[20:], DAYS)]
    page.goto(f"{addresses['root']}/{DECIDE}?" + "&".join(f"{name}={value}" for name, value in pairs.items()))
    settled(page, guide.as_of.isoformat())
    for day in days:
        held = {
            name: value
            for name, value in pairs.items()
            if name != "call.offer"
            or guide.on(dt.date.fromisoformat(day)).calculators["decide"].choice_names["call.offer"].option(value)
        }
        page.goto(
            f"{addresses['root']}/{DECIDE}?" + "&".join(f"{name}={value}" for name, value in {**pairs, "as_of": day}.items())
        )
        settled(page, day)
        assert said(page) == of_day(guide, day, held), day


@pytest.mark.parametrize("address", ["root", "folder"])
def test_a_day_is_picked_kept_in_the_address_and_left_again(page, addresses, guide, address):
    own = guide.as_of.isoformat()
    page.goto(f"{addresses[address]}/{DECIDE}")
    settled(page, own)
    today = said(page)
    pick(page, THEN)
    assert said(page) == of_day(guide, THEN, {})
    assert page.url.endswith(f"?as_of={THEN}&rules={guide.edition}")
    assert "Answered with the prices and offers of 17 August 2023." in page.locator("[data-notes]").inner_text()
    assert set(page.locator("form [data-priced]").all_text_contents()) == {"17 August 2023"}
    assert f"--as-of {THEN} calc decide" in page.locator("[data-command]").text_content()
    page.go_back()
    settled(page, own)
    assert said(page) == today
    page.go_forward()
    settled(page, THEN)
    page.get_by_role("button", name="Start over").click()
    settled(page, own)
    assert said(page) == today
    assert "?" not in page.url
    assert page.locator("[data-notes]").is_hidden()


def test_options_and_their_sources_are_those_of_the_day(page, addresses, guide):
    page.goto(f"{addresses['root']}/{DECIDE}?as_of={THEN}")
    settled(page, THEN)
    ids = page.locator(".ask-line select[name='call.offer'] option").evaluate_all("(all) => all.map((each) => each.value)")
    then = guide.on(dt.date.fromisoformat(THEN)).calculators["decide"].choice_names["call.offer"]
    assert set(ids) == {option.id for option in then.options} | {"best"}
    page.locator(".figures > summary").click()
    page.locator("[data-work=least_cost]:visible").first.click()
    page.locator(".worked").first.wait_for()
    while not page.locator(".worked .source", has_text="GPT-4 (OpenAI)").count():
        page.evaluate("() => document.querySelectorAll('.worked details:not([open])').forEach((each) => { each.open = true; })")
        page.wait_for_function("() => [...document.querySelectorAll('.worked details[open]')].every((each) => each.children[1])")
    sources = page.locator(".worked .source").all_inner_texts()
    gpt = next(text for text in sources if "GPT-4 (OpenAI)" in text)
    entry = next(offer for offer in then.options if offer.id == "openai/gpt-4").evidence
    assert guide.sources[entry.sources[0]].title in gpt


def test_what_is_taken_away_is_the_commands_of_that_day(page, addresses, guide):
    page.goto(f"{addresses['root']}/{DECIDE}?preset=search&as_of=2025-06-23")
    settled(page, "2025-06-23")
    with page.expect_download() as started:
        page.get_by_role("button", name="JSON", exact=True).click()
    taken = json.loads(started.value.path().read_text("utf-8"))
    assert taken == json.loads(json.dumps(reply.reply(guide.on(dt.date(2025, 6, 23)), "decide", ["preset=search"])))


@pytest.mark.parametrize("day", ["2019-01-01", "2999-01-01", "yesterday", "2023-02-31", "<b>2023-08-17</b>"])
def test_a_day_that_is_none_changes_nothing_but_a_note(page, addresses, guide, day):
    page.goto(f"{addresses['root']}/{DECIDE}?as_of={day}")
    settled(page, guide.as_of.isoformat())
    assert said(page) == of_day(guide, guide.as_of.isoformat(), {})
    assert page.locator("[data-notes] b").count() == 0


def test_without_script_the_day_of_the_prices_is_shown(browser, addresses, guide):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{addresses['root']}/{DECIDE}?as_of={THEN}")
    field = page.locator("input[type=date]")
    assert field.is_disabled()
    assert field.input_value() == guide.as_of.isoformat()
    context.close()


def test_another_day_is_accessible(page, addresses):
    page.goto(f"{addresses['root']}/{DECIDE}?as_of={THEN}&preset=voice")
    settled(page, THEN)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
