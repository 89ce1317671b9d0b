"""Parameters of open models, counted from their architecture."""

from __future__ import annotations

from collections.abc import Mapping

from calculators.checks import COUNTED
from calculators.records.open_model import OpenModel

PUBLISHED = {"counted_parameters": "params_total", "counted_active": "params_active"}
NEEDED = {"layers", "hidden", "heads", "kv_heads", "head_dim", "vocab"}


def counts(model: OpenModel) -> dict[str, float]:
    """A model's counts by the name of the published figure; empty where too little of its architecture is known.

    A model without experts is dense in all of its layers.
    """
    figures = model.figures
    if not figures.keys() >= NEEDED:
        return {}
    dense = 0.0 if "experts" in figures else figures["layers"]
    given = {name: figures.get(name, 0.0) for name in COUNTED.inputs} | {"dense_layers": figures.get("dense_layers", dense)}
    found = COUNTED.solve_from(given, list(PUBLISHED))
    return {published: found[ours] for ours, published in PUBLISHED.items()}


def off_by(model: OpenModel, found: Mapping[str, float]) -> dict[str, float]:
    """How far each count lies above the published one, where there is one."""
    return {key: count / model.figures[key] - 1 for key, count in found.items() if key in model.figures}
