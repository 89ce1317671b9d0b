"""What a prospect is told of each section: a question of his own, an answer that stands alone, and a calculator to try."""

from __future__ import annotations

import datetime as dt
import re
from urllib.parse import parse_qsl

import pytest

from calculators.engine.dated import day_words
from calculators.engine.problems import NOT_ON_RECORD, Problems
from publisher.components import Components, environment
from publisher.pages import read_pages
from publisher.prose import headed
from publisher.site import read_site
from publisher.tokens import CLOSE, OPEN
from tests.conftest import CONTENT, TEMPLATES

LONGEST_QUESTION, SHORTEST, LONGEST = 100, 30, 240
SENTENCE_END = re.compile(r"[.!?][”’)]?(?=\s|$)")
MARKUP = re.compile(rf"[*`<>{{}}|{OPEN}{CLOSE}]|\]\(|\[[^\]]*\]|https?:|(?<!\w)_|&\w+;|\n")
STRAIGHT = re.compile(r"['\"]")


@pytest.fixture(scope="module")
def asked(guide):
    """By section, as page#id, what is asked of it and told of it, worked out as it is published."""
    return worked_out(guide)


def worked_out(guide):
    """The same of any day."""
    problems = Problems()
    site, pages = read_site(CONTENT, problems), read_pages(CONTENT, problems)
    components = Components(guide, environment(TEMPLATES), None, site)
    found = [headed(page, guide, components, problems) for page in pages.values()]
    assert problems.lines == []
    return {f"{page.name}#{section.id}": section.asked for page in found for section in page.sections}


def test_every_section_says_which_question_it_answers(asked):
    assert [place for place, each in asked.items() if each is None] == []


def test_a_question_is_one_and_short(asked):
    wrong = {
        place: each.question
        for place, each in asked.items()
        if not each.question.endswith("?") or len(each.question) > LONGEST_QUESTION
    }
    assert wrong == {}


def test_no_question_is_asked_twice(asked):
    places = {}
    for place, each in asked.items():
        places.setdefault(each.question.casefold(), []).append(place)
    assert [found for found in places.values() if len(found) > 1] == []


def test_an_answer_is_a_sentence_or_two_of_a_length_that_is_read(asked):
    wrong = {
        place: (len(each.answer), each.answer)
        for place, each in asked.items()
        if not SHORTEST <= len(each.answer) <= LONGEST or not 1 <= len(SENTENCE_END.findall(each.answer)) <= 2
    }
    assert wrong == {}


def test_questions_and_answers_are_plain_text(asked):
    """They go into mails, cards and tags, where no markup is read."""
    wrong = {
        place: found
        for place, each in asked.items()
        if (found := MARKUP.findall(f"{each.question} {each.answer}") + STRAIGHT.findall(f"{each.question} {each.answer}"))
    }
    assert wrong == {}


def test_every_figure_of_an_answer_is_on_record_today(asked):
    assert [place for place, each in asked.items() if NOT_ON_RECORD in each.answer or "cannot be answered" in each.answer] == []


@pytest.mark.parametrize("day", [dt.date(2023, 8, 17), dt.date(2025, 8, 1)])
def test_on_an_older_day_each_answer_stands_alone_or_says_in_one_sentence_what_is_missing(guide, day):
    old = worked_out(guide.on(day)).values()
    assert [each for each in old if NOT_ON_RECORD in each.question] == []
    lacking = [each.answer for each in old if NOT_ON_RECORD in each.answer or "cannot be answered" in each.answer]
    assert 10 < len(lacking) < len(old)
    said = re.compile(rf"For {day_words(day)} this cannot be answered: [^.;]*(?:\.\d[^.;]*)*\.")
    assert [answer for answer in lacking if not said.fullmatch(answer)] == []


def test_what_to_try_is_a_calculator_that_answers_with_these_inputs(asked, guide):
    tried = {place: each.tried.partition("?") for place, each in asked.items() if each.tried}
    assert tried
    for place, (name, mark, query) in tried.items():
        assert name in guide.calculators, place
        pairs = dict(parse_qsl(query, keep_blank_values=True, strict_parsing=bool(mark)))
        found = guide.answer(name, pairs)
        assert guide.sentence(found), place


@pytest.mark.parametrize(("text", "count"), [("Yes. $2.35 at 3.3 is it.", 2), ("He said “no.” It is 1.", 2), ("None", 0)])
def test_sentences_are_counted_by_their_ends(text, count):
    assert len(SENTENCE_END.findall(text)) == count


@pytest.mark.parametrize(
    "text", ["**so**", "[a](b.md)", "`x`", "<b>", "see https://a.example", "_so_", "a &amp; b", f"{OPEN}3{CLOSE}"]
)
def test_markup_is_found(text):
    assert MARKUP.search(text)


def test_plain_text_with_units_and_names_is_no_markup():
    assert not MARKUP.search("GPT-6 Sol (OpenAI): $2.00 at 62.6%, 2,200× and −$1.5M; as_of & more")
