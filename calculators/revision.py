"""The content folder as it stood at a revision of its git repository."""

from __future__ import annotations

import io
import subprocess
import tarfile
from pathlib import Path

from calculators.engine.problems import ContentError


def extract(content: Path, revision: str, folder: Path) -> Path:
    """Put the content of a revision below a folder, and give its place. Nothing of the checkout is touched.

    Raises ContentError where there is no git, no checkout, no such revision, or no content in it.
    """
    top = _git(content, "rev-parse", "--show-toplevel")
    if top is None:
        raise ContentError([f"{content}: not a git checkout; give a day such as 2026-01-31, or the content of a checkout"])
    commit = _git(content, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if commit is None:
        right = "give a branch, a tag or a commit, or a day such as 2026-01-31"
        raise ContentError([f"{revision}: no revision of {content.parent} and no day; {right}"])
    root = Path(top.decode().strip())
    place = content.resolve().relative_to(root.resolve()).as_posix().removeprefix(".")
    archive = _git(root, "archive", "--format=tar", f"{commit.decode().strip()}:{place}")
    if archive is None:
        raise ContentError([f"{revision}: has no folder {place}; choose a revision that has it"])
    found = folder / content.name
    found.mkdir(parents=True)
    with tarfile.open(fileobj=io.BytesIO(archive)) as packed:
        packed.extractall(found, filter="data")
    return found


def _git(content: Path, *words: str) -> bytes | None:
    """What git says of a folder, or None where it fails. Raises ContentError where there is no git."""
    try:
        done = subprocess.run(["git", "-C", str(content), *words], capture_output=True, check=False)
    except FileNotFoundError as error:
        raise ContentError(["git: not found; install git, or compare two days instead"]) from error
    return done.stdout if done.returncode == 0 else None
