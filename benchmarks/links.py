"""Looking up every link and anchor of a site of many pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.calibration import milliseconds
from calculators.engine.problems import Problems
from publisher.site import Site, read_site
from publisher.site_check import check_site

PAGES, LINKS, SECTIONS, BYTES = 300, 80, 12, 60_000
FILLER = '<tr data-id="a"><td class="num" data-sort="120.75">$120.75</td><td>A row of a table, as pages have them.</td></tr>\n'


def _page(number: int, site: Site) -> bytes:
    """A page two folders deep that links to a section of every following page, a few files and one source."""
    head = f'<link rel="canonical" href="{site.base_url}part/{number}/"><script defer src="../../assets/page.js"></script>\n'
    sections = "".join(f'<h2 id="section-{part}">A heading</h2>\n' for part in range(SECTIONS))
    links = "".join(
        f'<a href="../{(number + step) % PAGES}/index.html#section-{step % SECTIONS}">A link</a>\n' for step in range(1, LINKS)
    )
    text = head + sections + links + f'<a class="external" rel="noopener" href="{site.call_to_action.url}">Ask</a>\n'
    return (text + FILLER * ((BYTES - len(text)) // len(FILLER))).encode()


def measure(content: Path) -> Iterator[tuple[str, float]]:
    """(what, milliseconds)."""
    problems = Problems()
    site = read_site(content, problems)
    pages = {f"part/{number}/index.html": _page(number, site) for number in range(PAGES)}
    files = pages | {"index.html": b'<a href="part/0/index.html">First</a>', "assets/page.js": b""}
    time = milliseconds(lambda: check_site(files, site, {"index.html", *pages}, problems), 3)
    problems.stop_if_any()
    yield f"{PAGES} pages of {BYTES // 1000} kB with {LINKS} links each", time
