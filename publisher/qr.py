"""QR codes of addresses. templates/assets/qr.js makes the same ones in the browser."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import segno

QUIET = 4  # light modules round the code, as the standard asks for
MODULE = 10  # pixels to a module: sharp on a slide


def code(text: str) -> segno.QRCode:
    """The code of a text of ASCII: bytes, a seventh of which may be unreadable (level M), in the smallest size."""
    return segno.make(text, error="m", mode="byte", micro=False, boost_error=False)


def svg(text: str) -> bytes:
    """As a drawing: dark on light in either color scheme, since not every reader takes it the other way round."""
    return _saved(text, kind="svg", unit="mm", xmldecl=False, svgclass=None, lineclass=None, nl=False)


def png(text: str) -> bytes:
    """As a picture."""
    return _saved(text, kind="png", scale=MODULE)


WRITERS: dict[str, Callable[[str], bytes]] = {".svg": svg, ".png": png}  # by how a file's name ends


def _saved(text: str, **named: Any) -> bytes:
    out = io.BytesIO()
    code(text).save(out, border=QUIET, dark="#000", light="#fff", **named)
    return out.getvalue()
