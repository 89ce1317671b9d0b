"""A copy of the tiny guide that was published once, to be changed as its authors might."""

import shutil

from publisher.render import render
from publisher.survey import survey
from tests.edits import edit
from tests.tiny import site
from tests.tiny.home import read_home

STAY = """\
---
title: Whoever stays buys
description: How long a stay pays for the cost of buying.
published: 2026-06-30
---

## Short stays rent {#short-stay}

The cost of buying is lost.

## Long stays buy {#long-stay}

It is spread over the years. {{ table("rents") }}
"""


class Published:
    """A folder of content whose pages and anchors are on record; beside the tiny guide's own pages stands `stay`."""

    def __init__(self, folder):
        self.charts, self.content = folder / "charts", shutil.copytree(site.CONTENT, folder / "content")
        self.write("guide/stay.md", STAY)
        self.edit("site.yaml", "[sources]", "[stay, sources]")
        self.survey().record(self.content)

    def survey(self):
        """What `build.py check` finds. Raises ContentError."""
        return survey(read_home(self.content), self.content, site.TEMPLATES, self.charts)

    def files(self):
        """Every file of the site. Raises ContentError."""
        return render(read_home(self.content), self.content, site.TEMPLATES, self.charts)

    def text(self, name):
        """A file of content."""
        return (self.content / name).read_text("utf-8")

    def write(self, name, text):
        """Write a file of content."""
        path = self.content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def edit(self, name, old, new):
        """Replace what stands once in a file of content."""
        edit(self.content, name, {old: new})

    def moved(self, kind, **entries):
        """Say where pages or sections lead now."""
        rows = "".join(f"    {old}: {new}\n" for old, new in entries.items())
        self.write("links.yaml", f"{self.text('links.yaml')}\nmoved:\n  {kind}:\n{rows}")

    def line(self, words):
        """The line of the ledger that starts with words, as messages name it."""
        lines = self.text("links.yaml").splitlines()
        return f"content/links.yaml:{next(n for n, line in enumerate(lines, 1) if line.strip().startswith(words))}"

    def rename(self, old, new):
        """Move a page, and the line of the contents that names it."""
        text = self.text(f"guide/{old}.md")
        (self.content / "guide" / f"{old}.md").unlink()
        self.write(f"guide/{new}.md", text)
        self.edit("site.yaml", f"[{old}, ", f"[{new}, ")
