"""Files that pages load, under names that change with their content."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

SCRIPTS = (
    "numbers.js",
    "sentences.js",
    "choices.js",
    "studies.js",
    "tables.js",
    "reading.js",
    "axes.js",
    "live.js",
    "drawings.js",
    "curves.js",
    "widget.js",
)  # joined in order: each needs those before it


@dataclass(frozen=True)
class Assets:
    """Every asset by its plain name, with the path that it has in the site."""

    paths: Mapping[str, str]
    files: Mapping[str, bytes]


def hashed(name: str, content: bytes) -> str:
    """The path of an asset: its name with a mark made of its content."""
    stem, _, ending = name.rpartition(".")
    return f"assets/{stem}.{hashlib.sha256(content).hexdigest()[:10]}.{ending}"


def squeezed(script: bytes) -> bytes:
    """A script without its indentation, its empty lines and the comments that have a line of their own."""
    lines = (line.strip() for line in script.splitlines())
    return b"\n".join(line for line in lines if line and not line.startswith(b"//"))


def gather(templates: Path, made: Mapping[str, bytes]) -> Assets:
    """The stylesheet, pictures and scripts of the templates folder, and what the guide makes itself."""
    folder = templates / "assets"
    contents = {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.suffix != ".js"}
    scripts = [folder / name for name in SCRIPTS]
    contents["guide.js"] = b"\n".join(squeezed(path.read_bytes()) for path in scripts if path.exists())
    contents |= made
    paths = {name: hashed(name, content) for name, content in contents.items()}
    return Assets(paths, {paths[name]: content for name, content in contents.items()})
