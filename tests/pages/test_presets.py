"""Every workload on record has a page, which opens with it, with and without a script."""

import re

import pytest

from tests.conftest import CONTENT

PRESETS = ("support", "search", "coding", "nightly", "voice", "documents", "prototype")


@pytest.fixture(scope="module")
def pages(browser):
    """A page with scripts and one without."""
    opened = [browser.new_context(java_script_enabled=enabled).new_page() for enabled in (True, False)]
    yield opened
    for page in opened:
        page.context.close()


def said(page):
    """The verdict with what comes after it, once both stand."""
    page.wait_for_function("() => !document.querySelector('form.settling')")
    return " ".join(page.locator("form [data-sentence], form [data-afterword]").all_inner_texts())


def test_every_option_has_a_page_but_the_one_that_the_parent_is(guide, files):
    choice = guide.calculators["decide"].choice_names["preset"]
    assert {option.id for option in choice.options} == {*PRESETS, choice.default}
    assert {path for path in files if re.fullmatch(r"decide/.+\.html", path)} == {
        "decide/index.html",
        *(f"decide/{id_}/index.html" for id_ in PRESETS),
    }


@pytest.mark.parametrize("place", ["folder", "root"])
@pytest.mark.parametrize("id_", PRESETS)
def test_a_page_shows_the_answer_to_its_own_workload(pages, addresses, guide, id_, place):
    for page in pages:
        page.goto(f"{addresses[place]}/decide/{id_}/index.html")
        assert said(page) == guide.sentence(guide.answer("decide", {"preset": id_}))
        assert page.locator("form [name=preset]").first.input_value() == id_
        assert page.url.endswith("index.html")


def test_an_address_with_a_question_wins_over_the_page(pages, addresses, guide):
    pages[0].goto(f"{addresses['root']}/decide/voice/index.html?preset=support&requests=5000")
    asked = guide.answer("decide", {"preset": "support", "requests": "5000"})
    assert said(pages[0]) == guide.sentence(asked)


def test_a_page_leads_up_to_the_parent_and_on_to_its_siblings(files):
    text = files["decide/nightly/index.html"].decode()
    assert '<p class="within">Part of: <a href="../../decide/index.html">Decide</a></p>' in text
    assert re.findall(r'rel="(?:prev|next)" href="([^"]+)"', text) == [
        "../../decide/documents/index.html",
        "../../decide/prototype/index.html",
    ]
    assert re.findall(r'aria-current="(\w+)">([^<]+)<', text) == [("true", "Decide")]


def test_the_parent_lists_every_page_of_its_own(files):
    linked = re.findall(r'href="\.\./decide/(\w+)/index\.html"', files["decide/index.html"].decode())
    assert sorted(linked) == sorted(PRESETS)


def test_pages_of_a_workload_stand_in_the_sitemap_under_an_address_of_their_own(files):
    for id_ in PRESETS:
        assert f"/decide/{id_}/</loc>" in files["sitemap.xml"].decode()
        assert re.search(rf'rel="canonical" href="https://[^"]+/decide/{id_}/"', files[f"decide/{id_}/index.html"].decode())


def test_tables_of_two_workloads_are_two_files(files):
    found = {path: files[path] for path in files if re.fullmatch(r"tables/decide-bars.*\.csv", path)}
    assert set(found) == {"tables/decide-bars.csv", *(f"tables/decide-bars-preset-{id_}.csv" for id_ in PRESETS)}
    assert len(set(found.values())) == len(found)


def test_no_figure_is_typed_into_the_story():
    """What stands before the calculator is worked out, so that it stays true when a workload is changed."""
    for id_ in PRESETS:
        text = (CONTENT / "guide" / "decide" / f"{id_}.md").read_text("utf-8").partition("\n---\n")[2]
        story = re.sub(r"\{\{.*?\}\}", "", text.partition("{{ calculator(")[0])
        assert re.findall(r"\d", story) == [], id_
