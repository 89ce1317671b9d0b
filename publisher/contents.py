"""Whether every page has its place in the contents of the site, and the contents name nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from calculators.engine.nearest import nearest
from calculators.engine.problems import Problems
from publisher.languages import check_pages
from publisher.pages import PageSource
from publisher.site import Site


def check_contents(site: Site, pages: Mapping[str, PageSource], content: Path, problems: Problems) -> None:
    """Every page but the index stands in the contents once, or within a page that does; and nothing else does."""
    place = f"{content.name}/site.yaml"
    check_pages(site.languages, site.language, pages, place, problems)
    for name in site.order:
        if name not in pages:
            problems.add(place, f"contents name {name}, which is no page", "add the page, or take it out")
        elif site.order.count(name) > 1:
            problems.add(place, f"contents name {name} twice", "keep one of them")
    for name, page in pages.items():
        if page.within:
            _check_within(page, site, pages, place, problems)
        elif name != "index" and name not in site.order:
            problems.add(page.shown + ":1", "the page is not in the contents", f"add {name} to a part in {place}")


def _check_within(page: PageSource, site: Site, pages: Mapping[str, PageSource], place: str, problems: Problems) -> None:
    """A page within another is reached through that one, which must itself stand in the contents."""
    if page.within not in pages:
        problems.add(page.shown + ":1", f"within names {page.within}, which is no page", nearest(page.within, sorted(site.order)))
    elif page.within not in site.order:
        problems.add(page.shown + ":1", f"within names {page.within}, which is not in the contents", "name a page that is")
    if page.name in site.order:
        problems.add(page.shown + ":1", "the page is within another and in the contents", f"take {page.name} out of {place}")
