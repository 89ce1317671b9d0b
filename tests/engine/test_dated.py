import datetime as dt

import pytest

from calculators.engine.dated import Dated, History, Source, day_words, read_history, read_source
from tests.engine.reading import mistakes, taken

MARCH, JUNE, ENDS = dt.date(2026, 3, 1), dt.date(2026, 6, 1), dt.date(2026, 9, 1)
SOURCE = Source("table", "A table", "https://example.com/", dt.date(2026, 7, 1), dt.date(2026, 7, 2), "medium")
SOURCES, KEYS = {"table": SOURCE}, {"price": (0.1, 100), "batch_price": (0.1, 100)}


def dated(since):
    return Dated(since, False, {"price": 1}, SOURCE, "medium")


FIRST, SECOND = dated(MARCH), dated(JUNE)
HISTORY = History((FIRST, SECOND), ENDS)


def day_before(day):
    return day - dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "entry"),
    [
        (day_before(MARCH), None),
        (MARCH, FIRST),
        (day_before(JUNE), FIRST),
        (JUNE, SECOND),
        (day_before(ENDS), SECOND),
        (ENDS, None),
        (dt.date.max, None),
    ],
)
def test_an_entry_holds_from_its_day_until_the_next_and_none_once_it_ended(day, entry):
    assert HISTORY.on(day) is entry


def test_without_an_end_the_last_entry_holds():
    assert History((FIRST, SECOND)).on(dt.date.max) is SECOND


def test_what_was_known_by_a_day_and_what_is_announced_for_later():
    assert (HISTORY.until(MARCH), HISTORY.after(MARCH)) == ((FIRST,), (SECOND,))


def read(f):
    return read_history(f, SOURCES, KEYS, ("price",))


def wrong(text):
    return mistakes(text, read)


def test_entries_are_read_with_their_day_source_and_confidence():
    text = """
        history:
          - seen_by: 2026-03-01
            values: {price: 2, batch_price: 1}
            source: table
          - starts: 2026-06-01
            values: {price: 3}
            source: table
            confidence: low
            note: Rounded.
            confirmed: 2026-08-01
            confirmed_by: table
    """
    first, second = taken(text, read)
    assert (first.since, first.first_sighting, first.values, first.confidence) == (
        MARCH,
        True,
        {"price": 2, "batch_price": 1},
        "medium",
    )
    assert (second.since, second.first_sighting, second.confidence, second.note) == (JUNE, False, "low", "Rounded.")
    assert (first.age_from, second.age_from) == (SOURCE.dated, dt.date(2026, 8, 1))


@pytest.mark.parametrize("later", ["2026-03-01", "2026-02-28"])
def test_entries_rise(later):
    text = f"""
        history:
          - {{starts: 2026-03-01, values: {{price: 2}}, source: table}}
          - {{starts: {later}, values: {{price: 3}}, source: table}}
    """
    assert wrong(text) == [f"x.yaml:3: {later} does not come after 2026-03-01; put the oldest entry first"]


BOTH = "both starts and seen_by; keep starts where the day is known, seen_by where it was only seen"
CONFIRMED = "confirmed_by is missing; write confirmed_by: some text"


@pytest.mark.parametrize(
    ("entry", "line"),
    [
        ("values: {price: 2}, source: table", "starts is missing; write starts: a day such as 2026-01-31"),
        ("starts: 2026-07-01, seen_by: 2026-07-01, values: {price: 2}, source: table", BOTH),
        ("starts: 2026-07-01, values: {batch_price: 2}, source: table", "price is missing; write price: a number"),
        ("starts: 2026-07-01, values: {price: -2}, source: table", "price is -2; a plausible value lies between 0.1 and 100"),
        ("starts: 2026-07-01, values: {price: 2, prise: 3}, source: table", "unknown key prise; did you mean price?"),
        ("starts: 2026-07-01, values: {price: 2}", "source is missing; write source: some text"),
        ("starts: 2026-07-01, values: {price: 2}, source: tabel", "no source tabel; did you mean table?"),
        (
            "starts: 2026-07-01, values: {price: 2}, source: table, confidence: sure",
            "confidence is sure; there is high, medium, low",
        ),
        ("starts: 2026-07-01, values: {price: 2}, source: table, confirmed: 2026-08-01", CONFIRMED),
    ],
)
def test_a_wrong_entry_is_told_at_its_line_and_only_that(entry, line):
    text = f"history:\n  - {{starts: 2026-06-01, values: {{price: 1}}, source: table}}\n  - {{{entry}}}"
    assert wrong(text) == [f"x.yaml:3: {line}"]


def test_an_empty_history_is_none():
    assert wrong("history: []") == ["x.yaml:1: history is empty; add an entry, or leave the offer out"]


SOURCE_TEXT = "title: A table\nurl: {url}\ndated: {dated}\nread: 2026-07-02\nconfidence: high\n"


def source_mistakes(url="https://example.com/", dated="2026-07-01"):
    return mistakes(SOURCE_TEXT.format(url=url, dated=dated), lambda f: read_source("table", f))


def test_a_source_has_its_own_day_and_ours():
    assert source_mistakes() == []


def test_a_source_is_not_read_before_it_was_dated():
    assert source_mistakes(dated="2026-07-03") == [
        "x.yaml:4: read on 2026-07-02, before it was dated 2026-07-03; swap them, or mend one"
    ]


def test_a_source_without_its_day_is_told_once():
    assert source_mistakes(dated="soon") == ["x.yaml:3: dated is the text 'soon'; write dated: a day such as 2026-01-31"]


def test_an_address_is_a_safe_one():
    assert source_mistakes(url="http://example.com/") == [
        "x.yaml:2: url is http://example.com/; write an address that starts with https://"
    ]


def test_a_day_is_said_in_words():
    assert day_words(dt.date(2026, 3, 1)) == "1 March 2026"


def test_what_is_known_on_a_day_is_what_began_and_what_was_announced_but_no_later_sighting():
    told = Source("early", "Early", "", MARCH, MARCH, "high")
    announced = Dated(JUNE, False, {"price": 2}, told, "high")
    seen = Dated(ENDS, True, {"price": 3}, told, "high")
    later = Dated(ENDS, False, {"price": 3}, SOURCE, "high")
    assert History((FIRST, announced, seen)).known(MARCH) == (FIRST, announced)
    assert History((FIRST, announced, later)).known(JUNE) == (FIRST, announced)
