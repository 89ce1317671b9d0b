"""A link as the command line takes it: its day, its edition and names of old are understood."""

import datetime as dt
import json
from dataclasses import replace

import pytest

from calculators.engine.edition import Edition
from calculators.engine.problems import ContentError
from calculators.engine.retired import Retired, RetiredNames
from publisher.reply import reply
from tests.publisher.writing import mistakes
from tests.tiny import site

THEN = "2025-08-12"
RETIRED = RetiredNames(
    {"calls": Retired("requests"), "calls_thousand": Retired("requests", 1000.0), "mood": Retired(gone="nobody could tell")},
    {"groq/gpt-oss": "groq/gpt-oss-120b"},
)


@pytest.fixture
def aged(guide):
    """The guide after names were retired and the method changed twice, once for one calculator alone."""
    editions = (
        *guide.editions,
        Edition(2, dt.date(2026, 11, 22), "Spare GPUs are counted.", ("break_even",)),
        Edition(3, dt.date(2026, 11, 22), "Months have 730 hours.", ()),
    )
    return replace(guide, edition=3, editions=editions, retired=RETIRED)


@pytest.mark.parametrize(
    "link", ["?{}", "decide/?{}", "https://example.org/decide/?{}#four-ways", "file:///site/decide/index.html?{}"]
)
def test_a_pasted_link_is_answered_as_of_its_day(guide, link):
    query = f"preset=voice&requests=2000000&show=requests,cached_share&as_of={THEN}&rules=1&utm_source=mail"
    told = reply(guide, "decide", [link.format(query)])
    then = reply(guide.on(dt.date.fromisoformat(THEN)), "decide", ["preset=voice", "requests=2000000"])
    assert told == then
    assert told["as_of"] == THEN


def test_the_day_of_a_link_can_be_given_as_a_pair_and_the_last_counts(guide):
    told = reply(guide, "decide", ["?preset=voice&as_of=2024-01-01", f"as_of={THEN}", "preset=search"])
    assert told == reply(guide.on(dt.date.fromisoformat(THEN)), "decide", ["preset=search"])


@pytest.mark.parametrize(
    ("day", "line"),
    [
        ("9999-99-99", "as_of: '9999-99-99' is no day; write a day such as 2026-01-31"),
        ("yesterday", "as_of: 'yesterday' is no day; write a day such as 2026-01-31"),
        ("2999-01-01", "as_of: 2999-01-01 is after this guide's own day; choose one up to 2026-11-22"),
        ("2001-01-01", "No open model of that day is on record"),
    ],
)
def test_a_day_without_an_answer_says_so(guide, day, line):
    with pytest.raises(ContentError) as error:
        reply(guide, "decide", [f"?as_of={day}"])
    assert error.value.lines == [line]


@pytest.mark.parametrize(
    ("calculator", "edition", "told"),
    [
        ("break_even", "1", [2, 3]), ("break_even", "2", [3]), ("break_even", "3", []), ("api_bill", "1", [3]), ("api_bill", "0", [3]),
        ("break_even", "../../", []), ("break_even", "99", []), ("break_even", "-1", []), ("break_even", "", []),
    ],
)  # fmt: skip
def test_what_changed_in_the_method_since_a_link_is_noted(aged, calculator, edition, told):
    notes = reply(aged, calculator, [f"?rules={edition}"])["notes"]
    words = {
        2: "the method has changed since: edition 2, 22 November 2026: Spare GPUs are counted.",
        3: "the method has changed since: edition 3, 22 November 2026: Months have 730 hours.",
    }
    assert [note for note in notes if note.startswith("the method")] == [words[number] for number in told]


@pytest.mark.parametrize(
    ("old", "new", "note"),
    [
        ("calls=250000", "requests=250000", "calls: now called requests"),
        (
            "calls_thousand=250",
            "requests=250000",
            "calls_thousand: now called requests, in which its value is 1000 times as large",
        ),
        ("mood=3", "", "mood: no longer asked for: nobody could tell"),
    ],
)
def test_retired_names_keep_their_meaning(aged, old, new, note):
    told, plain = reply(aged, "api_bill", [old]), reply(aged, "api_bill", [new] if new else [])
    assert told["notes"][-1] == note
    assert {**told, "notes": []} == {**plain, "notes": []}


def test_a_retired_name_of_another_calculator_is_still_told(aged):
    with pytest.raises(ContentError) as error:
        reply(aged, "throughput", ["calls=5"])
    assert error.value.lines[0].startswith("requests: no input of throughput; ")


def test_an_author_is_told_the_present_name():
    guide = replace(
        site.guide(), retired=RetiredNames({"stay": Retired("years", 12.0), "mood": Retired(gone="why")}, {"porto-old": "porto"})
    )
    page = '{{ sentence("rent_or_buy", "stay=1") }}\n\n{{ sentence("rent_or_buy", "mood=1") }}\n\n{{ sentence("rent_or_buy", "city=porto-old") }}'
    lines = [line.partition(": ")[2] for line in mistakes(page, guide)]
    assert lines == [
        "stay: no input of rent_or_buy; it is now called years, in which its value is 12 times as large",
        "mood: no input of rent_or_buy; it is no longer asked for: why",
        "city: no option porto-old; it is now called porto",
    ]


def test_the_reply_is_still_plain_data(aged):
    json.dumps(reply(aged, "decide", ["?rules=1&calls=5"]), allow_nan=False)
