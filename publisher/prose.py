"""An author's text into HTML: Jinja first, then Markdown, with the file's own lines in every message."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from itertools import count

import markdown
from jinja2 import FunctionLoader, TemplateError, TemplateSyntaxError

from calculators.engine.guide import Guide
from calculators.engine.problems import Problems
from publisher.author_text import syntax
from publisher.components import Components
from publisher.macros import Macros
from publisher.pages import Asked, PageSource

Instead = Callable[[str], str]
EXTENSIONS = ("fenced_code", "tables", "attr_list", "footnotes", "md_in_html", "def_list", "sane_lists", "smarty")
TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
SCROLL = '<div class="scroll" role="region" tabindex="0" aria-label="Table {}">'  # regions of a page have names of their own
MARKUP = re.compile(r"<[^>]*>")
ALIGNED = re.compile(r' style="text-align: (\w+);"')  # the page's policy forbids style attributes


def to_html(text: str) -> str:
    """Markdown as HTML without style attributes: an aligned cell has a class instead."""
    html = markdown.markdown(text, extensions=list(EXTENSIONS), output_format="html")
    number = count(1)
    html = TABLE.sub(lambda match: f"{SCROLL.format(next(number))}{match[0]}</div>", html)
    html = html.replace("<pre>", '<pre tabindex="0">')  # what scrolls can be reached by keyboard
    return ALIGNED.sub(lambda match: ' class="num"' if match[1] == "right" else f' class="{match[1]}"', html)


def render(page: PageSource, guide: Guide, components: Components, problems: Problems) -> tuple[str, Macros]:
    """A page's text as HTML with tokens, and the macros that know what they stand for."""
    env = syntax(FunctionLoader(lambda _: (page.text, page.shown, lambda: True)))
    macros = Macros(guide, page, components, problems, to_html)
    try:
        return to_html(env.get_template(page.shown).render(macros.all())), macros
    except TemplateSyntaxError as error:
        problems.add(f"{page.shown}:{error.lineno}", str(error.message), "mend the braces or the macro's call")
    except (ArithmeticError, TypeError, ValueError) as error:
        problems.add(f"{page.shown}:{_line(error, page.shown)}", str(error), "mend what stands in the braces")
    except TemplateError as error:
        problems.add(f"{page.shown}:{_line(error, page.shown)}", str(error.message), f"the macros are {', '.join(macros.all())}")
    return "", macros


def headed(page: PageSource, guide: Guide, components: Components, problems: Problems) -> PageSource:
    """The page with its title, description, section names and what is asked of them worked out, as plain text.

    A mistake in a section's name is told where the text itself is rendered. Where the guide's day lacks a figure, a sentence says
    so in the place of an answer, and a question is not asked.
    """

    def plain(text: str, noted: Problems, instead: Instead | None = None) -> str:
        return worked_out(text, page, guide, components, noted, instead=instead)

    def asked(said: Asked | None) -> Asked | None:
        if said is None:
            return None
        question, answer = plain(said.question, problems, lambda _: ""), plain(said.answer, problems, str)
        return replace(said, question=question, answer=answer)

    sections = tuple(
        replace(section, text=plain(section.text, Problems()), asked=asked(section.asked)) for section in page.sections
    )
    return replace(page, title=plain(page.title, problems), description=plain(page.description, problems), sections=sections)


def worked_out(
    text: str, page: PageSource, guide: Guide, components: Components, problems: Problems, line: int = 1, *,
    instead: Instead | None = None,
) -> str:  # fmt: skip
    """A text whose macros are worked out, as plain text. What is wrong with them is told at the line of the page's file.

    instead: for a text that makes no sense without its figures: what stands for all of it where the guide's day lacks one, made
    of the sentence that says so.
    """
    if "{{" not in text:
        return text
    macros, standing = Macros(guide, page, components, problems, to_html), "\n" * (line - 1) + text
    try:
        made = syntax().from_string(standing).render(macros.all())
    except (TemplateError, TypeError, ValueError) as error:
        problems.add(f"{page.shown}:{line}", str(error), "mend what stands in the braces")
        return ""
    if instead and macros.guard.unanswered:
        return instead(macros.guard.unanswered[0])
    return unescape(MARKUP.sub("", macros.tokens.restore(made))).strip()


def _line(error: Exception, shown: str) -> int:
    """The line of the page in an error's trace."""
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == shown]
    return lines[-1] or 1 if lines else 1
