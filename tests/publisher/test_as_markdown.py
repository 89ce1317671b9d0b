"""HTML as Markdown; what the guide's own components become stands in test_twins.py."""

import pytest

from publisher.as_markdown import Markdown
from publisher.elements import parse
from publisher.prose import to_html


def written(html, cited=()):
    """HTML as Markdown; an address comes out as a path, and those of sources are known."""
    writer = Markdown(lambda href: f"/{href}", lambda href: href if href in cited else "")
    return writer.text(parse(html))


@pytest.mark.parametrize(
    "text",
    [
        "A paragraph of *few* **bold** words and `code * here`.",
        "## A finding {#id}\n\nText\n\n### A smaller one {#smaller}",
        "- One\n- Two **bold**\n- Three",
        "1. One\n2. Two",
        "> Quoted, in\n>\n> two parts",
        "```\nprices = 2 * rents\n\nif a < b:\n    pass\n```",
        "| a | b |\n|---|---:|\n| one | 1 |\n| two \\| three | 2 |",
        "Before\n\n---\n\nAfter",
    ],
)
def test_plain_markdown_comes_back_as_it_was(text):
    assert written(to_html(text)) == text


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("3 * 4 < 5", r"3 \* 4 < 5"),
        ("a \\ b", r"a \\ b"),
        ("&lt;b>bold&lt;/b>", r"\<b>bold\</b>"),
        ("*.csv", r"\*.csv"),
        ("`x`", r"\`x\`"),
        ("input_price", "input_price"),
    ],
)
def test_what_would_be_taken_for_a_mark_is_escaped(text, safe):
    assert written(f"<p>{text}</p>") == safe


def test_a_list_in_a_list_stands_under_its_item():
    assert written("<ul><li><p>One</p><ul><li>Inner</li></ul></li><li>Two</li></ul>") == "- One\n\n  - Inner\n- Two"


def test_links_get_their_addresses_and_sources_become_footnotes():
    html = '<p><a href="a?b=1&amp;c=2">Try <b>it</b></a>, <a class="fact" href="s">5%</a><sup><a href="s">source</a></sup></p>'
    assert written(html, cited=("s",)) == "[Try **it**](/a?b=1&c=2), 5%[^s][^s]"


def test_a_link_without_words_or_address_is_no_link():
    assert written('<p><a href="a"></a>One <a>two</a></p>') == "One two"


@pytest.mark.parametrize(
    "html",
    [
        "<button>Copy</button>", "<p hidden>Later</p>", '<p aria-hidden="true">*</p>', "<svg><text>5</text></svg>",
        "<script>5</script>", "<noscript><p>Turn it on</p></noscript>", '<span class="unseen">heard</span>',
        '<div class="takeaway"><p>Memo</p></div>', '<p class="actions">Copy</p>', "<textarea>5</textarea>",
    ],
)  # fmt: skip
def test_what_is_hidden_drawn_or_pressed_goes(html):
    assert written(f"<p>One</p>{html}<p>Two</p>") == "One\n\nTwo"


def test_words_between_blocks_are_a_paragraph():
    assert written("<div>One <b>two</b><p>Three</p> four</div>") == "One **two**\n\nThree\n\nfour"


def test_marks_hold_no_space_at_their_ends():
    assert written("<p>a<b> bold </b>b<em> </em>c</p>") == "a **bold** b c"


def test_terms_are_items_with_what_is_said_of_them():
    html = '<dl><div><dt>Rent</dt><dd>$5</dd><dd><button>x</button></dd></div><div><dt>r</dt><dd class="value">3</dd></div></dl>'
    assert written(html) == "- Rent: $5\n- r: = 3"
    assert written("<dl><dt>Rent</dt><dd>$5</dd></dl>") == "- Rent: $5"


def test_fields_are_what_stands_in_them():
    html = """<p>We make <span class="blank">$<input type="text" value="5"></span> for <select><option>a</option>
    <option selected>b</option></select><input type="range" value="3">.</p>"""
    assert written(html) == "We make $5 for “b”."


def test_a_table_keeps_units_notes_and_which_row_is_picked():
    html = """<table><thead><tr><th>Way</th><th class="num">Cost <span class="unit">USD</span></th></tr></thead><tbody>
    <tr class="mark"><th>Rent <small>now</small></th><td>$5</td></tr><tr hidden><th>Own</th><td>$9</td></tr></tbody></table>"""
    assert written(html) == "| Way | Cost (USD) |\n|---|---:|\n| **Rent (now)** | $5 |"


def test_a_table_without_rows_is_none():
    assert written("<table><thead></thead></table>") == ""
