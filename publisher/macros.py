"""Macros for authors. Each returns a token, so that Markdown leaves what it stands for alone; tokens are resolved after."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup, escape

from calculators.engine.calculator import Answer
from calculators.engine.guide import Guide
from calculators.engine.nearest import nearest
from calculators.engine.problems import ContentError, Problems
from calculators.engine.table import Chart
from publisher import data_page
from publisher.asking import Asking
from publisher.components import Components, Figure
from publisher.corrections import ARTICLE, GUIDE
from publisher.datasets import citation
from publisher.facts import facts_table
from publisher.guard import Guard
from publisher.pages import PageSource
from publisher.tokens import SENT, Tokens

UNPRICED = frozenset({"fact", "cite", "note", "citation", "prefilled"})  # what shows nothing that follows from a price


class Macros:
    """The macros of one page. They note mistakes with file and line and go on, so that all are told at once.

    priced: whether the page shows a price or anything that is worked out from one.
    """

    def __init__(
        self, guide: Guide, page: PageSource, components: Components, problems: Problems, markdown: Callable[[str], str]
    ) -> None:
        self.guide, self.page, self.components, self.markdown = guide, page, components, markdown
        self.tokens = Tokens()
        self.guard = Guard(guide, page.shown, self.tokens, problems)
        self.asking = Asking(guide, page, components, self.tokens)
        self.cited: list[str] = []
        self.tells_changes = self.tells_corrections = self.priced = False
        self.source_list_at: int | None = None
        self.lists_data = False
        self.sends = False

    @property
    def answers(self) -> list[Answer]:
        """The answer of each form on the page, in its order."""
        return self.asking.answers

    @property
    def calculators(self) -> list[str]:
        """The calculator of each."""
        return [answer.calculator.name for answer in self.answers]

    def all(self) -> dict[str, Callable[..., str]]:
        """Every macro by the name that authors use."""
        own: dict[str, Callable[..., str]] = {
            "value": self.asking.value, "sentence": self.asking.sentence, "prefilled": self.asking.prefilled, "fact": self.fact,
            "cite": self.cite, "note": self.note, "table": self.table, "chart": self.chart, "finding": self.finding,
            "calculator": self.asking.calculator, "formulas": self.asking.formulas, "source_list": self.source_list,
            "data_files": self.data_files, "data_columns": self.data_columns, "citation": self.citation, "changes": self.changes,
            "claim": self.claim, "corrections": self.corrections, "link_form": self.link_form, "links_list": self.links_list,
        }  # fmt: skip
        subject = {name: self._subject(macro) for name, macro in self.guide.macros.items()}
        return {name: self._guarded(name, macro) for name, macro in (subject | own).items()}

    def _guarded(self, name: str, macro: Callable[..., str]) -> Callable[..., str]:
        """The macro, with its mistakes noted at the author's line."""

        def called(*args: Any, **named: Any) -> str:
            self.priced |= name not in UNPRICED
            return self.guard.called(name, macro, args, named)

        return called

    def _subject(self, macro: Callable[..., str]) -> Callable[..., str]:
        return lambda *args, **named: self.tokens.keep(f'<span class="figure">{escape(macro(*args, **named))}</span>')

    def fact(self, id_: str) -> str:
        """A figure of content/facts.yaml as prose says it."""
        fact = self._known("fact", id_, self.guide.facts)
        self.cited.append(fact.source.id)
        return self.tokens.keep(self.components.fact(fact))

    def claim(self, id_: str) -> str:
        """How a claim of others stood on its own day and stands on the guide's, in the words of the table of claims."""
        found = self._known("claim", id_, self.guide.claims())
        return self.tokens.keep(self.components.claim(found))

    def cite(self, id_: str) -> str:
        """A mark that leads to a source."""
        source = self._known("source", id_, self.guide.sources)
        self.cited.append(id_)
        return self.tokens.keep(self.components.cite(source))

    def note(self, caller: Callable[[], str]) -> str:
        """A side note; its text is Markdown."""
        noted = self.components.render("note", caller=Markup(self.markdown(caller())))
        return f"\n\n{self.tokens.keep(noted, block=True)}\n\n"

    def table(self, name: str) -> str:
        """A table of the guide by name."""
        made = facts_table(self.guide) if name == "facts" else self._known("table", name, self.guide.tables)()
        return self.tokens.keep(self.components.table(made, self.page.root), block=True)

    def chart(self, name: str) -> str:
        """A chart of the guide by name."""
        made = self._known("chart", name, self.guide.charts)()
        drawn = self.components.figure(made, self.page.root)
        return self.tokens.keep(drawn, block=True, figure=lambda: Figure(made))

    def finding(self, name: str) -> str:
        """What a chart of that name says in its title, or else a table in its caption, to stand within a sentence."""
        made = self._known("chart or table", name, {**self.guide.tables, **self.guide.charts})()
        return self.tokens.keep(str(escape(made.title if isinstance(made, Chart) else made.caption)))

    def changes(self, *, announced: bool = False) -> str:
        """What changed, the newest day first; or what is announced for later days, the next first."""
        found = [each for each in (self.guide.changes or tuple)() if (each.day > self.guide.as_of) == announced]
        self.tells_changes |= not announced
        return self.tokens.keep(self.components.changes(found, announced=announced), block=True)

    def corrections(self, *, of: str = GUIDE) -> str:
        """What was wrong here and has been put right, the newest first; or what was wrong in the article."""
        if of not in {GUIDE, ARTICLE}:
            raise ContentError([f"no corrections of {of}; {nearest(of, (GUIDE, ARTICLE))}"])
        self.tells_corrections |= of == GUIDE
        return self.tokens.keep(self.components.correction_list(of), block=True)

    def link_form(self) -> str:
        """The form that fills a link in, filled in itself once all files are known."""
        return self._sent("link_form")

    def links_list(self) -> str:
        """Every section by its question, with what a sender needs; filled in once all files are known."""
        return self._sent("links_list")

    def _sent(self, part: str) -> str:
        self.sends = True
        return self.tokens.keep(SENT[part], block=True)

    def source_list(self) -> str:
        """Every source; filled in once all pages are read, since it says where each is used."""
        token = self.tokens.keep("", block=True)
        self.source_list_at = self.tokens.last
        return token

    def fill_source_list(self, used: Mapping[str, list[dict[str, str]]]) -> None:
        """Give the list of sources its content."""
        if self.source_list_at is not None:
            self.tokens.fill(self.source_list_at, self.components.source_list(used))

    def data_files(self) -> str:
        """Every data set that readers may take away, with links to its files; search engines are told of them as well."""
        self.lists_data = True
        sets = [make() for make in self.guide.datasets.values()]
        return self.tokens.keep(self.components.table(data_page.file_list(sets, self.page.root), self.page.root), block=True)

    def data_columns(self, name: str) -> str:
        """The columns of a data set, with type, unit, meaning and an example."""
        made = data_page.column_list(self._known("data set", name, self.guide.datasets)())
        return self.tokens.keep(self.components.table(made, self.page.root), block=True)

    def citation(self) -> str:
        """How to name the data, on the page that lists them."""
        if self.components.site is None:
            raise ContentError(["no site to cite; call it on a page of a site"])
        return self.tokens.keep(str(escape(citation(self.components.site, self.guide.as_of, self.page.folder))))

    def _known(self, kind: str, name: str, known: Mapping[str, Any]) -> Any:
        if name not in known:
            raise ContentError([f"no {kind} {name}; {nearest(name, known)}"])
        return known[name]
