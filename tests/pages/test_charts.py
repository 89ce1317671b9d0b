"""Charts that follow the reader show what Python draws for the same answer: marks, words and tables, at both widths."""

import random

import pytest

from calculators.charts.atlas import atlas_chart
from calculators.charts.voice import Voice
from publisher import figures
from tests.pages.drawn import READ, differences
from tests.pages.waiting import settled

PAGES = {
    "decide": "decide/index.html", "break_even": "calculators/break-even/index.html",
    "rented_fleet": "calculators/rented-fleet/index.html",
}  # fmt: skip
SETS = 12
# Stands in for the page's widget: answers a question and calls what follows, as the widget does on each change.
FOLLOW = """([name, asked, chosen, complete]) => {
  const calculator = calculators[name];
  const answer = guide.answer(calculator, asked, chosen);
  const widget = { calculator, form: document.querySelector('form[data-calculator]'), answer, query: () => '' };
  for (const each of guide.followers) {
    const { bands, chances, swings, change, ...quick } = answer.prospect ?? {};
    for (const _ of each.now?.(widget, { ...answer, prospect: quick }) ?? []);
    if (complete) for (const _ of each.settled?.(widget, answer) ?? []);
  }
  return answer.notes;
}"""


@pytest.fixture(scope="module")
def page(browser):
    """One page for all questions."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def _live(guide, name):
    return [chart.id for chart in guide.drawn(guide.answer(name, {})) if chart.live]


def _drawing(page, chart, kind):
    return page.evaluate(f"([id, kind]) => ({READ})(document.querySelector(`#${{id}} .drawing.${{kind}} svg`))", [chart, kind])


def _built(page, chart, kind):
    """Python's own drawing of a chart, read in the same way."""
    svg = figures.draw(chart.spec, chart.id, chart.description, None)[kind]
    return page.evaluate(f"(text) => ({READ})(new DOMParser().parseFromString(text, 'image/svg+xml'))", svg)


def _table(page, chart):
    return page.locator(f"#{chart} tbody tr:not([hidden])").evaluate_all(
        "(rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent.trim()))"
    )


def _texts(page, chart):
    return page.evaluate(
        "(id) => ['strong', 'figcaption span', '.wide desc', '.narrow desc'].map((place) => document.querySelector(`#${id} ${place}`).textContent)",
        chart,
    )


def _asked(guide, name, rng):
    """A random question of a reader, as `quantity=value` pairs."""
    calculator, pairs = guide.calculators[name], {}
    for choice in calculator.choices:
        if rng.random() < 0.25 and choice.options:
            pairs[choice.name] = rng.choice(choice.options).id
    for key in calculator.inputs:
        quantity = guide.quantities[key]
        if quantity.defaults and rng.random() < 0.3:
            default = quantity.on(guide.as_of)
            low, high = max(default.low, quantity.least), min(default.high, quantity.most)
            pairs[key] = repr(float(f"{rng.uniform(low, high):.4g}"))
    if rng.random() < 0.7:
        pairs["requests"] = f"{10 ** rng.uniform(3, 8.5):.3g}"
    return pairs


def _agrees(page, guide, name, pairs):
    found = guide.answer(name, pairs)
    notes = page.evaluate(FOLLOW, [name, dict(found.asked), dict(found.chosen), True])
    assert notes == []
    drawn = {chart.id: chart for chart in guide.drawn(found)}
    if found.calculator.atlas:  # the build draws the map for the guide's own inputs alone
        chart = atlas_chart(Voice(guide.speaker, guide.sentences), guide.quantities, guide.as_of, found)
        drawn[chart.id] = chart
    for id_ in _live(guide, name):
        assert page.locator(f"#{id_}").evaluate("(figure) => figure.hidden") == (id_ not in drawn)
        if id_ not in drawn:
            continue
        chart = drawn[id_]
        assert _texts(page, id_) == [chart.title, chart.subtitle, chart.description, chart.description]
        assert _table(page, id_) == [[cell.text for cell in row.cells] for row in chart.table.rows]
        for kind, width in figures.WIDTHS.items():
            assert differences(_drawing(page, id_, kind), _built(page, chart, kind)) == [], (id_, kind)
            told = page.locator(f"#{id_} tbody tr:not([hidden])").evaluate_all(f"(rows) => rows.map((row) => row.dataset.{kind})")
            own = [place.text for place in chart.places(width)]
            assert [[float(each) for each in row.split()] for row in told] == [
                pytest.approx([float(each) for each in row.split()], abs=0.2) for row in own
            ]


@pytest.mark.parametrize("place", ["root", "folder"])
@pytest.mark.parametrize("name", PAGES)
def test_the_script_draws_the_default_answer_as_the_build_did(page, addresses, guide, name, place):
    page.goto(f"{addresses[place]}/{PAGES[name]}")
    settled(page)
    ids = _live(guide, name)
    assert ids
    before = [[_drawing(page, id_, kind) for kind in figures.WIDTHS] + [_texts(page, id_), _table(page, id_)] for id_ in ids]
    page.evaluate(FOLLOW, [name, {}, {}, True])
    after = [[_drawing(page, id_, kind) for kind in figures.WIDTHS] + [_texts(page, id_), _table(page, id_)] for id_ in ids]
    for one, other in zip(before, after, strict=True):
        assert [differences(*pair) for pair in zip(one[:2], other[:2], strict=True)] == [[], []]
        assert one[2:] == other[2:]


@pytest.mark.parametrize("name", PAGES)
def test_what_a_reader_asks_is_drawn_as_python_draws_it(page, addresses, guide, name):
    page.goto(f"{addresses['root']}/{PAGES[name]}")
    settled(page)
    rng, titles = random.Random(f"charts of {name}"), set()
    answered = 0
    while answered < SETS:
        pairs = _asked(guide, name, rng)
        try:
            guide.answer(name, pairs)
        except Exception:
            continue
        answered += 1
        _agrees(page, guide, name, pairs)
        titles.update(_texts(page, id_)[0] for id_ in _live(guide, name))
    assert len(titles) > SETS / 2


CASES = {
    "a mix": {"requests": "30000000", "call.offer": "openai/gpt-6-sol"}, "only owning": {"data_rule": "never"},
    "no way": {"data_rule": "never", "own.data_allowed": "0"}, "rented": {"preset": "voice", "data_rule": "rented"},
    "growth": {"call.offer": "openai/gpt-6-sol", "requests": "3000000", "growth": "0.08"}, "longer": {"horizon_months": "60"},
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_each_state_of_a_way_is_drawn_as_python_draws_it(page, addresses, guide, case):
    page.goto(f"{addresses['root']}/{PAGES['decide']}")
    settled(page)
    _agrees(page, guide, "decide", CASES[case])
    _agrees(page, guide, "decide", {})  # and back


def test_until_an_answer_is_complete_what_is_old_is_faint(page, addresses):
    page.goto(f"{addresses['root']}/{PAGES['decide']}")
    settled(page)
    page.evaluate(FOLLOW, ["decide", {"requests": 5e6}, {}, False])
    assert page.locator("#decide-chart .wide .spans_marks").evaluate("(mark) => getComputedStyle(mark).opacity") == "0.4"
    assert page.locator("#decide-swings-chart .wide svg").evaluate("(mark) => getComputedStyle(mark).opacity") == "0.4"
    page.evaluate(FOLLOW, ["decide", {"requests": 5e6}, {}, True])
    assert page.locator("#decide-chart .wide .spans_marks").evaluate("(mark) => getComputedStyle(mark).opacity") == "1"


def test_what_is_read_after_a_change_is_the_new_table(page, addresses, guide):
    page.goto(f"{addresses['root']}/{PAGES['decide']}")
    settled(page)
    page.evaluate(FOLLOW, ["decide", {"requests": 5e6}, {}, True])
    page.locator("#decide-months-chart .drawing:visible").focus()
    page.keyboard.press("End")
    said = page.locator("#decide-months-chart .wide .readout").text_content()
    chart = next(c for c in guide.drawn(guide.answer("decide", {"requests": "5000000"})) if c.id == "decide-months-chart")
    assert all(cell.text in said for cell in chart.table.rows[-1].cells)
