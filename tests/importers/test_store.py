"""Writing: into a copy first. A run that fails or is stopped leaves whole files that read cleanly."""

import datetime as dt
import os

import pytest

from build import main
from calculators.engine.problems import ContentError
from calculators.guide import read_guide, read_records
from calculators.importers import store
from calculators.importers.plan import Entry, Plan
from tests.importers.test_update import LATER


def test_what_does_not_read_cleanly_is_not_swapped_in(desk):
    market, _ = read_records(desk.content)
    plan = Plan("api.yaml")
    plan.entries = [entry_without_a_source()]
    before = desk.files()
    with pytest.raises(ContentError) as error:
        store.write(desk.content, market, plan, read_guide)
    assert [line.partition("; ")[0] for line in error.value.lines] == ["content/prices/api/example.yaml:16: no source unheard-of"]
    assert desk.files() == before
    assert [path.name for path in desk.content.parent.iterdir()] == ["content"]


def entry_without_a_source():
    return Entry("example/alpha", dt.date(2026, 11, 1), False, {"input_price": 1.0, "output_price": 2.0}, {}, "unheard-of")


class Stopped(BaseException):
    """A process that is ended from outside: no handler of errors sees it."""


@pytest.mark.parametrize("swaps", [0, 1, 2])
def test_a_run_that_is_stopped_leaves_whole_files_that_read_cleanly_and_can_be_run_again(desk, monkeypatch, swaps):
    whole = desk.files()
    done, real = [], os.replace

    def replace(source, target):
        if len(done) == swaps:
            raise Stopped
        done.append(target)
        real(source, target)

    monkeypatch.setattr(store.os, "replace", replace)
    with pytest.raises(Stopped):
        desk_run(desk)
    monkeypatch.undo()
    stopped = desk.files()
    assert sum(stopped[name] != whole[name] for name in whole) == swaps
    read_guide(desk.content)
    assert desk.run("update", *(LATER if swaps == 0 else (*LATER[:4],)), "--yes")[0] == 0
    market, _ = read_records(desk.content)
    assert [len(market.api[f"example/{name}"].history.entries) for name in ("alpha", "beta", "gamma")] == [2, 3, 2]


def desk_run(desk):
    main(["--content", str(desk.content), "prices", "update", *map(str, LATER), "--yes"])


def test_a_folder_that_cannot_be_written_is_said(desk, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    before = desk.files()
    monkeypatch.setattr(store.shutil, "copytree", full)
    code, said = desk.run("update", *LATER, "--yes")
    assert (code, desk.files()) == (1, before)
    assert "cannot be written (No space left on device); nothing else was changed" in said
