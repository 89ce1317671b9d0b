"""The nearest right name, for messages about a wrong one."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(wrong: str, right: Iterable[str]) -> str:
    """'did you mean rent.offer?', or what is there to choose from."""
    names = list(right)
    close = get_close_matches(wrong, names, n=1)
    if close:
        return f"did you mean {close[0]}?"
    shown = ", ".join(names[:12]) + (" …" if len(names) > 12 else "")
    return f"there is {shown}" if names else "there is none"
