import re
import shutil
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from calculators.engine.problems import ContentError, Problems
from publisher.feeds import URLSET, XHTML
from publisher.languages import Language, alternates
from publisher.render import render
from publisher.site import read_site
from tests.tiny import site
from tests.tiny.home import read_home

BASE = "https://rent-or-buy.example/guide/"
ENGLISH = "language: en\nlanguages:\n  - language: en\n"
SPANISH = "  - language: es\n    pages: [index, sources]\n"
BOTH = (Language("en"), Language("es", ("index", "sources")))
ALTERNATE = re.compile(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">')


def content(folder, said, base=BASE):
    """The tiny guide's content, whose site says this of languages."""
    copied = shutil.copytree(site.CONTENT, folder / "content")
    path = copied / "site.yaml"
    path.write_text(path.read_text("utf-8").replace(f"base_url: {BASE}\n", f"base_url: {base}\n{said}"), "utf-8")
    return copied


def built(folder, said, base=BASE):
    made = content(folder, said, base)
    return render(read_home(made), made, site.TEMPLATES)


def mistakes(folder, said, base=BASE):
    problems = Problems()
    read_site(content(folder, said, base), problems)
    return [line.partition("site.yaml:")[2] for line in problems.lines]


def heads(files):
    """What each page says of other languages, by the page's file."""
    return {path: dict(ALTERNATE.findall(html.decode())) for path, html in files.items() if path.endswith(".html")}


def test_a_guide_in_one_language_says_nothing_of_others(tmp_path):
    for files in (site.files(), built(tmp_path, ENGLISH)):
        assert not any(heads(files).values())
        assert b"hreflang" not in files["sitemap.xml"]


def test_each_page_names_itself_in_every_language_that_has_it(tmp_path):
    found = heads(built(tmp_path, ENGLISH + SPANISH))
    assert found["index.html"] == {"en": BASE, "es": f"{BASE}es/", "x-default": BASE}
    assert found["sources/index.html"] == {
        "en": f"{BASE}sources/", "es": f"{BASE}es/sources/", "x-default": f"{BASE}sources/",
    }  # fmt: skip
    assert found["calculators/rent-or-buy/index.html"] == {}
    assert found["404.html"] == found["embed/rent-or-buy/index.html"] == {}


def test_the_map_says_of_languages_what_the_pages_say(tmp_path):
    files = built(tmp_path, ENGLISH + SPANISH)
    told = {
        row.findtext(f"{{{URLSET}}}loc"): {link.get("hreflang"): link.get("href") for link in row.iter(f"{{{XHTML}}}link")}
        for row in ElementTree.fromstring(files["sitemap.xml"])
    }
    pages = {path: said for path, said in heads(files).items() if f"{BASE}{path.removesuffix('index.html')}" in told}
    assert told == {f"{BASE}{path.removesuffix('index.html')}": said for path, said in pages.items()}


def test_both_languages_name_the_same_addresses():
    """Search engines ignore a page that is named by another language and does not name it back."""
    from_english = alternates(BOTH, BASE, "en", "sources", "sources/")
    assert from_english == alternates(BOTH, f"{BASE}es/", "es", "sources", "sources/")
    assert from_english["es"] == f"{BASE}es/sources/"
    assert alternates(BOTH, f"{BASE}es/", "es", "call", "call/") == {}  # which the Spanish guide does not have


def test_another_language_is_built_below_the_first(tmp_path):
    files = built(tmp_path, ENGLISH.replace("language: en\n", "language: es\n", 1) + "  - language: es\n", f"{BASE}es/")
    assert heads(files)["sources/index.html"]["en"] == f"{BASE}sources/"
    assert '<link rel="canonical" href="https://rent-or-buy.example/guide/es/sources/">' in files["sources/index.html"].decode()


def test_a_guide_of_another_day_names_no_language(tmp_path):
    made = content(tmp_path, ENGLISH + SPANISH)
    guide = read_home(made)
    files = render(replace(guide, newest=guide.as_of.replace(year=2027)), made, site.TEMPLATES)
    assert not any(heads(files).values())


@pytest.mark.parametrize(
    ("said", "base", "line"),
    [
        (
            "language: en\nlanguages:\n  - language: English\n  - language: en\n", BASE,
            "6: languages hold English; write a code such as en, es or pt-BR",
        ),
        (f"{ENGLISH}  - language: en\n", BASE, "6: languages are en, en; name each once, and en, in which this content is"),
        (
            "language: es\nlanguages:\n  - language: en\n", BASE,
            "6: languages are en; name each once, and es, in which this content is",
        ),
        (
            "language: es\nlanguages:\n  - language: en\n  - language: es\n", BASE,
            f"4: base_url is {BASE}; es is not the first language, so end it with /es/",
        ),
    ],
)  # fmt: skip
def test_a_mistake_in_the_languages_is_told(tmp_path, said, base, line):
    assert mistakes(tmp_path, said, base) == [line]


def test_a_language_has_no_page_that_is_none(tmp_path):
    with pytest.raises(ContentError) as error:
        built(tmp_path, ENGLISH + SPANISH.replace("sources", "source"))
    assert error.value.lines == ["content/site.yaml: language es names source, which is no page; did you mean sources?"]
