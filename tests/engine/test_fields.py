import datetime as dt

import pytest

from calculators.engine.fields import NO_DAY, read_each
from calculators.engine.problems import ContentError, Problems
from tests.engine.reading import mistakes, take, taken


@pytest.mark.parametrize(
    ("text", "read", "value"),
    [
        ("a: ' words '", lambda f: f.text("a"), "words"),
        ("b: 1", lambda f: (f.has("b"), f.text("a", "other"))[1], "other"),
        ("a: low", lambda f: f.text("a", one_of=("low", "high")), "low"),
        ("a: true", lambda f: f.truth("a"), True),
        ("a: 1_500", lambda f: f.number("a", 0, 2000), 1500.0),
        ("b: 1", lambda f: (f.has("b"), f.number("a", 0, 1, 7))[1], 7.0),
        ("a: 2026-01-31", lambda f: f.day("a"), dt.date(2026, 1, 31)),
        ("a: [x, y]", lambda f: f.texts("a"), ("x", "y")),
        ("b: 1", lambda f: (f.has("b"), f.texts("a"))[1], ()),
        ("a: {x: {n: 1}}", lambda f: [(key, entry.number("n", 0, 9)) for key, entry in f.each("a")], [("x", 1.0)]),
        ("a: [{n: 1}, {n: 2}]", lambda f: [entry.number("n", 0, 9) for entry in f.items("a")], [1.0, 2.0]),
    ],
)
def test_a_right_value_is_taken(text, read, value):
    assert taken(text, read) == value


@pytest.mark.parametrize(
    ("text", "read", "value", "line"),
    [
        ("b: 1", lambda f: (f.has("b"), f.text("a"))[1], "", "x.yaml:1: a is missing; write a: some text"),
        ("a: 5", lambda f: f.text("a"), "", "x.yaml:1: a is 5; write a: some text"),
        ("a:", lambda f: f.text("a"), "", "x.yaml:1: a is empty; write a: some text"),
        ("a: {b: 1}", lambda f: f.text("a"), "", "x.yaml:1: a is a mapping; write a: some text"),
        ("a: hihg", lambda f: f.text("a", one_of=("low", "high")), "hihg", "x.yaml:1: a is hihg; did you mean high?"),
        (
            "a: ten",
            lambda f: f.number("a", 2, 9),
            2,
            "x.yaml:1: a is the text 'ten'; write a: a plain decimal such as 1_500 or 0.25",
        ),
        (
            "a: true",
            lambda f: f.number("a", 2, 9),
            2,
            "x.yaml:1: a is the truth value true; write a: a plain decimal such as 1_500 or 0.25",
        ),
        ("a: 10", lambda f: f.number("a", 2, 9), 10, "x.yaml:1: a is 10; a plausible value lies between 2 and 9"),
        ("a: 1", lambda f: f.truth("a"), False, "x.yaml:1: a is 1; write a: true"),
        ("a: soon", lambda f: f.day("a"), NO_DAY, "x.yaml:1: a is the text 'soon'; write a: a day such as 2026-01-31"),
        ("a: one", lambda f: f.texts("a"), (), "x.yaml:1: a is the text 'one'; write a: [one, two]"),
        ("a: [one, 2]", lambda f: f.texts("a"), ("one", "2"), "x.yaml:1: a holds 2; write a list of texts"),
        ("a: [1]", lambda f: list(f.each("a")), [], "x.yaml:1: a is a list; write a: followed by indented entries"),
        ("a: {b: 1}", lambda f: list(f.items("a")), [], "x.yaml:1: a is a mapping; write a: followed by a list"),
        ("b: 1", lambda f: (f.has("b"), f.inside("a").keys())[1], (), "x.yaml:1: a is missing; write a: {…}"),
    ],
)
def test_a_wrong_value_is_told_and_a_harmless_one_stands_in(text, read, value, line):
    assert take(text, read) == (value, [line])


def test_a_list_of_words_is_no_mapping():
    assert mistakes("- one", lambda f: f.keys()) == ["x.yaml:1: not a mapping; write key: value pairs"]


def test_unknown_keys_are_told_at_every_depth():
    text = """
        a:
          x:
            n: 1
            m: 2
        b: [{k: 1}]
        c: {d: 1}
    """

    def read(f):
        for _, entry in f.each("a"):
            entry.number("n", 0, 9)
        for entry in f.items("b"):
            entry.has("l")
        with f.inside("c") as inner:
            inner.has("e")

    assert mistakes(text, read) == [
        "x.yaml:4: unknown key m; there is n",
        "x.yaml:5: unknown key k; there is l",
        "x.yaml:6: unknown key d; there is e",
    ]


def test_each_entry_of_a_file_is_read_by_its_id(tmp_path):
    path, problems = tmp_path / "content" / "x.yaml", Problems()
    path.parent.mkdir()
    path.write_text("one: {n: 1}\ntwo: {n: two}\n")
    found = read_each(path, path.parent, problems, lambda id_, f: (id_, f.number("n", 0, 9)))
    assert found == {"one": ("one", 1.0), "two": ("two", 0.0)}
    assert problems.lines == ["content/x.yaml:2: n is the text 'two'; write n: a plain decimal such as 1_500 or 0.25"]


def test_problems_are_told_once_and_all_together():
    problems = Problems()
    problems.stop_if_any()
    for _ in range(2):
        problems.add("a.yaml:1", "this is wrong", "do that")
    problems.add("b.yaml:2", "so is this", "do this")
    with pytest.raises(ContentError) as error:
        problems.stop_if_any()
    assert (
        error.value.lines
        == str(error.value).splitlines()
        == ["a.yaml:1: this is wrong; do that", "b.yaml:2: so is this; do this"]
    )
