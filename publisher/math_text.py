"""A formula's MathML as one line of text: what a quotient shows by its bar, brackets show."""

from __future__ import annotations

from publisher.elements import Element

TIMES = "\u2062"
TIGHT = frozenset("()⌈⌉⌊⌋|")
ATOMS = frozenset({"mi", "mn", "mtext", "msub", "msup", "msubsup", "msqrt"})


def math_text(element: Element) -> str:
    """The line. element: a <math>, as the engine prints one."""
    return " ".join(_inside(element).replace("\xa0", " ").split())


def _inside(element: Element) -> str:
    parts = list(element.inner())
    if element.tag in {"mi", "mn", "mtext"}:
        return _text(element)
    if element.tag in SHAPES:
        return SHAPES[element.tag](parts)
    before = [None, *parts]
    return "".join(_sign(part, left) if part.tag == "mo" else _inside(part) for part, left in zip(parts, before, strict=False))


def _text(element: Element) -> str:
    return "".join(child for child in element.children if isinstance(child, str))


def _sign(element: Element, left: Element | None) -> str:
    """A sign between two terms has space around it; one in front of a single term has none."""
    sign, alone = _text(element), left is None or _text(left) == "("
    if sign == TIMES:
        return " × "
    if sign == ",":
        return ", "
    return sign if alone or sign in TIGHT else f" {sign} "


def _grouped(element: Element) -> str:
    """In brackets, unless it is one term or stands in them already."""
    inner = element
    while inner.tag == "mrow" and len(inner.children) == 1 and isinstance(inner.children[0], Element):
        inner = inner.children[0]
    signs = [_text(part) for part in inner.inner() if part.tag == "mo"]
    bare = inner.tag in ATOMS or (inner.tag == "mrow" and signs == ["(", ")"])
    return _inside(inner) if bare else f"({_inside(inner)})"


def _power(parts: list[Element]) -> str:
    """A power, or a symbol with the way that it belongs to above: `rent.c` for c of rent."""
    body, above = parts
    return f"{_inside(above)}.{_inside(body)}" if above.tag == "mtext" else f"{_grouped(body)}^{_grouped(above)}"


def _cases(parts: list[Element]) -> str:
    rows = [" ".join(_inside(cell) for cell in row.inner()) for row in parts]
    return f" {'; '.join(rows)} }}"


SHAPES = {
    "mfrac": lambda parts: f"{_grouped(parts[0])} / {_grouped(parts[1])}",
    "msub": lambda parts: f"{_inside(parts[0])}_{_inside(parts[1])}",
    "msup": _power,
    "msubsup": lambda parts: f"{_inside(parts[2])}.{_inside(parts[0])}_{_inside(parts[1])}",
    "msqrt": lambda parts: f"√({''.join(map(_inside, parts))})",
    "mroot": lambda parts: f"{_grouped(parts[0])}^(1/{_inside(parts[1])})",
    "mtable": _cases,
}
