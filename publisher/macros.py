"""Macros for authors. Each returns a token, so that Markdown leaves what it stands for alone; tokens are resolved after."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl

from markupsafe import Markup, escape

from calculators.engine.calculator import Answer
from calculators.engine.guide import Guide
from calculators.engine.nearest import nearest
from calculators.engine.problems import NOT_ON_RECORD, ContentError, NotOnRecordError, Problems
from calculators.engine.table import Chart
from publisher import data_page
from publisher.components import Components, Figure
from publisher.corrections import ARTICLE, GUIDE
from publisher.datasets import citation
from publisher.facts import facts_table
from publisher.forms import Forms, query
from publisher.pages import PageSource
from publisher.unanswered import unanswered

OPEN, CLOSE = "\ue000", "\ue001"
SENT = {"link_form": "\ue002form\ue003", "links_list": "\ue002list\ue003"}  # what stands for these until all files are known
TOKEN = re.compile(f"{OPEN}(\\d+){CLOSE}")
ALONE = re.compile(f"<p>((?:{OPEN}\\d+{CLOSE}\\s*)+)</p>")
UNPRICED = frozenset({"fact", "cite", "note", "citation", "prefilled"})  # what shows nothing that follows from a price


def unsent(html: str) -> str:
    """HTML without the places of what is filled in once all files are known."""
    return re.sub("|".join(SENT.values()), "", html)


class Macros:
    """The macros of one page. They note mistakes with file and line and go on, so that all are told at once.

    priced: whether the page shows a price or anything that is worked out from one.
    unanswered: a sentence for each macro that needs what the guide's day does not have.
    """

    def __init__(
        self, guide: Guide, page: PageSource, components: Components, problems: Problems, markdown: Callable[[str], str]
    ) -> None:
        self.guide, self.page, self.components, self.problems, self.markdown = guide, page, components, problems, markdown
        self.forms = Forms(guide, components)
        self.kept: list[str] = []
        self.blocks: set[int] = set()
        self.cited: list[str] = []
        self.calculators: list[str] = []
        self.answers: list[Answer] = []
        self.figures: dict[int, Callable[[], Figure | None]] = {}
        self.tells_changes = self.tells_corrections = self.priced = False
        self.unanswered: list[str] = []
        self.source_list_at: int | None = None
        self.lists_data = False
        self.sends = False

    def all(self) -> dict[str, Callable[..., str]]:
        """Every macro by the name that authors use."""
        own: dict[str, Callable[..., str]] = {
            "value": self.value, "sentence": self.sentence, "prefilled": self.prefilled, "fact": self.fact, "cite": self.cite,
            "note": self.note, "table": self.table, "chart": self.chart, "finding": self.finding, "calculator": self.calculator,
            "formulas": self.formulas, "source_list": self.source_list, "data_files": self.data_files,
            "data_columns": self.data_columns, "citation": self.citation, "changes": self.changes, "claim": self.claim,
            "corrections": self.corrections,
            "link_form": self.link_form, "links_list": self.links_list,
        }  # fmt: skip
        subject = {name: self._subject(macro) for name, macro in self.guide.macros.items()}
        return {name: self._guarded(name, macro) for name, macro in (subject | own).items()}

    def _guarded(self, name: str, macro: Callable[..., str]) -> Callable[..., str]:
        """The macro, with its mistakes noted at the author's line."""

        def called(*args: Any, **named: Any) -> str:
            self.priced |= name not in UNPRICED
            try:
                return macro(*args, **named)
            except NotOnRecordError as error:
                return self._unanswered(name, args, error)
            except (ContentError, TypeError, ValueError) as error:
                lines = error.lines if isinstance(error, ContentError) else [f"{name}(…): {error}"]
                place = f"{self.page.shown}:{_template_line()}"
                self.problems.relay(place, lines, right="see the macro's description")
                return ""

        return called

    def _unanswered(self, name: str, args: Sequence[Any], error: NotOnRecordError) -> str:
        """What stands in the place of an answer that the guide's day does not have: words, never a figure."""
        if name == "prefilled":
            return self._keep(str(escape(args[-1])))
        text = unanswered(self.guide.as_of, error)
        self.unanswered.append(text)
        if name == "value" or name in self.guide.macros:
            return self._keep(f'<span class="figure">{NOT_ON_RECORD}</span>')
        block = name not in {"sentence", "finding"}
        return self._keep(f"<p>{escape(text)}</p>" if block else str(escape(text)), block=block)

    def _keep(self, html: str, *, block: bool = False) -> str:
        self.kept.append(html)
        if block:
            self.blocks.add(len(self.kept) - 1)
        return f"{OPEN}{len(self.kept) - 1}{CLOSE}"

    def restore(self, html: str) -> str:
        """Put back what the tokens stand for; a paragraph that holds only blocks is no paragraph."""

        def alone(match: re.Match[str]) -> str:
            numbers = [int(n) for n in TOKEN.findall(match[1])]
            return match[1] if self.blocks.issuperset(numbers) else match[0]

        html = ALONE.sub(alone, html)
        while TOKEN.search(html):
            html = TOKEN.sub(lambda match: self.kept[int(match[1])], html)
        return html

    def _subject(self, macro: Callable[..., str]) -> Callable[..., str]:
        return lambda *args, **named: self._keep(f'<span class="figure">{escape(macro(*args, **named))}</span>')

    def _answer(self, calculator: str, query: str) -> Answer:
        if calculator not in self.guide.calculators:
            raise ContentError([f"no calculator {calculator}; {nearest(calculator, self.guide.calculators)}"])
        answers = self.components.answers
        if (calculator, query) not in answers:
            answers[calculator, query] = self.guide.answer(calculator, dict(parse_qsl(query, keep_blank_values=True)))
        return answers[calculator, query]

    def value(self, calculator: str, name: str, query: str = "", *, bare: bool = False) -> str:
        """A computed quantity for the inputs of a query string, with its unit unless `bare`, where a table's head has it."""
        answer = self._answer(calculator, query)
        if name not in answer.values:
            raise ContentError([f"{calculator} has no {name}; {nearest(name, answer.values)}"])
        return self._keep(f'<span class="figure">{escape(self.guide.speaker.value(name, answer.values[name], bare=bare))}</span>')

    def sentence(self, calculator: str, query: str = "") -> str:
        """A calculator's verdict sentence for the inputs of a query string."""
        said = self.guide.sentence(self._answer(calculator, query))
        return self._keep(f'<span class="verdict">{escape(said)}</span>')

    def prefilled(self, calculator: str, query: str, text: str) -> str:
        """A link to the calculator's page with inputs filled in."""
        page = self._answer(calculator, query).calculator.page
        return self._keep(Markup('<a href="{}.md?{}">{}</a>').format(page, query, text))

    def fact(self, id_: str) -> str:
        """A figure of content/facts.yaml as prose says it."""
        fact = self._known("fact", id_, self.guide.facts)
        self.cited.append(fact.source.id)
        return self._keep(self.components.fact(fact))

    def claim(self, id_: str) -> str:
        """How a claim of others stood on its own day and stands on the guide's, in the words of the table of claims."""
        found = self._known("claim", id_, self.guide.claims())
        return self._keep(self.components.claim(found))

    def cite(self, id_: str) -> str:
        """A mark that leads to a source."""
        source = self._known("source", id_, self.guide.sources)
        self.cited.append(id_)
        return self._keep(self.components.cite(source))

    def note(self, caller: Callable[[], str]) -> str:
        """A side note; its text is Markdown."""
        return "\n\n" + self._keep(self.components.render("note", caller=Markup(self.markdown(caller()))), block=True) + "\n\n"

    def table(self, name: str) -> str:
        """A table of the guide by name."""
        made = facts_table(self.guide) if name == "facts" else self._known("table", name, self.guide.tables)()
        return self._keep(self.components.table(made, self.page.root), block=True)

    def chart(self, name: str) -> str:
        """A chart of the guide by name."""
        made = self._known("chart", name, self.guide.charts)()
        return self._charted(self._keep(self.components.figure(made, self.page.root), block=True), lambda: Figure(made))

    def finding(self, name: str) -> str:
        """What a chart of that name says in its title, or else a table in its caption, to stand within a sentence."""
        made = self._known("chart or table", name, {**self.guide.tables, **self.guide.charts})()
        return self._keep(str(escape(made.title if isinstance(made, Chart) else made.caption)))

    def calculator(self, name: str, query: str = "", *, brief: bool = False) -> str:
        """A calculator with its form, results, chart and table; or in brief, with a link to the whole."""
        answer = self._answer(name, query)
        self.calculators.append(name)
        self.answers.append(answer)
        token = self._keep(self.forms.calculator(answer, self.page.root, brief=brief), block=True)
        return self._charted(token, lambda: figure_of(self.guide, answer))

    def _charted(self, token: str, made: Callable[[], Figure | None]) -> str:
        self.figures[len(self.kept) - 1] = made
        return token

    def first_figure(self, html: str) -> Figure | None:
        """The first chart that stands in a part of the page's text, whose tokens are still in it."""
        standing = (self.figures[int(number)] for number in TOKEN.findall(html) if int(number) in self.figures)
        return next((figure for make in standing if (figure := make())), None)

    def formulas(self, name: str, *, beside: str = "", shown: bool = False) -> str:
        """The formulas of a calculator; only those that another calculator has not, where `beside` names it. shown: unfolded."""
        other = self._answer(beside, "").calculator if beside else None
        return self._keep(self.forms.formulas(self._answer(name, ""), other, shown=shown), block=True)

    def changes(self, *, announced: bool = False) -> str:
        """What changed, the newest day first; or what is announced for later days, the next first."""
        found = [each for each in (self.guide.changes or tuple)() if (each.day > self.guide.as_of) == announced]
        self.tells_changes |= not announced
        return self._keep(self.components.changes(found, announced=announced), block=True)

    def corrections(self, *, of: str = GUIDE) -> str:
        """What was wrong here and has been put right, the newest first; or what was wrong in the article."""
        if of not in {GUIDE, ARTICLE}:
            raise ContentError([f"no corrections of {of}; {nearest(of, (GUIDE, ARTICLE))}"])
        self.tells_corrections |= of == GUIDE
        return self._keep(self.components.correction_list(of), block=True)

    def link_form(self) -> str:
        """The form that fills a link in, filled in itself once all files are known."""
        return self._sent("link_form")

    def links_list(self) -> str:
        """Every section by its question, with what a sender needs; filled in once all files are known."""
        return self._sent("links_list")

    def _sent(self, part: str) -> str:
        self.sends = True
        return self._keep(SENT[part], block=True)

    def source_list(self) -> str:
        """Every source; filled in once all pages are read, since it says where each is used."""
        token = self._keep("", block=True)
        self.source_list_at = len(self.kept) - 1
        return token

    def fill_source_list(self, used: Mapping[str, list[dict[str, str]]]) -> None:
        """Give the list of sources its content."""
        if self.source_list_at is not None:
            self.kept[self.source_list_at] = self.components.source_list(used)

    def data_files(self) -> str:
        """Every data set that readers may take away, with links to its files; search engines are told of them as well."""
        self.lists_data = True
        sets = [make() for make in self.guide.datasets.values()]
        return self._keep(self.components.table(data_page.file_list(sets, self.page.root), self.page.root), block=True)

    def data_columns(self, name: str) -> str:
        """The columns of a data set, with type, unit, meaning and an example."""
        made = data_page.column_list(self._known("data set", name, self.guide.datasets)())
        return self._keep(self.components.table(made, self.page.root), block=True)

    def citation(self) -> str:
        """How to name the data, on the page that lists them."""
        if self.components.site is None:
            raise ContentError(["no site to cite; call it on a page of a site"])
        return self._keep(str(escape(citation(self.components.site, self.guide.as_of, self.page.folder))))

    def _known(self, kind: str, name: str, known: Mapping[str, Any]) -> Any:
        if name not in known:
            raise ContentError([f"no {kind} {name}; {nearest(name, known)}"])
        return known[name]


def figure_of(guide: Guide, answer: Answer) -> Figure | None:
    """The first chart of an answer."""
    chart = guide.first_chart(answer)
    return Figure(chart, query(answer)) if chart else None


def _template_line() -> int:
    """The line of the author's text that is being rendered."""
    frame = sys._getframe(1)
    while frame:
        template = frame.f_globals.get("__jinja_template__")
        if template is not None:
            return int(template.get_corresponding_lineno(frame.f_lineno))
        frame = frame.f_back  # type: ignore[assignment]
    return 1
