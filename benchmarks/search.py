"""Search in the browser: opening it for the first time, and a keystroke until its results stand, with the processor slowed down."""

from __future__ import annotations

import statistics
from collections.abc import Mapping

from playwright.sync_api import Page

from benchmarks.slow import published, slow_page

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
    with published(files) as (running, site):
        page = slow_page(running)
        page.goto((site / PAGE).as_uri())
        return _rows(page)


def _rows(page: Page) -> list[tuple[str, float]]:
    opened = page.evaluate(OPEN)
    times = sorted(time for query in QUERIES for time in page.evaluate(TYPE, query))
    return [
        ("opening, with its index made", opened),
        ("keystroke, median", statistics.median(times)),
        ("keystroke, 95th percentile", times[int(0.95 * len(times))]),
        ("keystroke, slowest", times[-1]),
    ]
