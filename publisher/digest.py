"""What changed, for places that are no page of the site: a terminal, a pull request, a mail, a feed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.etree import ElementTree

from calculators.engine.change import Change
from calculators.engine.table import Cell, Column, Table

SHORT = 24  # characters
STYLE = """
body { max-width: 60rem; margin: 1.5rem auto; padding: 0 1rem; font: 16px/1.5 Georgia, serif; }
body { color: #1d1b18; background: #fdfcfa; }
h1 { font-size: 1.5rem; line-height: 1.25; }
h2 { margin: 2rem 0 .5rem; font: 600 1rem/1.35 sans-serif; }
div { overflow-x: auto; }
table { border-collapse: collapse; font: 14px/1.4 sans-serif; }
th, td { padding: .375rem .75rem .375rem 0; border-bottom: 1px solid #dcd7cd; text-align: left; vertical-align: top; }
[align="right"] { text-align: right; }
td:not([nowrap]) { min-width: 11rem; }
small { white-space: normal; }
thead th { border-bottom-color: #1d1b18; vertical-align: bottom; }
tbody th { min-width: 8rem; font-weight: normal; }
small { color: #5f5a52; }
@media (prefers-color-scheme: dark) {
  body { color: #e8e6e1; background: #14171a; }
  th, td { border-bottom-color: #353a3f; }
  thead th { border-bottom-color: #e8e6e1; }
  small { color: #a9a69f; }
}
"""


def _tables(change: Change) -> tuple[Table, ...]:
    return (*change.tables, *change.more)


def _head(column: Column) -> str:
    return f"{column.label} ({column.unit})" if column.unit else column.label


def _said(cell: Cell) -> str:
    return f"{cell.text} ({cell.note})" if cell.note else cell.text


def text(change: Change) -> str:
    """Aligned columns for a terminal."""
    parts = [change.title, *change.words, *(f"{table.caption}\n\n{_aligned(table)}{_note(table)}" for table in _tables(change))]
    return "\n\n".join(parts) + "\n"


def _note(table: Table) -> str:
    return f"\n\n{table.note}" if table.note else ""


def _aligned(table: Table) -> str:
    rows = [[_head(column) for column in table.columns], *([_said(cell) for cell in row.cells] for row in table.rows)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(table.columns))]
    return "\n".join("  ".join(_padded(row, widths, table.columns)).rstrip() for row in rows)


def _padded(row: Sequence[str], widths: Sequence[int], columns: Sequence[Column]) -> Iterable[str]:
    for cell, width, column in zip(row, widths, columns, strict=True):
        yield cell.rjust(width) if column.numeric else cell.ljust(width)


def markdown(change: Change) -> str:
    """Pipe tables, fit for the body of a pull request."""
    parts = [f"## {_escaped(change.title)}", *map(_escaped, change.words)]
    parts += [f"### {_escaped(table.caption)}\n\n{_piped(table)}{_escaped(_note(table))}" for table in _tables(change)]
    return "\n\n".join(parts) + "\n"


def _piped(table: Table) -> str:
    rule = ["---:" if column.numeric else "---" for column in table.columns]
    rows = [[_escaped(_said(cell)) for cell in row.cells] for row in table.rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in [[_escaped(_head(column)) for column in table.columns], rule, *rows])


def _escaped(words: str) -> str:
    """Words that Markdown takes for nothing else."""
    return "".join(f"\\{letter}" if letter in "\\|<>*_`[]#" else letter for letter in words)


def html(change: Change, language: str = "en") -> str:
    """A page of its own: no script, nothing loaded, simple tables, so that it fits a mail."""
    root = ElementTree.Element("html", {"lang": language})
    head, body = ElementTree.SubElement(root, "head"), ElementTree.SubElement(root, "body")
    ElementTree.SubElement(head, "meta", {"charset": "utf-8"})
    ElementTree.SubElement(head, "meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"})
    ElementTree.SubElement(head, "meta", {"name": "color-scheme", "content": "light dark"})
    _add(head, "title", change.title)
    _add(head, "style", STYLE)
    main = ElementTree.SubElement(body, "main")
    _add(main, "h1", change.title)
    _fill(main, change)
    return f"<!doctype html>\n{ElementTree.tostring(root, encoding='unicode', method='html')}\n"


def body_html(change: Change) -> str:
    """Words and tables alone, for what has a title already."""
    body = ElementTree.Element("div")
    _fill(body, change)
    return ElementTree.tostring(body, encoding="unicode", method="html")


def _fill(parent: ElementTree.Element, change: Change) -> None:
    for words in change.words:
        _add(parent, "p", words)
    for table in _tables(change):
        _add(parent, "h2", table.caption)
        _add_table(ElementTree.SubElement(parent, "div"), table)
        if table.note:
            _add(ElementTree.SubElement(parent, "p"), "small", table.note)


def _add_table(parent: ElementTree.Element, table: Table) -> None:
    made = ElementTree.SubElement(parent, "table")
    row = ElementTree.SubElement(ElementTree.SubElement(made, "thead"), "tr")
    for column in table.columns:
        _add(row, "th", _head(column), scope="col", **_align(column))
    body = ElementTree.SubElement(made, "tbody")
    for each in table.rows:
        row = ElementTree.SubElement(body, "tr")
        for place, (cell, column) in enumerate(zip(each.cells, table.columns, strict=True)):
            tag, own = ("td", _align(column) | _held(cell)) if place else ("th", {"scope": "row"})
            found = _add(row, tag, cell.text, **own)
            if cell.note:
                ElementTree.SubElement(found, "br")
                _add(found, "small", cell.note)


def _align(column: Column) -> dict[str, str]:
    """Mails keep this attribute where they drop a stylesheet."""
    return {"align": "right"} if column.numeric else {}


def _held(cell: Cell) -> dict[str, str]:
    """What is short stays on one line."""
    return {"nowrap": "nowrap"} if len(cell.text) <= SHORT else {}


def _add(parent: ElementTree.Element, name: str, words: str, **attributes: str) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, name, attributes)
    child.text = words
    return child
