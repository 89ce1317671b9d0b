"""The macros of a page that ask calculators."""

from __future__ import annotations

from urllib.parse import parse_qsl

from markupsafe import Markup, escape

from calculators.engine.calculator import Answer
from calculators.engine.guide import Guide
from calculators.engine.nearest import nearest
from calculators.engine.problems import ContentError
from publisher.components import Components, Figure
from publisher.forms import Forms, query
from publisher.pages import PageSource
from publisher.tokens import Tokens


class Asking:
    """Asks calculators for a page's text. answers: those of its forms, in the order of the page."""

    def __init__(self, guide: Guide, page: PageSource, components: Components, tokens: Tokens) -> None:
        self.guide, self.page, self.components, self.tokens = guide, page, components, tokens
        self.forms = Forms(guide, components)
        self.answers: list[Answer] = []

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
        said = self.guide.speaker.value(name, answer.values[name], bare=bare)
        return self.tokens.keep(f'<span class="figure">{escape(said)}</span>')

    def sentence(self, calculator: str, query: str = "") -> str:
        """A calculator's verdict sentence for the inputs of a query string."""
        said = self.guide.sentence(self._answer(calculator, query))
        return self.tokens.keep(f'<span class="verdict">{escape(said)}</span>')

    def prefilled(self, calculator: str, query: str, text: str) -> str:
        """A link to the calculator's page with inputs filled in."""
        page = self._answer(calculator, query).calculator.page
        return self.tokens.keep(Markup('<a href="{}.md?{}">{}</a>').format(page, query, text))

    def calculator(self, name: str, query: str = "", *, brief: bool = False) -> str:
        """A calculator with its form, results, chart and table; or in brief, with a link to the whole."""
        answer = self._answer(name, query)
        self.answers.append(answer)
        form = self.forms.calculator(answer, self.page.root, brief=brief)
        return self.tokens.keep(form, block=True, figure=lambda: figure_of(self.guide, answer))

    def formulas(self, name: str, *, beside: str = "", shown: bool = False) -> str:
        """The formulas of a calculator; only those that another calculator has not, where `beside` names it. shown: unfolded."""
        other = self._answer(beside, "").calculator if beside else None
        return self.tokens.keep(self.forms.formulas(self._answer(name, ""), other, shown=shown), block=True)


def figure_of(guide: Guide, answer: Answer) -> Figure | None:
    """The first chart of an answer."""
    chart = guide.first_chart(answer)
    return Figure(chart, query(answer)) if chart else None
