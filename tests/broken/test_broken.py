"""One mistake a file: what is changed in a copy of right content, and the exact lines that must tell it.

edit    file: {text that stands once: what takes its place}
write   file: its whole text
expect  the lines, in order; <name> is the place of a formula of the tiny guide
real    true: a copy of the guide's own content, with a single page; otherwise that of the tiny guide
"""

import re
import shutil
from pathlib import Path

import pytest
import yaml

from calculators.engine.problems import ContentError
from calculators.guide import read_guide
from publisher.render import render
from tests.edits import edit
from tests.tiny import site
from tests.tiny.home import CALCULATION, read_home

CASES = sorted(Path(__file__).parent.glob("*.yaml"))
REAL = Path(__file__).parents[2] / "content"
PAGES_ON_RECORD = re.compile(r"^(?:pages|moved):.*\n(?:(?:[ \t].*)?\n)*", re.MULTILINE)
PAGE = "---\ntitle: A page\ndescription: What it says.\npublished: 2026-05-04\n---\n"


@pytest.fixture(scope="session")
def charts(tmp_path_factory):
    """Where drawings are remembered, so that each is made once."""
    return tmp_path_factory.mktemp("charts")


@pytest.fixture(scope="session")
def real(tmp_path_factory):
    """The guide's own content, with no page but the first."""
    content = tmp_path_factory.mktemp("real") / "content"
    apart = shutil.ignore_patterns("guide", "corrections.yaml", "scenarios.yaml")  # they name pages that are not here
    shutil.copytree(REAL, content, ignore=apart)
    links = (content / "links.yaml").read_text("utf-8")  # so do pages on record, but not the names that links carry
    (content / "links.yaml").write_text(PAGES_ON_RECORD.sub("", links), "utf-8")
    (content / "guide").mkdir()
    (content / "guide" / "index.md").write_text(PAGE)
    described = (site.CONTENT / "site.yaml").read_text("utf-8").partition("contents:")[0]
    data = re.search(r"^data:\n(?:  .*\n)+", (REAL / "site.yaml").read_text("utf-8"), re.MULTILINE)[0]
    (content / "site.yaml").write_text(f"{described}contents: []\n{data}", "utf-8")
    return content


def change(content, case):
    for name, text in case.get("write", {}).items():
        (content / name).write_text(text, "utf-8")
    for name, edits in case.get("edit", {}).items():
        edit(content, name, edits)


def build(content, read, charts):
    return render(read(content), content, site.TEMPLATES, charts)


def expected(line):
    for rule in CALCULATION.rules:
        line = line.replace(f"<{rule.formula.name}>", rule.formula.where)
    return line


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_mistake_is_told_in_these_lines(path, tmp_path, charts, real):
    case = yaml.safe_load(path.read_text("utf-8"))
    assert case.keys() <= {"real", "edit", "write", "expect"}
    base, read = (real, read_guide) if case.get("real") else (site.CONTENT, read_home)
    content = shutil.copytree(base, tmp_path / "content")
    change(content, case)
    with pytest.raises(ContentError) as error:
        build(content, read, charts)
    assert str(error.value) == "\n".join(expected(line) for line in case["expect"])


def test_without_a_mistake_both_are_built(charts, real):
    assert "index.html" in build(site.CONTENT, read_home, charts)
    assert "index.html" in build(real, read_guide, charts)
