"""A keystroke in the browser: from the input event to everything rewritten, with the processor slowed down."""

from __future__ import annotations

import statistics
from collections.abc import Mapping

from benchmarks.slow import published, slow_page

STEPS = 40
PAGES = (
    "decide",
    *(
        f"calculators/{name}"
        for name in (
            "api-bill",
            "rented-fleet",
            "break-even",
            "unit-economics",
            "commitment",
            "fine-tuning",
            "shared-fleet",
            "routing",
            "throughput",
            "waiting",
            "runway",
        )
    ),
)
TYPE = """(steps) => {
  const field = document.querySelector('fieldset input');
  const times = [];
  for (let step = 0; step < steps; step += 1) {
    field.value = String(1000 * (step + 1));
    const start = performance.now();
    field.dispatchEvent(new Event('input', { bubbles: true }));
    times.push(performance.now() - start);
  }
  return times;
}"""


def measure(files: Mapping[str, bytes]) -> list[tuple[str, float]]:
    """(calculator and percentile, milliseconds) for typing into its first number."""
    rows = []
    with published(files) as (running, site):
        page = slow_page(running)
        for name in PAGES:
            page.goto((site / name / "index.html").as_uri())
            times = sorted(page.evaluate(TYPE, STEPS))
            rows += [(f"{name}, median", statistics.median(times)), (f"{name}, 95th percentile", times[int(0.95 * STEPS)])]
    return rows
