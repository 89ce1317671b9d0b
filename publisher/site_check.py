"""The net below all else: every link and anchor of the finished site, looked up in its files in one pass over their bytes."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from html import unescape

from calculators.engine.problems import Problems
from publisher.site import Site

PAGES, TEXTS = (".html", ".xml"), (".txt", ".md", ".json", ".js")
ID = re.compile(rb'[\s]id="([^"]+)"')
FILES = b"later|work-files|days|more|embed|root|to|find"  # data attributes that name files for a page's script, one or several
REFERENCE = re.compile(rb'[ \n](href|src|srcset|poster|data-(?:%s))="([^"]*)"' % FILES)
CLIMBING = re.compile(rb'[=,:\[] ?"((?:\.\./)+[^"]*)"')  # whatever else a page quotes that leads up and down again
LINK = re.compile(rb'<a\s[^>]*?href="([^"]*)"[^>]*>')
SOURCES = re.compile(rb'<ol class="sources">.*?</ol>', re.DOTALL)
OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|//")
BETWEEN = re.compile(r"[\s,]+(?:[\d.]+[wx](?:,\s*|$))?")  # stands between files of a list, and in a srcset says their size
BEHIND = re.compile(r"""["'<>)\]|`*]|[.,;:!?]+$""")  # where an address in a text ends
NAMED = rb'(?<!"@id":")(?<!"@id": ")'  # what stands there is a name for a thing, not a place
PATTERN = "*"  # in an address that a script fills in


@dataclass(frozen=True)
class Counts:
    """How much was looked up: pages, links within the site (each once a page), those with an anchor, links out of the site."""

    pages: int
    links: int
    anchors: int
    outgoing: int


def check_site(files: Mapping[str, bytes], site: Site, reached: Collection[str], problems: Problems) -> Counts:
    """Look up every link of every page and of the files for machines. reached: pages that a link must lead to from the first."""
    check = _Check(files, site, problems)
    for path, content in files.items():
        if path.endswith(PAGES):
            check.page(path, content)
        elif path.endswith(TEXTS):
            check.addresses(path, content)
    check.orphans(reached)
    return check.counts()


class _Check:
    """Gathers what is wrong, file by file."""

    def __init__(self, files: Mapping[str, bytes], site: Site, problems: Problems) -> None:
        self.files, self.site, self.problems = files, site, problems
        self.html = {path for path in files if path.endswith(".html")}
        self.ids = {path: {id_.decode() for id_ in ID.findall(files[path])} for path in self.html}
        listed = (part for path in self.html for part in SOURCES.findall(files[path]))
        self.sources = {unescape(href.decode()) for part in listed for href in LINK.findall(part)}
        self.address = re.compile(NAMED + re.escape(site.base_url).encode() + rb'[^"\s<>\\]*')
        self.led: dict[str, set[str]] = {}
        self.links = self.anchors = self.outgoing = 0

    def page(self, path: str, content: bytes) -> None:
        """A page, or a file for machines in XML."""
        self.led[path] = set()
        found = REFERENCE.findall(content)
        single = {value for name, value in found if name in {b"href", b"src"}}
        lists = {value for _, value in found}.union(CLIMBING.findall(content)) - single
        parts = (part for value in lists for part in BETWEEN.split(unescape(value.decode()).strip()))
        for reference in {*(unescape(value.decode()) for value in single), *parts}:
            if not OUTSIDE.match(reference) and PATTERN not in reference:
                self._reference(path, reference)
                self.links += 1
        self.addresses(path, content)
        for match in LINK.finditer(content):
            self._outgoing(path, unescape(match[1].decode()), match[0])

    def addresses(self, path: str, content: bytes) -> None:
        """Whole addresses under the site's own, wherever they stand: canonical, for cards, in feeds, maps and data."""
        found = self.address.findall(content)
        for address in set(found):
            self.links += 1
            text = BEHIND.split(unescape(address.decode()))[0]
            self._inside(path, text, text.removeprefix(self.site.base_url))

    def _reference(self, path: str, reference: str) -> None:
        """A link as a page writes it: beside its own folder, or from the root of the host."""
        bare, mark, anchor = reference.partition("#")
        if bare.startswith("/"):
            inner = bare.removeprefix(self.site.base_path)
            if inner == bare:
                right = f"start it with {self.site.base_path}"
                self.problems.add(path, f"the link to {reference} leads out of the site", right)
                return
        else:
            inner = posixpath.join(posixpath.dirname(path), bare) if bare.partition("?")[0] else path
        self.led[path].add(self._inside(path, reference, inner + mark + anchor))

    def _inside(self, path: str, shown: str, inner: str) -> str:
        """A link below the site's root: its file is there, and so is its anchor. The file."""
        whole, _, anchor = inner.partition("#")
        target, anchor = _file(whole), anchor.partition(":~:")[0]  # what follows is a text to look for
        self.anchors += bool(anchor)
        if target not in self.files:
            self._dead(path, f"the link to {shown} finds no file {target}", target, self.files)
        elif anchor and target in self.ids and anchor not in self.ids[target]:
            self._dead(path, f"the link to {shown} finds no {anchor} on {target}", anchor, self.ids[target])
        return target

    def _dead(self, path: str, wrong: str, name: str, names: Collection[str]) -> None:
        close = get_close_matches(name, names, 1)
        self.problems.add(path, wrong, f"did you mean {close[0]}?" if close else "mend what writes it, or add what it names")

    def _outgoing(self, path: str, href: str, tag: bytes) -> None:
        """A link out of the site has its rel, and leads to a source that the guide lists or to what site.yaml names."""
        if not OUTSIDE.match(href) or href.startswith(self.site.base_url):
            return
        self.outgoing += 1
        if b' rel="' not in tag:
            self.problems.add(path, f"the link to {href} has no rel", 'write rel="noopener"')
        if href not in self.sources and not href.startswith(self.site.outgoing):
            right = "add it to content/sources, whose list of sources then has it"
            self.problems.add(path, f"the link to {href} is no source, and site.yaml does not name it", right)

    def orphans(self, reached: Collection[str]) -> None:
        """Pages that no chain of links leads to from the first. Others than these, as that of a search, may list all of them."""
        seen, left = set[str](), ["index.html"]
        while left:
            path = left.pop()
            if path not in seen and path in reached:
                seen.add(path)
                left += self.led.get(path, ())
        for path in sorted(set(reached) - seen):
            self.problems.add(path, "no link leads here from the first page", "link to it from another page, or take it out")

    def counts(self) -> Counts:
        """What was looked up so far."""
        return Counts(len(self.html), self.links, self.anchors, self.outgoing)


def _file(path: str) -> str:
    """The file that a path below the site's root asks for; a folder's is its index.html."""
    path = path.partition("?")[0]
    plain = posixpath.normpath(path) if path else ""
    return posixpath.join("" if plain == "." else plain, "index.html") if not path or path.endswith("/") else plain
