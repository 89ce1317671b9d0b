import os
from pathlib import Path

import pytest

from publisher import publish as publishing
from publisher.publish import publish

OLD, NEW = {"index.html": b"old", "old/index.html": b"page"}, {"index.html": b"new", "a/b/index.html": b"deep"}


@pytest.fixture
def site(tmp_path):
    """A published site with a .gitignore, alone in its folder."""
    folder = tmp_path / "site"
    publish(OLD, folder)
    (folder / ".gitignore").write_bytes(b"*")
    return folder


@pytest.fixture
def two_renames(monkeypatch):
    """A system that cannot exchange two folders at once."""
    monkeypatch.setattr(publishing, "_exchange", lambda one, other: False)


@pytest.fixture(params=["exchange", "two renames"])
def either_way(request, monkeypatch):
    if request.param == "two renames":
        monkeypatch.setattr(publishing, "_exchange", lambda one, other: False)


def files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.usefixtures("either_way")
def test_the_new_site_is_complete_and_nothing_of_the_old_is_left(site):
    publish(NEW, site)
    assert files(site) == {**NEW, ".gitignore": b"*"}
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_a_first_site_needs_no_folder(tmp_path):
    publish(NEW, tmp_path / "some" / "site")
    assert files(tmp_path / "some" / "site") == NEW


@pytest.mark.usefixtures("either_way")
def test_a_failing_write_leaves_the_old_site_untouched(site):
    with pytest.raises(OSError, match=r"index\.html"):
        publish({"index.html": b"a file", "index.html/b": b"in a file"}, site)
    assert files(site) == {**OLD, ".gitignore": b"*"}
    assert [path.name for path in site.parent.iterdir()] == ["site"]


@pytest.mark.usefixtures("two_renames")
def test_a_failing_swap_puts_the_old_site_back(site, monkeypatch):
    rename = Path.rename

    def failing(path, target):
        if ".new-" in path.name:
            raise OSError("no more room")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(OSError, match="no more room"):
        publish(NEW, site)
    assert files(site) == {**OLD, ".gitignore": b"*"}
    assert [path.name for path in site.parent.iterdir()] == ["site"]


class KilledError(BaseException):
    """Ends a build where it stands: nothing is put in order on the way out."""


@pytest.mark.usefixtures("two_renames")
def test_a_build_killed_between_two_renames_is_mended_by_the_next(site, monkeypatch):
    with monkeypatch.context() as killing:
        killing.setattr(publishing, "_swap", lambda fresh, site: site.rename(site.with_name(f".site.old-{os.getpid()}")))
        publish(NEW, site)
    assert not site.exists()
    with pytest.raises(OSError, match=r"index\.html"):
        publish({"index.html": b"", "index.html/b": b""}, site)
    assert files(site) == {**OLD, ".gitignore": b"*"}


@pytest.mark.usefixtures("either_way")
def test_what_killed_builds_left_is_swept(site):
    for name in (".site.new-1", ".site.new-22", ".site.old-333"):
        (site.parent / name / "a").mkdir(parents=True)
    (site.parent / ".sites.new-1").mkdir()
    publish(NEW, site)
    assert {path.name for path in site.parent.iterdir()} == {"site", ".sites.new-1"}
    assert files(site) == {**NEW, ".gitignore": b"*"}


def test_a_build_killed_while_writing_leaves_the_old_site_untouched(site, monkeypatch):
    def killed(*_):
        raise KilledError

    monkeypatch.setattr(publishing, "_swap", killed)
    with pytest.raises(KilledError):
        publish(NEW, site)
    assert files(site) == {**OLD, ".gitignore": b"*"}


def test_the_system_exchanges_two_folders_at_once_or_says_that_it_cannot(tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        folder.mkdir()
        (folder / folder.name).touch()
    exchanged = publishing._exchange(one, other)
    assert [path.name for path in one.iterdir()] == ["other" if exchanged else "one"]
    assert [path.name for path in other.iterdir()] == ["one" if exchanged else "other"]
    assert not publishing._exchange(one, tmp_path / "none")
