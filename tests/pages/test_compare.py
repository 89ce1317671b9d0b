"""Cases side by side: kept, renamed, opened, removed; by keyboard, from a folder, and where nothing may be stored."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.pages.sending import dated
from tests.pages.waiting import settled

DECIDE = "decide/index.html"
FULL = "Three cases are kept. Remove one to keep another."


@pytest.fixture(params=[390, 1280])
def options(request):
    """Pages of two widths."""
    return {"viewport": {"width": request.param, "height": 900}}


def keep(page, requests):
    """Keep the case with so many requests."""
    page.locator(".inputs input[type=text][name=requests]").fill(requests)
    page.get_by_role("button", name="Keep to compare").press("Enter")


def columns(page, count):
    """The table's texts by row head, once it has so many columns of cases."""
    page.wait_for_function(f"() => document.querySelector('.compare thead tr')?.cells.length === {count + 1}")
    rows = page.locator(".compare tbody tr").evaluate_all(
        "(rows) => rows.map((row) => [...row.cells].map((cell) => cell.innerText))"
    )
    return {head: cells for head, *cells in rows}


@pytest.mark.parametrize("place", ["folder", "root"])
def test_kept_cases_stand_beside_the_one_at_hand(page, addresses, guide, place):
    page.goto(f"{addresses[place]}/{DECIDE}?preset=voice")
    keep(page, "5M")
    page.locator(".inputs input[type=text][name=requests]").fill("7M")
    page.wait_for_function("() => document.querySelector('.compare td:last-child')?.innerText.startsWith('7M')")
    found = columns(page, 2)
    answers = [guide.answer("decide", {"preset": "voice", "requests": value}) for value in ("5000000", "7000000")]
    assert found["Requests"] == [guide.speaker.value("requests", answer.values["requests"]) for answer in answers]
    assert found["Verdict"] == [guide.verdict(answer) for answer in answers]
    assert [text.split("\n")[0] for text in found["Calling"]] == [
        guide.speaker.value("call.levelised_cost", answer.values["call.levelised_cost"]) for answer in answers
    ]
    low, high = (
        guide.speaker.value("rent.levelised_cost", end["rent.levelised_cost"], bare=True)
        for end in (answers[0].low, answers[0].high)
    )
    assert found["Renting"][0].endswith(f"{low} to {high}")
    assert "Input tokens" not in found  # the cases agree on it
    assert settled(page).url.endswith(f"?preset=voice&requests=7000000{dated(guide)}")


def test_at_most_three_are_kept_and_the_reason_is_said(page, addresses):
    page.goto(f"{addresses['root']}/{DECIDE}")
    button = page.get_by_role("button", name="Keep to compare")
    for requests in ("1M", "2M", "3M"):
        assert page.get_by_text(FULL).is_hidden()
        keep(page, requests)
    columns(page, 4)
    assert button.get_attribute("aria-disabled") == "true"
    assert page.get_by_text(FULL).is_visible()
    keep(page, "4M")
    page.get_by_role("status").get_by_text("Three cases are kept. Remove one to keep this one.").wait_for()
    page.get_by_role("button", name="Remove case 2").click()
    assert columns(page, 3)["Requests"] == ["1M requests a month", "3M requests a month", "4M requests a month"]
    assert button.evaluate("(button) => button === document.activeElement")
    assert button.get_attribute("aria-disabled") == "false"


def test_the_same_case_is_kept_once(page, addresses):
    page.goto(f"{addresses['root']}/{DECIDE}")
    keep(page, "1M")
    columns(page, 2)
    keep(page, "1M")
    page.get_by_role("status").get_by_text("This case is kept already.").wait_for()
    columns(page, 2)


def test_a_kept_case_is_opened_by_keyboard(page, addresses, guide):
    page.goto(f"{addresses['root']}/{DECIDE}")
    keep(page, "5M")
    columns(page, 2)
    page.locator(".inputs input[type=text][name=requests]").fill("9M")
    page.wait_for_function("() => document.querySelector('.compare td:last-child')?.innerText.startsWith('9M')")
    page.get_by_role("button", name="Open case 1").press("Enter")
    page.get_by_role("status").get_by_text("is open.").wait_for()
    assert settled(page).url.endswith(f"?requests=5000000{dated(guide)}")
    told = page.locator("form [data-sentence], form [data-afterword]").all_inner_texts()
    assert " ".join(told) == guide.sentence(guide.answer("decide", {"requests": "5000000"}))
    assert page.locator(":focus").get_attribute("aria-label") == "Open case 1"


@pytest.mark.parametrize("place", ["folder", "root"])
def test_cases_and_their_names_last_as_long_as_the_tab(page, addresses, place):
    page.goto(f"{addresses[place]}/{DECIDE}")
    keep(page, "5M")
    columns(page, 2)
    name = page.get_by_label("Case 1", exact=True)
    assert name.input_value() == "Requests 5M"
    name.fill("After the launch")
    page.reload()
    columns(page, 2)
    assert page.get_by_label("Case 1", exact=True).input_value() == "After the launch"
    page.goto(f"{addresses[place]}/calculators/api-bill/index.html")
    assert page.locator(".compare figure").is_hidden()


def test_where_nothing_may_be_stored_cases_are_kept_on_the_page(page, addresses):
    page.add_init_script("Object.defineProperty(window, 'sessionStorage', { get() { throw new DOMException('no'); } });")
    page.goto(f"{addresses['root']}/{DECIDE}")
    keep(page, "5M")
    keep(page, "6M")
    assert columns(page, 3)["Requests"] == ["5M requests a month", "6M requests a month", "6M requests a month"]


def test_a_calculator_of_one_month_compares_its_headline_results(page, addresses, guide):
    page.goto(f"{addresses['root']}/calculators/api-bill/index.html")
    keep(page, "5M")
    found = columns(page, 2)
    answer = guide.answer("api_bill", {"requests": "5000000"})
    for name in guide.calculators["api_bill"].results:
        assert found[guide.quantities[name].label][0].split("\n")[0] == guide.speaker.value(name, answer.values[name])


def test_the_table_is_accessible_and_leaves_room_for_its_cells(page, addresses):
    page.goto(f"{addresses['root']}/{DECIDE}")
    for requests in ("1M", "2M", "3M"):
        keep(page, requests)
    columns(page, 4)
    assert Axe().run(page).response["violations"] == []
    scroll = page.locator(".compare .scroll")
    room, head = scroll.evaluate("(part) => [part.clientWidth, part.querySelector('tbody th').getBoundingClientRect().width]")
    assert head < room / 3
    scroll.evaluate("(part) => { part.scrollLeft = part.scrollWidth; }")
    assert page.locator(".compare tbody th").first.evaluate(
        "(head) => head.getBoundingClientRect().left >= head.closest('.scroll').getBoundingClientRect().left - 1"
    )
    assert page.evaluate("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    for button in page.locator(".compare button, .takeaway button:visible").all():
        assert button.bounding_box()["height"] >= 44
