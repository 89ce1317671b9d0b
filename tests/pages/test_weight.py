"""What a page weighs when it first opens: bytes, gzipped, so that no clock and no network matters."""

import pytest

from benchmarks.weight import first_views

SCRIPT = 25_000  # all script of a page but the data
DECIDE = 90_000  # the heaviest page that people share
CHAPTER = 35_000  # a chapter with a chart


@pytest.fixture(scope="module")
def views(files):
    """The bytes of each page by kind."""
    return first_views(files)


def test_every_kind_of_file_is_counted(views):
    decide, chapter = views["decide/index.html"], views["hybrid/index.html"]
    assert all(decide.values()), decide
    assert chapter["data"] == 0
    assert chapter["HTML"] > 0


def test_no_page_loads_more_script_than_it_may(views):
    heavy = {path: parts["script"] for path, parts in views.items() if parts["script"] > SCRIPT}
    assert heavy == {}


def test_the_first_view_of_decide_is_light(views):
    parts = views["decide/index.html"]
    assert sum(parts.values()) <= DECIDE, parts


def test_a_chapter_with_a_chart_is_light(files, views):
    heavy = {}
    for path, parts in views.items():
        html = files[path]
        if b"<svg" not in html or b"data-calculator" in html or path.startswith("prices/"):
            continue
        if sum(parts.values()) > CHAPTER:
            heavy[path] = parts
    assert heavy == {}
