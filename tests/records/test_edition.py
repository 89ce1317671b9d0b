import datetime as dt

import pytest

from calculators.catalog import EDITION, NAMES
from calculators.engine.edition import Edition
from calculators.engine.fields import Fields
from calculators.engine.problems import Problems
from calculators.engine.strict_yaml import read_text
from calculators.records.edition import read_editions
from tests.conftest import CONTENT

FIRST = "{edition: 1, day: 2026-01-01, changed: First.}"


def editions(text, newest=1):
    problems = Problems()
    with Fields(read_text(f"editions: [{text}]\n", "method.yaml", problems), problems) as f:
        return read_editions(f, NAMES, newest), problems.lines


def test_the_newest_edition_told_is_that_of_the_formulas():
    problems = Problems()
    with Fields(read_text((CONTENT / "method.yaml").read_text("utf-8"), "method.yaml", problems), problems) as f:
        found = read_editions(f, NAMES, EDITION)
    assert problems.lines == []
    assert found[-1].number == EDITION


def test_the_names_that_an_edition_may_name_are_those_of_the_calculators(guide):
    assert tuple(guide.calculators) == NAMES


def test_editions_are_read_in_order():
    found, wrong = editions(f"{FIRST}, {{edition: 2, day: 2026-02-01, changed: Second., calculators: [decide]}}", 2)
    assert wrong == []
    assert found == (Edition(1, dt.date(2026, 1, 1), "First.", ()), Edition(2, dt.date(2026, 2, 1), "Second.", ("decide",)))


@pytest.mark.parametrize(
    ("text", "newest", "told"),
    [
        (FIRST, 2, "the newest edition is 1, and the formulas are of edition 2; say what changed in the last entry"),
        ("", 1, "the newest edition is 0"),
        (f"{FIRST}, {{edition: 3, day: 2026-02-01, changed: x}}", 3, "edition 3 after 1; write 2"),
        (f"{FIRST}, {{edition: 2, day: 2025-02-01, changed: x}}", 2, "2025-02-01 is before 2026-01-01"),
        ("{edition: 1, day: 2026-01-01, changed: x, calculators: [decid]}", 1, "no calculator decid; did you mean decide?"),
    ],
)
def test_a_mistake_is_told(text, newest, told):
    assert any(told in line for line in editions(text, newest)[1])


def test_content_of_another_time_is_not_held_to_todays_formulas():
    text = "{edition: 1, day: 2026-01-01, changed: x, calculators: [forgotten]}"
    assert editions(text, None) == ((Edition(1, dt.date(2026, 1, 1), "x", ("forgotten",)),), [])
