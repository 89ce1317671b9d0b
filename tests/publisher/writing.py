"""A page of the tiny guide written on the spot."""

from dataclasses import replace

from calculators.engine.problems import Problems
from publisher import prose
from publisher.components import Components, environment
from publisher.pages import PageSource, Section
from tests.tiny import site


def source(text, name="page"):
    return PageSource(name, f"content/guide/{name}.md", "A page", "A page", "", "", text, ())


def rendered(text, name="page", guide=None):
    """The page's HTML with every token put back, the macros, and what is wrong."""
    guide, problems = guide or site.guide(), Problems()
    components = Components(guide, environment(site.TEMPLATES), None)
    html, macros = prose.render(source(text, name), guide, components, problems)
    return macros.tokens.restore(html), macros, problems.lines


def headed(title, sections=()):
    """A page's title and the names of its sections as the contents have them, and what is wrong."""
    guide, problems = site.guide(), Problems()
    components = Components(guide, environment(site.TEMPLATES), None)
    page = replace(source(""), title=title, sections=tuple(Section("id", text, 2, "page.md:1") for text in sections))
    found = prose.headed(page, guide, components, problems)
    return found.title, [section.text for section in found.sections], problems.lines


def html(text, name="page"):
    found, _, lines = rendered(text, name)
    assert lines == []
    return found


def mistakes(text, guide=None):
    return rendered(text, guide=guide)[2]
