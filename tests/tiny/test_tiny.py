"""A guide on another subject, from its content to its pages. `UPDATE_GOLDEN=1 pytest tests/tiny` accepts what changed."""

import difflib
import os
import re
import shutil
from pathlib import Path

from publisher.render import render
from tests.tiny import site
from tests.tiny.home import read_home

GOLDEN = Path(__file__).parent / "golden"
HASHED = re.compile(r"(assets/[\w.-]+)\.[0-9a-f]{10}\.")
EDITION = re.compile(r"(?<=\.png)\?v=[0-9a-f]{8}")
MAIN = re.compile(r"<main.*</main>\n", re.DOTALL)
DRAWING = re.compile(r"(<svg)\b.*?(</svg>)", re.DOTALL)


SHARED = ("dated", "next", "rents-differ", "how", "left-out", "figures", "list", "ten-years-in-porto")  # sections, then scenarios


def settled(path_or_text):
    """Without what changes with a stylesheet's content, or with how a card looks."""
    return EDITION.sub("?v=KEY", HASHED.sub(r"\1.HASH.", path_or_text))


def bodies(files):
    """The text of each page. Drawings are left out: their coordinates follow the fonts of the machine."""
    pages = {name: content.decode() for name, content in files.items() if name.endswith(".html")}
    return {name: DRAWING.sub(r"\1>\2", settled(MAIN.search(text)[0])) for name, text in pages.items()}


def kept():
    return {path.relative_to(GOLDEN).as_posix(): path.read_text("utf-8") for path in GOLDEN.rglob("*.html")}


def keep(pages):
    shutil.rmtree(GOLDEN, ignore_errors=True)
    for name, text in pages.items():
        path = GOLDEN / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def differences(made, golden):
    """A line for each page that is missing or unexpected, and the changed lines of the others."""
    lines = [f"{name}: missing, a golden page that was not rendered" for name in sorted(golden.keys() - made.keys())]
    lines += [f"{name}: unexpected, no golden page" for name in sorted(made.keys() - golden.keys())]
    for name in sorted(made.keys() & golden.keys()):
        lines += difflib.unified_diff(
            golden[name].splitlines(), made[name].splitlines(), f"golden/{name}", name, lineterm="", n=0
        )
    return lines


def test_pages_read_as_their_golden_copies():
    made = bodies(site.files())
    if os.environ.get("UPDATE_GOLDEN"):
        keep(made)
    found = differences(made, kept())
    assert not found, "\n".join(found)


def test_a_golden_difference_is_named():
    assert differences({"a.html": "x", "b.html": "1\n2"}, {"b.html": "1\n3", "c.html": "y"}) == [
        "c.html: missing, a golden page that was not rendered",
        "a.html: unexpected, no golden page",
        *("--- golden/b.html", "+++ b.html", "@@ -2 +2 @@", "-3", "+2"),
    ]


def test_the_site_has_these_files_and_no_others():
    assert {settled(path) for path in site.files()} == {
        "404.html",
        "index.html",
        "calculators/rent-or-buy/index.html",
        "sources/index.html",
        "embed/rent-or-buy/index.html",
        "assets/copying.HASH.js",
        "index.html.md",
        "calculators/rent-or-buy/index.html.md",
        "sources/index.html.md",
        "llms.txt",
        "assets/guide.HASH.css",
        "assets/guide.HASH.js",
        "assets/later.HASH.js",
        "assets/icon.HASH.svg",
        "assets/inset.HASH.js",
        "assets/page.HASH.js",
        "assets/search-index.HASH.js",
        "assets/search.HASH.css",
        "assets/search.HASH.js",
        "search/index.html",
        "assets/sent.HASH.js",
        "assets/rent_or_buy-working.HASH.js",
        "assets/rent_or_buy.HASH.js",
        "assets/rent_or_buy.data.HASH.js",
        "assets/rent_or_buy-later.HASH.js",
        "assets/working.HASH.js",
        "tables/facts.csv",
        "tables/rent-or-buy-options.csv",
        "tables/rents.csv",
        "assets/opening.HASH.js",
        *(f"s/{name}/index.html" for name in SHARED),
        *(f"cards/{name}.png" for name in (*SHARED, "page-index", "page-calculators-rent-or-buy", "page-sources")),
        "embed/rent-or-buy/oembed.json",
        "robots.txt",
        "sitemap.xml",
    }


def test_the_same_content_gives_the_same_bytes():
    again = render(read_home(site.CONTENT), site.CONTENT, site.TEMPLATES)
    assert again.keys() == site.files().keys()
    assert [path for path in again if again[path] != site.files()[path]] == []


def test_every_page_is_reached_from_every_page():
    inner = {"index.html", "calculators/rent-or-buy/index.html", "sources/index.html"}
    for name in inner:
        root = "../" * name.count("/")
        assert {target for target in inner if f'href="{root}{target}"' in site.page(name)} == inner


def test_the_guide_answers_for_its_own_subject():
    answer = site.guide().answer("rent_or_buy", {"city": "porto", "years": "10"})
    assert answer.resolved.picked["rent.flat"].id == "ribeira"
    assert answer.values["buy.monthly_cost"] == 260_000 * 0.035 / 12 + 150
    assert answer.values["gain"] == answer.values["saving"] * 10 * 12 - 260_000 * 0.07
