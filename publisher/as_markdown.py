"""HTML as Markdown for readers that take text: words, lists and tables stay; controls and drawings go."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import groupby

from publisher.elements import Element
from publisher.markdown_text import item, joined, marked, quoted
from publisher.math_text import math_text

SKIPPED_TAGS = frozenset({"button", "noscript", "script", "style", "svg", "template", "textarea"})
SKIPPED = frozenset(
    {
        "actions",
        "command",
        "compare",
        "doubt",
        "footnote-backref",
        "get",
        "of-day",
        "pulse",
        "spark",
        "takeaway",
        "tools",
        "unseen",
        "why",
    }
)
INLINE = frozenset(
    {"a", "abbr", "b", "br", "cite", "code", "em", "i", "img", "input", "label", "math", "output", "q", "s", "select", "small",
     "span", "strong", "sub", "sup", "time", "var"}
)  # fmt: skip
MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*"}
ASIDE = " ({})"
SAID = {"range": ", {}", "footnote-ref": "[^{}]"}  # how what has a class of its own is written
MEANT = re.compile(r"([\\`*]|<(?=[A-Za-z/!?]))")  # what would be taken for Markdown or HTML

Write = Callable[[Element], list[str]]


class Markdown:
    """Writes elements as blocks of Markdown.

    address: what a link's address becomes; cited: the id of the source that a link's address leads to, or an empty text.
    by_class: how elements of a class are written, ahead of by_tag; the rest is what it holds.
    """

    by_class: dict[str, Write]

    def __init__(self, address: Callable[[str], str], cited: Callable[[str], str]) -> None:
        self.address, self.cited, self.by_class = address, cited, {"footnote": self._footnotes}
        self.by_tag: dict[str, Write] = {
            "ul": self.items, "ol": self.items, "dl": self.terms, "pre": _code, "blockquote": self._quote, "table": self.table,
            "summary": self.name, "hr": lambda _: ["---"],
        }  # fmt: skip
        self.by_tag |= dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), self._heading)

    def text(self, element: Element) -> str:
        """All that an element holds."""
        return joined(self.blocks(element.children))

    def blocks(self, children: Iterable[Element | str]) -> list[str]:
        """Each block of these; text that stands between blocks is one of its own."""
        made = list[str]()
        for inline, run in groupby(children, lambda child: isinstance(child, str) or child.tag in INLINE):
            if inline:
                made.append(self.words(run))
            else:
                made += [text for child in run if isinstance(child, Element) for text in self._block(child)]
        return [text for text in made if text]

    def _block(self, element: Element) -> list[str]:
        if left_out(element):
            return []
        named = [self.by_class[name] for name in element.classes if name in self.by_class]
        write = named[0] if named else self.by_tag.get(element.tag)
        return write(element) if write else self.blocks(element.children)

    def words(self, children: Iterable[Element | str], *, cell: bool = False) -> str:
        """These as one line. cell: of a table, where a unit stands in brackets."""
        return " ".join("".join(self._inline(child, cell) for child in children).split())

    def _inline(self, child: Element | str, cell: bool) -> str:
        if isinstance(child, str):
            return MEANT.sub(r"\\\1", child)
        if left_out(child):
            return ""
        if child.tag in LEAVES:
            return LEAVES[child.tag](child)
        inside = "".join(self._inline(each, cell) for each in child.children)
        plain_link = child.tag == "a" and SAID.keys().isdisjoint(child.classes)
        return self._link(child, inside.strip()) if plain_link else _dressed(child, inside, cell)

    def _link(self, element: Element, inside: str) -> str:
        href = element.attrs.get("href", "")
        if source := self.cited(href):
            return f"[^{source}]" if inside == "source" else f"{inside}[^{source}]"
        return f"[{inside}]({self.address(href)})" if inside and href else inside

    def name(self, element: Element) -> list[str]:
        """What heads a part without being a heading."""
        return [marked("**", self.words(element.children))]

    def _heading(self, element: Element) -> list[str]:
        words, id_ = self.words(element.children), element.attrs.get("id", "")
        return [f"{'#' * int(element.tag[1])} {words}" + (f" {{#{id_}}}" if id_ else "")]

    def items(self, element: Element) -> list[str]:
        """A list, numbered where its order counts."""
        texts = [joined(self.blocks(each.children)) for each in element.inner() if not left_out(each)]
        marks = (f"{n}." if element.tag == "ol" else "-" for n in range(1, len(texts) + 1))
        return ["\n".join(item(mark, text) for mark, text in zip(marks, texts, strict=True) if text)]

    def _footnotes(self, element: Element) -> list[str]:
        notes = ((note.attrs["id"].rpartition(":")[2], joined(self.blocks(note.children))) for note in element.all("li"))
        return [item(f"[^{name}]:", text) for name, text in notes]

    def terms(self, element: Element) -> list[str]:
        """Each term with what is said of it."""
        rows = [row for row in element.inner() if row.tag == "div"] or [element]
        lines = []
        for row in (row for row in rows if not left_out(row)):
            term, *told = [part for part in row.inner() if self.words(part.children)]
            said = " ".join("= " * ("value" in part.classes) + self.words(part.children) for part in told)
            lines.append(item("-", f"{self.words(term.children)}: {said}"))
        return ["\n".join(lines)]

    def _quote(self, element: Element) -> list[str]:
        return [quoted(self.text(element))]

    def table(self, element: Element) -> list[str]:
        """A table whose first row is its head; a marked row has its name in bold."""
        rows = [row for row in element.all("tr") if not left_out(row)]
        if not rows:
            return []
        sides = "".join("---:|" if "num" in cell.classes else "---|" for cell in rows[0].inner())
        head, *body = [self._row(row) for row in rows]
        return ["\n".join([head, f"|{sides}", *body])]

    def _row(self, element: Element) -> str:
        cells = [self.words(cell.children, cell=True).replace("|", "\\|") for cell in element.inner()]
        if "mark" in element.classes and cells and "*" not in cells[0]:
            cells[0] = marked("**", cells[0])
        return f"| {' | '.join(cells)} |"


def left_out(element: Element) -> bool:
    """Whether it is hidden, a drawing, or there to be pressed."""
    return (
        element.tag in SKIPPED_TAGS or "hidden" in element.attrs or element.attrs.get("aria-hidden") == "true"
        or not SKIPPED.isdisjoint(element.classes)
    )  # fmt: skip


def _dressed(element: Element, inside: str, cell: bool) -> str:
    """Words with the marks of their element, or joined to what stands before them."""
    if element.tag in MARKS:
        return marked(MARKS[element.tag], inside)
    aside = element.tag == "small" or (cell and "unit" in element.classes)
    form = ASIDE if aside else next((SAID[name] for name in element.classes if name in SAID), "")
    return form.format(inside.strip()) if form and inside.strip() else inside


def plain(element: Element) -> str:
    """Its text as it stands."""
    return "".join(child if isinstance(child, str) else plain(child) for child in element.children)


def _code(element: Element) -> list[str]:
    return [f"```\n{plain(element).strip(chr(10))}\n```"]


def math(element: Element) -> str:
    """A formula as code, which nothing escapes."""
    return f"`{math_text(element)}`"


def value(element: Element) -> str:
    """What stands in a field: typed text, or the chosen option of a list."""
    if element.tag == "input":
        return element.attrs.get("value", "") if element.attrs.get("type") == "text" else ""
    chosen = next((option for option in element.all("option") if "selected" in option.attrs), None)
    return plain(chosen).strip() if chosen else ""


LEAVES: dict[str, Callable[[Element], str]] = {
    "br": lambda _: " ", "img": lambda _: "", "code": lambda code: f"`{plain(code)}`", "math": math, "input": value,
    "select": lambda chosen: f"“{value(chosen)}”",
}  # fmt: skip
