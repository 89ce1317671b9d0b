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
  const resolved = guide.resolve(calculator, {}, {});
  const values = guide.tune(calculator, resolved.values, {});
  const spreads = Object.fromEntries(calculator.outlook.uncertain.filter((name) => resolved.spreads[name])
    .map((name) => [name, resolved.spreads[name]]));
  const times = { draws: [], everything: [] };
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now();
    const drawn = guide.sampled(calculator, values, spreads);
    for (const name of Object.values(calculator.outlook.shown)) guide.band(drawn[name], calculator.outlook.shares);
    const end = performance.now();
    guide.prospect(calculator, values, resolved.spreads);
    times.draws.push(end - start);
    times.everything.push(performance.now() - end);
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
        for name, words in (("draws", "draws and bands"), ("everything", "the whole outlook")):
            rows.append((f"{words}, Chromium, median", statistics.median(times[name])))
            rows.append((f"{words}, Chromium, 95th percentile", sorted(times[name])[int(0.95 * RUNS)]))
        running.close()
    return rows
