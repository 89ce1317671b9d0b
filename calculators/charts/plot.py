"""A plot: a canvas with its two axes, and where a pair of values stands on it in pixels."""

from __future__ import annotations

from dataclasses import dataclass

from calculators.charts.axes import Axis
from calculators.charts.style import Canvas


@dataclass(frozen=True)
class Plot:
    """A canvas with a lying and a standing axis."""

    canvas: Canvas
    x: Axis
    y: Axis

    def across(self, value: float) -> float:
        """Pixels from the left edge of the plot."""
        return self.x.place(value, self.canvas.plot)

    def down(self, value: float) -> float:
        """Pixels from the top edge of the plot."""
        return self.canvas.height - self.y.place(value, self.canvas.height)

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Pixels from the top left."""
        return self.across(x), self.down(y)
