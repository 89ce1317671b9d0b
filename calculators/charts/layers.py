"""A layer of a drawing: its rows, the mark that shows each of them, and which of their fields says what.

It is written in Vega-Lite's own words, since classes for them copy all rows at each step, which took a quarter of a build. The
tests hold every specification to Vega-Lite's schema.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

Layer = dict[str, Any]
Channel = dict[str, Any]


def layer(rows: Sequence[Mapping[str, Any]], mark: str, encoding: Mapping[str, Channel], name: str = "", **look: Any) -> Layer:
    """A layer. mark: its kind; encoding: what says the place and the looks of each row; look: what is the same for all rows.

    name: by which the page's script finds the layer.
    """
    made = {"data": {"values": list(rows)}, "mark": {"type": mark, **look}, "encoding": dict(encoding)}
    return named(name, made) if name else made


def named(name: str, made: Layer) -> Layer:
    """The layer under a name."""
    return {**made, "name": name}


def measured(field: str, **says: Any) -> Channel:
    """A field of numbers along a scale. says: that scale, and the axis that shows it."""
    return {"field": field, "type": "quantitative", **says}


def as_is(field: str, kind: str = "quantitative") -> Channel:
    """A field that is taken as it stands: pixels, a color, an opacity."""
    return {"field": field, "type": kind, "scale": None}


def end(field: str) -> Channel:
    """The field of the other end of a mark, along the scale of its first."""
    return {"field": field}


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame of numbers; one without end or value is drawn nowhere."""
    rows = ({str(key): value for key, value in row.items()} for row in frame.to_dict("records"))
    return [{key: value if math.isfinite(value) else None for key, value in row.items()} for row in rows]
