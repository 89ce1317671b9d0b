"""How far fitted rates miss rows that they have not seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from calculators.records.hardware import Gpu
from calculators.records.open_model import OpenModel
from calculators.records.throughput import LEAST_ROWS, Measured, Row, fit

LOW, HIGH = 0.1, 0.9  # the band holds eight of ten rows


@dataclass(frozen=True)
class HeldOut:
    """A measured row, and the tokens a second that rates from the other rows of its set give it."""

    measured: Measured
    kind: str
    row: Row
    predicted: float

    @property
    def ratio(self) -> float:
        """Measured over predicted."""
        return self.row.tokens_per_second / self.predicted

    @property
    def error(self) -> float:
        """Predicted over measured, less one."""
        return self.predicted / self.row.tokens_per_second - 1


def held_out(measured: Measured, model: OpenModel, gpu: Gpu) -> Iterator[HeldOut]:
    """Each row of a set, met by rates from rows that it is not among; none where too few are left to fit.

    Half of a set meets the other half where both can be fitted, every other row going to either; else each row meets all
    the others. Halves are the sterner test: three rates from four or five rows.
    """
    for out in _parts(measured):
        others = tuple(row for row in measured.rows if row not in out)
        rates = fit(replace(measured, rows=others), model, gpu)
        if rates is not None:
            yield from (HeldOut(measured, model.kind, row, row.output / rates.seconds(row)) for row in out)


def _parts(measured: Measured) -> tuple[tuple[Row, ...], ...]:
    """What is held out at a time."""
    if len(measured.rows) >= 2 * LEAST_ROWS:
        return measured.rows[::2], measured.rows[1::2]
    return tuple((row,) for row in measured.rows)


def band(ratios: Iterable[float]) -> tuple[float, float]:
    """From the tenth to the ninetieth percentile of measured over predicted; the prediction itself lies inside."""
    found = list(ratios)
    low, high = np.quantile(found, (LOW, HIGH)) if found else (1.0, 1.0)
    return min(float(low), 1.0), max(float(high), 1.0)
