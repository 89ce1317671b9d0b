"""How cards set their words."""

import pytest

from publisher.typeface import FILES, Typeface
from tests.tiny import site

FONTS = site.TEMPLATES / "fonts"


@pytest.fixture(scope="module")
def face():
    return Typeface(FONTS)


def texts(lines):
    return [" ".join(word.text for word in line) for line in lines]


def test_a_bold_word_is_wider_and_all_figures_are_of_one_width(face):
    assert face.width("month", True) > face.width("month", False)
    assert len({face.width(figure, False) for figure in "0123456789"}) == 1


def test_lines_are_as_few_as_can_be_and_about_as_wide(face):
    words = face.words("one two three four five six seven eight nine ten")
    lines = face.lines(words, 15)
    assert texts(lines) == ["one two three four five", "six seven eight nine ten"]
    assert texts(face.lines(words, 100)) == ["one two three four five six seven eight nine ten"]


def test_a_word_that_is_wider_than_the_line_stands_alone(face):
    assert texts(face.lines(face.words("a incomprehensibilities b"), 3)) == ["a", "incomprehensibilities", "b"]


@pytest.mark.parametrize("amount", ["$383", "$1,395.", "(38%)", "57×,", "2.15M", "100,000", "$5,000–10,000", "$0.10"])
def test_amounts_are_bold_where_they_are_looked_for(face, amount):
    assert [word.bold for word in face.words(f"about {amount} more", amounts=True)] == [False, True, False]
    assert [word.bold for word in face.words(f"about {amount} more")] == [False, False, False]


@pytest.mark.parametrize("word", ["2023", "36", "GPT-6", "70B", "H100", "month", "–"])
def test_other_words_are_not(face, word):
    assert [each.bold for each in face.words(word, amounts=True)] == [False]


def test_the_face_has_what_cards_write(face):
    assert [character for character in "–—’‘“”…×·$%€§½²éüñ−▲▼◀◆● \u00a0" if face.missing(character)] == []
    assert [character for character in "語→\ue000" if face.missing(character)] == ["語", "→", "\ue000"]


def test_its_license_is_beside_it():
    text = (FONTS / "OFL.txt").read_text("utf-8")
    assert all(name in text for name in FILES.values())
    assert "SIL OPEN FONT LICENSE Version 1.1" in text
    assert {path.name for path in FONTS.iterdir()} == {"OFL.txt", *FILES.values()}
