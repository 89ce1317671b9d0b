"""Print every measurement: milliseconds, and the ratio to a fixed calibration loop in the same run."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from benchmarks import audits, columns, days, links, search, sliders, slow, studies, weight, widget
from benchmarks.calibration import loop, milliseconds
from calculators.guide import read_guide
from publisher.render import render

ROOT = Path(__file__).resolve().parent.parent
CONTENT, TEMPLATES, CHARTS = ROOT / "content", ROOT / "templates", ROOT / ".cache" / "charts"


def main() -> None:
    """Measure and print."""
    unit = milliseconds(loop)
    print(f"calibration loop: {unit:.0f} ms = 1.00\n")

    def line(name: str, time: float) -> None:
        print(f"{name:<58}{time:>10.1f} ms {time / unit:>8.2f}")

    print("building")
    with tempfile.TemporaryDirectory() as folder:
        build = [sys.executable, str(ROOT / "build.py"), "--site", f"{folder}/site"]
        line("whole command, charts remembered", milliseconds(lambda: subprocess.run(build, check=True, capture_output=True), 3))
        line("reading content", milliseconds(lambda: read_guide(CONTENT), 3))
        guide = read_guide(CONTENT)
        line("rendering, charts remembered", milliseconds(lambda: render(guide, CONTENT, TEMPLATES, CHARTS), 3))
        line("rendering, every chart drawn", milliseconds(lambda: render(guide, CONTENT, TEMPLATES, None), 1))
    files = render(guide, CONTENT, TEMPLATES, CHARTS)

    print(f"\n{columns.ROWS:,} scenarios, all results")
    for name, own, by_hand in columns.measure(guide):
        beside = f" ({own / by_hand:.2f}x NumPy by hand, {by_hand:.0f} ms)" if by_hand else ""
        line(name + beside, own)

    print("\ndecide: 4 ways, 36 months, 2,000 draws")
    for name, time in studies.measure(guide, files):
        line(name, time)

    print("\npoint answers over days (aim 2,000 ms)")
    for name, time in days.measure(guide, CONTENT):
        line(name, time)

    print("\nlooking up every link (aim 1,000 ms)")
    for name, time in links.measure(CONTENT):
        line(name, time)

    print(f"\nwidget in Chromium, {slow.SLOWER}x slower processor")
    for name, time in widget.measure(files):
        line(name, time)

    print(f"\na hand on a slider in Chromium, {slow.SLOWER}x slower processor")
    for name, time, aim in sliders.measure(files):
        line(name + (f" (aim {aim})" if time > aim else ""), time)

    print(f"\nsearch in Chromium, {slow.SLOWER}x slower processor (aim 16 ms a keystroke)")
    for name, time in search.measure(files):
        line(name, time)

    _weigh(files)
    _audit(files)


def _weigh(files: Mapping[str, bytes]) -> None:
    print("\nfirst view, gzipped bytes" + " " * 33 + "".join(f"{name:>10}" for name in ("sum", *weight.KINDS)))
    views = weight.first_views(files)
    for path in sorted(views, key=lambda path: -sum(views[path].values())):
        sizes = (sum(views[path].values()), *views[path].values())
        print(f"{path:<58}" + "".join(f"{size:>10,}" for size in sizes))


def _audit(files: Mapping[str, bytes]) -> None:
    if not audits.install():
        print("\nLighthouse is left out: there is no npm")
        return
    print("\nLighthouse, a slow phone" + " " * 34 + "".join(f"{name:>16}" for name in audits.CATEGORIES))
    for page, points, costs in audits.measure(files):
        print(f"{page:<58}" + "".join(f"{each:>16}" for each in points))
        for cost in costs:
            print(f"    {cost}")


if __name__ == "__main__":
    main()
