"""The four ways under a reader's hands: dragging, links, going back, and figures that are Python's for any question."""

import random

import pytest
from axe_playwright_python.sync_playwright import Axe

from calculators.engine.calculator import answer
from tests.pages.test_parity import _asked
from tests.pages.waiting import settled

DECIDE = "decide/index.html"
SETS = 200
GO = """(query) => {
  history.pushState(null, "", location.pathname + (query && `?${query}`));
  dispatchEvent(new PopStateEvent("popstate"));
}"""
SHOWN = """() => {
  const text = (place) => document.querySelector(place).textContent;
  const rows = [...document.querySelectorAll("[data-way]")].map((row) => [row.dataset.way,
    ...["cost", "band", "chance", "state"].map((part) => row.querySelector(`[data-part=${part}]`).textContent)]);
  const results = [...document.querySelectorAll("output[data-q]")].map((place) => [place.dataset.q, place.textContent]);
  return { verdict: text("[data-sentence]"), after: text("[data-afterword]"), rows, results,
    reasons: [...document.querySelectorAll("[data-reason]:not([hidden]) [data-part=text]")].map((part) => part.textContent) };
}"""


@pytest.fixture(params=["root", "folder"])
def address(request, addresses):
    return addresses[request.param]


def slider(page, name):
    return page.locator(f"input[type=range][name='{name}']")


def expected(guide, own):
    """What the page must show of an answer of Python's."""
    outlook, found, said = own.calculator.outlook, own.prospect, guide.reasons_for(own)
    value = guide.speaker.value
    struck = {reason.way for reason, _ in said if reason.gate}
    rows = []
    for way, cost in outlook.shown.items():
        open_ = found.totals[outlook.compared[way]] < float("inf")
        state = (
            "cheapest"
            if way == found.best
            else "struck out"
            if way in struck
            else "open"
            if open_
            else "no better than one way alone"
        )
        band = " to ".join(value(cost, end, bare=True) for end in found.bands[cost])
        rows.append(
            [
                way,
                value(cost, found.totals[cost], bare=True),
                band,
                value("chance", found.chances.get(way, 0.0), bare=True),
                state,
            ]
        )
    return {
        "verdict": guide.verdict(own), "after": guide.afterword(own), "rows": rows,
        "results": [[name, value(name, own.values[name], bare=True)] for name in own.calculator.results],
        "reasons": [text for _, text in said],
    }  # fmt: skip


def _query(asked, chosen):
    return "&".join(
        f"{name}={value}" for name, value in {**chosen, **{name: repr(value) for name, value in asked.items()}}.items()
    )


def test_the_page_shows_what_python_says_for_every_preset_and_for_random_questions(page, addresses, guide):
    calculator, rng = guide.calculators["decide"], random.Random("the page of decide")
    asked = [({}, {"preset": option.id}) for option in calculator.choice_names["preset"].options]
    asked += [_asked(guide, "decide", rng) for _ in range(SETS)]
    page.goto(f"{addresses['root']}/{DECIDE}")
    settled(page)
    page.locator(".figures > summary").click()
    answered = 0
    for values, chosen in asked:
        page.evaluate(GO, _query(values, chosen))
        resolved = calculator.resolver(guide.quantities, guide.as_of).resolve(values, chosen)
        if resolved.notes:
            assert page.locator("[data-sentence]").inner_text() == ". ".join(resolved.notes) + "."
            continue
        answered += 1
        own = answer(calculator, guide.quantities, guide.as_of, values, chosen)
        page.wait_for_function("() => !document.querySelector('form.settling')")
        shown, wanted = page.evaluate(SHOWN), expected(guide, own)
        assert {**shown, "reasons": sorted(shown["reasons"])} == {**wanted, "reasons": sorted(wanted["reasons"])}, _query(
            values, chosen
        )
    assert answered > SETS / 2


def test_a_slider_moves_verdict_bars_and_words_and_speaks_its_value(page, address, guide):
    page.goto(f"{address}/{DECIDE}?call.offer=openai/gpt-6-sol")
    settled(page)
    requests = slider(page, "requests")
    before = page.locator("#decide-chart .wide svg path").evaluate_all("(all) => all.map((path) => path.getAttribute('d'))")
    requests.focus()
    for _ in range(40):
        page.keyboard.press("ArrowRight")
    settled(page)
    value = float(page.locator(".inputs input[type=text][name=requests]").input_value().replace(",", ""))
    assert value > 500_000
    assert requests.get_attribute("aria-valuetext") == guide.speaker.value("requests", value)
    own = guide.answer("decide", {"call.offer": "openai/gpt-6-sol", "requests": f"{value:g}"})
    assert page.locator("[data-sentence]").inner_text() == guide.verdict(own)
    assert page.locator("[data-heard]").inner_text() == guide.verdict(own)  # told politely once the hand rests
    assert page.locator(".blank input[name=requests]").input_value() == f"{value:,.0f}"
    after = page.locator("#decide-chart .wide svg path").evaluate_all("(all) => all.map((path) => path.getAttribute('d'))")
    assert before != after
    page.keyboard.press("Home")
    assert page.locator(".inputs input[type=text][name=requests]").input_value() == "1,000"


def test_a_small_chart_tells_where_the_verdict_turns(page, addresses, guide):
    page.goto(f"{addresses['root']}/{DECIDE}?call.offer=openai/gpt-6-sol")
    settled(page)
    words = page.locator("[data-spark=requests] .turns").inner_text()
    assert words.startswith("turns from ")
    assert page.locator("[data-spark=requests] rect").count() > 1
    turn = words.removeprefix("turns from ").partition(":")[0]
    at = float(turn.rstrip("kM")) * {"k": 1e3, "M": 1e6}.get(turn[-1], 1)
    best = {
        size: guide.answer("decide", {"call.offer": "openai/gpt-6-sol", "requests": f"{size:.0f}"}).prospect.best
        for size in (at / 1.7, at)
    }
    assert len(set(best.values())) == 2, best


def test_the_map_is_drawn_anew_for_the_readers_own_case(page, addresses, guide):
    atlas = guide.calculators["decide"].atlas
    page.goto(f"{addresses['root']}/{DECIDE}")
    settled(page)
    fills = "(all) => [...new Set(all.map((tile) => tile.getAttribute('fill')))]"
    tiles = page.locator("#decide-atlas-chart .wide .tiles_marks path")
    assert tiles.count() == len(atlas.columns) * len(atlas.rows)
    assert tiles.evaluate_all(fills) == ["var(--call)"]
    page.locator(".ask-line select[name='call.offer']").select_option("openai/gpt-6-sol")
    settled(page)
    assert len(tiles.evaluate_all(fills)) > 1
    assert "takes over from" in page.locator("#decide-atlas-chart-title").inner_text()


def test_back_and_forward_bring_back_each_answer(page, address, guide):
    page.goto(f"{address}/{DECIDE}")
    settled(page)
    field = page.locator(".inputs input[type=text][name=requests]")
    for value in ("200000", "300000"):
        field.fill(value)
        field.press("Tab")
        page.wait_for_url(f"**?requests={value}&*")
    page.go_back()
    page.wait_for_url("**?requests=200000&*")
    settled(page)
    assert field.input_value() == "200,000"
    assert page.locator("[data-sentence]").inner_text() == guide.verdict(guide.answer("decide", {"requests": "200000"}))
    page.go_back()
    page.wait_for_url(lambda url: "?" not in url)
    assert field.input_value() == "100,000"
    page.go_forward()
    page.wait_for_url("**?requests=200000&*")
    assert field.input_value() == "200,000"


def test_requests_that_are_stated_win_over_a_bill(page, addresses, guide):
    page.goto(f"{addresses['root']}/{DECIDE}?bill=7400")
    settled(page)
    own = guide.answer("decide", {"bill": "7400"})
    field = page.locator(".blank input[name=requests]")
    assert float(field.input_value().replace(",", "")) == pytest.approx(own.values["volume"], abs=1)
    field.fill("50,000")
    settled(page)
    assert page.locator("[data-sentence]").inner_text() == guide.verdict(guide.answer("decide", {"requests": "50000"}))


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("requests=5000&as_of=2025-01-31", "Answered with the prices and offers of 31 January 2025"),
        ("requests=5000&as_of=2999-01-31", "made with the prices of 31 January 2999"),
        ("requests=5000&rules=0", ""),  # there never was such an edition
        ("requests=5000&rent.fte_total=2", "names rent.fte_total, which this calculator does not have"),
        ("a=1&b=2&c=3&d=4", "names 4 inputs, which this calculator does not have"),
        ("own.pue=9000", "lies between 1 and 3"),  # its field is among those that come when they are opened
        ("preset=gone", "not on record"),
        ("utm_source=mail&fbclid=1", ""),
        ("<img src=x onerror=alert(1)>=1", "does not have"),
    ],
)
def test_what_a_link_holds_that_the_page_does_not_know_is_told_and_left_out(page, addresses, query, told):
    page.goto(f"{addresses['root']}/{DECIDE}?{query}")
    settled(page)
    page.wait_for_function(  # the prices of another day come a moment later
        "(told) => [...document.querySelectorAll('[data-notes], [data-error]')].filter((note) => note.checkVisibility())"
        ".some((note) => note.textContent.includes(told)) === Boolean(told)",
        arg=told,
    )
    assert page.locator("img[src=x]").count() == 0
    assert Axe().run(page).response["violations"] == []


def test_further_inputs_come_when_they_are_opened(page, address, guide):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/{DECIDE}?own.pue=1.3")
    settled(page)
    assert not any("decide-inputs" in url for url in asked)
    page.locator(".more > summary").click()
    page.locator(".more .group").first.wait_for()
    page.locator(".more .group > summary", has_text="Owning").click()
    field = page.locator("input[type=text][name='own.pue']")
    assert field.input_value() == "1.3"
    link = page.locator("[data-field='own.pue'] .why a")
    if link.count():
        assert link.first.get_attribute("href").startswith("../sources/index.html#source-")
    field.fill("1.6")
    settled(page)
    assert page.locator("[data-sentence]").inner_text() == guide.verdict(guide.answer("decide", {"own.pue": "1.6"}))
    assert page.locator("[data-spark='own.pue'] .turns").inner_text() != ""


def test_nothing_moves_when_the_scripts_start(browser, addresses):
    for width in (390, 1280):
        context = browser.new_context(viewport={"width": width, "height": 900})
        page = context.new_page()
        page.add_init_script(
            "self.shifts = []; new PerformanceObserver((list) => shifts.push(...list.getEntries().map((one) => one.value)))"
            ".observe({ type: 'layout-shift', buffered: true });"
        )
        for path in ("index.html", DECIDE, "calculators/break-even/index.html"):
            page.goto(f"{addresses['root']}/{path}")
            settled(page)
            page.wait_for_timeout(200)
            assert sum(page.evaluate("() => shifts")) < 0.01, (path, width)
        context.close()


def test_the_devices_own_share_sheet_is_offered_where_there_is_one(browser, addresses, guide):
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{addresses['root']}/{DECIDE}")
    assert page.get_by_role("button", name="Share").count() == 0
    page.add_init_script("navigator.share = async (what) => { self.shared = what; };")
    page.goto(f"{addresses['root']}/{DECIDE}?requests=250000")
    page.get_by_role("button", name="Share").click()
    page.wait_for_function("() => self.shared")
    assert page.evaluate("() => shared.url").endswith(f"?requests=250000&as_of={guide.as_of}&rules={guide.edition}#decide")
    context.close()


@pytest.mark.parametrize("media", [{"forced_colors": "active"}, {"reduced_motion": "reduce"}, {"color_scheme": "dark"}])
def test_it_is_accessible_in_forced_colors_without_motion_and_in_the_dark(browser, addresses, media):
    context = browser.new_context(viewport={"width": 390, "height": 900}, **media)
    page = context.new_page()
    page.goto(f"{addresses['root']}/{DECIDE}?call.offer=openai/gpt-6-sol&requests=9999999999999")
    settled(page)
    page.locator(".more > summary").click()
    page.locator(".more .group").first.wait_for()
    page.evaluate("() => document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    settled(page)
    assert [(one["id"], one["nodes"][0]["html"][:150]) for one in Axe().run(page).response["violations"]] == []
    context.close()


def test_targets_are_large_and_nothing_is_wider_than_the_screen_at_twice_the_size(browser, addresses):
    context = browser.new_context(viewport={"width": 320, "height": 640})  # 640 pixels at 200%
    page = context.new_page()
    for path in ("index.html", DECIDE):
        page.goto(f"{addresses['root']}/{path}")
        settled(page)
        assert page.evaluate("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"), path
        small = page.locator("form button:visible, form input:visible, form select:visible, form summary:visible").evaluate_all(
            "(all) => all.filter((each) => each.getBoundingClientRect().height < 43.5).map((each) => each.outerHTML.slice(0, 120))"
        )
        assert small == [], path
    context.close()
