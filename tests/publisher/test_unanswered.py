"""What stands in the place of an answer that a day does not have."""

import datetime as dt
from dataclasses import replace

import pytest

from calculators.engine.problems import NotOnRecordError, Problems
from publisher.components import Components, environment
from publisher.pages import Asked, Section
from publisher.prose import headed
from publisher.unanswered import unanswered
from tests.publisher.test_macros import without_a_price
from tests.publisher.writing import source
from tests.tiny import site

SAID = "For 30 June 2026 this cannot be answered: alfama is not on record."
GAIN = '{{ value("rent_or_buy", "gain", "rent.flat=alfama") }}'


@pytest.mark.parametrize(
    ("lines", "missing"),
    [
        (["rent.flat: alfama is not on record on this day; choose another"], "alfama is not on record"),
        (["No flat fits"], "no flat fits"),
        (["Nobody lets it."], "Nobody lets it"),
        (["one is gone; choose another", "two is gone"], "one is gone"),
        (["the flats of Porto: Ribeira is gone"], "the flats of Porto: Ribeira is gone"),
    ],
)
def test_it_is_one_sentence_without_a_remedy(lines, missing):
    assert unanswered(dt.date(2026, 6, 30), NotOnRecordError(lines)) == f"For 30 June 2026 this cannot be answered: {missing}."


def asked(question, answer):
    """What is asked of a section, as it is published on a day without a price."""
    page = replace(source(""), sections=(Section("id", "A section", 2, "page.md:1", Asked(question, answer)),))
    problems, guide = Problems(), without_a_price()
    (section,) = headed(page, guide, Components(guide, environment(site.TEMPLATES), None), problems).sections
    assert problems.lines == []
    return section.asked.question, section.asked.answer


def test_it_takes_the_place_of_a_whole_answer():
    assert asked("Does it gain?", f"It gains {GAIN}, or {GAIN}. So buy.") == ("Does it gain?", SAID)


def test_a_question_that_lacks_its_figure_is_not_asked():
    assert asked(f"Why does it gain {GAIN}?", "It does.") == ("", "It does.")


def test_a_text_with_all_its_figures_stays_as_it_is():
    cost = '{{ value("rent_or_buy", "buy.monthly_cost") }}'
    assert asked("What does it cost?", f"It costs {cost}.") == ("What does it cost?", "It costs $1,346 a month.")
