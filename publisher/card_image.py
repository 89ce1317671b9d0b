"""A card's SVG as a small PNG: drawn with the bundled face alone, the same bytes each time, remembered between builds."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from PIL import Image

from publisher import cards, palette, typeface
from publisher.figures import kept

COLORS = 64  # of the palette: four ways, six series and their blends with paper take fewer


def key_of(*parts: str) -> str:
    """The name under which a card is remembered: made of what it shows, and of the program that draws it."""
    made = "\0".join([_program(), *parts])
    return hashlib.sha256(made.encode()).hexdigest()


@cache
def _program() -> str:
    """The source of whatever decides how a card looks, so that nobody has to count its editions."""
    sources = (Path(str(module.__file__)).read_text("utf-8") for module in (cards, palette, typeface))
    own = Path(__file__).read_text("utf-8")
    return "\0".join([version("vl-convert-python"), version("pillow"), own, *sources])


def image(key: str, svg: Callable[[], str], fonts: Path, remembered: Path | None) -> bytes:
    """The card as PNG. key: of what it shows; svg: makes it where it is not remembered; fonts: the folder of its face."""
    return kept(remembered / f"{key}.png" if remembered else None, lambda: _png(svg(), fonts))


def drawer(fonts: Path) -> Any:
    """What draws, knowing the faces of a folder."""
    import vl_convert  # noqa: PLC0415  80 MB, needed only where something has to be drawn

    _register(vl_convert.register_font_directory, str(fonts.resolve()))
    return vl_convert


@cache
def _register(register: Callable[[str], None], folder: str) -> None:
    register(folder)


def _png(svg: str, fonts: Path) -> bytes:
    drawn = Image.open(io.BytesIO(drawer(fonts).svg_to_png(svg, scale=1.0, ppi=72))).convert("RGB")
    small = drawn.quantize(COLORS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    out = io.BytesIO()
    small.save(out, "PNG", compress_level=6)
    return out.getvalue()
