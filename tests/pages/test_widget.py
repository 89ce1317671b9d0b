"""The calculators under a reader's hands."""

import re

import pytest

BILL = "calculators/api-bill/index.html"
EVEN = "calculators/break-even/index.html"


def _sentence(page):
    """What is said once everything is worked out: the verdict, and what comes after it."""
    page.wait_for_function("() => !document.querySelector('form.settling')")
    return " ".join(page.locator("[data-sentence], [data-afterword]").all_inner_texts()).strip()


def _field(page, name):
    return page.locator(f"fieldset.inputs input[type=text][name='{name}']")


@pytest.mark.parametrize("place", ["folder", "root", "subfolder"])
def test_typing_changes_the_answer_and_the_address(page, addresses, guide, place):
    page.goto(f"{addresses[place]}/{BILL}")
    _field(page, "requests").fill("2.5M")
    assert _sentence(page) == guide.sentence(guide.answer("api_bill", {"requests": "2500000"}))
    page.wait_for_url("**?requests=2500000&*")
    assert page.url.endswith(f"?requests=2500000&as_of={guide.as_of}&rules={guide.edition}")
    _field(page, "requests").fill("")
    assert _sentence(page) == guide.sentence(guide.answer("api_bill", {}))
    page.wait_for_url(lambda url: "?" not in url)


def test_a_link_opens_with_its_inputs_and_the_same_answer(page, addresses, guide):
    query = "call.offer=anthropic/claude-opus-5-5&bill=7400&cached_share=0.3"
    page.goto(f"{addresses['root']}/{BILL}?{query}")
    pairs = dict(pair.split("=") for pair in query.split("&"))
    assert _sentence(page) == guide.sentence(guide.answer("api_bill", pairs))
    assert _field(page, "bill").input_value() == "7,400"
    page.locator(".group > summary", has_text="Repeats").click()
    assert _field(page, "cached_share").input_value() == "30"


def test_the_page_without_a_script_shows_the_same_answer(browser, addresses, guide):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{addresses['root']}/{EVEN}")
    own = guide.answer("break_even", {})
    assert _sentence(page) == guide.sentence(own)
    headline = page.locator("output[data-q=breakeven_first]").inner_text()
    assert headline == guide.speaker.value("breakeven_first", own.values["breakeven_first"], bare=True)
    assert page.locator("fieldset.inputs[disabled]").count() == 1
    assert page.locator("fieldset:not([disabled])").count() == 0
    assert page.get_by_role("button", name="Copy link").count() == 0
    context.close()


def test_the_script_changes_nothing_until_something_is_asked(page, browser, addresses):
    """No figure, sentence or row may jump when the script starts."""
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    read = """(form) => [...form.querySelectorAll('[data-sentence], [data-afterword], output[data-q], [data-range], td, [data-command], input')]
      .map((part) => part.value ?? part.textContent).concat([...form.querySelectorAll('tbody tr')].map((row) => (row.dataset.id ?? row.textContent.trim()) + row.hidden))"""
    for name in (
        "calculators/api-bill",
        "calculators/rented-fleet",
        "calculators/break-even",
        "calculators/specialized-clouds",
        "calculators/unit-economics",
        "calculators/commitment",
        "calculators/fine-tuning",
        "calculators/shared-fleet",
        "calculators/routing",
        "calculators/throughput",
        "calculators/waiting",
        "calculators/runway",
        "decide",
        "",
    ):
        found = []
        for each in (plain, page):
            each.goto(f"{addresses['root']}/{name}/index.html")
            if each is page:
                page.wait_for_function("() => document.querySelector('form[data-settled]')")
            found.append(
                page.evaluate(
                    "(html) => { const form = new DOMParser().parseFromString(html, 'text/html').querySelector('form'); return ("
                    + read
                    + ")(form); }",
                    each.content(),
                )
                if each is plain
                else page.locator("form").evaluate(read)
            )
        assert len(found[0]) == len(found[1])
        assert [pair for pair in zip(*found, strict=True) if pair[0] != pair[1]] == [], name
    context.close()


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("requests=abc", "write a number"),
        ("requests=-5", "lies between"),
        ("requests=1e999", "lies between"),
        ("peak_to_mean=9999", "lies between"),
        ("call.offer=%3Cscript%3Ealert(1)%3C/script%3E", "not on record"),
    ],
)
def test_absurd_values_are_clamped_with_a_visible_note(page, addresses, query, told):
    page.goto(f"{addresses['root']}/{EVEN}?{query}")
    notes = [note.inner_text() for note in page.locator("[data-error]:visible").all()]
    assert any(told in note for note in notes), notes
    assert "NaN" not in page.locator("form").inner_text()


def test_unknown_names_in_a_link_change_nothing(page, addresses, guide):
    page.goto(f"{addresses['root']}/{EVEN}?constructor=1&__proto__=2&toString=3&x%22%3E%3Cimg=1")
    assert _sentence(page) == guide.sentence(guide.answer("break_even", {}))
    assert page.locator("img[src='x']").count() == 0


def test_start_over_brings_the_defaults_back(page, addresses, guide):
    page.goto(f"{addresses['root']}/{EVEN}?requests=5000000&call.offer=openai/gpt-6-sol")
    page.get_by_role("button", name="Start over").click()
    assert _sentence(page) == guide.sentence(guide.answer("break_even", {}))
    assert "?" not in page.url
    assert _field(page, "requests").input_value() == "100,000"


def test_copy_link_says_so(browser, addresses, guide):
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{addresses['root']}/{BILL}")
    _field(page, "requests").fill("250,000")
    page.get_by_role("button", name="Copy link", exact=True).click()
    page.get_by_text("Link copied.").wait_for()
    assert page.evaluate("() => navigator.clipboard.readText()").endswith(
        f"calculators/api-bill/?requests=250000&as_of={guide.as_of}&rules={guide.edition}#api-bill"
    )
    context.close()


def test_a_pair_that_was_never_measured_says_so(page, addresses, guide):
    page.goto(f"{addresses['root']}/{EVEN}")
    offers = guide.calculators["break_even"].choice_names["rent.offer"].options
    never = next(option.id for option in offers if option.tags["gpu"] == "rtx-pro-6000")
    page.goto(f"{addresses['root']}/{EVEN}?call.offer=openai/gpt-6-sol&rent.model=llama-3.1-405b&rent.offer={never}")
    assert _sentence(page).startswith("No measured throughput of Llama 3.1 405B")
    assert page.locator("output[data-q=breakeven_first]").inner_text() == "–"


def test_choosing_a_team_changes_salary_and_cost(page, addresses):
    page.goto(f"{addresses['root']}/{EVEN}")
    before = page.locator("output[data-q='rent.monthly_cost']").inner_text()
    page.locator(".group > summary", has_text="People").click()
    page.get_by_label("Engineers in").select_option("latam")
    assert _field(page, "salary").input_value() == "85,000"
    after = page.locator("output[data-q='rent.monthly_cost']").inner_text()
    assert float(re.sub(r"[^\d.]", "", after)) < float(re.sub(r"[^\d.]", "", before))


def test_a_long_table_filters_and_sorts(page, addresses):
    page.goto(f"{addresses['root']}/prices/index.html")
    table = page.locator("#gpu-prices-table")
    whole = table.locator("tbody tr:visible").count()
    page.locator("#gpu-prices-filter").fill("aws h100")
    page.locator("#gpu-prices-filter").fill("amazon h100")
    shown = table.locator("tbody tr:visible")
    assert 0 < shown.count() < whole
    assert all("H100" in row and "Amazon" in row for row in shown.all_inner_texts())
    page.locator("#gpu-prices-filter").fill("")
    head = table.locator("th[data-key=gpu_price] button")
    head.click()
    first = table.locator("tbody tr:visible td[data-sort]").nth(1)
    prices = [
        float(value) for value in table.locator("tbody tr").evaluate_all("(rows) => rows.map((row) => row.cells[1].dataset.sort)")
    ]
    assert prices == sorted(prices)
    assert first.is_visible()
    assert table.locator("th[data-key=gpu_price]").get_attribute("aria-sort") == "ascending"
