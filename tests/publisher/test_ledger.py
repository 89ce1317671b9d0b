"""What is on record must not vanish: pages and anchors renamed, deleted and moved, and what the build says to write."""

from dataclasses import replace

import pytest

from calculators.engine.problems import ContentError, Problems
from publisher.ledger import FILE, Anchors, read_ledger, unrecorded
from publisher.pages import read_pages
from publisher.render import render
from tests.conftest import CONTENT
from tests.tiny import site
from tests.tiny.home import read_home
from tests.tiny.moving import Published

HEADING = "give the heading {#short-stay} again"


@pytest.fixture
def published(tmp_path):
    return Published(tmp_path)


def mistakes(published):
    with pytest.raises(ContentError) as error:
        published.files()
    return error.value.lines


def told(published, wrong, heir, instead="bring it back"):
    """The mistakes, where one thing of the page `stay` is gone: what is wrong, and the line to write under moved."""
    return [f"{published.line('stay:')}: {wrong}; under moved, {heir} (or {instead})"]


def test_the_ledger_of_the_guide_is_complete(files):
    problems = Problems()
    found = unrecorded(read_ledger(CONTENT, problems), read_pages(CONTENT, problems), files)
    assert problems.lines == []
    assert found == {}, "run python build.py check --record"


def test_without_a_ledger_nothing_was_published_yet(tmp_path):
    assert not (site.CONTENT / FILE).exists()
    assert read_ledger(site.CONTENT, Problems()).pages == {}


def test_sections_charts_tables_and_calculators_are_recorded(published):
    assert read_ledger(published.content, Problems()).pages == {
        "calculators/rent-or-buy": Anchors(
            ("how", "left-out", "rents-differ"), ("rent-or-buy", "rent-or-buy-options", "rents", "rents-chart")
        ),
        "s/ten-years-in-porto": Anchors(),
        "search": Anchors(),
        "embed/rent-or-buy": Anchors(),  # frames on the pages of others show it
        "index": Anchors(("dated", "next")),
        "sources": Anchors(("figures", "list"), ("facts",)),  # and none of the sources, which come and go as records do
        "stay": Anchors(("long-stay", "short-stay"), ("rents",)),
    }


def test_a_heading_of_other_words_keeps_its_address(published):
    published.edit("guide/stay.md", "## Short stays rent {", "## Whoever leaves soon rents {")
    assert b'id="short-stay"' in published.files()["stay/index.html"]


def test_a_renamed_id_is_told_with_its_heir(published):
    published.edit("guide/stay.md", "{#short-stay}", "{#leaving}")
    assert mistakes(published) == told(
        published, "stay no longer has the section short-stay", "sections, write short-stay: stay.md#leaving", HEADING
    )
    published.moved("sections", **{"short-stay": "stay.md#leaving"})
    assert "stay/index.html" in published.files()


def test_a_deleted_section_is_told_with_the_nearest_there_is(published):
    published.edit("guide/stay.md", "## Short stays rent {#short-stay}", "")
    assert mistakes(published) == told(
        published, "stay no longer has the section short-stay", "sections, write short-stay: stay.md#long-stay", HEADING
    )
    published.moved("sections", **{"short-stay": "index.md"})
    assert "stay/index.html" in published.files()


def test_a_section_that_moved_to_another_page_is_told_with_the_exact_line(published):
    published.edit("guide/stay.md", "## Short stays rent {#short-stay}", "")
    published.edit("guide/sources.md", "## Figures", "## Short stays rent {#short-stay}\n\n## Figures")
    assert mistakes(published) == [
        (
            f"{published.line('stay:')}: stay no longer has the section short-stay, and sources has it now; "
            "under moved, sections, write short-stay: sources.md#short-stay"
        )
    ]
    published.moved("sections", **{"short-stay": "sources.md#short-stay"})
    assert "stay/index.html" in published.files()
    published.survey().record(published.content)
    assert "sources/index.html" in published.files()  # on record on both pages now, and led on from one


def test_a_table_that_several_pages_have_is_told_with_its_page(published):
    published.edit("guide/stay.md", '{{ table("rents") }}', "")
    assert mistakes(published) == told(published, "stay no longer has the figure rents", "sections, write stay.md#rents: stay.md")
    published.moved("sections", **{"stay.md#rents": "calculators/rent-or-buy.md#rents"})
    assert "stay/index.html" in published.files()


def test_a_page_that_moved_is_told_with_the_page_that_has_most_of_it(published):
    published.rename("stay", "years/how-long")
    assert mistakes(published) == told(published, "the page stay was published and is gone", "pages, write stay: years/how-long")
    published.moved("pages", stay="years/how-long")
    assert "years/how-long/index.html" in published.files()


def test_a_moved_page_takes_along_what_it_still_has(published):
    published.rename("stay", "years/how-long")
    published.edit("guide/years/how-long.md", "{#short-stay}", "{#leaving}")
    published.moved("pages", stay="years/how-long")
    assert mistakes(published) == told(
        published, "stay no longer has the section short-stay", "sections, write short-stay: years/how-long.md#leaving", HEADING
    )


def test_a_page_that_became_a_section_takes_all_its_anchors_there(published):
    (published.content / "guide" / "stay.md").unlink()
    published.edit("site.yaml", "[stay, sources]", "[sources]")
    assert "under moved, pages, write stay: calculators/rent-or-buy" in mistakes(published)[0]  # which has the table of rents too
    published.moved("pages", stay="index.md#next")
    assert "stay/index.html" in published.files()


def test_the_guide_of_another_day_is_not_held_to_the_ledger(published):
    published.edit("guide/stay.md", "{#short-stay}", "{#leaving}")
    published.moved("pages", sources="index")
    guide = replace(read_home(published.content), newest=site.guide().as_of.replace(year=2027))
    assert guide.of_another_day
    files = render(guide, published.content, site.TEMPLATES, published.charts)
    assert not [path for path in files if "redirects" in path]


def test_new_anchors_stop_no_build_but_are_told_by_the_check(published):
    published.edit("guide/stay.md", "## Long", "### A month is short {#a-month}\n\n## Long")
    published.write(
        "guide/more.md", "---\ntitle: More\ndescription: More.\npublished: 2026-06-30\nwithin: stay\n---\n\n## One {#one-more}\n"
    )
    published.edit("guide/stay.md", "It is spread", "It is [spread](more.md)")
    assert "more/index.html" in published.files()
    right = "run python build.py check --record before you publish"
    assert published.survey().missing(published.content) == [
        f"content/links.yaml: more, #one-more are not on record; {right}",
        f"content/links.yaml: #a-month of stay is not on record; {right}",
    ]
    assert published.survey().record(published.content).missing(published.content) == []
    assert published.survey().missing(published.content) == []


def test_what_only_leads_on_is_no_page_to_record(published):
    published.rename("stay", "years/how-long")
    published.edit("guide/years/how-long.md", "{#short-stay}", "{#leaving}")
    published.moved("pages", stay="years/how-long")
    published.write("links.yaml", published.text("links.yaml") + "  sections: {short-stay: years/how-long.md#leaving}\n")
    assert {"stay/index.html", "s/short-stay/index.html"} <= published.files().keys()
    assert published.survey().fresh.keys() == {"years/how-long"}


def test_the_ledger_is_read_strictly(published):
    published.write(
        "links.yaml", "pages:\n  stay:\n    section: [long-stay]\n  index: []\nmoved:\n  page: {stay: index}\npagez: 1\n"
    )
    problems = Problems()
    read_ledger(published.content, problems)
    assert problems.lines == [
        "content/links.yaml:3: unknown key section; did you mean sections?",
        "content/links.yaml:4: not a mapping; write key: value pairs",
        "content/links.yaml:6: unknown key page; did you mean pages?",
        "content/links.yaml:7: unknown key pagez; did you mean pages?",
    ]


def test_a_redirect_is_a_text(published):
    published.moved("pages", stay=3)
    assert mistakes(published)[0] == f"{published.line('stay: 3')}: stay is 3; write stay: some text"
