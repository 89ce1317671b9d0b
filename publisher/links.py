"""Links as authors write them (page.md#section) made relative, and every inner link checked."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Mapping
from html import escape, unescape

from calculators.engine.nearest import nearest
from calculators.engine.problems import Problems
from publisher.pages import PageSource

LINK = re.compile(r'<a ([^>]*?)href="([^"]*)"([^>]*)>')
ID = re.compile(r'<[a-z][^>]*?\sid="([^"]+)"')
EXTERNAL = {"class": "external", "rel": "noopener"}
OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:")


def ids_in(html: str) -> set[str]:
    """Every id that a link may point at."""
    return set(ID.findall(html))


class Links:
    """Resolves and checks the links of one page against all pages."""

    def __init__(
        self, pages: Mapping[str, PageSource], ids: Mapping[str, Collection[str]], files: Collection[str], problems: Problems
    ) -> None:
        self.pages, self.ids, self.files, self.problems = pages, ids, files, problems

    def resolve(self, page: PageSource, html: str) -> str:
        """The page's HTML with every link made right for its own address."""

        def one(match: re.Match[str]) -> str:
            before, href, after = match[1], unescape(match[2]), match[3]
            if OUTSIDE.match(href) or href.startswith("//"):
                own = "".join(f'{name}="{value}" ' for name, value in EXTERNAL.items() if f"{name}=" not in before + after)
                return f'<a {before}{own}href="{match[2]}"{after}>'
            return f'<a {before}href="{escape(self._inside(page, href))}"{after}>'

        return LINK.sub(one, html)

    def _inside(self, page: PageSource, href: str) -> str:
        """A link within the site. Notes a dead one at the author's line where it can be found."""
        path, _, anchor = href.partition("#")
        path, mark, query = path.partition("?")
        if not path.endswith(".md"):
            self._check_plain(page, href, path, anchor)
            return href
        name = self._name(page, path.removesuffix(".md"))
        if name not in self.pages:
            self._dead(page, href, f"no page {path}", nearest(path.removesuffix(".md"), self.pages))
            return href
        if anchor and anchor not in self.ids[name]:
            self._dead(page, href, f"{path} has no section {anchor}", nearest(anchor, sorted(self.ids[name])))
        target = self.pages[name]
        return page.root + target.file + mark + query + (f"#{anchor}" if anchor else "")

    def _name(self, page: PageSource, path: str) -> str:
        """The page that a path names: from the root, or from beside the page that links."""
        beside = posixpath.normpath(posixpath.join(posixpath.dirname(page.name), path))
        return beside if beside in self.pages and path not in self.pages else path

    def _check_plain(self, page: PageSource, href: str, path: str, anchor: str) -> None:
        if not path and anchor and anchor not in self.ids[page.name]:
            self._dead(page, href, f"this page has no section {anchor}", nearest(anchor, sorted(self.ids[page.name])))
        if path:
            target = posixpath.normpath(posixpath.join(page.folder, path))
            if target not in self.files:
                self._dead(page, href, f"no file {target}", "link to a page as name.md, or add the file")

    def _dead(self, page: PageSource, href: str, wrong: str, right: str) -> None:
        written = re.compile(rf"(?<![\w./#-]){re.escape(href.partition('?')[0])}(?![\w#-])")
        lines = [number for number, line in enumerate(page.text.splitlines(), start=1) if written.search(line)]
        self.problems.add(f"{page.shown}:{lines[0] if lines else 1}", wrong, right)
