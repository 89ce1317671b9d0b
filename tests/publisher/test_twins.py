import re
import shutil
from dataclasses import replace
from html import unescape
from pathlib import PurePosixPath
from urllib.parse import urldefrag, urlsplit

import pytest

from calculators.engine.problems import Problems
from publisher.pages import read_pages
from publisher.render import render
from tests.conftest import CONTENT
from tests.tiny import site
from tests.tiny.home import read_home

BASE = "https://rent-or-buy.example/guide/"
LINK = re.compile(r"(?<!\\)\]\(([^)\s]*)\)|<(https://[^>\s]*)>")
FIGURE = re.compile(r'<span class="(?:figure|verdict)">([^<]*)</span>')
HEADING = re.compile(r"^#{2,3} .*? \{#([^}]+)\}$", re.MULTILINE)
CELL_EDGE = re.compile(r"(?<!\\)\|")


def twin(name):
    return site.page(f"{name}.md")


def block(text, start):
    """The block of a twin that starts with these words."""
    (found,) = [part for part in text.split("\n\n") if part.startswith(start)]
    return found


def test_a_twin_says_what_the_page_is_where_it_stands_and_of_which_days():
    assert twin("index.html").split("\n\n")[:4] == [
        "# Renting is cheaper until you stay",
        "> Whether to rent or to buy, in three pages.",
        "Question: Should I buy?",
        f"Page: <{BASE}>. An id in braces is a section’s: <{BASE}#dated>. Text revised 4 May 2026; prices as of 30 June 2026.",
    ]
    place = f"Page: <{BASE}sources/>, of [Rent or Buy]({BASE}). An id in braces is a section’s: <{BASE}sources/#list>."
    assert block(twin("sources/index.html"), "Page: ").startswith(place)


def test_figures_are_computed_and_sources_are_footnotes():
    text = twin("index.html")
    assert "Owning costs **$1,346 a month**[^bank-2026]; at half the interest" in text
    assert "| Porto | 5.8 years |" in text
    assert text.endswith(
        "[^bank-2026]: [Central bank, mortgage rates](https://bank.example/rates). "
        "Dated 1 May 2026; read 1 June 2026; confidence high.\n"
    )


def test_footnotes_of_an_author_keep_their_numbers():
    text = twin("index.html")
    assert "households own[^1]." in text
    assert block(text, "[^1]") == "[^1]: Counted at the end of the year."


def test_notes_are_quotations():
    assert block(twin("index.html"), "> Note.") == f"> Note. Rents *rise*; see [the sources]({BASE}sources/#list)."


def test_a_calculator_is_its_sentence_its_inputs_with_their_names_and_its_results():
    text = twin("calculators/rent-or-buy/index.html")
    assert block(text, "Rent Two rooms") == (
        "Rent Two rooms in Graça: buying in Lisbon pays after 19.3 years, and you stay 8."
    )  # fmt: skip
    assert block(text, "- City") == (
        "- City (`city`): Lisbon\n- Flat (`rent.flat`): The cheapest there\n- Years in the home (`years`): 8 years"
    )
    assert block(text, "- Years until").startswith(
        "- Years until buying pays: 19.3 years, between 3.76 and none in reach\n- Gain of buying (Over your years in the home.): "
    )
    assert "| **Two rooms in Graça** | $1,470 | 19.3 |" in text
    assert "Copy link" not in text


def test_a_chart_is_its_finding_and_its_data():
    text = twin("calculators/rent-or-buy/index.html")
    chart = f"([chart]({BASE}calculators/rent-or-buy/#rents-chart))"
    assert block(text, "**Alfama") == f"**Alfama asks most** Rent, USD a month {chart}"


def test_a_table_has_its_caption_all_its_rows_its_source_and_its_file():
    text = twin("calculators/rent-or-buy/index.html")
    caption = text.index("**What flats ask**")
    rows = (
        "| Flat | Rent (USD a month) | Since |\n|---|---:|---|\n"
        "| Two rooms in Alfama | $1,600 | 2026-01-01[^register-2026] |\n"
        "| Two rooms in Graça | $1,450 | 2026-02-01[^register-2026] |\n"
        "| Two rooms in Ribeira (With a view of the river.) | $1,150 | 2026-01-01[^register-2026] |"
    )
    assert text[caption:].split("\n\n")[1:4] == [
        rows,
        "Sources: Land register[^register-2026]. Rents exclude heating. Prices as of 30 June 2026.",
        f"The table as [CSV]({BASE}tables/rents.csv)",
    ]


def test_a_formula_is_one_line_with_its_symbols():
    text = twin("calculators/rent-or-buy/index.html")
    name = block(text, "**Cost of buying (buy) (USD)**")
    assert name == "**Cost of buying (buy) (USD)**: `F = P × s_fees`"
    assert text[text.index(name) :].split("\n\n")[1:3] == [
        "Paid once, and lost.",
        "- `P`: Price of the home (buy) = $410,000 USD\n- `s_fees`: Taxes and fees of buying = 7%",
    ]


def test_the_list_of_sources_says_what_is_known_of_each():
    assert block(twin("sources/index.html"), "- [Central").splitlines()[0] == (
        "- [Central bank, mortgage rates](https://bank.example/rates). Dated 1 May 2026; read 1 June 2026; confidence high. "
        f"Used in [Start]({BASE})."
    )


def test_a_page_names_its_twin_and_a_page_that_nobody_shall_find_has_none():
    for name in ("index.html", "sources/index.html", "calculators/rent-or-buy/index.html"):
        assert '<link rel="alternate" type="text/markdown" href="index.html.md">' in site.page(name)
    for name in ("404.html", "embed/rent-or-buy/index.html"):
        assert "text/markdown" not in site.page(name)
        assert f"{name}.md" not in site.files()


def test_a_guide_of_another_day_has_neither_twins_nor_a_graph(tmp_path):
    content = shutil.copytree(site.CONTENT, tmp_path / "content")
    guide = read_home(content)
    files = render(replace(guide, newest=guide.as_of.replace(year=2027)), content, site.TEMPLATES)
    assert [path for path in files if path.endswith((".md", "llms.txt"))] == []
    assert not any(b"text/markdown" in html or b"ld+json" in html for html in files.values())
    assert b'content="noindex"' in files["index.html"]


@pytest.fixture(scope="module")
def twins(files):
    """Every twin of the real site by the file of its page."""
    return {path.removesuffix(".md"): text.decode() for path, text in files.items() if path.endswith(".md")}


@pytest.fixture(scope="module")
def base(files):
    """The real site's address."""
    return re.search(r'<link rel="canonical" href="([^"]*)">', files["index.html"].decode())[1]


def test_every_page_of_the_guide_has_a_twin(files, twins):
    assert twins.keys() == {page.file for page in read_pages(CONTENT, Problems()).values()}
    assert twins.keys() <= files.keys()


def test_no_markup_of_pages_or_templates_is_left(twins):
    for path, text in twins.items():
        left = re.findall(
            r"</?(?!https:)[a-z][^>\n]*>|\{\{|\{%|[\ue000\ue001]|style=|[^\n]\{#(?=[^}]*$)", re.sub(r"`[^`]*`", "", text)
        )
        assert left == [], path


def test_every_figure_and_verdict_of_a_page_stands_in_its_twin(files, twins):
    seen = 0
    for path, text in twins.items():
        for figure in FIGURE.findall(files[path].decode()):
            seen += 1
            assert " ".join(unescape(figure).split()) in text.replace("\\", ""), (path, figure)
    assert seen > 200


def test_every_section_of_a_page_has_its_heading(files, twins):
    for path, text in twins.items():
        main = files[path].decode().partition("<main")[2]
        assert HEADING.findall(text) == re.findall(r'<h[23](?: [^>]*)? id="([^"]+)"', main), path


def test_every_row_of_every_table_of_prices_is_there(files, twins):
    html, text = files["prices/index.html"].decode(), twins["prices/index.html"]
    longest = 0
    for id_ in ("api-prices", "gpu-prices"):
        table = html[html.index(f'id="{id_}-caption"') :].partition("</table>")[0]
        caption, rows = re.search(r">(.*?)</figcaption>", table)[1], re.findall(r"<tr data-id[^>]*>", table)
        assert len(text.partition(f"**{caption}**\n\n")[2].partition("\n\n")[0].splitlines()) == len(rows) + 2
        longest = max(longest, len(rows))
    assert longest > 100


def test_rows_of_a_table_have_as_many_cells_as_its_head(twins):
    tables = 0
    for path, text in twins.items():
        for part in text.split("\n\n"):
            if part.startswith("| "):
                tables += 1
                assert len({len(CELL_EDGE.findall(line)) for line in part.splitlines()}) == 1, (path, part[:100])
    assert tables > 100


def test_every_footnote_is_cited_and_every_mark_has_a_footnote(twins):
    for path, text in twins.items():
        notes = re.findall(r"^\[\^([^\]]+)\]: ", text, re.MULTILINE)
        assert len(notes) == len(set(notes)), path
        assert set(notes) == set(re.findall(r"\[\^([^\]]+)\](?!: )", text)), path


def test_every_link_is_absolute_and_every_one_within_the_site_leads_somewhere(files, twins, base):
    for path, text in twins.items():
        for one, other in LINK.findall(text):
            address, anchor = urldefrag(one or other)
            parts = urlsplit(address)
            assert parts.scheme in {"https", "http", "mailto"}, (path, address)
            if address.startswith(base):
                target = parts.path.removeprefix(urlsplit(base).path)
                file = f"{target}index.html" if not PurePosixPath(target).suffix else target
                assert file in files, (path, address)
                assert not anchor or f'id="{anchor}"'.encode() in files[file], (path, address, anchor)


def test_every_page_with_prices_says_their_day(twins, guide):
    day = f"prices as of {guide.as_of.day} {guide.as_of:%B %Y}."
    assert all(day in text.partition("\n## ")[0] for text in twins.values())
