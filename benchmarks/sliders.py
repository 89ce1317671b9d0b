"""A reader's hand on a slider, with the processor slowed down: when the answer stands, when everything stands, and INP.

Real key presses and pointer moves, so that what the browser does besides the page's script counts too.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, Page

from benchmarks.slow import published, slow_page
from benchmarks.split import split

PAGES = ("decide", ".", "calculators/break-even", "calculators/waiting")
VOLUMES = ("", "10000000", "80000000")  # requests a month; big fleets have more splits to try
GESTURES, PRESSES, DRAGS, MOVES = 6, 4, 4, 24
BETWEEN_PRESSES, BETWEEN_MOVES = 120, 16  # milliseconds
WATCH = """() => {
  const seen = self.seen = { at_once: [], settled: [], events: [], last: 0 };
  new PerformanceObserver((list) => seen.events.push(...list.getEntries().filter((entry) => entry.interactionId > 0)
    .map((entry) => [entry.interactionId, entry.duration]))).observe({ type: "event", durationThreshold: 16 });
  let start = 0;
  addEventListener("input", () => { start = seen.last = performance.now(); }, true);
  addEventListener("input", () => seen.at_once.push(performance.now() - start));
  addEventListener("DOMContentLoaded", () => {
    const form = document.querySelector("form[data-calculator]");
    new MutationObserver(() => {
      if (!("settled" in form.dataset) || !seen.last) return;
      seen.settled.push(performance.now() - seen.last);
      seen.last = 0;
    }).observe(form, { attributeFilter: ["data-settled"] });
  });
}"""
SETTLED = "() => document.querySelector('form[data-settled], form.unfit:not(.settling)')"


@dataclass
class Feel:
    """What a reader feels: milliseconds of each step, of each gesture until all is told, and of each interaction."""

    at_once: list[float] = field(default_factory=list)
    settled: list[float] = field(default_factory=list)
    interactions: list[float] = field(default_factory=list)

    def add(self, seen: Mapping[str, Any]) -> None:
        """What one page has noted; an interaction lasts as long as its longest event."""
        self.at_once += seen["at_once"]
        self.settled += seen["settled"]
        longest: dict[int, float] = {}
        for interaction, duration in seen["events"]:
            longest[interaction] = max(duration, longest.get(interaction, 0))
        self.interactions += longest.values()

    def rows(self) -> dict[str, tuple[list[float], float, float]]:
        """What is told: the times, the share of them that must reach the aim, and the aim."""
        return {
            "answer, 95th percentile": (self.at_once, 0.95, 50),
            "everything, 95th percentile": (self.settled, 0.95, 400),
            "INP": (self.interactions, 0.98, 100),
        }


def percentile(times: Sequence[float], share: float) -> float:
    """The time within which that share of all lies; of none, no time."""
    return sorted(times)[max(math.ceil(share * len(times)) - 1, 0)] if times else 0.0


def measure(files: Mapping[str, bytes]) -> Iterator[tuple[str, float, float]]:
    """(page, volume and what; milliseconds; the aim), and where an aim is missed, where the time goes."""
    with published(files) as (running, site):
        for name in PAGES:
            for volume in VOLUMES:
                yield from _measure_one(running, name, volume, site)


def _measure_one(running: Browser, name: str, volume: str, site: Path) -> Iterator[tuple[str, float, float]]:
    page = slow_page(running)
    page.add_init_script(f"({WATCH})()")
    felt = feel(page, (site / name / "index.html").as_uri() + (f"?requests={volume}" if volume else ""))
    words = f"{'home' if name == '.' else name}, {f'{int(volume):,}' if volume else 'default'}"
    missed = False
    for what, (times, share, aim) in felt.rows().items():
        time = percentile(times, share)
        missed = missed or time > aim
        yield f"{words}: {what}", time, aim
    if missed:
        print("\n".join(f"    {part}" for part in split(page)))
    page.close()


def feel(page: Page, address: str) -> Feel:
    """Step and drag the first slider of a page; where it has none, type into its first field."""
    felt = Feel()
    page.goto(address)
    page.wait_for_function(SETTLED)
    sliders = page.locator("form input[type=range]:visible")
    if sliders.count():
        _slide(page, sliders.first)
    else:
        _type(page, page.locator("form input[type=text]:visible").first)
    page.wait_for_timeout(BETWEEN_PRESSES)  # entries of events arrive a little later
    felt.add(page.evaluate("() => seen"))
    return felt


def _slide(page: Page, slider: Locator) -> None:
    slider.evaluate("(slider) => slider.scrollIntoView({ behavior: 'instant', block: 'center' })")
    for gesture in range(GESTURES):
        for _ in range(PRESSES):
            slider.press("ArrowLeft" if gesture % 2 else "ArrowRight")
            page.wait_for_timeout(BETWEEN_PRESSES)
        page.wait_for_function(SETTLED)
    for drag in range(DRAGS):
        _drag(page, slider.bounding_box(), 0.25 if drag % 2 else -0.25)
        page.wait_for_function(SETTLED)


def _type(page: Page, field: Locator) -> None:
    for gesture in range(GESTURES + DRAGS):
        field.focus()
        page.keyboard.press("Home")
        page.keyboard.type(str(gesture % 9 + 1), delay=BETWEEN_PRESSES)
        page.keyboard.press("Delete")
        page.wait_for_function(SETTLED)


def _drag(page: Page, box: Any, share: float) -> None:
    """From the middle of a slider, over a share of its length and back by half."""
    middle, height = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(middle, height)
    page.mouse.down()
    for move in range(MOVES):
        swing = share * math.sin(move / MOVES * math.pi * 0.75)
        page.mouse.move(middle + swing * box["width"], height)
        page.wait_for_timeout(BETWEEN_MOVES)
    page.mouse.up()
