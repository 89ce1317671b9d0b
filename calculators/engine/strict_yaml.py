"""YAML read strictly: every mapping knows where its keys stand, and PyYAML's silent traps are errors.

The traps: a doubled key passes, 1e6 is text, 12:30 is 750, `on` and `no` are truth values, 2026-13-01 breaks the file off.
"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import yaml

from calculators.engine.problems import Problems

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
SAFE_BOOLS = {"true", "false"}


class Mapping(dict[str, Any]):
    """A YAML mapping. `places` gives file:line of each key, `place` that of the mapping itself."""

    place: str
    places: dict[str, str]


class List(list[Any]):
    """A YAML list. `places` gives file:line of each item."""

    place: str
    places: list[str]


class _Reader(Loader):  # type: ignore[misc]
    """A safe loader that keeps places and notes mistakes instead of guessing."""

    problems: Problems
    shown: str
    first_line: int

    def at(self, node: yaml.Node) -> str:
        return f"{self.shown}:{node.start_mark.line + self.first_line}"


def _mapping(reader: _Reader, node: yaml.MappingNode) -> Mapping:
    found = Mapping()
    found.place, found.places = reader.at(node), {}
    for key_node, value_node in node.value:
        key, place = str(key_node.value), reader.at(key_node)
        if not isinstance(key_node, yaml.ScalarNode):
            reader.problems.add(place, "a key that is not a word", "write key: value")
            continue
        if key in found:
            reader.problems.add(place, f"{key} stands twice, first at {found.places[key]}", "keep one of them")
        found[key] = reader.construct_object(value_node, deep=True)
        found.places[key] = place
    return found


def _list(reader: _Reader, node: yaml.SequenceNode) -> List:
    found = List(reader.construct_object(item, deep=True) for item in node.value)
    found.place, found.places = reader.at(node), [reader.at(item) for item in node.value]
    return found


def _truth(_: _Reader, node: yaml.ScalarNode) -> Any:
    """Only true and false are truth values; yes, no, on and off stay the words that were written."""
    text = str(node.value)
    return text.lower() == "true" if text.lower() in SAFE_BOOLS else text


def _number(_: _Reader, node: yaml.ScalarNode) -> Any:
    """Plain decimals only; 12:30 and 010 stay text, so that they fail where a number is due."""
    text = str(node.value).replace("_", "")
    if re.fullmatch(r"[-+]?(0|[1-9]\d*)", text):
        return int(text)
    return float(text) if re.fullmatch(r"[-+]?(0|[1-9]\d*)\.\d+", text) else str(node.value)


def _day(_: _Reader, node: yaml.ScalarNode) -> Any:
    """Days that there are; 2026-13-01 and a day with a time stay text, so that they fail where a day is due."""
    try:
        return dt.date.fromisoformat(str(node.value))
    except ValueError:
        return str(node.value)


BUILDERS = {"map": _mapping, "seq": _list, "bool": _truth, "int": _number, "float": _number, "timestamp": _day}
for tag, build in BUILDERS.items():
    _Reader.add_constructor(f"tag:yaml.org,2002:{tag}", build)


def read_text(text: str, shown: str, problems: Problems, first_line: int = 1) -> Any:
    """The content of YAML text, or None after a mistake that leaves nothing to read.

    shown: the name that messages use; first_line: the line at which the text starts in its file.
    """
    reader = _Reader(text)
    reader.problems, reader.shown, reader.first_line = problems, shown, first_line
    try:
        return reader.get_single_data()
    except yaml.MarkedYAMLError as error:
        line = (error.problem_mark.line if error.problem_mark else 0) + first_line
        problems.add(f"{shown}:{line}", f"not YAML ({error.problem})", "check colons, quotes and indentation")
    except yaml.YAMLError as error:
        problems.add(f"{shown}:{first_line}", f"not YAML ({error})", "save the file as UTF-8 text")
    finally:
        reader.dispose()
    return None


def read(path: Path, root: Path, problems: Problems) -> Mapping:
    """The mapping in a file; empty, with a problem noted, where there is none. Messages name it below root."""
    shown, told = path.relative_to(root.parent).as_posix(), len(problems.lines)
    try:
        found = read_text(path.read_text(encoding="utf-8"), shown, problems)
    except (OSError, UnicodeDecodeError) as error:
        problems.add(shown, f"cannot be read ({type(error).__name__})", "add it as a UTF-8 text file")
        found = None
    if isinstance(found, Mapping):
        return found
    if len(problems.lines) == told:
        problems.add(f"{shown}:1", "not a mapping", "write key: value lines")
    nothing = Mapping()
    nothing.place, nothing.places = f"{shown}:1", {}
    return nothing
