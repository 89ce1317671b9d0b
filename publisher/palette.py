"""The colors of the light scheme, for what is drawn where no stylesheet holds."""

from __future__ import annotations

import re
from collections.abc import Mapping

FIRST_ROOT = re.compile(r":root\s*\{([^}]*)\}")
COLOR = re.compile(r"--([\w-]+):\s*(#[0-9a-fA-F]{3,8})\b")
USED = re.compile(r"var\(--([\w-]+)\)")


def light_colors(css: str) -> dict[str, str]:
    """The colors by their names in the stylesheet, which sets those of the light scheme first. Raises ValueError without any."""
    root = FIRST_ROOT.search(css)
    found = dict(COLOR.findall(root[1])) if root else {}
    if not found:
        raise ValueError("the stylesheet sets no colors in a first :root")
    return found


def filled(drawing: str, colors: Mapping[str, str]) -> str:
    """A drawing with colors in the place of their names. Raises KeyError for one that the stylesheet does not have."""
    return USED.sub(lambda match: colors[match[1]], drawing)
