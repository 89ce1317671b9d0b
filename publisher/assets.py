"""Files that pages load, under names that change with their content."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import minify

from publisher.asked import IGNORED

PAGE = (
    "page.js",
    "retired.js",
    "linking.js",
    "find.js",
    "base.js",
    "age.js",
    "tables.js",
    "reading.js",
)  # joined in order into one script that every page has, before all others
SCRIPTS = (
    "numbers.js",
    "sentences.js",
    "choices.js",
    "studies.js",
    "state.js",
    "sliders.js",
    "outlook.js",
    "asking.js",
    "takeaway.js",
    "axes.js",
    "live.js",
    "drawings.js",
    "atlas.js",
    "widget.js",
)  # joined likewise, for pages with a calculator: each needs those before it
APART = ("curves.js",)  # drawings that few calculators have: loaded beside the others where one has them
LATER = ("reply.js", "compare.js", "frame.js")  # joined as well, and loaded when a reader first asks for what they do
DAYS = ("days.js", "since.js", "beside.js")  # likewise, once another day's prices are asked for
SENT = "sent.js"  # likewise, by a link that says more than its inputs
COPYING = "copying.js"
COPIED = (COPYING, "quoting.js")  # joined, and loaded when a reader is about to copy a link

WORKING = "working.js"  # loaded, as the former, when it is first asked for
DRAWING = re.compile(rb"guide\.drawings\.(\w+)=")
PASSING = "passing.js"  # loaded by pages that tell of a day to come
OPENING = "opening.js"  # of short addresses: opens what they tell of


@dataclass(frozen=True)
class Assets:
    """Every asset by its plain name, with the path that it has in the site."""

    paths: Mapping[str, str]
    files: Mapping[str, bytes]

    def scripts(self, calculators: Iterable[str]) -> list[str]:
        """The paths of a page's scripts in order: data first, since the guide's own script starts as soon as all are there."""
        found = list(calculators)
        if not found:
            return []
        data = [f"{name}.data.js" for name in found]
        apart = [name for name in APART if name in self.paths and any(self._draws(name, each) for each in data)]
        own = [path for name in found for path in self.calculator_scripts(name)]
        return [*own, *(self.paths[name] for name in ("guide.js", *apart))]

    def calculator_scripts(self, name: str) -> list[str]:
        """The paths of a calculator's data and of its formulas, in order."""
        return [self.paths[f"{name}.data.js"], self.paths[f"{name}.js"]]

    def loading(self, name: str) -> list[str]:
        """The paths of what a page without a calculator loads to answer as one, in order."""
        return [self.paths["guide.js"], *self.calculator_scripts(name)]

    def page_scripts(self) -> list[str]:
        """The paths of what every page has, with or without a calculator."""
        return [self.paths[PAGE[0]]] if PAGE[0] in self.paths else []

    def having(self, name: str, content: bytes) -> Assets:
        """The same with a file that tells where others of them are."""
        path = hashed(name, content)
        return Assets({**self.paths, name: path}, {**self.files, path: content})

    def _draws(self, script: str, data: str) -> bool:
        """Whether a calculator has a chart that a script draws."""
        return draws(self.files[self.paths[script]], self.files[self.paths[data]])


def hashed(name: str, content: bytes) -> str:
    """The path of an asset: its name with a mark made of its content."""
    stem, _, ending = name.rpartition(".")
    return f"assets/{stem}.{hashlib.sha256(content).hexdigest()[:10]}.{ending}"


def draws(script: bytes, data: bytes) -> bool:
    """Whether a script draws a kind of chart that a calculator's data name."""
    return any(b'"kind":"%s"' % kind in data for kind in DRAWING.findall(script))


def light(paths: Iterable[Path]) -> bytes:
    """Scripts joined, without comments, spaces and long local names: readers of the source have the templates folder."""
    joined = "\n".join(path.read_text("utf-8") for path in paths)
    return f"{minify.string('application/javascript', joined)}\n".encode()


def sheet(path: Path) -> bytes:
    """A stylesheet without comments and spaces."""
    return str(minify.string("text/css", path.read_text("utf-8"))).encode()


def gather(templates: Path, made: Mapping[str, bytes]) -> Assets:
    """The stylesheet, pictures and scripts of the templates folder, and what the guide makes itself."""
    folder = templates / "assets"
    contents = {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.suffix not in {".js", ".css"}}
    contents["guide.css"] = sheet(folder / "guide.css")
    contents["guide.js"] = light(path for name in SCRIPTS if (path := folder / name).exists())
    if page := [path for name in PAGE if (path := folder / name).exists()]:
        contents[PAGE[0]] = light(page) + f"page.IGNORED=/^{IGNORED.pattern}$/;\n".encode()
    if copying := [path for name in COPIED if (path := folder / name).exists()]:
        contents[COPYING] = light(copying)
    apart = {name: light([folder / name]) for name in APART if (folder / name).exists()}
    contents |= {name: script for name, script in apart.items() if any(draws(script, data) for data in made.values())}
    contents |= made
    paths = {name: hashed(name, content) for name, content in contents.items()}
    return Assets(paths, {paths[name]: content for name, content in contents.items()})
