"""Lines put into every price file that we have: the new ones stand there, and not a byte of the others moves."""

import datetime as dt
from pathlib import Path

import pytest
import yaml

from calculators.engine.dated import Source
from calculators.engine.problems import ContentError
from calculators.guide import read_records
from calculators.importers.plan import Confirmation, Entry
from calculators.importers.store import place
from calculators.importers.yaml_lines import with_confirmation, with_day, with_entry, with_source
from tests import markets

MARKET = read_records(markets.CONTENT)[0]
OFFERS = [*MARKET.api, *MARKET.gpu]
FILES = sorted((markets.CONTENT / "prices").rglob("*.yaml"))
DAY = dt.date(2199, 1, 1)
VALUES = {"input_price": 1.0, "output_price": 0.125, "long_context_from": 272000.0, "long_input_price": 1234.5678}


def history(offer):
    """An offer's history as entries."""
    return (MARKET.api.get(offer) or MARKET.gpu[offer]).history.entries


def inside(text, path):
    found = yaml.safe_load(text)
    for key in path:
        found = found[key]
    return found


def without(new, old):
    """The lines of one text that the other has as well, in order; all of the old ones if nothing was moved."""
    rest = iter(new.split("\n"))
    return [line for line in old.split("\n") if any(line == each for each in rest)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: "/".join(path.parts[-2:]))
def test_an_entry_and_a_confirmation_go_into_every_offer_and_nothing_else_moves(path):
    text = path.read_bytes().decode()
    offers = [offer for offer in OFFERS if place(MARKET, offer)[0] == Path(*path.parts[-3:]).as_posix()]
    assert offers
    for offer in offers:
        keys = place(MARKET, offer)[1]
        new = with_entry(text, keys, Entry(offer, DAY, True, VALUES, {}, "made", 'Says "so": 50% # off'))
        assert without(new, text) == text.split("\n"), offer
        *old, added = inside(new, keys)
        assert old == inside(text, keys)
        assert added == {"seen_by": DAY, "values": VALUES, "source": "made", "note": 'Says "so": 50% # off'}

        since = history(offer)[-1].since
        told = with_confirmation(text, keys, Confirmation(offer, since, DAY, "made"))
        *old, last = inside(told, keys)
        assert last == {**inside(text, keys)[-1], "confirmed": DAY, "confirmed_by": "made"}, offer
        assert old == inside(text, keys)[:-1]
        assert with_confirmation(told, keys, Confirmation(offer, since, DAY, "made")) == told


def test_every_file_is_put_together_again_from_the_places_of_its_nodes():
    for path in [*FILES, *(markets.CONTENT / "sources").glob("*.yaml")]:
        text = path.read_bytes().decode()
        lines = text.split("\n")
        for node, value in scalars(yaml.compose(text, Loader=yaml.CSafeLoader)):
            start, end = node.start_mark, node.end_mark
            if start.line == end.line and not node.style:
                assert lines[start.line][start.column : end.column] == value, path


def scalars(node):
    if isinstance(node, yaml.ScalarNode):
        yield node, node.value
    else:
        for each in node.value:
            for part in each if isinstance(each, tuple) else (each,):
                yield from scalars(part)


def test_an_entry_goes_before_what_is_announced():
    text = "o:\n  history:\n    - {starts: 2026-01-01, values: {a: 1}}  # now\n    - {starts: 2026-12-01, values: {a: 2}}\n"
    new = with_entry(text, ("o", "history"), Entry("o", dt.date(2026, 6, 1), False, {"unit_price": 3.0}, {}, "made"))
    assert new.split("\n")[3] == "    - {starts: 2026-06-01, values: {unit_price: 3.00}, source: made}"
    assert without(new, text) == text.split("\n")


def test_an_entry_before_the_first_is_refused():
    text = "o:\n  history:\n    - {starts: 2026-01-01, values: {a: 1}}\n"
    with pytest.raises(ContentError, match="history is never rewritten"):
        with_entry(text, ("o", "history"), Entry("o", dt.date(2025, 6, 1), False, {}, {}, "made"))


def test_a_history_in_brackets_is_refused():
    text = "o:\n  history: [{starts: 2026-01-01, values: {a: 1}}]\n"
    with pytest.raises(ContentError, match="write one entry a line"):
        with_entry(text, ("o", "history"), Entry("o", DAY, False, {}, {}, "made"))


def test_a_file_whose_last_line_has_no_end_gets_one():
    text = "o:\n  history:\n    - starts: 2026-01-01\n      source: made"
    new = with_entry(text, ("o", "history"), Entry("o", DAY, False, {"unit_price": 3.0}, {}, "made"))
    assert new == f"{text}\n    - starts: 2199-01-01\n      values: {{unit_price: 3.00}}\n      source: made\n"


def test_a_source_stands_after_the_last_of_its_series():
    text = "a-1:\n  title: One\n# others\nb-1:\n  title: Two\n"
    source = Source("a-2", "Three: 3", "https://example.com/", DAY, DAY, "high")
    made = ["a-2:", '  title: "Three: 3"', '  url: "https://example.com/"', "  dated: 2199-01-01", "  read: 2199-01-01"]
    assert with_source(text, source).split("\n")[2:8] == [*made, "  confidence: high"]
    assert with_source(text, Source("c", "C", "", DAY, DAY, "low")).endswith("confidence: low\n")


def test_a_day_is_replaced_and_its_comment_stays():
    assert with_day("a: 1\nas_of: 2026-01-01  # today\n", "as_of", DAY) == "a: 1\nas_of: 2199-01-01  # today\n"
