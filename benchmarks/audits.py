"""Lighthouse on a slow phone: points in four categories, and each audit that costs some."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from benchmarks import serving
from tests import browser

FOLDER = Path(__file__).resolve().parent / "lighthouse"
PAGES = ("", "decide/", "calculators/break-even/", "hybrid/", "prices/", "calculators/runway/")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FLAGS = " ".join(["--headless=new", *browser.ARGUMENTS])


def install() -> bool:
    """Lighthouse as it is locked, where npm is at hand; without it nothing is audited."""
    if not shutil.which("npm"):
        return False
    if not (FOLDER / "node_modules").is_dir():
        print("installing lighthouse")
        subprocess.run(["npm", "ci", "--silent"], cwd=FOLDER, check=True)
    return True


def measure(files: Mapping[str, bytes]) -> Iterator[tuple[str, list[int], list[str]]]:
    """(page, points by category, what costs points)."""
    with serving.server() as (root, served):
        serving.put(served, files, root)
        for page in PAGES:
            report = audit(f"{root}/{page}")
            points = [round(100 * (report["categories"][name]["score"] or 0)) for name in CATEGORIES]
            yield page or "home", points, list(costly(report))


def audit(address: str) -> Any:
    """The report on one page: lighthouse's own phone, with throttling worked out rather than imposed."""
    command = [
        str(FOLDER / "node_modules" / ".bin" / "lighthouse"), address, "--quiet", "--output=json", f"--chrome-flags={FLAGS}",
        f"--only-categories={','.join(CATEGORIES)}",
    ]  # fmt: skip
    environment = {**os.environ, "CHROME_PATH": browser.find() or ""}
    return json.loads(subprocess.run(command, check=True, capture_output=True, env=environment, text=True).stdout)


def costly(report: Any) -> Iterator[str]:
    """Each audit that counts and is not full, with what it says."""
    for name in CATEGORIES:
        for part in report["categories"][name]["auditRefs"]:
            found = report["audits"][part["id"]]
            if part["weight"] and found["score"] is not None and found["score"] < 0.995:
                yield f"{name}: {found['title']} {found.get('displayValue', '')}".rstrip()
