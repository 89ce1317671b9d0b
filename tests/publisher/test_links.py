import pytest

from calculators.engine.problems import Problems
from publisher.links import Links, ids_in
from tests.publisher.writing import source

NAMES = ("index", "hybrid", "calculators/api", "calculators/rent")
IDS = {name: {"main", f"top-{name[:3]}"} for name in NAMES}
FILES = {"tables/prices.csv", "assets/icon.0123456789.svg"}


def resolve(name, link, text=""):
    problems, pages = Problems(), {each: source(text, each) for each in NAMES}
    return Links(pages, IDS, FILES, problems).resolve(pages[name], link), problems.lines


def href(name, written):
    found, lines = resolve(name, f'<a href="{written}">x</a>')
    assert lines == []
    return found.removeprefix('<a href="').removesuffix('">x</a>')


@pytest.mark.parametrize(
    ("page", "written", "found"),
    [
        ("index", "hybrid.md", "hybrid/index.html"),
        ("index", "calculators/api.md", "calculators/api/index.html"),
        ("index", "index.md", "index.html"),
        ("hybrid", "index.md", "../index.html"),
        ("hybrid", "calculators/api.md", "../calculators/api/index.html"),
        ("calculators/api", "rent.md", "../../calculators/rent/index.html"),
        ("calculators/api", "./rent.md", "../../calculators/rent/index.html"),
        ("calculators/api", "calculators/rent.md", "../../calculators/rent/index.html"),
        ("calculators/api", "../hybrid.md", "../../hybrid/index.html"),
        ("calculators/api", "hybrid.md", "../../hybrid/index.html"),
        ("calculators/api", "../index.md#top-ind", "../../index.html#top-ind"),
        ("hybrid", "calculators/api.md?a=1&amp;b=c/d#top-cal", "../calculators/api/index.html?a=1&amp;b=c/d#top-cal"),
        ("hybrid", "#top-hyb", "#top-hyb"),
        ("hybrid", "#main", "#main"),
        ("hybrid", "../tables/prices.csv", "../tables/prices.csv"),
    ],
)
def test_a_link_is_made_relative_to_its_own_page(page, written, found):
    assert href(page, written) == found


@pytest.mark.parametrize(
    ("link", "found"),
    [
        ('<a href="https://x.org/a.md?b#c">', '<a class="external" rel="noopener" href="https://x.org/a.md?b#c">'),
        ('<a href="//x.org/" title="x">', '<a class="external" rel="noopener" href="//x.org/" title="x">'),
        (
            '<a class="external" rel="noopener" href="https://x.org/">',
            '<a class="external" rel="noopener" href="https://x.org/">',
        ),
        ('<a class="big" href="https://x.org/">', '<a class="big" rel="noopener" href="https://x.org/">'),
        ('<a href="https://x.org/" rel="nofollow">', '<a class="external" href="https://x.org/" rel="nofollow">'),
    ],
)
def test_a_link_to_elsewhere_says_so(link, found):
    assert resolve("index", link) == (found, [])


def test_other_attributes_stay():
    assert (
        resolve("index", '<a class="fact" href="hybrid.md" title="a &gt; b">')[0]
        == '<a class="fact" href="hybrid/index.html" title="a &gt; b">'
    )


TEXT = "\n\nSee [this](hybrid.md#top-hyb-more) and\n[that]({}).\n"


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ("hybird.md", "no page hybird.md; did you mean hybrid?"),
        ("../calculators/api.md", "no page ../calculators/api.md; did you mean calculators/api?"),
        ("hybrid.md#top-hyb-mor", "hybrid.md has no section top-hyb-mor; did you mean top-hyb?"),
        ("#top", "this page has no section top; did you mean top-ind?"),
        ("tables/prizes.csv", "no file tables/prizes.csv; link to a page as name.md, or add the file"),
        ("hybrid/index.html", "no file hybrid/index.html; link to a page as name.md, or add the file"),
        ("hybird.md?a=1", "no page hybird.md; did you mean hybrid?"),
    ],
)
def test_a_dead_link_is_told_at_its_line(written, line):
    lines = resolve("index", f'<a href="{written}">', TEXT.format(written))[1]
    assert lines == [f"content/guide/index.md:4: {line}"]


def test_a_dead_link_that_a_macro_made_is_told_at_the_first_line():
    assert resolve("index", '<a href="hybird.md">', "{{ macro() }}")[1] == [
        "content/guide/index.md:1: no page hybird.md; did you mean hybrid?"
    ]


def test_ids_are_found_on_every_element():
    assert ids_in('<h2 id="a">A</h2><figure class="b" id="b-1"><p data-id="c">id="d"</p>') == {"a", "b-1"}
