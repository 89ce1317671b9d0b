import datetime as dt
from xml.etree import ElementTree

from calculators.engine.change import Change
from calculators.engine.table import Cell, Column, Row, Table
from publisher.digest import body_html, html, markdown, text

COLUMNS = (Column("flat", "Flat"), Column("rent", "Rent", "USD a month", numeric=True))
ROWS = (
    Row("a", (Cell("Alfama|<b>"), Cell("$900", note="was $950"))),
    Row("b", (Cell("A flat with a name of many letters"), Cell("$10"))),
)
CHANGE = Change(
    dt.date(2026, 6, 3), "2 rents moved & *more*", ("No verdict changed.",), (Table("t", "Rents", COLUMNS, ROWS),),
    (Table("u", "More", COLUMNS, ROWS[1:], note="So far."),),
)  # fmt: skip


def test_text_stands_in_aligned_columns_and_unfolds_everything():
    assert text(CHANGE) == (
        "2 rents moved & *more*\n\nNo verdict changed.\n\nRents\n\n"
        "Flat                                Rent (USD a month)\n"
        "Alfama|<b>                             $900 (was $950)\n"
        "A flat with a name of many letters                 $10\n\n"
        "More\n\n"
        "Flat                                Rent (USD a month)\n"
        "A flat with a name of many letters                 $10\n\nSo far.\n"
    )


def test_markdown_has_pipe_tables_and_takes_no_word_for_a_mark():
    lines = markdown(CHANGE).splitlines()
    assert lines[0] == "## 2 rents moved & \\*more\\*"
    assert "| --- | ---: |" in lines
    assert "| Alfama\\|\\<b\\> | $900 (was $950) |" in lines
    assert lines[-1] == "So far."
    assert lines.count("### Rents") == lines.count("### More") == 1


def test_a_page_of_its_own_loads_nothing_and_escapes_words():
    page = html(CHANGE)
    assert page.startswith('<!doctype html>\n<html lang="en">')
    assert "<h1>2 rents moved &amp; *more*</h1>" in page
    assert 'nowrap="nowrap">Alfama' not in page  # the first cell is a head, and may wrap
    assert "Alfama|&lt;b&gt;" in page
    assert '<td align="right" nowrap="nowrap">$900<br><small>was $950</small></td>' in page
    for loading in ("<script", "<link", "src=", "href=", "url(", "@import"):
        assert loading not in page


def test_the_body_alone_has_no_title():
    body = ElementTree.fromstring(body_html(CHANGE).replace("<br>", "<br />"))
    assert [each.text for each in body.iter("h2")] == ["Rents", "More"]
    assert body.find("p/small").text == "So far."
    assert "moved" not in "".join(body.itertext())
