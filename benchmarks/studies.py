"""Four ways, every month of the horizon, 2,000 draws: content read, the base of the mix settled, bands of the totals."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.calibration import milliseconds
from calculators.engine.chance import band
from calculators.engine.guide import Guide
from calculators.engine.outlook import prospect, sample
from publisher.publish import publish
from tests import browser

RUNS = 60
DRAW = """(runs) => {
  const calculator = calculators.decide;
  const times = { at_once: [], draws: [], everything: [] };
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now();
    const answer = guide.begin(calculator, {}, {});
    const begun = performance.now();
    for (let from = 0; from < calculator.outlook.samples; from += guide.FIRST_DRAWS) guide.draw(calculator, answer, from, from + guide.FIRST_DRAWS);
    for (const name of Object.values(calculator.outlook.shown)) guide.band(answer.drawn[name], calculator.outlook.shares);
    const drawn = performance.now();
    for (const step of guide.settling(calculator, answer)) void step;
    times.at_once.push(begun - start);
    times.draws.push(drawn - begun);
    times.everything.push(performance.now() - drawn + begun - start);
  }
  return times;
}"""


def measure(guide: Guide, files: Mapping[str, bytes]) -> list[tuple[str, float]]:
    """(what, milliseconds), in Python and in Chromium at full speed; the medians of many runs in the latter."""
    answer = guide.answer("decide", {})
    outlook, resolved = answer.calculator.outlook, answer.resolved
    assert outlook is not None

    def draws() -> None:
        drawn = sample(outlook, resolved)
        for name in outlook.shown.values():
            band(drawn[name])

    rows = [
        ("draws and bands, Python", milliseconds(draws)),
        ("the whole outlook, Python", milliseconds(lambda: prospect(outlook, resolved))),
        ("the whole answer, Python", milliseconds(lambda: guide.answer("decide", {}))),
    ]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder) / "site"
        publish(files, site)
        running = playwright.chromium.launch(executable_path=browser.find(), args=browser.ARGUMENTS)
        page = running.new_page()
        page.goto((site / "decide" / "index.html").as_uri())
        times = page.evaluate(DRAW, RUNS)
        for name, words in (
            ("at_once", "what is told at once"),
            ("draws", "draws and bands"),
            ("everything", "the whole answer"),
        ):
            rows.append((f"{words}, Chromium, median", statistics.median(times[name])))
            rows.append((f"{words}, Chromium, 95th percentile", sorted(times[name])[int(0.95 * RUNS)]))
        running.close()
    return rows
