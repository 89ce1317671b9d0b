"""`build.py check` as an editor uses it, on the tiny guide; once on the guide itself."""

import subprocess
import sys

import pytest
from click.testing import CliRunner

import build
from tests.conftest import ROOT
from tests.tiny.home import read_home
from tests.tiny.moving import Published


@pytest.fixture
def published(tmp_path, monkeypatch):
    monkeypatch.setattr("calculators.guide.read_guide", lambda content, _: read_home(content))
    return Published(tmp_path)


def check(published, *arguments):
    return CliRunner().invoke(build.main, ["--content", str(published.content), *arguments])


def test_what_was_looked_up_is_told(published):
    done = check(published, "check")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{len([path for path in published.files() if path.endswith('.html')])} pages, ")
    assert done.stdout.endswith("On record are 7 pages and 15 anchors, with 0 redirects: all of them lead somewhere.\n")


def test_what_is_not_on_record_is_a_mistake_until_it_is_recorded(published):
    published.edit("guide/stay.md", "## Long", "### A month is short {#a-month}\n\n## Long")
    done = check(published, "check")
    assert done.exit_code == 1
    assert done.stderr == (
        "content/links.yaml: #a-month of stay is not on record; run python build.py check --record before you publish\n1 to mend.\n"
    )
    done = check(published, "check", "--record")
    assert done.exit_code == 0, done.stderr
    assert done.stdout.startswith("recorded 1 anchor of 1 page\n")
    assert "    sections: [a-month, long-stay, short-stay]\n" in published.text("links.yaml")
    assert check(published, "check").exit_code == 0


def test_every_mistake_is_told_and_nothing_is_recorded(published):
    published.edit("guide/stay.md", "{#short-stay}", "{#leaving}")
    published.edit("guide/index.md", "(sources.md#list)", "(sources.md#lists)")
    before = published.text("links.yaml")
    done = check(published, "check", "--record")
    assert done.exit_code == 1
    assert done.stderr.splitlines() == [
        "content/guide/index.md:15: sources.md has no section lists; did you mean list?",
        (
            f"{published.line('stay:')}: stay no longer has the section short-stay; "
            "under moved, sections, write short-stay: stay.md#leaving (or give the heading {#short-stay} again)"
        ),
        "2 to mend.",
    ]
    assert published.text("links.yaml") == before


def test_another_day_is_not_recorded(published):
    done = check(published, "--as-of", "2026-01-31", "check", "--record")
    assert done.exit_code == 1
    assert "leave out --as-of" in done.stderr


def test_the_guide_itself_is_right():
    done = subprocess.run([sys.executable, str(ROOT / "build.py"), "check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("all of them lead somewhere.\n")
