"""A keystroke in the browser: from the input event to everything rewritten, with the processor slowed down."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import sync_playwright

from publisher.publish import publish
from tests import browser

SLOWER = 4
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
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder) / "site"
        publish(files, site)
        running = playwright.chromium.launch(executable_path=browser.find(), args=browser.ARGUMENTS)
        page = running.new_page()
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        for name in PAGES:
            page.goto((site / name / "index.html").as_uri())
            times = sorted(page.evaluate(TYPE, STEPS))
            rows += [(f"{name}, median", statistics.median(times)), (f"{name}, 95th percentile", times[int(0.95 * STEPS)])]
        running.close()
    return rows
