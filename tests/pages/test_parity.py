"""The browser gives the very same numbers and sentences as Python, on numbers and on columns."""

import math
import random

import numpy as np
import pytest

from calculators.catalog import CALCULATIONS
from calculators.engine.atlas import winners
from calculators.engine.calculator import Answer, answer
from calculators.engine.numbers import STYLES, fixed, number_text
from calculators.engine.ticks import log_ends, plain_ends, tick_text
from publisher.asked import IGNORED

POINTS = 1500
SETS = 60
NAMES = (
    "api_bill", "rented_fleet", "break_even", "specialized_clouds", "decide", "unit_economics", "commitment",
    "fine_tuning", "shared_fleet", "routing", "throughput", "waiting", "runway",
)  # fmt: skip


@pytest.fixture(scope="session")
def scripts(browser, files):
    """A page that has every script of the site, and nothing else."""
    page = browser.new_page()
    names = [path for path in files if path.startswith("assets/") and path.endswith(".js") and "working" not in path]
    order = ("assets/guide.", ".data.")  # functions are put beside their data, and the guide's own script comes last
    for path in sorted(names, key=lambda path: (path.startswith(order[0]), order[1] not in path)):
        page.add_script_tag(content=files[path].decode())
    yield page
    page.close()


def _points(guide, name, rng):
    """Seeded points over the inputs' ranges; what an option sets is drawn from what options set."""
    calculator = guide.calculators[name]
    pools = {}
    for choice in calculator.choices:
        for option in choice.options:
            for key, value in option.values.items():
                pools.setdefault(key, []).append(value)
    for join in calculator.joins:
        for option in join.bundles.values():
            for key, value in option.values.items():
                pools.setdefault(key, []).append(value)
    points = []
    for _ in range(POINTS):
        point = {}
        for key in calculator.calculation.inputs:
            quantity = guide.quantities[key]
            if key in pools and (not quantity.defaults or rng.random() < 0.5):
                point[key] = rng.choice(pools[key])
            else:
                default = quantity.on(guide.as_of)
                low, high = max(quantity.least, default.low / 10), min(quantity.most, max(default.high * 100, 1))
                point[key] = rng.choice([default.low, default.likely, default.high, rng.uniform(low, high)])
        points.append(point)
    return points


@pytest.mark.parametrize("name", NAMES)
def test_formulas_agree_to_the_last_bit_in_python_columns_and_browser(guide, scripts, name):
    calculation = guide.calculators[name].calculation
    points = _points(guide, name, random.Random(f"points of {name}"))
    made = [rule.name for rule in calculation.level]
    numbers = [calculation.solve(point) for point in points]
    columns = calculation.solve_columns({key: [point[key] for point in points] for key in calculation.inputs}, made)
    browser = scripts.evaluate(
        """([name, points, made]) => points.map((point) => {
          const calculator = calculators[name];
          const values = guide.slotted(calculator, point);
          calculator.solve(values);
          return made.map((each) => values[calculator.at[each]]);
        })""",
        [name, points, made],
    )
    for index, (row, found) in enumerate(zip(numbers, browser, strict=True)):
        expected = [row[each] for each in made]
        gave = np.array(found, dtype=float)  # a whole number beyond 2^63 comes back as one that NumPy keeps as an object
        assert np.array_equal(expected, gave, equal_nan=True), [
            (each, a, b) for each, a, b in zip(made, expected, found, strict=True) if a != b
        ]
        assert np.array_equal(expected, [columns[each][index] for each in made], equal_nan=True)


def test_points_reach_every_case(guide):
    """The points would prove little if no break-even were found among them, or only found ones."""
    points = _points(guide, "break_even", random.Random("points of break_even"))
    first = [guide.calculators["break_even"].calculation.solve(point)["breakeven_first"] for point in points]
    found = np.isfinite(first).mean()
    assert 0.05 < found < 0.95


def _asked(guide, name, rng):
    """What a reader may ask: some options, some values within their plausible spread."""
    calculator = guide.calculators[name]
    chosen = {
        choice.name: rng.choice(choice.options).id for choice in calculator.choices if rng.random() < 0.4 and choice.options
    }
    asked = {}
    for key in calculator.fields:
        if key in calculator.choice_names or rng.random() < 0.6:
            continue
        quantity = guide.quantities[key]
        if quantity.defaults:
            default = quantity.on(guide.as_of)
            asked[key] = float(f"{rng.uniform(default.low, default.high):.4g}")
    return asked, chosen


@pytest.mark.parametrize("name", NAMES)
def test_the_widget_resolves_answers_and_speaks_as_python_does(guide, scripts, name):
    calculator, rng = guide.calculators[name], random.Random(f"asked of {name}")
    sets = [_asked(guide, name, rng) for _ in range(SETS)]
    found = scripts.evaluate(
        """([name, sets]) => sets.map(([asked, chosen]) => {
          const calculator = calculators[name];
          const answer = guide.answer(calculator, asked, chosen);
          if (answer.notes.length) return { notes: answer.notes };
          const labels = guide.labels(calculator, answer);
          const sweep = calculator.sweep ? guide.sweep(calculator, asked, chosen, answer.values).map(([id]) => id) : [];
          return { notes: [], values: calculator.results.map((each) => answer.values[each]), low: answer.low, high: answer.high,
                   said: guide.sentence(calculator, answer.values, labels), sweep, prospect: answer.prospect ?? null,
                   reasons: guide.reasons(calculator, answer.values, labels) };
        })""",
        [name, sets],
    )
    answered = 0
    for (asked, chosen), browser in zip(sets, found, strict=True):
        resolved = calculator.resolver(guide.quantities, guide.as_of).resolve(asked, chosen)
        assert list(resolved.notes) == browser["notes"]
        if resolved.notes:
            continue
        answered += 1
        own = answer(calculator, guide.quantities, guide.as_of, asked, chosen)
        assert [own.values[each] for each in calculator.results] == browser["values"]
        assert dict(own.low) == browser["low"]
        assert dict(own.high) == browser["high"]
        assert guide.sentence(own) == browser["said"]
        assert [[reason.id, reason.gate, reason.way, text] for reason, text in guide.reasons_for(own)] == browser["reasons"]
        if own.prospect:
            _agrees(own.prospect, browser["prospect"])
        if calculator.sweep:
            table = guide.calculator_tables[name](own)
            assert [row.id for row in table.rows if not row.hidden] == browser["sweep"]
    assert answered > SETS / 4


def _agrees(own, browser):
    """Bands, chances, swings, the trail and what would change the answer, each to the last bit."""
    assert dict(own.totals) == browser["totals"]
    assert {name: list(values) for name, values in own.trail.items()} == browser["trail"]
    assert {name: list(ends) for name, ends in own.bands.items()} == browser["bands"]
    assert dict(own.chances) == browser["chances"]
    assert [[s.name, s.low, s.at_low, s.high, s.at_high] for s in own.swings] == browser["swings"]
    assert own.best == browser["best"]
    change = own.change and [[own.change[0].name, own.change[0].value, own.change[0].far], own.change[1]]
    assert change == browser["change"]


STUDIED = ["decide", "waiting", "runway"]


@pytest.mark.parametrize("name", STUDIED)
def test_studies_agree_to_the_last_bit(guide, scripts, name):
    """Month by month, over inputs far beyond the plausible: every total and every step."""
    outlook = guide.calculators[name].outlook
    points = _points(guide, name, random.Random(f"studies of {name}"))[:150]
    for point in points:
        point["horizon_months"] = float(int(point["horizon_months"]) % 60 + 1)
    browser = scripts.evaluate(
        """([name, points]) => points.map((point) => {
          const values = guide.slotted(calculators[name], point);
          const trail = calculators[name].outlook.trail.map(() => []);
          const totals = guide.likely(calculators[name], values, trail);
          return [totals, Object.fromEntries(calculators[name].outlook.trail.map((key, place) => [key, trail[place]]))];
        })""",
        [name, points],
    )
    same = dict.fromkeys(outlook.path.totals, 0)
    for point, (totals, trail) in zip(points, browser, strict=True):
        own, path = outlook.path.run(point)
        for key, value in own.items():
            assert np.array_equal(value, float(totals[key]), equal_nan=True), (key, value, totals[key])
            same[key] += bool(np.isfinite(value))
        for key, values in path.items():
            assert np.array_equal(np.broadcast_to(values, len(trail[key])), np.array(trail[key], dtype=float), equal_nan=True), (
                key
            )
        for key, value in outlook.steps.run(point)[0].items():
            assert np.array_equal(value, float(totals[key]), equal_nan=True), key
    assert all(same.values())  # a total that is never finite would prove nothing


def test_the_map_of_winners_agrees(guide, scripts):
    calculator, rng = guide.calculators["decide"], random.Random("map of decide")
    sets = [({}, {}), ({"growth": 0.02}, {"call.offer": "openai/gpt-6-sol"}), *(_asked(guide, "decide", rng) for _ in range(2))]
    found = scripts.evaluate(
        """(sets) => sets.map(([asked, chosen]) => {
          const steps = guide.winners(calculators.decide, asked, chosen);
          for (;;) { const step = steps.next(); if (step.done) return step.value; }
        })""",
        sets,
    )
    for (asked, chosen), browser in zip(sets, found, strict=True):
        resolved = calculator.resolver(guide.quantities, guide.as_of).resolve(asked, chosen)
        own = Answer(calculator, asked, chosen, resolved, {}, {}, {})
        assert winners(calculator, guide.quantities, guide.as_of, own) == browser
    assert len({way for columns in found for column in columns for way in column}) > 2  # a map of one color would prove little


def test_numbers_are_written_alike_in_both_languages(guide, scripts):
    rng = random.Random("numbers")
    values = [0.0, 0.125, 0.5, 1.0, 1.005, 2.5, 1e6, 1e9, 1.5e12, 999_999_999.0, -0.125, -3950.5, float("inf")]
    edges = (9.99995, 99.95, 99.995, 999.5, 999_999.5, 999.5e6, 999.5e9)  # where rounding carries to the next step
    values += [near for edge in edges for near in (math.nextafter(edge, 0), edge, math.nextafter(edge, math.inf))]
    values += [rng.choice([1, -1]) * 10 ** rng.uniform(-6, 14) for _ in range(2000)]
    written = scripts.evaluate(
        "([values, styles]) => values.map((value) => styles.map((style) => guide.number(calculators.api_bill.rules, value, style)))",
        [values, list(STYLES)],
    )
    assert written == [[number_text(value, style) for style in STYLES] for value in values]
    plain = [value for value in values if abs(value) < 1e15]
    assert scripts.evaluate("(values) => values.map((value) => value.toFixed(2))", plain) == [fixed(value, 2) for value in plain]


def test_the_same_names_are_what_others_hang_on_to_links(scripts):
    names = [
        "utm_source",
        "utm_",
        "fbclid",
        "gclid",
        "ref",
        "my_utm_source",
        "fbclid2",
        "xgclid",
        "Ref",
        "ref\n",
        "refs",
        "requests",
        "",
    ]
    assert scripts.evaluate("(names) => names.filter((name) => page.IGNORED.test(name))", names) == names[:5]
    assert [name for name in names if IGNORED.fullmatch(name)] == names[:5]


def test_axes_end_and_are_labeled_alike_in_both_languages(guide, scripts):
    rng = random.Random("axes")
    ends = [(0.0, 10 ** rng.uniform(-2, 9)) for _ in range(300)]
    ends += [(-(10 ** rng.uniform(0, 7)), 10 ** rng.uniform(0, 7)) for _ in range(300)]
    found = scripts.evaluate(
        """(ends) => ends.map(([low, high]) => { const axis = guide.plain(low, high, 5);
          return [axis.low, axis.high, axis.ticks, axis.ticks.map((tick) => guide.tick(calculators.decide.rules, tick, 'money'))]; })""",
        ends,
    )
    for (low, high), browser in zip(ends, found, strict=True):
        first, last, ticks = plain_ends(low, high, 5)
        assert [first, last, ticks, [tick_text(tick, "money") for tick in ticks]] == browser
        assert first <= low < high <= last
    spans = [(low, low * 10 ** rng.uniform(0, 6)) for low in (10 ** rng.uniform(-3, 6) for _ in range(300))]
    logs = scripts.evaluate(
        "(ends) => ends.map((each) => { const { low, high, ticks } = guide.log(...each); return [low, high, ticks]; })", spans
    )
    for (low, high), (first, last, ticks) in zip(spans, logs, strict=True):
        assert log_ends(low, high) == (first, last, ticks)
        assert first <= low <= high <= last


def test_every_calculation_is_in_the_browser(guide):
    assert {id(calculator.calculation) for calculator in guide.calculators.values()} == {id(each) for each in CALCULATIONS}
