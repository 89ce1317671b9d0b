"""`prices diff`: two days of one content, and a git revision against the content now."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from calculators.engine.problems import ContentError
from calculators.price_diff import price_diff
from calculators.revision import extract
from tests.changes.test_changes import LISTED, SERVER
from tests.conftest import CONTENT, ROOT

NAMED = {
    "GIT_AUTHOR_NAME": "t",
    "GIT_AUTHOR_EMAIL": "t@example.com",
    "GIT_COMMITTER_NAME": "t",
    "GIT_COMMITTER_EMAIL": "t@example.com",
}


def git(folder, *words):
    outside = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    subprocess.run(["git", "-C", str(folder), *words], check=True, capture_output=True, env=outside | NAMED)


def commit(folder, tag):
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", tag)
    git(folder, "tag", tag)


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    """A repository whose content has moved: `empty` has no content, `broken` cannot be read, `old` has another price."""
    folder = tmp_path_factory.mktemp("repository")
    git(folder, "init", "-q")
    (folder / "readme").write_text("x")
    commit(folder, "empty")
    content = Path(shutil.copytree(CONTENT, folder / "content"))
    (content / "method.yaml").unlink()  # content of another time need not have it
    server = content / SERVER
    server.write_text(server.read_text("utf-8").replace(LISTED, LISTED.replace("20.00", "25.00")), "utf-8")
    commit(folder, "old")
    facts = content / "facts.yaml"
    facts.write_text("surprise: {unknown: true}\n")
    commit(folder, "broken")
    shutil.rmtree(content)
    shutil.copytree(CONTENT, content)
    commit(folder, "now")
    return folder


def test_the_newest_day_stands_against_the_price_day_before_it(reading):
    change = price_diff(CONTENT, None, None)
    days = [day for day in reading.market.price_days if day < reading.newest]
    assert change.day == reading.newest
    assert f"between {days[-1].day} " in change.title


def test_two_days_of_the_same_content():
    change = price_diff(CONTENT, "2026-01-31", dt.date(2026, 2, 1))
    assert change.title == (
        "8 offers came on record between 31 January 2026 and 1 February 2026; 1 of 8 verdicts changed"
    )  # fmt: skip
    assert change.words[0] == "Regulated documents: from owning to renting."


def test_a_revision_is_compared_on_its_own_day_or_on_a_given_one(repository):
    change = price_diff(repository / "content", "old", None)
    assert change.title.startswith("1 offer changed price on ")
    assert "against old; " in change.title
    assert change.words[-1] == "Both are worked out by today’s formulas."
    [row] = change.tables[0].rows
    assert [cell.text for cell in row.cells[1:4]] == ["$3.125", "$2.50", "−20%"]
    then = price_diff(repository / "content", "old", dt.date(2026, 2, 1))
    assert "on 1 February 2026 against old; 1 of 8 verdicts changed" in then.title


def test_a_revision_is_taken_out_whole_and_leaves_the_checkout_alone(repository, tmp_path):
    before = {path: path.read_bytes() for path in (repository / "content").rglob("*") if path.is_file()}
    found = extract(repository / "content", "old", tmp_path)
    assert found == tmp_path / "content"
    assert "25.00" in (found / SERVER).read_text("utf-8")
    assert not (found / "method.yaml").exists()
    assert before == {path: path.read_bytes() for path in (repository / "content").rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("revision", "told"),
    [
        ("nowhere", ["nowhere: no revision of ", "and no day; give a branch, a tag or a commit, or a day such as 2026-01-31"]),
        ("--all", ["--all: no revision of "]),
        ("2026-13-01", ["2026-13-01: no revision of "]),
        ("empty", ["empty: has no folder content; choose a revision that has it"]),
        ("broken", ["broken: today's program cannot read the content of this revision", "content/facts.yaml:1: unknown key unknown"]),
        ("2026-11-22", ["2026-11-22: not before 2026-11-22; give the earlier day first"]),
        ("2030-01-01", ["2030-01-01: not before 2026-11-22"]),
    ],
)  # fmt: skip
def test_what_cannot_be_compared_is_said(repository, revision, told):
    with pytest.raises(ContentError) as error:
        price_diff(repository / "content", revision, None)
    for words in told:
        assert words in str(error.value)


def test_before_the_first_price_there_is_nothing_to_compare():
    with pytest.raises(ContentError, match="2022-01-01: no price is on record before this day; give two later days"):
        price_diff(CONTENT, None, dt.date(2022, 1, 1))


def test_outside_of_a_checkout_only_days_can_be_compared(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    content = shutil.copytree(CONTENT, tmp_path / "inner" / "content")
    with pytest.raises(ContentError, match="not a git checkout; give a day such as 2026-01-31"):
        price_diff(content, "HEAD", None)


def test_without_git_that_is_said(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ContentError, match="git: not found; install git, or compare two days instead"):
        extract(CONTENT, "HEAD", tmp_path)


def run(*arguments):
    return subprocess.run(
        [sys.executable, str(ROOT / "build.py"), "prices", "diff", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_command_prints_markdown_and_writes_a_page(tmp_path):
    page = tmp_path / "diff.html"
    done = run("2026-11-09", "2026-11-11", "--markdown", "--html", page)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("## 10 offers changed price and 16 came on record between 9 November 2026")
    assert "| gpt-oss-120b (DeepInfra) | Output | $0.45 | $0.17 | −62.2% |" in done.stdout
    html = page.read_text("utf-8")
    assert html.startswith("<!doctype html>")
    assert not re.search(r"<script|<link|src=|href=|url\(|@import", html)


def test_the_command_tells_mistakes_and_writes_nothing(tmp_path):
    page = tmp_path / "diff.html"
    done = run("nowhere", "--html", page)
    assert done.returncode == 1
    assert done.stderr.startswith("nowhere: no revision of ")
    assert done.stdout == ""
    assert not page.exists()
    done = run("2026-11-09", "2026-11-11", "--html", tmp_path / "none" / "diff.html")
    assert done.returncode == 1
    assert "choose another file with --html" in done.stderr
    assert "Traceback" not in done.stderr
