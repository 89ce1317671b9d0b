import re
from pathlib import Path

import pytest

from publisher.assets import PAGE, SCRIPTS, gather, hashed, light
from tests.conftest import TEMPLATES

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def templates(tmp_path):
    folder = tmp_path / "assets"
    folder.mkdir()
    for name in ("guide.css", "icon.svg", *PAGE, *SCRIPTS):
        (folder / name).write_text(f"// a comment\n  say('{name}');\n")
    return tmp_path


def test_a_name_changes_with_its_content_and_with_nothing_else():
    assert hashed("guide.css", b"a") == hashed("guide.css", b"a") != hashed("guide.css", b"b")
    assert re.fullmatch(r"assets/guide\.min\.[0-9a-f]{10}\.css", hashed("guide.min.css", b"a"))


def test_scripts_are_joined_in_the_order_in_which_they_need_each_other(templates):
    assets = gather(templates, {})
    for joined, parts in (("page.js", PAGE), ("guide.js", SCRIPTS)):
        assert assets.files[assets.paths[joined]].decode().splitlines()[0] == ",".join(f'say("{name}")' for name in parts)


def test_only_a_page_with_a_calculator_loads_what_answers(templates):
    assets = gather(templates, {"bill.data.js": b"data", "bill.js": b"formulas"})
    paths = assets.paths
    assert assets.scripts([]) == []
    assert assets.scripts(["bill"]) == [paths[name] for name in ("bill.data.js", "bill.js", "guide.js")]
    assert assets.loading("bill") == [paths[name] for name in ("guide.js", "bill.data.js", "bill.js")]


def test_what_the_guide_makes_stands_among_the_files_of_the_folder(templates):
    assets = gather(templates, {"bill.js": b"data"})
    assert set(assets.paths) == {"guide.css", "icon.svg", "page.js", "guide.js", "bill.js"}
    assert set(assets.files) == set(assets.paths.values())
    assert assets.files[assets.paths["bill.js"]] == b"data"


def test_one_changed_file_changes_only_its_own_name(templates):
    before = gather(templates, {})
    (templates / "assets" / "guide.css").write_text("a { color: red }")
    after = gather(templates, {})
    assert {name for name in before.paths if before.paths[name] != after.paths[name]} == {"guide.css"}


def test_a_script_is_made_light_and_does_the_same(tmp_path):
    (tmp_path / "a.js").write_text("// why\nconst guide = {};\n")
    (tmp_path / "b.js").write_text(
        "guide.a = (number) => {\n  const doubled = number * 2; // here\n  return `${doubled}  // y`;\n};\n"
    )
    text = light([tmp_path / "a.js", tmp_path / "b.js"]).decode()
    assert "why" not in text
    assert "doubled" not in text
    assert "  // y`" in text  # what a reader sees stays
    assert text.index("guide={}") < text.index("guide.a=")


def test_no_two_scripts_give_one_name_to_two_things():
    """They share one global: the second would silently take the first one's place."""
    folder = TEMPLATES / "assets"
    names = [name for path in folder.glob("*.js") for name in re.findall(r"^guide\.(\w+) = ", path.read_text("utf-8"), re.M)]
    assert sorted(name for name in set(names) if names.count(name) > 1) == []


DECLARED = re.compile(r"( *)const (\w+) =")
TAKEN_APART = re.compile(r"( *)const [{\[].*?[}\]] = (.*)")


def reordered(source):
    """Lines that the minifier may put before what they need: it joins neighboring constants, those taken apart first.

    It looks for what a line needs everywhere but within an object.
    """
    above, indent = set(), None
    for line in source.splitlines():
        apart, plain = TAKEN_APART.match(line), DECLARED.match(line)
        found = apart or plain
        if found is None or found[1] != indent:
            above, indent = set(), found[1] if found else None
        needed = (
            {name for within in re.findall(r"\{[^{}]*\}", apart[2]) for name in re.findall(r"[\w$]+", within)} if apart else set()
        )
        if above & needed:
            yield line.strip()
        if plain:
            above.add(plain[2])


def test_no_constant_is_taken_apart_right_below_the_one_that_it_needs():
    assert list(reordered("const a = 1;\nconst { b } = f({ ...a });")) == ["const { b } = f({ ...a });"]
    assert list(reordered("const a = 1;\nsay(a);\nconst { b } = f(a);\nconst c = 2;\nconst [d] = f(b);")) == []
    found = {path.name: list(reordered(path.read_text("utf-8"))) for path in sorted((ROOT / "templates" / "assets").glob("*.js"))}
    assert {name: lines for name, lines in found.items() if lines} == {}
