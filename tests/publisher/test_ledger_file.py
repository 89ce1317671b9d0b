"""What `build.py check --record` writes: more lines, in order, with every comment kept."""

import yaml

from publisher.ledger import Anchors
from publisher.ledger_file import HEAD, recorded

TEXT = """\
# About the file.

# About the pages.
pages:
  # About call.
  call:
    sections: [cheap]  # since the first day
  rent: {sections: [dear]}
  # About what comes next.

# About what moved.
moved:
  pages: {old: call}
"""
KNOWN = {"call": Anchors(("cheap",)), "rent": Anchors(("dear",))}


def test_the_first_record_makes_the_file():
    fresh = {"index": Anchors(("start", "end"), ("chart",)), "embed/call": Anchors()}
    assert (
        recorded("", {}, fresh)
        == HEAD + "\npages:\n  embed/call: {}\n  index:\n    sections: [end, start]\n    figures: [chart]\n"
    )


def test_a_file_without_pages_gets_them_at_its_end():
    assert recorded("quantities: {}", {}, {"index": Anchors()}) == "quantities: {}\n\npages:\n  index: {}\n"


def test_only_pages_that_gain_something_are_written_anew():
    assert recorded(TEXT, KNOWN, {"buy": Anchors(("years",)), "call": Anchors(("big",), ("chart",))}) == TEXT.replace(
        "  # About call.\n  call:\n    sections: [cheap]  # since the first day\n",
        "  buy:\n    sections: [years]\n"
        "  # About call.\n  # since the first day\n  call:\n    sections: [big, cheap]\n    figures: [chart]\n",
    )


def test_nothing_new_changes_nothing():
    assert recorded(TEXT, KNOWN, {}) == TEXT


def test_long_lists_are_broken_and_read_the_same():
    ids = tuple(f"a-rather-long-section-id-{number}" for number in range(20))
    text = recorded("", {}, {"index": Anchors(ids)})
    assert max(map(len, text.splitlines())) <= 130
    assert yaml.safe_load(text)["pages"]["index"]["sections"] == sorted(ids)


def test_ids_that_yaml_takes_for_something_else_are_quoted():
    ids = ("2026", "null", "on", "true", "x-1")
    text = recorded("", {}, {"index": Anchors(ids)})
    assert 'sections: ["2026", "null", on, "true", x-1]' in text  # `on` is a word to the strict reader
