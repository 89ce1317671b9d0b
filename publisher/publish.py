"""Putting a rendered site in its place: beside it first, then one swap, so that a whole site stands at every moment."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

KEEP = ".gitignore"
AT_FDCWD, RENAME_EXCHANGE = -100, 2


def publish(files: Mapping[str, bytes], site: Path) -> None:
    """Make `site` hold exactly these files (and its .gitignore). Killed at any moment, the old or the new site stands whole.

    Raises OSError where the folder cannot be written; the old site then stays.
    """
    site = site.resolve()
    _sweep(site)
    fresh = site.with_name(f".{site.name}.new-{os.getpid()}")
    try:
        _write(files, fresh)
        if (site / KEEP).exists():
            shutil.copy2(site / KEEP, fresh / KEEP)
        _swap(fresh, site)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _write(files: Mapping[str, bytes], folder: Path) -> None:
    folder.mkdir(parents=True)
    for name, content in sorted(files.items()):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _swap(fresh: Path, site: Path) -> None:
    """Exchange the two folders at once where the system can; else by two renames, with a moment in between."""
    if not site.exists():
        fresh.rename(site)
        return
    if _exchange(fresh, site):
        return
    old = site.with_name(f".{site.name}.old-{os.getpid()}")
    site.rename(old)
    try:
        fresh.rename(site)
    except OSError:
        old.rename(site)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Linux's and macOS's atomic exchange of two names; False where there is none."""
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            return bool(libc.renamex_np(bytes(one), bytes(other), RENAME_EXCHANGE) == 0)
        return bool(libc.renameat2(AT_FDCWD, bytes(one), AT_FDCWD, bytes(other), RENAME_EXCHANGE) == 0)
    except (AttributeError, OSError, TypeError):
        return False


def _sweep(site: Path) -> None:
    """Remove what a killed build left; bring back the old site if it was killed between two renames."""
    for left in sorted(site.parent.glob(f".{site.name}.old-*")):
        if not site.exists():
            left.rename(site)
    for pattern in ("new", "old"):
        for left in site.parent.glob(f".{site.name}.{pattern}-*"):
            shutil.rmtree(left, ignore_errors=True)
