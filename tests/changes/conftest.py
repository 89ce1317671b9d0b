"""The real content read once for any day, and copies of it with a few edits."""

from __future__ import annotations

import shutil

import pytest

from calculators.guide import read_all
from tests.conftest import CONTENT


@pytest.fixture(scope="session")
def reading():
    """All that the real content says."""
    return read_all(CONTENT)


@pytest.fixture(scope="session")
def edited(tmp_path_factory):
    """Makes a copy of the content with edits: file -> {text that stands once: what takes its place}."""

    def make(edits):
        content = shutil.copytree(CONTENT, tmp_path_factory.mktemp("edited") / "content")
        for name, pairs in edits.items():
            path = content / name
            text = path.read_text("utf-8")
            for old, new in pairs.items():
                assert text.count(old) == 1, f"{name} has {old!r} {text.count(old)} times"
                text = text.replace(old, new)
            path.write_text(text, "utf-8")
        return content

    return make
