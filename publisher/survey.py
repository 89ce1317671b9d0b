"""Everything that can be checked of a site before it is published: it is built in memory, and what was looked up is counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from calculators.engine.guide import Guide
from calculators.engine.problems import Problems
from publisher.ledger import FILE, Anchors, Ledger, read_ledger, unrecorded
from publisher.ledger_file import recorded
from publisher.pages import read_pages
from publisher.render import render
from publisher.site import read_site
from publisher.site_check import Counts, check_site


@dataclass(frozen=True)
class Survey:
    """What was looked up, and what stands on the site and is not in the ledger, by page."""

    counts: Counts
    ledger: Ledger
    fresh: Mapping[str, Anchors]

    def told(self) -> str:
        """How much is right, in a sentence."""
        counts, known = self.counts, self.ledger
        anchors = sum(len(found.all) for found in known.pages.values())
        redirects = len(known.moved_pages) + len(known.moved_sections)
        return (
            f"{counts.pages:,} pages, {counts.links:,} links within the site ({counts.anchors:,} of them to a place on a page) "
            f"and {counts.outgoing:,} out of it are right. On record are {len(known.pages):,} pages and {anchors:,} anchors, "
            f"with {redirects:,} {'redirect' if redirects == 1 else 'redirects'}: all of them lead somewhere."
        )

    def missing(self, content: Path) -> list[str]:
        """A line for each page that has something which the ledger does not."""
        place, right = f"{content.name}/{FILE}", "run python build.py check --record before you publish"
        lines = []
        for page, anchors in sorted(self.fresh.items()):
            names = [page] * (page not in self.ledger.pages) + [f"#{id_}" for id_ in anchors.all]
            where = f" of {page}" if page in self.ledger.pages else ""
            lines.append(f"{place}: {', '.join(names)}{where} {'is' if len(names) == 1 else 'are'} not on record; {right}")
        return lines

    def record(self, content: Path) -> Survey:
        """Write into the ledger what it does not have. Raises OSError where it cannot be written."""
        path = content / FILE
        text = path.read_text("utf-8") if path.exists() else ""
        path.write_text(recorded(text, self.ledger.pages, self.fresh), "utf-8")
        return Survey(self.counts, read_ledger(content, Problems()), {})


def survey(guide: Guide, content: Path, templates: Path, cache: Path | None) -> Survey:
    """Build a guide in memory and look at all of it. Raises ContentError with every mistake.

    The ledger is of the guide's own day: what a guide of another day has is never new.
    """
    files, problems = render(guide, content, templates, cache), Problems()
    site, pages, ledger = read_site(content, problems), read_pages(content, problems), read_ledger(content, problems)
    counts = check_site(files, site, [page.file for page in pages.values()], problems)
    return Survey(counts, ledger, {} if guide.of_another_day else unrecorded(ledger, pages, files))
