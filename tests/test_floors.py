"""Who may import whom, and which libraries. Read from every import of every module."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ENGINE, RECORDS, FORMULAS = "calculators.engine", "calculators.records", "calculators.formulas"
FLOORS = {  # package: what it may import of the project beside itself, and of others; the longest name that fits counts
    ENGINE: (set(), {"numpy", "yaml"}),
    RECORDS: ({ENGINE}, {"numpy", "scipy", "yaml"}),
    "calculators.importers": ({ENGINE, RECORDS}, {"genai_prices", "yaml"}),
    FORMULAS: ({ENGINE, RECORDS}, {"numpy"}),
    "calculators": ({ENGINE, RECORDS, FORMULAS}, {"altair", "numpy", "pandas"}),
    "publisher": ({ENGINE}, {"jinja2", "markdown", "markupsafe", "minify", "PIL", "segno", "vl_convert", "watchfiles"}),
    "build": ({"calculators", ENGINE, RECORDS, "commands", "publisher"}, {"click"}),
    "commands": ({"calculators", "calculators.importers", ENGINE, RECORDS, "publisher"}, {"click"}),
    "tests.tiny.home": ({ENGINE}, {"numpy"}),
}


def floor(module):
    """The package of the project that a module belongs to, or nothing for a library."""
    fitting = [name for name in FLOORS if f"{module}.".startswith(f"{name}.")]
    return max(fitting, key=len, default="")


def imports(path):
    """(line, module) of every import, wherever it stands; `from a import b` counts as a.b."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = "." * node.level + (node.module or "")
            yield from ((node.lineno, f"{above}.{alias.name}") for alias in node.names)


def wrong_imports(path, root):
    """A line for each import that the floor of a module does not allow."""
    module = ".".join(path.relative_to(root).with_suffix("").parts)
    below, libraries = FLOORS[floor(module)]
    for line, found in imports(path):
        library = found.partition(".")[0]
        allowed = floor(found) in below | {floor(module)} if floor(found) else library in libraries | sys.stdlib_module_names
        if not allowed:
            yield f"{path.relative_to(root)}:{line}: {floor(module)} may not import {found}"


def modules():
    return sorted(
        [
            *ROOT.glob("calculators/**/*.py"),
            *ROOT.glob("commands/**/*.py"),
            *ROOT.glob("publisher/**/*.py"),
            ROOT / "build.py",
            ROOT / "tests/tiny/home.py",
        ]
    )


def test_every_import_goes_down():
    found = [line for path in modules() for line in wrong_imports(path, ROOT)]
    assert not found, "\n".join(found)


def test_every_floor_has_modules():
    lived_in = {floor(".".join(path.relative_to(ROOT).with_suffix("").parts)) for path in modules()}
    assert FLOORS.keys() <= lived_in


@pytest.mark.parametrize(
    ("place", "statement", "wrong"),
    [
        (
            "calculators/engine/a.py",
            "import calculators.records.offer",
            "calculators.engine may not import calculators.records.offer",
        ),
        ("calculators/engine/a.py", "import pandas as pd", "calculators.engine may not import pandas"),
        (
            "calculators/records/a.py",
            "from calculators.formulas import rent",
            "calculators.records may not import calculators.formulas.rent",
        ),
        ("calculators/formulas/a.py", "from scipy import optimize", "calculators.formulas may not import scipy.optimize"),
        ("calculators/a.py", "from publisher.render import render", "calculators may not import publisher.render.render"),
        ("calculators/a.py", "import jinja2", "calculators may not import jinja2"),
        ("calculators/a.py", "from calculators.importers import x", "calculators may not import calculators.importers.x"),
        ("publisher/a.py", "from calculators import catalog", "publisher may not import calculators.catalog"),
        ("publisher/a.py", "from . import site", "publisher may not import ..site"),
        ("tests/tiny/home.py", "from calculators.catalog import made", "tests.tiny.home may not import calculators.catalog.made"),
    ],
)
def test_an_upward_import_is_named_with_its_line(tmp_path, place, statement, wrong):
    path = tmp_path / place
    path.parent.mkdir(parents=True)
    path.write_text(f"import json\n\ndef f():\n    {statement}\n")
    assert list(wrong_imports(path, tmp_path)) == [f"{place}:4: {wrong}"]
