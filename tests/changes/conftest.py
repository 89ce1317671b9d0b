"""The real content read once for any day, and copies of it with a few edits."""

from __future__ import annotations

import shutil

import pytest

from calculators.guide import read_all
from tests.conftest import CONTENT
from tests.edits import edit


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
            edit(content, name, pairs)
        return content

    return make
