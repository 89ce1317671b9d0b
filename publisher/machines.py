"""Files for those who read a site by program: its map, what robots may read, and its pages as Markdown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from calculators.engine.guide import Guide
from publisher import feeds
from publisher.languages import alternates
from publisher.llms import LLMS, llms
from publisher.pages import PageSource
from publisher.site import Site
from publisher.twins import twin, twin_name


def machine_files(
    guide: Guide,
    site: Site,
    pages: Mapping[str, PageSource],
    bodies: Mapping[str, str],
    changed: Mapping[str, dt.date],
    feed: str,
) -> dict[str, bytes]:
    """These files by path. bodies: the HTML of each page; changed: the day on which each last did; feed: the path of one.

    A guide of another day is not to be found, so it has no Markdown.
    """
    rows = [
        (site.base_url + page.folder, changed[name], alternates(site.languages, site.base_url, site.language, name, page.folder))
        for name, page in pages.items()
    ]
    files = {feeds.SITEMAP: feeds.sitemap(rows), feeds.ROBOTS: feeds.robots(site.base_url)}
    if guide.of_another_day:
        return files
    files |= {twin_name(page): twin(page, bodies[name], pages, site, guide).encode() for name, page in pages.items()}
    return files | {LLMS: llms(pages, site, guide, feed)}
