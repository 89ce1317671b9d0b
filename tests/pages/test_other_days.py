"""Every calculator that rests on dated prices answers as of another day, and sets beside it today's answer and what moved."""

import datetime as dt
import json
import random
import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from calculators.engine.calculator import answer
from calculators.engine.dated import day_words
from calculators.engine.problems import NotOnRecordError
from calculators.engine.sentences import applies
from publisher import reply
from publisher.days import days_of
from tests.pages.sending import ready
from tests.pages.test_days import pick
from tests.pages.test_parity import _agrees

NAMES = (
    "api_bill", "rented_fleet", "break_even", "specialized_clouds", "waiting", "runway", "unit_economics", "commitment",
    "fine_tuning", "shared_fleet", "routing",
)  # fmt: skip
SETS = 6  # questions to each calculator, each of a day of its own
OLDER = "2025-06-23"
MOST = 4  # results side by side


def address(addresses, name, **pairs):
    query = "&".join(f"{each}={value}" for each, value in pairs.items())
    return f"{addresses['root']}/calculators/{name.replace('_', '-')}/index.html?{query}"


def on(guide, day):
    return guide.on(dt.date.fromisoformat(day))


def said(guide, name, pairs):
    """The verdict; why there is none where a day has no answer."""
    try:
        return guide.verdict(guide.answer(name, pairs))
    except NotOnRecordError as error:
        return f"{'. '.join(error.lines)}."


@pytest.fixture(scope="module")
def scripts(browser, files):
    """A page with all that answers on other days, in the order in which pages load it."""
    page = browser.new_page()
    order = [r"page\.", *(rf"{name}\.data\." for name in NAMES), *(rf"{name}\.[0-9a-f]+\." for name in NAMES), r"guide\."]
    order += [*(rf"{name}-later\." for name in NAMES), r"later\.", *(rf"{name}-days\." for name in NAMES), r"days\."]
    for wanted in order:
        [path] = [path for path in files if re.match(rf"assets/{wanted}.*js$", path)]
        page.add_script_tag(content=files[path].decode())
    yield page
    page.close()


def asked(guide, name, rng):
    """What a reader of a day may ask: some of its options, some values within their plausible spread."""
    calculator = guide.calculators[name]
    options = {choice.name: choice.options for choice in calculator.choices if choice.options and rng.random() < 0.3}
    stated = [key for key in calculator.fields if key not in calculator.choice_names and guide.quantities[key].defaults]
    spreads = {key: guide.quantities[key].on(guide.as_of) for key in stated if rng.random() < 0.3}
    values = {key: float(f"{rng.uniform(held.low, held.high):.4g}") for key, held in spreads.items()}
    return values, {key: rng.choice(among).id for key, among in options.items()}


@pytest.mark.parametrize("name", NAMES)
def test_the_browser_answers_as_python_does_on_days_that_are_drawn(guide, scripts, name):
    rng = random.Random(f"{name} on other days")
    days = [day.isoformat() for day in rng.sample(days_of(guide)[-90:-1], SETS)]
    questions = [(day, *asked(on(guide, day), name, rng)) for day in days]
    found = scripts.evaluate(
        """([name, questions]) => questions.map(([day, asked, chosen]) => {
          const calculator = guide.onDay(guide.prepare(calculators[name]), day);
          const answer = guide.answer(calculator, asked, chosen);
          if (answer.notes.length) return { notes: answer.notes };
          const { values, low, high, prospect } = answer;
          return { notes: [], low, high, prospect: prospect ?? null, values: calculator.results.map((each) => values[each]),
            said: guide.sentence(calculator, values, guide.labels(calculator, answer)) };
        })""",
        [name, questions],
    )
    answered = 0
    for (day, values, chosen), browser in zip(questions, found, strict=True):
        then = on(guide, day)
        calculator = then.calculators[name]
        resolved = calculator.resolver(then.quantities, then.as_of).resolve(values, chosen)
        assert list(resolved.notes) == browser["notes"], day
        if resolved.notes:
            continue
        answered += 1
        own = answer(calculator, then.quantities, then.as_of, values, chosen)
        assert [own.values[each] for each in calculator.results] == browser["values"], day
        assert (dict(own.low), dict(own.high)) == (browser["low"], browser["high"]), day
        assert then.sentence(own) == browser["said"], day
        if own.prospect:
            _agrees(own.prospect, browser["prospect"])
    assert answered >= SETS / 3


def sides(page):
    """Each side's head, verdict and results as they are told."""
    page.locator(".since .side").first.wait_for()
    return [
        (
            side.locator(".name").inner_text(), side.locator(".stated").inner_text(),
            list(zip(side.locator("dt").all_inner_texts(), side.locator("dd").all_inner_texts(), strict=True)),
        )
        for side in page.locator(".since .side").all()
    ]  # fmt: skip


def expected(guide, name, day, pairs):
    """Both sides as Python has them, with the results that a page shows first, but none that neither day has."""
    answers = [each.answer(name, pairs) for each in (on(guide, day), guide)]
    first, *more = guide.calculators[name].results
    has = [each for each in more if any(abs(found.values[each]) < float("inf") for found in answers)]
    shown = [first, *(more if len(more) < MOST else has)][:MOST]
    heads = [f"As sent, {day_words(dt.date.fromisoformat(day))}", f"Today, {day_words(guide.as_of)}"]
    return [
        (head, guide.verdict(found), [(guide.quantities[each].label, guide.speaker.value(each, found.values[each])) for each in shown])
        for head, found in zip(heads, answers, strict=True)
    ]  # fmt: skip


SENT = {
    "api_bill": {"requests": "3000000"}, "rented_fleet": {"output_tokens": "600"}, "break_even": {"requests": "3000000"},
    "specialized_clouds": {"gpu": "h200-sxm"}, "waiting": {"preset": "voice"}, "runway": {"requests": "9000000"},
    "unit_economics": {"sessions": "40"}, "commitment": {"needed_share": "0.8"},
    "fine_tuning": {"saved_prompt_tokens": "3000"}, "shared_fleet": {"first.requests": "9000000"}, "routing": {"frontier_share": "0.1"},
}  # fmt: skip
THEN = dict.fromkeys(NAMES, "2025-06-23") | {"specialized_clouds": "2026-03-01"}


@pytest.mark.parametrize("name", NAMES)
def test_a_page_opens_at_the_answer_as_it_was_sent_with_today_s_beside_it(page, addresses, guide, name):
    pairs, day = SENT[name], THEN[name]
    page.goto(address(addresses, name, **pairs, as_of=day, rules=guide.edition))
    ready(page)
    then = on(guide, day)
    found = then.answer(name, pairs)
    assert page.locator("[data-sentence]").inner_text() == then.verdict(found)
    results = {each.get_attribute("data-q"): each.inner_text() for each in page.locator("output[data-role=result]").all()}
    assert results == {each: then.speaker.value(each, found.values[each], bare=True) for each in then.calculators[name].results}
    both = expected(guide, name, day, pairs)
    if both[0][1:] == both[1][1:]:
        page.get_by_text("That day’s answer is today’s as well.").wait_for()
        assert page.locator(".since .side").count() == 0
    else:
        assert sides(page) == both
    with page.expect_download() as started:
        page.get_by_role("button", name="JSON", exact=True).click()
    taken = json.loads(started.value.path().read_text("utf-8"))
    words = [f"{each}={value}" for each, value in {**pairs, "as_of": day}.items()]
    assert taken == json.loads(json.dumps(reply.reply(guide, name, words)))


def test_most_of_these_answers_have_moved(guide):
    """The pages would prove little if their answers were today's."""
    both = {name: expected(guide, name, THEN[name], SENT[name]) for name in NAMES}
    assert sum(then[1:] != now[1:] for then, now in both.values()) > len(NAMES) - 2


def finding(page):
    return page.locator(".since .finding").inner_text().replace("\u2060", "")  # which keeps a sign beside its figure


def test_the_finding_tells_how_a_figure_moved_where_a_verdict_is_but_figures(page, addresses, guide):
    page.goto(address(addresses, "api_bill", **SENT["api_bill"], as_of=OLDER))
    ready(page)
    was, is_ = (
        on(guide, day).answer("api_bill", SENT["api_bill"]).values["call.usage_cost"] for day in (OLDER, guide.as_of.isoformat())
    )
    before, after = guide.speaker.value("call.usage_cost", was), guide.speaker.value("call.usage_cost", is_, bare=True)
    assert finding(page) == f"API bill: {before} then, {after} now."


def judgment(guide, name, pairs):
    """What a verdict says before its first stop, where no figure and no name stands there."""
    found = guide.answer(name, pairs)
    variant = next(each for each in guide.sentences[name].variants if applies(each, found.values))
    head = variant.say.partition(":")[0]
    return "" if "{" in head else head


TOLD = {
    "routing": {"requests": "300000", "frontier_share": "0.1"}, "waiting": {"preset": "voice"},
    "unit_economics": {"sessions": "250", "wanted_margin": "0.55"},
}  # fmt: skip


@pytest.mark.parametrize("name", TOLD)
def test_the_finding_tells_whether_a_verdict_turned(page, addresses, guide, name):
    pairs = TOLD[name]
    was, is_ = judgment(on(guide, OLDER), name, pairs), judgment(guide, name, pairs)
    page.goto(address(addresses, name, **pairs, as_of=OLDER))
    ready(page)
    page.locator(".since .side").first.wait_for()
    if was == is_:
        assert finding(page).startswith(f"The verdict is what it was, “{was}”. ")
    elif was and is_:
        assert finding(page).startswith(f"The verdict was “{was}” and is “{is_}” today. ")
    else:
        words = f"The verdict was “{was}” and no longer is." if was else f"The verdict is “{is_}” today and was not then."
        assert finding(page).startswith(f"{words} {guide.quantities[guide.calculators[name].results[0]].label}: ")


def test_the_findings_of_this_test_are_of_several_kinds(guide):
    both = {name: (judgment(on(guide, OLDER), name, pairs), judgment(guide, name, pairs)) for name, pairs in TOLD.items()}
    assert len({(was == is_, bool(was), bool(is_)) for was, is_ in both.values()}) > 1


def rows(page):
    """What moved: [label, hint, then, now] of each row."""
    return [
        [text.strip() for cell in row.locator("th, td").all() for text in cell.inner_text().split("\n")]
        for row in page.locator(".since tbody tr").all()
    ]


def test_a_price_that_moves_the_figures_is_told_and_one_that_does_not_is_only_counted(page, addresses, guide):
    then = on(guide, OLDER).calculators["api_bill"].choice_names["call.offer"]
    now = guide.calculators["api_bill"].choice_names["call.offer"]
    was, is_ = next(
        (option, found) for option in then.options
        if (found := now.option(option.id)) and found.values["call.input_price"] != option.values["call.input_price"]
    )  # fmt: skip
    page.goto(address(addresses, "api_bill", **{"call.offer": was.id, "batch_share": "0"}, as_of=OLDER))
    ready(page)
    page.locator(".since tbody").wait_for()
    prices = [guide.speaker.value("call.input_price", option.values["call.input_price"], bare=True) for option in (was, is_)]
    row = next(row for row in rows(page) if row[0] == "Input price")
    assert row[1].startswith(f"per million tokens; {is_.label}")
    assert row[2:] == prices
    page.goto(address(addresses, "api_bill", **{"call.offer": was.id, "call.input_price": "3"}, as_of=OLDER))
    ready(page)
    page.locator(".since .finding").wait_for()
    assert "Input price" not in [row[0] for row in rows(page)]  # the reader's own did not move


def listed(page):
    """The table of every option, as it is read: [cells, where its source leads]."""
    return page.locator("table[data-sweep] tbody tr:not([hidden])").evaluate_all(
        "(rows) => rows.map((row) => [[...row.cells].map((cell) => cell.textContent.trim().replace(/\\s+/g, ' ')), row.querySelector('a').href, row.className])"
    )


@pytest.mark.parametrize("name", ["api_bill", "rented_fleet", "break_even"])
def test_the_table_of_every_option_is_the_day_s_with_the_day_s_sources(page, addresses, guide, name):
    page.goto(address(addresses, name))
    ready(page)
    today = listed(page)
    pick(page, OLDER, name)
    then = on(guide, OLDER)
    table = then.calculator_tables[name](then.answer(name, {}))
    found = listed(page)
    assert [cells for cells, _, _ in found] == [
        [" ".join(f"{cell.text} {cell.note}".split()) for cell in row.cells] for row in table.rows if not row.hidden
    ]
    assert [href.rpartition("#source-")[2] for _, href, _ in found] == [
        row.cells[-1].sort for row in table.rows if not row.hidden
    ]
    assert [place for place, (_, _, mark) in enumerate(found) if mark] == [
        place for place, row in enumerate(table.rows) if row.mark
    ]
    pick(page, guide.as_of.isoformat(), name)
    assert listed(page) == today


@pytest.mark.parametrize(("name", "still"), [("api_bill", "api-bill-chart"), ("specialized_clouds", "specialized-medians")])
def test_what_does_not_follow_keeps_the_day_that_it_is_of(page, addresses, guide, name, still):
    page.goto(address(addresses, name, as_of=THEN[name]))
    ready(page)
    assert f"Prices as of {day_words(guide.as_of)}." in page.locator(f"#{still} .source").first.inner_text()
    days = set(page.locator("form [data-priced]").all_text_contents())
    assert days == {day_words(dt.date.fromisoformat(THEN[name]))}


def test_a_day_without_an_answer_has_today_s_beside_it(page, addresses, guide):
    page.goto(address(addresses, "specialized_clouds", as_of=OLDER, rules=guide.edition))
    ready(page)
    (_, then, none), (_, now, some) = sides(page)
    assert then == "No GPU on record is rented by both sides on that day."
    assert {text for _, text in none} == {"–"}
    assert now == guide.verdict(guide.answer("specialized_clouds", {}))
    assert "–" not in {text for _, text in some}
    assert finding(page) == "That day has no answer; today has one."
    assert page.locator(".since table").count() == 0
    page.get_by_role("button", name="Answer with today’s prices").click()
    page.locator("form[data-settled]").wait_for()
    assert page.locator("[data-sentence]").inner_text() == now


@pytest.mark.parametrize("place", ["root", "folder"])
def test_the_page_is_moved_to_today_and_back_and_started_over(page, addresses, guide, place):
    pairs, own = {"frontier_share": "0.1"}, guide.as_of.isoformat()
    page.goto(f"{addresses[place]}/calculators/routing/index.html?frontier_share=0.1&as_of={OLDER}")
    ready(page)
    page.get_by_role("button", name="Answer with today’s prices").click()
    page.wait_for_url(f"**?frontier_share=0.1&as_of={own}&rules={guide.edition}")
    ready(page)
    assert page.locator("[data-sentence]").inner_text() == said(guide, "routing", pairs)
    page.get_by_role("button", name="Answer as sent").click()
    page.wait_for_url(f"**?frontier_share=0.1&as_of={OLDER}&rules={guide.edition}")
    ready(page)
    assert page.locator("[data-sentence]").inner_text() == said(on(guide, OLDER), "routing", pairs)
    page.get_by_role("button", name="Start over").click()
    ready(page)
    assert page.locator("[data-sentence]").inner_text() == said(guide, "routing", {})
    assert page.locator(".since").count() == 0


def test_no_day_is_loaded_until_one_is_asked_for(page, addresses, guide):
    loaded = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(address(addresses, "api_bill", requests=5000, as_of=guide.as_of, rules=guide.edition))
    ready(page)
    assert not [url for url in loaded if "days." in url]
    pick(page, OLDER, "api_bill")
    assert len([url for url in loaded if "days." in url]) == 2  # what there was, and what answers with it


@pytest.mark.parametrize("name", ["unit_economics", "break_even", "specialized_clouds"])
@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_it_is_accessible_and_fits(browser, addresses, name, width, scheme):
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    own = context.new_page()
    own.goto(address(addresses, name, as_of=OLDER, **(SENT[name] if name != "specialized_clouds" else {})))
    ready(own)
    own.locator(".since .side").first.wait_for()
    found = Axe().run(own)
    assert found.violations_count == 0, found.generate_report()
    assert own.evaluate("() => document.documentElement.scrollWidth") <= width
    context.close()
