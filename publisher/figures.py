"""Charts as inline SVG: drawn at build, named for screen readers, colored by the page's CSS, the same bytes each time."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

WIDTHS = {"wide": 720, "narrow": 340}
EDITION = "4"  # raise it when the cleaning below changes, so that cached drawings are made anew
SVG = "http://www.w3.org/2000/svg"
KEPT = re.compile(r"-?\d+\.\d{2,}")
DROPPED = {"role", "aria-roledescription", "aria-label", "aria-hidden", "font-family", "pointer-events", "cursor"}


class FigureError(ValueError):
    """A chart that cannot be drawn as it should be."""


def draw(spec: Callable[[int], dict[str, Any]], id_: str, description: str, cache: Path | None) -> dict[str, str]:
    """The chart as 'wide' and 'narrow' SVG text, named by the element `{id_}-title`. cache: a folder that remembers drawings."""
    drawings = {}
    for kind, width in WIDTHS.items():
        chart = spec(width)
        raw = drawing(chart, cache)
        drawings[kind] = clean(raw, f"{id_}-{kind}", f"{id_}-title", description)
    return drawings


def drawing(chart: Mapping[str, Any], cache: Path | None) -> str:
    """The raw drawing of a specification, from the cache where it is there."""
    spec = json.dumps(chart, sort_keys=True)
    key = hashlib.sha256(f"{EDITION} {version('vl-convert-python')} {spec}".encode()).hexdigest()
    return kept(cache / f"{key}.svg" if cache else None, lambda: _drawn(spec)).decode()


def _drawn(spec: str) -> bytes:
    import vl_convert  # noqa: PLC0415  80 MB, needed only where something has to be drawn

    return str(vl_convert.vegalite_to_svg(spec)).encode()


def kept(path: Path | None, make: Callable[[], bytes]) -> bytes:
    """What a file remembers; made, and remembered, where there is no such file. Without a path nothing is remembered."""
    if path and path.exists():
        return path.read_bytes()
    made = make()
    if path:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(f".{os.getpid()}")
        part.write_bytes(made)
        part.replace(path)
    return made


def clean(raw: str, id_: str, named_by: str, description: str) -> str:
    """A drawing made fit for a page. Raises FigureError for one with NaN, which a wrong field name gives without a word."""
    if "NaN" in raw:
        raise FigureError(f"{id_} has NaN in it; a field of its data has another name")
    ElementTree.register_namespace("", SVG)
    root = ElementTree.fromstring(raw)
    for element in root.iter():
        for name in [name for name in element.attrib if name in DROPPED]:
            del element.attrib[name]
        if element.attrib.pop("style", None) and element.tag.endswith("text"):
            element.set("class", "plain")
        if element.get("opacity") == "0":  # a mark that waits for the page's script
            del element.attrib["opacity"]
            element.set("display", "none")
        for name, value in element.attrib.items():
            element.set(name, KEPT.sub(lambda m: f"{float(m[0]):.1f}".removesuffix(".0"), value))
    _name(root, id_, named_by, description)
    text = ElementTree.tostring(root, encoding="unicode")
    return _own_ids(text, id_)


def _name(root: ElementTree.Element, id_: str, named_by: str, description: str) -> None:
    """Give the drawing a role, a name and a description, and let CSS size it."""
    for name in ("width", "height", "class", "version"):
        root.attrib.pop(name, None)
    root.set("role", "img")
    root.set("aria-labelledby", f"{named_by} {id_}-desc")
    element = ElementTree.Element(f"{{{SVG}}}desc", {"id": f"{id_}-desc"})
    element.text = description
    root.insert(0, element)


def _own_ids(text: str, id_: str) -> str:
    """Ids of clips and gradients come from a counter of the process; give the chart's own."""
    found = dict.fromkeys(re.findall(r'id="((?:clip|gradient)[\w-]*)"', text))
    for number, old in enumerate(found):
        text = re.sub(rf'(id="|url\(#){re.escape(old)}(?=["\)])', rf"\g<1>{id_}-{number}", text)
    return text
