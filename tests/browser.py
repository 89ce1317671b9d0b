"""The Chromium that the tests drive. Run as a script it installs one, where it may, or says what to do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-sync",
]
REMEDY = "no Chromium found: install it (apt-get install chromium), or name one in the environment variable CHROMIUM"


def find() -> str | None:
    """$CHROMIUM, or the first known name on the path."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named if Path(named).is_file() else None
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def install() -> None:
    """Debian's package, where we are root."""
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        print("installing Debian's chromium")
        for command in ("update", "install -y --no-install-recommends chromium"):
            subprocess.run(["apt-get", "-qq", *command.split()], stdout=subprocess.DEVNULL, check=False)


if __name__ == "__main__":
    if not find() and not os.environ.get("CHROMIUM"):
        install()
    if not find():
        sys.exit(REMEDY)
