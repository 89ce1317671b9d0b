from dataclasses import replace

from publisher.pages import Asked, Section
from publisher.search_text import sections_of
from tests.publisher.writing import source

ASKED = Section("bill", "…", 2, "page.md:9", Asked("Is our bill big enough?", "It may be."))


def read(html):
    page = replace(source(""), title="A finding", description="What it says.", question="What is asked?", sections=(ASKED,))
    return sections_of(page, html)


def words(html):
    """The text of a page of one paragraph or so, without the description that it starts with."""
    return read(html)[0].words.removeprefix("What it says.").strip(" ·")


def test_a_page_starts_with_its_title_and_goes_on_by_sections():
    found = read(
        '<p>One.</p><h2 id="bill">A <em>large</em> bill<a class="x" href="#"></a></h2><p>Two.</p><h3 id="small">Small</h3><p>Three.</p>'
    )
    assert [(each.anchor, each.heading, each.question, each.words) for each in found] == [
        ("", "A finding", "What is asked?", "What it says. One."),
        ("bill", "A large bill", "Is our bill big enough?", "Two."),
        ("small", "Small", "", "Three."),
    ]


def test_words_of_blocks_stay_apart_and_words_of_lines_together():
    assert words("<p>A <b>b</b>c</p><ul><li>d</li><li>e</li></ul>") == "A bc d e"


def test_cells_of_a_table_in_prose_are_told_apart():
    assert words("<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>") == "A · B · 1 · 2"


def test_figures_and_names_are_read_as_they_are_shown():
    assert words("<p>AT&amp;T asks <span>$1,200</span> a month&rsquo;s rent</p>") == "AT&T asks $1,200 a month’s rent"


def test_what_is_operated_or_drawn_and_what_stands_beside_is_not_read():
    beside = (
        "<form><p>Inputs</p></form><svg><text>drawn</text></svg><math><mi>x</mi></math><noscript>none</noscript>"
        '<details><summary>More</summary>kept</details><p class="source">Sources: <a>one</a>.</p>'
        '<div class="tools"><div>Filter</div></div><sup class="cite"><a>source</a></sup>'
    )
    assert words(f"{beside}<p>Text</p>") == "kept Text"


def test_what_waits_for_a_script_is_not_read():
    assert words('<p class="notice" data-passes="2026-05-01" hidden>It has passed.</p><p data-hidden="no">Text</p>') == "Text"


def test_computed_verdicts_figures_in_columns_and_units_are_not_read():
    row = (
        '<tr><td class="left">Rent</td><td class="num">12,000</td><td><span class="verdict">Rent: it costs $12.</span></td></tr>'
    )
    head = '<tr><th class="left">Way</th><th class="num">Cost</th><th>Says</th></tr>'
    assert words(f"<table>{head}{row}</table>") == "Way · Cost · Says · Rent"
    assert words('<p>A rent of <span class="figure">$12</span> <span class="unit">a month</span></p>') == "A rent of $12"


def test_what_repeats_other_sections_can_say_so():
    assert words("<div data-unsearched><div><p>Again</p></div><p>and again</p></div><p>Once</p>") == "Once"


def test_formulas_are_read_where_they_stand_unfolded():
    formula = '<div class="formula"><p class="name">The rent</p><p class="doc">What it assumes.</p></div></details>'
    assert words(f'<details class="formulas">{formula}') == ""
    assert words(f'<details class="formulas" open>{formula}') == "The rent"


def table(*heads):
    rows = "".join(f'<tr><th scope="row">{head}</th><td>12</td></tr>' for head in heads)
    return f'<figure class="table" id="t"><figcaption>Rents</figcaption><table id="t-table"><thead><tr><th scope="col">Flat</th></tr></thead>{rows}</table></figure>'


def test_a_table_of_the_guide_gives_the_names_of_its_rows():
    [found] = read(table("A100 <small>Lambda, on demand</small>", "H100 <small>Lambda, on demand</small>"))
    assert found.names == ["A100", "Lambda, on demand", "H100"]
    assert found.words == "What it says. Rents"


def test_a_long_head_is_a_sentence_and_a_long_note_is_left_out():
    long = "Below a hundred calls a day nobody should buy"
    [found] = read(table(f"{long} <small>{long} a thing</small>", "H100"))
    assert found.names == ["H100"]
    assert found.words == f"What it says. Rents · {long}"


def test_a_day_is_no_name_and_a_note_that_is_a_sentence_neither():
    [found] = read(table("2026-05-01 <small>AWS</small>", "H100 <small>With a spare.</small>", "v0.3.1"))
    assert found.names == ["AWS", "H100", "v0.3.1"]
    assert found.words == "What it says. Rents"


def test_a_name_leads_to_the_first_table_of_a_page_that_has_it():
    found = read(f'<h2 id="a">A</h2>{table("H100")}<h2 id="b">B</h2>{table("H100", "A100")}')
    assert [each.names for each in found] == [[], ["H100"], ["A100"]]


def test_a_heading_within_a_section_of_its_own_is_reached_by_the_section():
    found = read(
        '<section class="change" id="changed"><h3 id="changed-title">Moved</h3><p>One.</p></section><h2 id="next">Next</h2>'
    )
    assert [each.anchor for each in found] == ["", "changed", "next"]


def test_a_calculator_does_not_lend_its_id_to_the_next_heading():
    found = read('<section class="calculator" id="calc"><form></form></section><h2 id="next">Next</h2>')
    assert [each.anchor for each in found] == ["", "next"]
