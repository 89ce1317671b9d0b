"""YAML text to fields and back to what is wrong with it; messages name the file x.yaml."""

from textwrap import dedent

from calculators.engine.fields import Fields
from calculators.engine.problems import Problems
from calculators.engine.strict_yaml import read_text


def take(text, build):
    """What `build` makes of the fields, and every mistake."""
    problems = Problems()
    with Fields(read_text(dedent(text).strip(), "x.yaml", problems), problems, "x.yaml:1") as f:
        found = build(f)
    return found, problems.lines


def mistakes(text, build):
    return take(text, build)[1]


def taken(text, build):
    found, lines = take(text, build)
    assert lines == []
    return found
