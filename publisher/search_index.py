"""What search loads once a reader opens it: the text of every section, and the words that mean the same.

The texts are sent as they are, and the browser makes its index of words from them: so one script alone knows how words are
cut, snippets are true quotations, and the file is hardly larger than such an index would be.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from calculators.engine.fields import Fields
from calculators.engine.problems import Problems
from calculators.engine.strict_yaml import read
from publisher.assets import hashed, light, sheet
from publisher.pages import PageSource
from publisher.search_text import sections_of
from publisher.site import Site

SCRIPTS = ("ranking.js", "search.js")  # joined into one under the name of the last
INDEX, STYLE = "search-index.js", "search.css"
LOADED = (INDEX, SCRIPTS[-1])  # when a reader opens search, in this order
PAGE = "search/index.html"
SYNONYMS = "search.yaml"


def search_index(
    site: Site, sources: Mapping[str, PageSource], bodies: Mapping[str, str], synonyms: Sequence[Sequence[str]], style: str
) -> bytes:
    """A classic script that sets `search.index`. bodies: the HTML of each page by name; style: the path of the stylesheet.

    A page is [folder, short title]. Of sections there is a column for each of: the place of its page, its anchor, heading,
    question, text, and names of rows. Like beside like is a little smaller, packed.
    """
    pages = [page for part in listing(site, sources) for page in part["pages"]]
    sections = [
        [at, each.anchor, each.heading, each.question, each.words, each.names]
        for at, page in enumerate(pages)
        for each in sections_of(page, bodies[page.name])
    ]
    columns = list(zip(*sections, strict=True))
    data = {"pages": [[page.folder, page.short] for page in pages], "columns": columns, "same": synonyms, "style": style}
    return f"self.search = {{index: {json.dumps(data, ensure_ascii=False, separators=(',', ':'))}}};\n".encode()


def search_files(
    site: Site, pages: Mapping[str, PageSource], bodies: Mapping[str, str], synonyms: Sequence[Sequence[str]], templates: Path
) -> dict[str, bytes]:
    """What search loads, by plain name: its index, its script and its stylesheet."""
    style = sheet(templates / "assets" / STYLE)
    index = search_index(site, pages, bodies, synonyms, hashed(STYLE, style))
    return {INDEX: index, SCRIPTS[-1]: light(templates / "assets" / name for name in SCRIPTS), STYLE: style}


def listing(site: Site, pages: Mapping[str, PageSource]) -> list[dict[str, Any]]:
    """Every page by part, each followed by the pages within it: what the page of search lists."""
    within: dict[str, list[PageSource]] = {}
    for page in pages.values():
        within.setdefault(page.within, []).append(page)
    parts = [("Start", ["index"]), *((part.name, part.pages) for part in site.contents)]
    listed = {name: [each for page in names for each in (pages[page], *within.get(page, []))] for name, names in parts}
    return [{"name": name, "pages": found} for name, found in listed.items()]


def read_synonyms(content: Path, problems: Problems) -> list[list[str]]:
    """The groups of content/search.yaml, where there is one: the guide's word, then what else it is called."""
    if not (content / SYNONYMS).exists():
        return []
    groups: list[list[str]] = []
    stands: dict[str, str] = {}
    with Fields(read(content / SYNONYMS, content, problems), problems) as f:
        for word, found in f.mapping.items():
            others = f.texts(word)
            if found == []:
                f.wrong(word, f"{word} has no other word", f"write {word}: [another, a third]")
            for each in (word, *others):
                if each.lower() in stands:
                    f.wrong(word, f"{each} stands twice, first with {stands[each.lower()]}", "keep one of them")
                stands.setdefault(each.lower(), word)
            groups.append([word, *others])
    return groups
