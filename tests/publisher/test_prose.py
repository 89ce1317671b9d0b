import re
from xml.etree import ElementTree

import pytest

from publisher.prose import to_html
from tests.publisher.writing import headed, html, mistakes

COST = '<span class="figure">$1,346 a month</span>'
VALUE = '{{ value("rent_or_buy", "buy.monthly_cost") }}'


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"Costs {VALUE}.", f"<p>Costs {COST}.</p>"),
        (f"**{VALUE}**", f"<p><strong>{COST}</strong></p>"),
        (f"*{VALUE}* _{VALUE}_", f"<p><em>{COST}</em> <em>{COST}</em></p>"),
        (f"[{VALUE}](sources.md)", f'<p><a href="sources.md">{COST}</a></p>'),
        (f"- {VALUE}", f"<ul>\n<li>{COST}</li>\n</ul>"),
        (f"## Pay {VALUE} {{#pay}}", f'<h2 id="pay">Pay {COST}</h2>'),
    ],
)
def test_a_figure_survives_markdown(text, found):
    assert html(text) == found


def test_figures_survive_in_the_cells_of_a_table():
    assert html(f"| a | b |\n|---|---|\n| {VALUE} | {VALUE} |").count(f"<td>{COST}</td>") == 2


def test_a_block_stands_alone_and_not_in_a_paragraph():
    found = html('Before\n\n{{ table("rents") }}\n\nAfter')
    assert re.search(r'<p>Before</p>\n<figure class="table" id="rents">.*</figure>\n<p>After</p>', found, re.DOTALL)


def test_formulas_are_the_mathml_that_the_engine_made():
    found = html('Text with *stars*.\n\n{{ formulas("rent_or_buy") }}\n')
    equations = re.findall(r'<math display="block">.*?</math>', found)
    assert len(equations) == 6  # the cost of a month has one formula for both ways
    for equation in equations:
        ElementTree.fromstring(equation)
    assert "<p>" not in found.partition("<details")[2].replace('<p class="', "")


def test_a_calculator_is_not_touched_by_markdown():
    found = html('{{ calculator("rent_or_buy") }}')
    assert found.startswith('<section class="calculator"')
    assert found.count("<form ") == 1
    assert "\ue000" not in found


def test_aligned_cells_have_a_class_and_no_style():
    found = to_html("| a | b | c |\n|:--|--:|:-:|\n| 1 | 2 | 3 |")
    assert re.findall(r"<t[hd] [^>]*>", found) == [
        '<th class="left">', '<th class="num">', '<th class="center">',
        '<td class="left">', '<td class="num">', '<td class="center">',
    ]  # fmt: skip
    assert "style=" not in found


def test_a_note_holds_markdown_and_figures():
    found = html(f"{{% call note() %}}\nAt *most* {VALUE}, [see](sources.md).\n{{% endcall %}}")
    inside = f'<p>At <em>most</em> {COST}, <a href="sources.md">see</a>.</p>'
    assert found == f'<div class="note" role="note"><details><summary>Note</summary><div>{inside}</div></details></div>'


def test_a_note_parts_the_paragraphs_around_it():
    found = html("Before\n{% call note() %}Aside{% endcall %}\nAfter")
    assert re.sub(r"<div class.*</div>", "NOTE", found) == "<p>Before</p>\nNOTE\n<p>After</p>"


def test_a_block_of_code_stays_as_it_is_written():
    assert html("```\n## no *heading*\n```") == '<pre tabindex="0"><code>## no *heading*\n</code></pre>'


def test_footnotes_and_attributes_are_known():
    assert 'id="fn:1"' in to_html("Text[^1]\n\n[^1]: Note")
    assert to_html("A\n{: .lead}") == '<p class="lead">A</p>'


def test_braces_with_a_number_sign_are_an_id_and_no_comment():
    assert html("## One {#one}\n\nText {#two}") == '<h2 id="one">One</h2>\n<p>Text {#two}</p>'


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("\n\nText {{ tabel }} and\n", "3: 'tabel' is undefined; the macros are rent, value, sentence, prefilled, fact"),
        ("a\n\nb {{ tabel('rents') }}\n", "3: 'tabel' is undefined; the macros are rent, value, sentence, prefilled, fact"),
        ("{% call note() %}\n\n{{ tabel }}\n{% endcall %}\n", "3: 'tabel' is undefined; the macros are rent, value"),
        ("a\n{{ table('rents' }}\n", "2: unexpected '}', expected ')'; mend the braces or the macro's call"),
        ("a\n{% call note() %}\nb\n", "2: Unexpected end of template."),
        ("a\n\n\n{% tabel %}", "4: Encountered unknown tag 'tabel'."),
        ("a\n{{ 1 / 0 }}", "2: division by zero; mend what stands in the braces"),
        ("a\n{{ 'a' + 1 }}", '2: can only concatenate str (not "int") to str; mend what stands in the braces'),
        ("a\n\n{{ source_list }}", "3: a macro without its brackets; mend what stands in the braces"),
    ],
)
def test_a_mistake_is_told_at_the_line_of_its_author(text, line):
    (found,) = mistakes(text)
    assert found.startswith(f"content/guide/page.md:{line}")


def test_every_wrong_macro_of_a_page_is_told():
    assert mistakes('{{ table("rent") }}\n\n{{ fact("owners") }} {{ cite("bank") }}\n') == [
        "content/guide/page.md:1: no table rent; did you mean rents?",
        "content/guide/page.md:3: no fact owners; did you mean owners-2025?",
        "content/guide/page.md:3: no source bank; did you mean bank-2026?",
    ]


def test_a_title_and_a_heading_with_a_figure_stand_in_the_contents_as_plain_text():
    found = headed(f"Who pays {VALUE}", [f"Pay {VALUE}", "The rest & more"])
    assert found == ("Who pays $1,346 a month", ["Pay $1,346 a month", "The rest & more"], [])


def test_a_title_with_a_wrong_figure_is_told_once_and_a_heading_by_the_text_itself():
    _, _, lines = headed('{{ value("rent_or_by", "x") }}', ['{{ value("rent_or_by", "x") }}'])
    assert lines == ["content/guide/page.md:1: no calculator rent_or_by; did you mean rent_or_buy?"]
