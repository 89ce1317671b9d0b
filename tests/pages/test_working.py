"""A result opened into its formula, its numbers and their sources; and the report of a wrong figure."""

import random
from urllib.parse import parse_qs, unquote, urlsplit

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe

from calculators.engine.steps import Steps
from tests.pages.test_parity import NAMES, _points

PAGES = {"decide": "decide", "break_even": "calculators/break-even", "api_bill": "calculators/api-bill"}
STATES = {  # what a reader asks of each, and the results that are opened
    "decide": ({"requests": "3000000", "preset": "support"}, (".ways", "rent.levelised_cost", "hybrid.levelised_cost")),
    "break_even": ({"requests": "2500000", "cached_share": "0.4"}, (".answer", "breakeven_first", "rent.monthly_cost")),
    "api_bill": ({"call.offer": "anthropic/claude-opus-5-5", "requests": "7400"}, (".answer", "call.usage_cost")),
}


@pytest.fixture
def options():
    """A telephone’s page."""
    return {"viewport": {"width": 390, "height": 900}}


def query(pairs):
    return "&".join(f"{name}={value}" for name, value in pairs.items())


def opened(page, place, name):
    """The working of a result, opened in its list."""
    button = page.locator(f'{place} [data-work="{name}"]')
    button.click()
    page.locator(f"#{_controls(page, button)}").wait_for()
    return page.locator(f"#{_controls(page, button)}")


def _controls(page, button):
    page.wait_for_function("(button) => button.hasAttribute('aria-controls')", arg=button.element_handle())
    return button.get_attribute("aria-controls")


def unfold(page, working, depth):
    """Every computed quantity in it, so deep."""
    for _ in range(depth):
        for place in working.locator("details:not([open]) > summary").all()[::-1]:
            place.click()
        page.wait_for_function("() => [...document.querySelectorAll('.worked details[open]')].every((each) => each.children[1])")


def every_value(guide, name, answer):
    """Every quantity of a calculation for an answer, of the last month where it is worked out by month."""
    outlook, calculation = guide.calculators[name].outlook, guide.calculators[name].calculation
    known = dict(answer.values)
    if outlook and outlook.steps.length:
        steps = Steps(calculation, outlook.steps.length, tuple(rule.name for rule in calculation.rules))
        known |= {each: float(value) for each, value in steps.run(answer.resolved.values)[0].items()}
        known[calculation.counter] = answer.values[outlook.steps.length]
    return known


@pytest.mark.parametrize("name", NAMES)
def test_the_tree_gives_every_rule_to_the_last_bit(guide, files, browser, name):
    calculator, page = guide.calculators[name], browser.new_page()
    for start in ("assets/page.", "assets/guide.", f"assets/{name}.", f"assets/{name}-working.", "assets/working."):
        page.add_script_tag(
            content=next(files[path].decode() for path in files if path.startswith(start) and path.endswith(".js"))
        )
    points = _points(guide, name, random.Random(f"working of {name}"))[:40]
    for point in points:
        if "horizon_months" in point:
            point["horizon_months"] = float(int(point["horizon_months"]) % 40 + 1)
    made = [rule.name for rule in calculator.calculation.rules]
    found = page.evaluate(
        """([name, points, made]) => points.map((point) => {
          const { known } = guide.retraced(calculators[name].working, point);
          return made.map((each) => known[each]);
        })""",
        [name, points, made],
    )
    page.close()
    outlook = calculator.outlook
    for point, row in zip(points, found, strict=True):
        own = calculator.calculation.solve(point)
        if outlook and outlook.steps.length:
            own |= Steps(calculator.calculation, outlook.steps.length, tuple(made)).run(point)[0]
        pairs = [(each, float(own[each]), float(value)) for each, value in zip(made, row, strict=True)]
        assert [pair for pair in pairs if not np.array_equal(pair[1], pair[2], equal_nan=True)] == []


@pytest.mark.parametrize("place", ["root", "folder"])
@pytest.mark.parametrize("name", STATES)
def test_every_number_of_a_working_is_python_s(page, addresses, guide, name, place):
    pairs, (within, *results) = STATES[name]
    answer = guide.answer(name, pairs)
    known = every_value(guide, name, answer)
    page.goto(f"{addresses[place]}/{PAGES[name]}/index.html?{query(pairs)}")
    for result in results:
        working = opened(page, within, result)
        unfold(page, working, 3)
        assert f"= {guide.speaker.value(result, answer.values[result])}" == working.locator(".got span").first.inner_text()
        shown = working.locator("b[data-of]").evaluate_all("(all) => all.map((each) => [each.dataset.of, each.textContent])")
        assert len(shown) > 5
        for each, text in shown:
            if each in known and not (each in answer.calculator.inputs and np.isinf(known[each])):
                assert text == guide.speaker.value(each, known[each]), each
        texts = working.locator(".got span").all_inner_texts() + [text for _, text in shown]
        assert not [text for text in texts if "NaN" in text or "undefined" in text]


def test_a_formula_stands_in_words_and_in_numbers_with_their_unit(page, addresses, guide):
    page.goto(f"{addresses['root']}/{PAGES['break_even']}/index.html")
    working = opened(page, ".answer", "rent.monthly_cost")
    values = guide.answer("break_even", {}).values
    names = ("rent.fleet_cost", "rent.team_cost", "rent.care_cost", "rent.setup_monthly")
    words, numbers = working.locator("> .sum").all_inner_texts()
    assert words == "= " + " + ".join(guide.inline(each, owned=False) for each in names)
    assert numbers == "= " + " + ".join(guide.speaker.value(each, values[each], bare=True) for each in names) + " a month"
    assert working.locator("> .name").inner_text().endswith("USD a month")


def test_the_branch_that_holds_is_told(page, addresses):
    page.goto(f"{addresses['root']}/{PAGES['api_bill']}/index.html?bill=7400")
    working = opened(page, ".answer", "volume")
    text = working.inner_text()
    assert "if " in text
    assert "otherwise" in text
    assert " holds: " in text


def test_inputs_tell_where_they_come_from(page, addresses, guide):
    """A price its source and days, a default its spread and its source or assumption, a stated value the reader."""
    pairs = {"requests": "2500000"}
    page.goto(f"{addresses['root']}/{PAGES['api_bill']}/index.html?{query(pairs)}")
    working = opened(page, ".answer", "call.usage_cost")
    unfold(page, working, 6)

    def origin(name):
        return working.locator(f'li:has(> .leaf > b[data-of="{name}"]) .source').first

    answer = guide.answer("api_bill", pairs)
    option = answer.resolved.picked["call.offer"]
    source = guide.sources[option.evidence.sources[0]]
    price = origin("call.input_price")
    text = price.inner_text()
    assert text.startswith(f"The guide’s choice: {option.label}. Source: {source.title}")
    for day in (source.dated, source.read, option.evidence.since):
        assert f"{day.day} {day:%B %Y}" in text
    assert f"confidence {option.evidence.confidence}" in text
    assert price.locator("a").first.get_attribute("href") == source.url
    assert origin("requests").inner_text() == "From you."
    cached = origin("cached_share").inner_text()
    assert cached.startswith("The guide’s default, plausibly 20% to 90%. Source: ")
    assert guide.quantities["cached_share"].on(guide.as_of).source.title in cached
    reason = guide.quantities["output_tokens"].on(guide.as_of).evidence
    assert reason in origin("output_tokens").inner_text()


def test_a_choice_of_the_reader_is_called_so(page, addresses):
    page.goto(f"{addresses['root']}/{PAGES['api_bill']}/index.html?call.offer=openai/gpt-6-sol")
    working = opened(page, ".answer", "call.usage_cost")
    unfold(page, working, 4)
    assert "Your choice: " in working.inner_text()


def test_a_working_that_is_open_follows_the_reader(page, addresses, guide):
    page.goto(f"{addresses['root']}/{PAGES['api_bill']}/index.html")
    working = opened(page, ".answer", "call.usage_cost")
    unfold(page, working, 2)
    folds = working.locator("details[open]").count()
    page.locator(".inputs input[type=text][name=requests]").fill("2.5M")
    own = guide.answer("api_bill", {"requests": "2500000"})
    said = f"= {guide.speaker.value('call.usage_cost', own.values['call.usage_cost'])}"
    page.wait_for_function("([id, said]) => document.getElementById(id).querySelector('.got span').textContent === said",
                           arg=[working.get_attribute("id"), said])  # fmt: skip
    assert working.locator("details[open]").count() == folds
    assert (
        unquote(working.locator(".got a").first.get_attribute("href")).count(
            f"?requests=2500000&as_of={guide.as_of}&rules={guide.edition}\r\n"
        )
        == 1
    )
    assert page.evaluate("document.activeElement.name") == "requests"


def test_nothing_is_loaded_until_it_is_asked_for_and_the_button_opens_and_closes(page, addresses):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{addresses['root']}/{PAGES['break_even']}/index.html")
    button = page.locator('.answer [data-work="breakeven_first"]')
    assert button.get_attribute("aria-expanded") == "false"
    assert [url for url in asked if "working" in url] == []
    button.focus()
    page.keyboard.press("Enter")
    page.locator(".worked").first.wait_for()
    assert len([url for url in asked if "working" in url]) == 2
    assert button.get_attribute("aria-expanded") == "true"
    assert page.evaluate("document.activeElement.dataset.work") == "breakeven_first"
    page.keyboard.press("Enter")
    page.locator(".worked").first.wait_for(state="detached")
    assert button.get_attribute("aria-expanded") == "false"
    assert len([url for url in asked if "working" in url]) == 2


def test_a_report_holds_the_figure_the_state_and_the_day(page, addresses, guide):
    pairs = {"requests": "2500000"}
    page.goto(f"{addresses['root']}/{PAGES['api_bill']}/index.html?{query(pairs)}")
    working = opened(page, ".answer", "call.usage_cost")
    own = guide.answer("api_bill", pairs)
    label = guide.quantities["call.usage_cost"].label
    parts = parse_qs(urlsplit(working.locator(".got a").first.get_attribute("href")).query)
    assert parts["subject"][0].startswith(label)
    assert parts["subject"][0].endswith(f" – {own.calculator.title}")
    lines = parts["body"][0].split("\r\n")
    state = f"requests=2500000&as_of={guide.as_of}&rules={guide.edition}"
    assert lines[0] == f"https://call-rent-or-own.example/calculators/api-bill/?{state}"
    assert lines[2].endswith(f": {guide.speaker.value('call.usage_cost', own.values['call.usage_cost'])}")
    assert lines[3:] == ["Prices as of 22 November 2026.", "", "What is right, and who says so:", ""]


def test_the_list_of_results_has_one_report_with_and_without_a_script(browser, page, addresses, guide):
    found = []
    context = browser.new_context(java_script_enabled=False)
    for each in (page, context.new_page()):
        each.goto(f"{addresses['root']}/{PAGES['break_even']}/index.html")
        found.append(each.locator("[data-report]").evaluate_all("(all) => all.map((link) => link.href)") if each is page
                     else [each.locator("[data-report]").get_attribute("href")])  # fmt: skip
        if each is not page:
            assert each.locator("[data-work]:visible").count() == 0
    context.close()
    assert found[0] == found[1]
    body = parse_qs(urlsplit(found[0][0]).query)["body"][0]
    assert guide.sentence(guide.answer("break_even", {})) in body
    assert "What is right" in body


def test_hostile_values_in_an_address_stay_text(page, addresses):
    hostile = "x%22%3E%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E=1&requests=2%0D%0ABcc:a@b.example&call.offer=%3Cscript%3Ealert(1)%3C/script%3E"
    page.goto(f"{addresses['root']}/{PAGES['api_bill']}/index.html?{hostile}#%3Cimg%20src=x%3E")
    working = opened(page, ".answer", "call.usage_cost")
    unfold(page, working, 3)
    assert page.locator("img[src=x]").count() == 0
    for link in page.locator("[data-report]").all():
        href = link.get_attribute("href")
        assert href.startswith("mailto:corrections@conectia.example?subject=")
        assert parse_qs(urlsplit(href).query).keys() == {"subject", "body"}
        assert "Bcc" not in unquote(href)
        assert not set(href) & set("<>\"' \r\n")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_working_open_at_several_depths_is_accessible_and_fits_a_phone(page, addresses, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{addresses['root']}/{PAGES['decide']}/index.html")
    unfold(page, opened(page, ".ways", "rent.levelised_cost"), 4)
    page.locator(".figures > summary").click()
    unfold(page, opened(page, ".answer", "rent.gpus"), 2)
    found = Axe().run(page)
    assert [(each["id"], [node["html"] for node in each["nodes"]][:2]) for each in found.response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    sizes = page.locator(".worked *").evaluate_all("(all) => all.map((each) => parseFloat(getComputedStyle(each).fontSize))")
    assert min(sizes) >= 12
    targets = page.locator(".worked summary, button.unfold").evaluate_all(
        "(all) => all.map((each) => each.getBoundingClientRect().height)"
    )
    assert min(targets) >= 44


def test_months_are_told_where_a_quantity_is_carried_through_them(page, addresses, guide):
    page.goto(f"{addresses['root']}/{PAGES['decide']}/index.html")
    working = opened(page, ".ways", "call.levelised_cost")
    unfold(page, working, 1)
    own = guide.answer("decide", {})
    months = int(own.values["horizon_months"])
    table = working.locator("table").first
    rows = table.locator("tbody tr").evaluate_all("(rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent))")
    known = every_value(guide, "decide", own)
    assert rows[-1] == [f"Month {months}", guide.speaker.value("call.present_cost", known["call.present_cost"], bare=True)]
    assert [month for month, _ in rows][:3] == ["Month 1", "Month 2", "Month 3"]
