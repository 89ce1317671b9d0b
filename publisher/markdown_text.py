"""Pieces of Markdown as text: blocks, items, quotes, marks."""

from __future__ import annotations

from collections.abc import Iterable


def joined(blocks: Iterable[str]) -> str:
    """Blocks with a blank line between them; items of one list with none."""
    made = ""
    for block in (block for block in blocks if block):
        tight = block.startswith("- ") and made.rpartition("\n")[2].startswith("- ")
        made += ("\n" if tight else "\n\n") * bool(made) + block
    return made


def item(mark: str, text: str) -> str:
    """An item of a list; what it holds further stands under its first word."""
    first, *further = text.split("\n")
    return "\n".join([f"{mark} {first}", *(f"{' ' * (len(mark) + 1)}{line}".rstrip() for line in further)])


def quoted(text: str) -> str:
    """A text as a quotation."""
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def marked(mark: str, text: str) -> str:
    """The text between marks; spaces at its ends stay outside of them."""
    inside = text.strip()
    before, _, after = text.partition(inside) if inside else ("", "", text)
    return f"{before}{mark}{inside}{mark}{after}" if inside else text
