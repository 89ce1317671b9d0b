"""Lines put into a content file, all else kept byte for byte.

PyYAML says where each node begins and ends; the text is cut there and never written anew. Entries follow the style of the
one before them, in lines or in braces.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml

from calculators.engine.dated import Source
from calculators.engine.problems import ContentError
from calculators.importers.plan import Confirmation, Entry

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
WIDTH = 130
GROUPED = "long_context_from"  # the one figure that is a count, written as 272_000


def with_entry(text: str, path: Sequence[str], entry: Entry) -> str:
    """The text with an entry in the history under a path of keys, after those of earlier days."""
    history = _find(text, path)
    earlier = [item for item in _items(history, path) if _since(item) < entry.day]
    if not earlier:
        raise ContentError([f"{'/'.join(path)}: {entry.day} comes before the first entry; history is never rewritten"])
    previous, dash = earlier[-1], history.start_mark.column
    values = {key: _figure(key, value) for key, value in entry.values.items()}
    parts = {"seen_by" if entry.first_sighting else "starts": entry.day.isoformat(), "values": values, "source": entry.source}
    parts |= {key: value for key, value in (("confidence", entry.confidence), ("note", entry.note)) if value}
    lead = f"{' ' * dash}-{' ' * (previous.start_mark.column - dash - 1)}"
    made = _braces(parts, lead) if previous.flow_style else _lines(parts, lead)
    return _inserted(text, _last_line(previous) + 1, made)


def with_confirmation(text: str, path: Sequence[str], told: Confirmation) -> str:
    """The text with `confirmed` and `confirmed_by` on the entry of a day; what an earlier reading said there makes way."""
    entry = next(item for item in _items(_find(text, path), path) if _since(item) == told.since)
    given = {"confirmed": told.day.isoformat(), "confirmed_by": told.source}
    held = {key.value: value for key, value in entry.value}
    if "confirmed" in held:
        for key in reversed(given):
            text = _replaced(text, held[key], given[key])
        return text
    said = ", ".join(f"{key}: {value}" for key, value in given.items())
    if not entry.flow_style:
        pad = " " * entry.start_mark.column
        return _inserted(text, _last_line(entry) + 1, [f"{pad}{key}: {value}" for key, value in given.items()])
    end, lines = entry.value[-1][1].end_mark, text.split("\n")
    line = lines[end.line]
    room = len(line) + len(said) + 2 <= WIDTH
    between = ", " if room else f",\n{' ' * (entry.start_mark.column + 1)}"
    lines[end.line] = f"{line[: end.column]}{between}{said}{line[end.column :]}"
    return "\n".join(lines)


def with_source(text: str, source: Source) -> str:
    """The text with a source, after the last of the same series (the id up to its last dash), else at the end."""
    parts = {"title": source.title, "url": source.url, "dated": source.dated.isoformat(), "read": source.read.isoformat(),
             "confidence": source.confidence, "note": source.note}  # fmt: skip
    made = [f"{source.id}:", *(f"  {key}: {_scalar(key, value)}" for key, value in parts.items() if value)]
    series = source.id.rpartition("-")[0]
    root = _root(text)
    kin = [value for key, value in root.value if series and key.value.rpartition("-")[0] == series]
    line = _last_line(kin[-1] if kin else root.value[-1][1]) + 1
    return _inserted(text, line, made)


def with_day(text: str, key: str, day: dt.date) -> str:
    """The text with another day under a key of the outermost mapping."""
    return _replaced(text, _find(text, (key,)), day.isoformat())


def _root(text: str) -> yaml.MappingNode:
    found = yaml.compose(text, Loader=Loader)
    assert isinstance(found, yaml.MappingNode), "the strict reader has read it before"
    return found


def _find(text: str, path: Sequence[str]) -> yaml.Node:
    node: yaml.Node = _root(text)
    for key in path:
        node = next(value for name, value in node.value if name.value == key)
    return node


def _items(history: yaml.Node, path: Sequence[str]) -> list[yaml.MappingNode]:
    if history.flow_style:
        raise ContentError([f"{'/'.join(path)}: the history stands in brackets; write one entry a line, each after a dash"])
    return list(history.value)


def _since(item: yaml.MappingNode) -> dt.date:
    return next(dt.date.fromisoformat(value.value) for key, value in item.value if key.value in ("starts", "seen_by"))


def _last_line(node: yaml.Node) -> int:
    """The line on which a node's own text ends; comments and empty lines after it are not its own."""
    if isinstance(node, yaml.ScalarNode) or node.flow_style or not node.value:
        block = isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")
        return int(node.end_mark.line) - (1 if block else 0)
    last = node.value[-1]
    return _last_line(last[1] if isinstance(node, yaml.MappingNode) else last)


def _inserted(text: str, line: int, made: Sequence[str]) -> str:
    lines = text.split("\n")
    if line >= len(lines):  # the last line has no end
        return "\n".join([*lines, *made, ""])
    return "\n".join([*lines[:line], *made, *lines[line:]])


def _replaced(text: str, node: yaml.Node, new: str) -> str:
    """The text with another plain word in place of a scalar that stands on one line."""
    lines, start, end = text.split("\n"), node.start_mark, node.end_mark
    line = lines[start.line]
    lines[start.line] = f"{line[: start.column]}{new}{line[end.column :]}"
    return "\n".join(lines)


def _lines(parts: Mapping[str, Any], lead: str) -> list[str]:
    pad = " " * len(lead)
    made: list[str] = []
    for key, value in parts.items():
        front = f"{pad if made else lead}{key}: "
        made += list(_wrapped(value, f"{front}{{", "}")) if key == "values" else [f"{front}{_scalar(key, value)}"]
    return made


def _braces(parts: Mapping[str, Any], lead: str) -> list[str]:
    told = {key: f"{{{', '.join(f'{name}: {text}' for name, text in value.items())}}}" if key == "values" else _scalar(key, value)
            for key, value in parts.items()}  # fmt: skip
    return list(_wrapped(told, f"{lead}{{", "}"))


def _wrapped(pairs: Mapping[str, str], front: str, back: str) -> Iterator[str]:
    """Pairs within braces, on as many lines as they need."""
    line, pad = front, " " * len(front)
    for number, (key, value) in enumerate(pairs.items()):
        told = f"{key}: {value}{back if number == len(pairs) - 1 else ','}"
        if line.strip() and len(line) + len(told) + 1 > WIDTH and number:
            yield line.rstrip()
            line = pad
        line += told + ("" if told.endswith(back) and number == len(pairs) - 1 else " ")
    yield line.rstrip()


def _scalar(key: str, value: str) -> str:
    """Days, ids and one-word values as they are; texts in quotes."""
    return json.dumps(value, ensure_ascii=False) if key in ("note", "title", "url") else value


def _figure(key: str, value: float) -> str:
    """A price with two decimals at least, and every one that it has; a limit in tokens in groups of three."""
    if key == GROUPED:
        return f"{value:_.0f}"
    whole, _, rest = f"{value:.12f}".rstrip("0").partition(".")
    return f"{whole}.{rest.ljust(2, '0')}"
