"""The components of a page as Markdown: a chart as its finding and its data, a calculator as its inputs and results."""

from __future__ import annotations

from collections.abc import Callable

from publisher.as_markdown import Markdown, math, value
from publisher.elements import Element
from publisher.markdown_text import joined, marked, quoted

LONGEST_DATA = 30  # rows of a chart's data that stand with it; more are a file away


class PageMarkdown(Markdown):
    """Writes a page. What its components are, their classes say, as the templates give them."""

    def __init__(self, address: Callable[[str], str], cited: Callable[[str], str]) -> None:
        super().__init__(address, cited)
        self.by_class |= {
            "chart": self._chart, "table": self._table_figure, "note": self._note, "name": self.name, "formula": self._formula,
            "field": self._field, "inputs": self._inputs, "answer": self._answer, "sources": self._sources,
        }  # fmt: skip
        self.by_tag["details"] = self._details

    def _note(self, element: Element) -> list[str]:
        """A side note, which its summary names as one."""
        return [quoted(f"Note. {joined(self.blocks(inside.children))}") for inside in [element.first("div")] if inside]

    def _chart(self, element: Element) -> list[str]:
        """The finding, what is measured, its source, and the data in place of the drawing."""
        caption, data, id_ = element.first("figcaption"), element.first("figure", "table"), element.attrs.get("id", "")
        made = [f"{self.words(caption.children)} ([chart]({self.address(f'#{id_}')}))"] if caption else []
        made += self.blocks(part for part in element.inner() if "source" in part.classes)
        table = data.first("table") if data else None
        if table and len(list(table.all("tr"))) <= LONGEST_DATA:
            return made + self.table(table)
        return made + self._file(data or element, "The data as")

    def _table_figure(self, element: Element) -> list[str]:
        """The caption, the table, where it comes from, and its file."""
        caption, table, source = element.first("figcaption"), element.first("table"), element.first("p", "source")
        made = self.name(caption) if caption else []
        made += self.table(table) if table else []
        return made + (self.blocks([source]) if source else []) + self._file(element, "The table as")

    def _sources(self, element: Element) -> list[str]:
        """The list of sources: each with what is known of it."""
        entries = ([entry, *entry.all("span", "meta")] for entry in element.inner())
        said = ([self.words(child for child in part.children if child not in parts) for part in parts] for parts in entries)
        return ["\n".join(f"- {'. '.join(text.rstrip('.') for text in each)}." for each in said)]

    def _file(self, element: Element, words: str) -> list[str]:
        found = next((link for link in element.all("a") if "download" in link.attrs), None)
        return [f"{words} [CSV]({self.address(found.attrs['href'])})"] if found else []

    def _formula(self, element: Element) -> list[str]:
        """A formula in one line, what it assumes, and what its symbols stand for."""
        name, shown, where = element.first("p", "name"), element.first("math"), element.first("dl", "where")
        made = [f"{marked('**', self.words(name.children, cell=True))}: {math(shown)}"] if name and shown else []
        made += self.blocks(part for part in element.inner() if part.tag == "p" and part is not name)
        return made + (self.terms(where) if where else [])

    def _details(self, element: Element) -> list[str]:
        """What unfolds, under its summary, unless that says what a table within says over itself."""
        made, caption = self.blocks(element.children), element.first("figcaption")
        same = caption is not None and self.name(caption) == made[1:2] and made[0].startswith(made[1].rstrip("*"))
        return made[1:] if same else made

    def _inputs(self, element: Element) -> list[str]:
        return ["**Inputs** (an address sets one by the name in brackets: `?name=value`)", *self.blocks(element.children)]

    def _answer(self, element: Element) -> list[str]:
        results = any(part.tag == "dl" for part in element.inner())
        return ["**Results**"] * results + self.blocks(element.children)

    def _field(self, element: Element) -> list[str]:
        """An input: its label, the name by which an address sets it, and its value."""
        label, entry, unit = (
            element.first("label"),
            element.first("input") or element.first("select"),
            element.first("span", "unit"),
        )
        if not (label and entry):
            return []
        after = self.words(unit.children) if unit else ""
        said = value(entry) + " " * after[:1].isalnum() + after
        return [f"- {self.words(label.children)} (`{entry.attrs['name']}`): {said}"]
