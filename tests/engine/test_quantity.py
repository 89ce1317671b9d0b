import datetime as dt

import pytest

from calculators.engine.quantity import Default, read_quantities
from calculators.engine.units import Unit
from tests.engine.reading import mistakes, taken
from tests.engine.test_dated import SOURCES

MADE = {"cost": ("C", Unit.parse("USD/month"))}
HEAD = "since: 2026-01-01\ncomputed:\n  cost: {label: Cost}\nchosen: {}\ngiven:\n"
RATE = "label: Rate, symbol: r, unit: 1/year, range: {least: 0, most: 1}"


def read(f):
    return read_quantities(f, SOURCES, MADE)


def quantities(entry):
    return taken(f"{HEAD}  rate: {entry}", read)


def wrong(entry):
    return mistakes(f"{HEAD}  rate: {entry}", read)


def test_a_given_quantity_has_a_default_with_its_spread_and_its_evidence():
    found = quantities(f"{{{RATE}, low: 0.1, likely: 0.2, high: 0.5, source: table}}")
    rate = found["rate"]
    assert (rate.kind, rate.unit_text, rate.least, rate.most) == ("given", "1/year", 0, 1)
    assert rate.defaults == (Default(dt.date(2026, 1, 1), 0.1, 0.2, 0.5, "A table", SOURCES["table"]),)
    assert found.defaults(dt.date(2026, 5, 1)) == {"rate": 0.2}


def test_an_assumption_is_evidence_that_says_so():
    rate = quantities(f"{{{RATE}, likely: 0.2, assumption: a guess}}")["rate"]
    assert rate.defaults == (Default(dt.date(2026, 1, 1), 0.2, 0.2, 0.2, "assumption: a guess"),)


@pytest.mark.parametrize(
    ("day", "likely"),
    [
        ("2000-01-01", 0.4),
        ("2024-01-01", 0.4),
        ("2025-05-31", 0.4),
        ("2025-06-01", 0.3),
        ("2025-12-31", 0.3),
        ("2026-01-01", 0.2),
    ],
)
def test_the_default_of_a_day_is_the_one_that_held_then(day, likely):
    earlier = "[{starts: 2024-01-01, likely: 0.4, assumption: a}, {starts: 2025-06-01, likely: 0.3, assumption: b}]"
    rate = quantities(f"{{{RATE}, likely: 0.2, assumption: a guess, earlier: {earlier}}}")["rate"]
    assert rate.on(dt.date.fromisoformat(day)).likely == likely


def test_one_quantity_may_change_by_itself_with_what_it_rested_on():
    earlier = "since: 2026-05-01, earlier: [{starts: 2026-01-01, low: 0.1, likely: 0.4, high: 0.5, source: table}]"
    text = f"{{{RATE}, likely: 0.2, assumption: counted, {earlier}}}\n  other: {{{RATE}, likely: 0.7, assumption: a}}"
    found = quantities(text)
    before, after = dt.date(2026, 4, 30), dt.date(2026, 5, 1)
    assert found.defaults(before) == {"rate": 0.4, "other": 0.7}
    assert found.defaults(after) == {"rate": 0.2, "other": 0.7}
    assert (found.spreads(before), found.spreads(after)) == ({"rate": (0.1, 0.5)}, {})
    assert [found["rate"].on(day).evidence for day in (before, after)] == ["A table", "assumption: counted"]
    assert found["other"].on(before) is found["other"].on(after)


def test_a_way_s_own_default_has_a_past_of_its_own():
    rent = "{likely: 0.2, assumption: a, since: 2026-03-01, earlier: [{starts: 2026-01-01, likely: 0.1, assumption: b}]}"
    found = quantities(f"{{{RATE}, ways: {{rent: {rent}, buy: {{likely: 0.3, assumption: c}}}}}}")
    assert found.defaults(dt.date(2026, 2, 1)) == {"rent.rate": 0.1, "buy.rate": 0.3}
    assert found.defaults(dt.date(2026, 3, 1)) == {"rent.rate": 0.2, "buy.rate": 0.3}


def test_each_way_has_its_own_default_and_shares_the_words():
    ways = "ways: {rent: {likely: 0.2, assumption: a}, buy: {likely: 0.3, source: table}}"
    found = quantities(f"{{{RATE}, {ways}}}")
    assert found.defaults(dt.date(2026, 1, 1)) == {"rent.rate": 0.2, "buy.rate": 0.3}
    assert (found["rent.rate"].label, found["rate"].defaults, found["buy.rate"].defaults[0].source) == (
        "Rate",
        (),
        SOURCES["table"],
    )


def test_a_way_s_quantity_falls_back_on_the_plain_name():
    found = quantities(f"{{{RATE}, likely: 0.2, assumption: a}}")
    assert found["rent.rate"] is found["rate"]
    assert found["buy.cost"].symbol == "C"


@pytest.mark.parametrize(
    ("name", "hint"), [("rat", "did you mean rate?"), ("rent.rat", "did you mean rate?"), ("x", "there is rate, cost")]
)
def test_an_unknown_name_is_told_with_the_nearest(name, hint):
    found = quantities(f"{{{RATE}, likely: 0.2, assumption: a}}")
    with pytest.raises(KeyError) as error:
        found[name]
    assert error.value.args == (f"no quantity {name}; {hint}",)


def test_units_and_symbols_stand_by_the_name_without_a_way():
    found = quantities(f"{{{RATE}, ways: {{rent: {{likely: 0.2, assumption: a}}}}}}")
    assert {name: str(unit) for name, unit in found.units.items()} == {"rate": "1/year", "cost": "USD/month"}
    assert found.symbols == {"rate": "r", "cost": "C"}


LATER = "likely: 0, assumption: a"
ORDER = "earlier defaults out of order; put the oldest first, and all of them before since"


@pytest.mark.parametrize(
    ("rest", "line"),
    [
        ("low: 0.3, likely: 0.2, assumption: a", "low 0.3, likely 0.2, high 0.2; write them in rising order"),
        ("likely: 0.2, high: 0.1, assumption: a", "low 0.2, likely 0.2, high 0.1; write them in rising order"),
        ("likely: 2, assumption: a", "likely is 2; a plausible value lies between 0 and 1"),
        (
            "low: 0.1, likely: 2e-1, assumption: a",
            "likely is the text '2e-1'; write likely: a plain decimal such as 1_500 or 0.25",
        ),
        ("assumption: a", "likely is missing; write likely: a plain decimal such as 1_500 or 0.25"),
        ("likely: 0.2", "rate has neither source nor assumption; name a source, or write assumption: why"),
        ("likely: 0.2, source: tabel", "no source tabel; did you mean table?"),
        (
            "likely: 0.2, assumption: a, earlier: [{likely: 0, assumption: a}]",
            "starts is missing; write starts: a day such as 2026-01-31",
        ),
        (
            "likely: 0.2, assumption: a, earlier: [{starts: 2025-01-01, likely: 0}]",
            "rate has neither source nor assumption; name a source, or write assumption: why",
        ),
        (
            "likely: 0.2, assumption: a, earlier: [{starts: 2025-01-01, likely: 3, source: table}]",
            "likely is 3; a plausible value lies between 0 and 1",
        ),
        (f"likely: 0.2, assumption: a, earlier: [{{starts: 2026-01-01, {LATER}}}]", ORDER),
        (f"likely: 0.2, assumption: a, since: 2025-01-01, earlier: [{{starts: 2025-06-01, {LATER}}}]", ORDER),
        (f"likely: 0.2, assumption: a, earlier: [{{starts: 2025-01-01, {LATER}}}, {{starts: 2024-01-01, {LATER}}}]", ORDER),
    ],
)
def test_a_wrong_default_is_told_at_its_line_and_only_that(rest, line):
    assert wrong(f"{{{RATE}, {rest}}}") == [f"x.yaml:6: {line}"]


@pytest.mark.parametrize(
    ("right", "written", "line"),
    [
        ("least: 0, most: 1", "least: 1, most: 0", "least 1 is above most 0; swap them"),
        (
            "unit: 1/year",
            "unit: per year",
            "unit 'per year' has no name where one is needed; write for example USD/GPU/h, or 1 for a plain number",
        ),
        ("symbol: r, ", "", "symbol is missing; write symbol: some text"),
    ],
)
def test_a_wrong_word_is_told_at_its_line_and_only_that(right, written, line):
    assert wrong(f"{{{RATE.replace(right, written)}, likely: 0.2, assumption: a}}") == [f"x.yaml:6: {line}"]


def test_a_computed_quantity_is_given_by_a_formula_and_every_formula_has_words():
    text = "since: 2026-01-01\ngiven: {}\nchosen: {}\ncomputed:\n  cots: {label: Cost}"
    assert mistakes(text, read) == [
        "x.yaml:5: no formula gives cots; did you mean cost?",
        "x.yaml:4: cost is computed and has no label; add cost: {label: …}",
    ]


SAME = f"{HEAD}  rate: {{{RATE}, likely: 0.2, assumption: a}}\nsame:\n  rate: "


def test_a_quantity_may_be_given_once_more_for_other_ways_with_the_same_words_and_default():
    found = taken(f"{SAME}{{as: rate, ways: [left, right]}}", read)
    for way in ("left", "right"):
        own = found[f"{way}.rate"]
        assert own.name == f"{way}.rate"
        assert (own.label, own.defaults, own.least) == (
            found["rate"].label, found["rate"].defaults, found["rate"].least,
        )  # fmt: skip
        assert found.defaults(dt.date(2026, 1, 1))[f"{way}.rate"] == 0.2


def test_the_least_of_such_a_quantity_may_differ():
    found = taken(f"{SAME}{{as: rate, ways: [left], least: -1}}", read)
    assert (found["left.rate"].least, found["rate"].least) == (-1, 0)


def test_a_quantity_like_one_that_is_not_given_is_told():
    (line,) = mistakes(f"{SAME}{{as: rte, ways: [left]}}", read)
    assert "no given quantity rte; did you mean rate?" in line
