"""Search in the browser: opening it for the first time, and a keystroke until its results stand, with the processor slowed down."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from publisher.publish import publish
from tests import browser

SLOWER = 4
PAGE = "self-host/index.html"
QUERIES = ("Isn’t our bill already big enough to self-host?", "H100 price", "claude opus", "latency under 100 ms", "utilisatoin")
OPEN = """async () => {
  const link = document.links.find;
  const start = performance.now();
  link.click();
  while (!document.querySelector("dialog[open]")) await new Promise(requestAnimationFrame);
  return performance.now() - start;
}"""
TYPE = """(query) => {
  const field = document.querySelector("dialog input");
  return [...query].map((_, end) => {
    field.value = query.slice(0, end + 1);
    const start = performance.now();
    field.dispatchEvent(new Event("input", { bubbles: true }));
    document.querySelector("dialog").getBoundingClientRect(); // the browser lays out what was found
    return performance.now() - start;
  });
}"""


def measure(files: Mapping[str, bytes]) -> list[tuple[str, float]]:
    """(what is done, milliseconds)."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder) / "site"
        publish(files, site)
        running = playwright.chromium.launch(executable_path=browser.find(), args=browser.ARGUMENTS)
        page = running.new_page()
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        page.goto((site / PAGE).as_uri())
        rows = _rows(page)
        running.close()
    return rows


def _rows(page: Page) -> list[tuple[str, float]]:
    opened = page.evaluate(OPEN)
    times = sorted(time for query in QUERIES for time in page.evaluate(TYPE, query))
    return [
        ("opening, with its index made", opened),
        ("keystroke, median", statistics.median(times)),
        ("keystroke, 95th percentile", times[int(0.95 * len(times))]),
        ("keystroke, slowest", times[-1]),
    ]
