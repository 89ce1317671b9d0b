import datetime as dt

from calculators.engine.facts import read_fact
from tests.engine.reading import mistakes, taken
from tests.engine.test_dated import SOURCES

TEXT = "label: Owners\nvalue: 0.7\nunit: '1'\ntext: seven in ten\ndated: 2025-12-31\nsource: table\n"


def read(f):
    return read_fact("owners", f, SOURCES)


def test_a_fact_has_its_words_value_day_and_source():
    fact = taken(TEXT, read)
    assert (fact.id, fact.text, fact.value, fact.dated, fact.source.id) == (
        "owners",
        "seven in ten",
        0.7,
        dt.date(2025, 12, 31),
        "table",
    )


def test_a_fact_is_as_sure_as_its_source_unless_it_says_so_itself():
    assert taken(TEXT, read).confidence == "medium"
    assert taken(TEXT + "confidence: low\n", read).confidence == "low"


def test_a_fact_without_a_source_is_told():
    assert mistakes(TEXT.replace("source: table\n", ""), read) == ["x.yaml:1: source is missing; write source: some text"]
