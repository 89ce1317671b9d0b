"""Corrections: read strictly, listed with a section of their own, told in the feed, and reached from every report."""

import datetime as dt
import shutil
from xml.etree import ElementTree

import pytest

from calculators.engine.problems import ContentError, Problems
from publisher.corrections import ARTICLE, GUIDE, of, read_corrections
from publisher.feeds import atom
from publisher.links import ids_in
from publisher.render import render
from tests.publisher.test_feeds import CHANGES, NEWEST, A, described, valid
from tests.tiny import site
from tests.tiny.home import read_home

WRITTEN = """
older:
  title: A rent was <too> low
  corrected: 2026-05-02
  wrong_since: 2026-04-01
  wrong: The rent of Alfama.
  right: It is 900 & more.
  changed: One verdict.
  sections: {sources.md#list: Sources, index.md: The start}
  reported_by: reader
newer:
  title: A city was misspelled
  corrected: 2026-06-10
  wrong_since: the first day, as far as we know
  wrong: The name.
  right: Porto.
  changed: Nothing.
  sections: {}
  reported_by: reader
  name: Ana Example
elsewhere:
  title: The article was wrong
  of: article
  corrected: 2026-05-02
  wrong_since: 2020-01-01
  wrong: A sum.
  right: Another.
  changed: Its end.
  sections: {index.md#dated: Where}
  reported_by: source
"""
PAGE = """---
title: Corrections
description: What was wrong.
published: 2026-06-30
---
## Ours {#ours}

{{ corrections() }}

## Theirs {#theirs}

{{ corrections(of="article") }}
"""


def read(folder, text=WRITTEN):
    (folder / "corrections.yaml").write_text(text, "utf-8")
    problems = Problems()
    return read_corrections(folder, problems), problems.lines


@pytest.fixture
def content(tmp_path):
    """The tiny guide's content, with corrections and a page of them."""
    content = shutil.copytree(site.CONTENT, tmp_path / "content")
    (content / "corrections.yaml").write_text(WRITTEN, "utf-8")
    (content / "guide" / "corrections.md").write_text(PAGE, "utf-8")
    described = (content / "site.yaml").read_text("utf-8")
    (content / "site.yaml").write_text(described.replace("[sources]", "[sources, corrections]"), "utf-8")
    return content


def built(content):
    return render(read_home(content), content, site.TEMPLATES)


def test_corrections_are_read_the_newest_first(tmp_path):
    found, lines = read(tmp_path)
    assert lines == []
    assert [(each.id, each.since, each.reporter) for each in found] == [
        ("newer", "the first day, as far as we know", "a reader, Ana Example"),
        ("older", "1 April 2026", "a reader"),
        ("elsewhere", "1 January 2020", "the source itself"),
    ]
    assert [each.id for each in of(found, GUIDE)] == ["newer", "older"]
    assert [each.id for each in of(found, ARTICLE)] == ["elsewhere"]


def test_a_guide_may_have_none(tmp_path):
    problems = Problems()
    assert read_corrections(tmp_path, problems) == ()
    assert problems.lines == []


def test_each_is_listed_under_a_section_that_links_to_itself(content):
    page = built(content)["corrections/index.html"].decode()
    ours, theirs = page.partition('id="theirs"')[::2]
    assert {"corrected-newer", "corrected-older"} <= ids_in(ours)
    assert ours.index('id="corrected-newer"') < ours.index('id="corrected-older"')
    assert 'href="#corrected-older"' in ours
    assert "A rent was &lt;too&gt; low" in ours
    assert "2 May 2026; wrong since 1 April 2026; told by a reader" in ours
    assert '<a href="../sources/index.html#list">Sources</a>, <a href="../index.html">The start</a>.' in ours
    assert "corrected-elsewhere" in ids_in(theirs)
    assert "corrected-older" not in ids_in(theirs)


def test_a_report_leads_to_what_was_corrected_where_there_is_such_a_page(content):
    assert (
        '<a class="doubtful" href="../../corrections/index.html">Corrections so far</a>'
        in built(content)["calculators/rent-or-buy/index.html"].decode()
    )
    assert "Corrections so far" not in site.page("calculators/rent-or-buy/index.html")


def test_corrections_that_no_page_lists_are_told(content):
    page = content / "guide" / "corrections.md"
    page.write_text(PAGE.replace("{{ corrections() }}", ""), "utf-8")
    with pytest.raises(ContentError) as error:
        built(content)
    assert error.value.lines == [
        "content/corrections.yaml: no page lists them; write {{ corrections() }} on the page corrections"
    ]


def test_a_link_of_a_correction_is_checked(content):
    path = content / "corrections.yaml"
    path.write_text(WRITTEN.replace("sources.md#list", "sources.md#lits"), "utf-8")
    with pytest.raises(ContentError, match=r"sources\.md has no section lits; did you mean list\?"):
        built(content)


def test_corrections_stand_in_the_feed_by_their_day(tmp_path):
    found, _ = read(tmp_path)
    root = valid(atom(described(), "changes/", CHANGES, NEWEST, found))
    entries = list(root.iter(f"{A}entry"))
    assert [(entry.findtext(f"{A}title"), entry.findtext(f"{A}id").rpartition(",")[2]) for entry in entries] == [
        ("Corrected: A city was misspelled", "2026-06-10:corrected-newer"),
        (CHANGES[0].title, "2026-06-03:changes"),
        ("Corrected: A rent was <too> low", "2026-05-02:corrected-older"),
        (CHANGES[1].title, "2026-05-01:changes"),
    ]
    assert root.findtext(f"{A}updated") == "2026-06-10T00:00:00Z"
    assert entries[2].find(f"{A}link").get("href") == "https://rent-or-buy.example/guide/corrections/#corrected-older"
    said = ElementTree.fromstring(entries[2].findtext(f"{A}content"))
    assert [part.text for part in said] == ["The rent of Alfama.", "It is 900 & more.", "One verdict."]


def test_the_real_corrections_name_no_day_that_was_still_to_come_when_they_were_made(files):
    problems = Problems()
    found = read_corrections(site.TEMPLATES.parent / "content", problems)
    assert problems.lines == []
    assert min(each.corrected for each in found) >= dt.date(2026, 11, 23)  # the day on which the guide was first written down
    page = files["corrections/index.html"].decode()
    assert {each.anchor for each in found} <= ids_in(page)
