import datetime as dt

import pytest

from calculators.engine.problems import Problems
from calculators.engine.strict_yaml import read, read_text
from tests.engine.reading import mistakes, taken

NOT_YAML = "check colons, quotes and indentation"


def text_of(text, first_line=1):
    problems = Problems()
    return read_text(text, "x.yaml", problems, first_line), problems.lines


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1_500", 1500),
        ("-3", -3),
        ("0.25", 0.25),
        ("1_000.5", 1000.5),
        ("true", True),
        ("False", False),
        ("2026-01-31", dt.date(2026, 1, 31)),
        ("~", None),
        # the traps: what PyYAML would quietly make something else of stays the text that was written
        ("1e6", "1e6"),
        ("1.0e6", "1.0e6"),
        ("12:30", "12:30"),
        ("12:30:00", "12:30:00"),
        ("010", "010"),
        ("0x1f", "0x1f"),
        ("1.", "1."),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("on", "on"),
        ("off", "off"),
        ("yes", "yes"),
        ("No", "No"),
        ("2026-13-01", "2026-13-01"),
        ("2026-01-31 10:00:00", "2026-01-31 10:00:00"),
    ],
)
def test_a_value_is_what_it_looks_like(written, value):
    found, lines = text_of(f"a: {written}")
    assert (found, type(found["a"]), lines) == ({"a": value}, type(value), [])


@pytest.mark.parametrize("key", ["on", "no", "1", "2026-01-31", "true"])
def test_a_key_is_the_text_that_was_written(key):
    assert text_of(f"{key}: 1")[0] == {key: 1}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\nb: 2\na: 3", "x.yaml:3: a stands twice, first at x.yaml:1; keep one of them"),
        ("a:\n  - b: 1\n    b: 2", "x.yaml:3: b stands twice, first at x.yaml:2; keep one of them"),
        ("? [a]\n: 1", "x.yaml:1: a key that is not a word; write key: value"),
        ("a: 1\n\tb: 2", f"x.yaml:2: not YAML (found a tab character that violates indentation); {NOT_YAML}"),
        ("a: 1\nb: c: d", f"x.yaml:2: not YAML (mapping values are not allowed in this context); {NOT_YAML}"),
        ("a: 1\nb: *c", f"x.yaml:2: not YAML (found undefined alias); {NOT_YAML}"),
        ("a: 1\n---\nb: 2", f"x.yaml:2: not YAML (but found another document); {NOT_YAML}"),
    ],
)
def test_a_mistake_is_told_with_file_and_line(text, line):
    assert text_of(text)[1] == [line]


def test_no_tag_makes_an_object():
    found, lines = text_of("a: !!python/object/apply:os.getcwd []")
    assert found is None
    assert lines[0].startswith("x.yaml:1: not YAML (could not determine a constructor for the tag")


def test_lines_count_from_where_the_text_stands_in_its_file():
    found, lines = text_of("a: 1\na: 2", first_line=10)
    assert lines == ["x.yaml:11: a stands twice, first at x.yaml:10; keep one of them"]
    assert found.places == {"a": "x.yaml:10"} | {"a": "x.yaml:11"}


def test_mappings_and_lists_know_where_each_part_stands():
    found, _ = text_of("a: 1\nb:\n  c: 2\n\n  d:\n    - x\n    - y: 3\n")
    assert (found.place, found.places) == ("x.yaml:1", {"a": "x.yaml:1", "b": "x.yaml:2"})
    assert (found["b"].place, found["b"].places) == ("x.yaml:3", {"c": "x.yaml:3", "d": "x.yaml:5"})
    assert (found["b"]["d"].places, found["b"]["d"][1].places) == (["x.yaml:6", "x.yaml:7"], {"y": "x.yaml:7"})


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (b"a: 1", []),
        (b"{}", []),
        (b"- a", ["content/x.yaml:1: not a mapping; write key: value lines"]),
        (b"# nothing yet", ["content/x.yaml:1: not a mapping; write key: value lines"]),
        (b"a: \xff", ["content/x.yaml: cannot be read (UnicodeDecodeError); add it as a UTF-8 text file"]),
        (b"a: b: c", [f"content/x.yaml:1: not YAML (mapping values are not allowed in this context); {NOT_YAML}"]),
    ],
)
def test_a_file_that_is_no_mapping_is_told_and_read_as_an_empty_one(tmp_path, content, lines):
    problems, path = Problems(), tmp_path / "content" / "x.yaml"
    path.parent.mkdir()
    path.write_bytes(content)
    found = read(path, path.parent, problems)
    assert problems.lines == lines
    assert found == ({"a": 1} if content == b"a: 1" else {})
    assert found.place == "content/x.yaml:1"


def test_a_missing_file_is_told(tmp_path):
    problems = Problems()
    assert read(tmp_path / "content" / "x.yaml", tmp_path / "content", problems) == {}
    assert problems.lines == ["content/x.yaml: cannot be read (FileNotFoundError); add it as a UTF-8 text file"]


def test_the_traps_fail_where_a_number_or_a_day_is_due():
    text = "price: 1e6\nhours: 12:30\nopen: on\nsince: 2026-13-01\nuntil: 2026-01-31 10:00:00"
    number, day = "a plain decimal such as 1_500 or 0.25", "a day such as 2026-01-31"
    assert mistakes(
        text, lambda f: (f.number("price", 0, 1e9), f.number("hours", 0, 24), f.truth("open"), f.day("since"), f.day("until"))
    ) == [
        f"x.yaml:1: price is the text '1e6'; write price: {number}",
        f"x.yaml:2: hours is the text '12:30'; write hours: {number}",
        "x.yaml:3: open is the text 'on'; write open: true",
        f"x.yaml:4: since is the text '2026-13-01'; write since: {day}",
        f"x.yaml:5: until is the text '2026-01-31 10:00:00'; write until: {day}",
    ]


def test_an_unknown_key_is_told_with_the_nearest_known():
    assert mistakes("label: A\nlable: B\nnothing: C", lambda f: f.text("label")) == [
        "x.yaml:2: unknown key lable; did you mean label?",
        "x.yaml:3: unknown key nothing; there is label",
    ]


def test_every_known_key_may_be_read():
    assert taken("label: A", lambda f: f.text("label")) == "A"
