"""Bytes of each page's first view: the page and everything that it loads, gzipped, by kind."""

from __future__ import annotations

import gzip
import re
from collections.abc import Mapping

ASSET = re.compile(r'(?:href|src)="[^"]*(assets/[^"]+)"')
KINDS = ("HTML", "CSS", "data", "script", "pictures")


def gzipped(content: bytes) -> int:
    """The size of a file as a host sends it."""
    return len(gzip.compress(content, 9, mtime=0))


def kind(asset: str) -> str:
    """Data are the scripts that hold a calculator's prices and words, or what is searched; every other script is program."""
    if asset.endswith(".css"):
        return "CSS"
    if asset.endswith(".js"):
        return "data" if ".data." in asset or "search-index." in asset else "script"
    return "pictures"


def first_views(files: Mapping[str, bytes]) -> dict[str, dict[str, int]]:
    """Gzipped bytes of each page by kind, by path."""
    sizes: dict[str, int] = {}
    found = {}
    for path, content in files.items():
        if not path.endswith(".html"):
            continue
        parts = dict.fromkeys(KINDS, 0) | {"HTML": gzipped(content)}
        for asset in sorted(set(ASSET.findall(content.decode()))):
            if asset not in sizes:
                sizes[asset] = gzipped(files[asset])
            parts[kind(asset)] += sizes[asset]
        found[path] = parts
    return found
