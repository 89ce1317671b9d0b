import re

import pytest

from publisher.assets import SCRIPTS, gather, hashed, light
from tests.conftest import TEMPLATES


@pytest.fixture
def templates(tmp_path):
    folder = tmp_path / "assets"
    folder.mkdir()
    for name in ("guide.css", "icon.svg", *SCRIPTS):
        (folder / name).write_text(f"// a comment\n  say('{name}');\n")
    return tmp_path


def test_a_name_changes_with_its_content_and_with_nothing_else():
    assert hashed("guide.css", b"a") == hashed("guide.css", b"a") != hashed("guide.css", b"b")
    assert re.fullmatch(r"assets/guide\.min\.[0-9a-f]{10}\.css", hashed("guide.min.css", b"a"))


def test_scripts_are_joined_in_the_order_in_which_they_need_each_other(templates):
    assets = gather(templates, {})
    assert assets.files[assets.paths["guide.js"]].decode() == ",".join(f'say("{name}")' for name in SCRIPTS) + "\n"


def test_what_the_guide_makes_stands_among_the_files_of_the_folder(templates):
    assets = gather(templates, {"bill.js": b"data"})
    assert set(assets.paths) == {"guide.css", "icon.svg", "guide.js", "bill.js"}
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
