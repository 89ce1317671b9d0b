"""Bytes of each page's first view: the page and everything that it loads, gzipped."""

from __future__ import annotations

import gzip
import re
from collections.abc import Mapping

ASSET = re.compile(r'(?:href|src)="[^"]*(assets/[^"]+)"')


def first_views(files: Mapping[str, bytes]) -> dict[str, int]:
    """Gzipped bytes of each page with its assets, by path."""
    found = {}
    for path, content in files.items():
        if path.endswith(".html"):
            assets = sorted(set(ASSET.findall(content.decode())))
            found[path] = sum(len(gzip.compress(part, 9, mtime=0)) for part in [content, *(files[asset] for asset in assets)])
    return found
