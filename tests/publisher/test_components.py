import csv
import io
import re

from calculators.engine.table import Cell, Column, Row, Table
from publisher.components import SORTED_FROM, Components, environment
from publisher.table_csv import csv_bytes
from tests.tiny import site

COLUMNS = (Column("flat", "Flat"), Column("rent", "Rent", "USD a month", numeric=True))


def table(rows, **more):
    return Table("rents", "Rents, <all>", COLUMNS, tuple(rows), **more)


def row(id_, text, value=0.0, **more):
    return Row(id_, (Cell(text, **more), Cell(f"${value:,.0f}", repr(value))))


def html(made):
    return Components(site.guide(), environment(site.TEMPLATES), None).table(made, "../")


def test_csv_has_plain_values_and_units_in_the_head():
    made = table([row("a", 'A "big", one', 1600.0), Row("b", (Cell("B"), Cell("–")))])
    assert list(csv.reader(io.StringIO(csv_bytes(made).decode()))) == [
        ["Flat", "Rent (USD a month)"], ['A "big", one', "1600.0"], ["B", "–"],
    ]  # fmt: skip


def test_a_hidden_row_waits_for_the_script_and_is_not_in_the_csv():
    hidden = Row("b", (Cell("B"), Cell("$2", "2.0")), hidden=True)
    assert csv_bytes(table([row("a", "A"), hidden])).decode().splitlines() == ["Flat,Rent (USD a month)", "A,0.0"]
    assert 'data-id="b"' in html(table([row("a", "A"), hidden]))


def test_what_a_table_shows_is_escaped():
    found = html(table([row("a", "<b> & co", note="a < b")]))
    assert "&lt;b&gt; &amp; co" in found
    assert "Rents, &lt;all&gt;" in found


def test_the_first_cell_of_a_row_names_it_and_numbers_have_a_class():
    found = html(table([row("a", "A", 5.0)]))
    assert re.findall(r"<(t[hd]) (?:scope=\"row\"|class=\"num\")", found) == ["th", "td"]
    assert '<td class="num" data-sort="5.0">$5</td>' in found


def test_a_long_table_can_be_sorted_and_a_short_one_need_not():
    assert "data-sortable" in html(table([row(str(n), str(n)) for n in range(SORTED_FROM)]))
    assert "data-sortable" not in html(table([row(str(n), str(n)) for n in range(SORTED_FROM - 1)]))


def test_only_a_table_that_follows_its_reader_lets_the_day_of_its_prices_be_moved():
    assert "Prices as of 30 June 2026." in html(table([row("a", "A")]))
    followed = html(table([row("a", "A")], sweep="rent.flat"))
    assert "Prices as of <span data-priced>30 June 2026</span>." in followed


def test_a_table_names_its_sources_and_the_day_of_its_prices():
    found = html(table([row("a", "A")], sources=("bank-2026", "register-2026"), note="Without heating."))
    source = re.search(r'<p class="source">(.*?)</p>', found)[1]
    assert re.sub(r"<[^>]*>", "", source) == "Sources: Central bank, Land register. Without heating. Prices as of 30 June 2026."
    assert re.findall(r'href="([^"]*)"', source) == ["sources.md#source-bank-2026", "sources.md#source-register-2026"]


def test_every_source_is_listed_with_the_pages_that_use_it():
    components = Components(site.guide(), environment(site.TEMPLATES), None)
    found = components.source_list({"bank-2026": [{"href": "a.md", "title": "Page A"}]})
    assert re.findall(r'<li id="([^"]*)">', found) == ["source-bank-2026", "source-register-2026"]
    assert 'Used in <a href="a.md">Page A</a>' in found
    assert found.count("Used in") == 1
