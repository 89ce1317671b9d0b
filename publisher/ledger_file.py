"""Writing what is new into content/links.yaml: entries are added, none is taken out, and comments stay where they are."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable, Mapping, Sequence

from publisher.ledger import Anchors

HEAD = """\
# Links that never break. `pages` is every page and anchor that was ever published; `python build.py check --record` adds to it,
# and nothing is taken out. What was renamed, moved or deleted leads on under `moved`; CONTRIBUTING.md says how.
"""
BLOCK = re.compile(r"^pages:.*\n(?:(?:[ \t].*)?\n)*", re.MULTILINE)  # the key, then what is indented
NAME = re.compile(r"  ([^\s#].*?):(?:\s.*)?")
REMARK = re.compile(r"(?:^|\s)(#.*)")
WORD = re.compile(r"(?!true$|false$|null$)[a-z][a-z0-9-]*")  # what YAML takes for text without quotes
WIDTH = 130


def recorded(text: str, known: Mapping[str, Anchors], fresh: Mapping[str, Anchors]) -> str:
    """The text of links.yaml with what is fresh, by page; empty text stands for no file. known: what it records so far.

    Only the pages that gain something are written anew, sorted.
    """
    text = text or HEAD
    if text[-1] != "\n":
        text += "\n"
    block = BLOCK.search(text)
    if not block:
        return f"{text}\npages:\n{_lines(_merged({}, known, fresh))}"
    body, rest = _split(block[0].splitlines()[1:])
    made = f"pages:\n{_lines(_merged(body, known, fresh))}{_lines([rest])}"
    return text[: block.start()] + made + text[block.end() :]


def _split(lines: Sequence[str]) -> tuple[dict[str, list[str]], list[str]]:
    """The lines of each page with the comments above it, and what stands after the last."""
    entries: dict[str, list[str]] = {}
    above: list[str] = []
    now = above
    for line in lines:
        if name := NAME.fullmatch(line):
            now = entries[name[1].strip("\"'")] = [*above, line]
            above = []
        elif re.match(r"  #|\s*$", line):
            above.append(line)
            now = above
        else:
            now.append(line)
    return entries, above


def _merged(body: Mapping[str, list[str]], known: Mapping[str, Anchors], fresh: Mapping[str, Anchors]) -> Iterable[list[str]]:
    for page in sorted({*body, *fresh}):
        yield _entry(page, body.get(page, []), known.get(page, Anchors()), fresh[page]) if page in fresh else body[page]


def _entry(page: str, lines: Sequence[str], known: Anchors, fresh: Anchors) -> list[str]:
    """A page written anew; comments on its lines stand above it then."""
    remarks = [f"  {found[1]}" for line in lines if (found := REMARK.search(line))]
    kinds = {kind: sorted({*getattr(known, kind), *getattr(fresh, kind)}) for kind in Anchors._fields}
    listed = [line for kind, ids in kinds.items() if ids for line in _list(kind, ids)]
    return [*remarks, f"  {page}:" + ("" if listed else " {}"), *listed]


def _list(kind: str, ids: Iterable[str]) -> list[str]:
    words = ", ".join(id_ if WORD.fullmatch(id_) else json.dumps(id_) for id_ in ids)
    return textwrap.wrap(
        f"{kind}: [{words}]",
        WIDTH,
        initial_indent=" " * 4,
        subsequent_indent=" " * 6,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _lines(entries: Iterable[Sequence[str]]) -> str:
    return "".join(f"{line}\n" for entry in entries for line in entry)
