from urllib.parse import parse_qs, urlsplit

import pytest

from calculators.engine.problems import Problems
from publisher.report import report_href
from publisher.site import read_site
from tests.tiny import site

WRITTEN = (site.CONTENT / "site.yaml").read_text("utf-8")


def test_a_report_holds_its_texts_and_nothing_of_them_leaks():
    """What a reader's own values hold stays text: no further field, no line of a letter's head."""
    subject, shown = "A & B?body=x#y", "All: $5 “a month”\r\nBcc: all@x.example"
    href = report_href(
        "https://x.example/new?title={subject}&body={body}", subject, "https://y.example/?a=%3C", shown, "1 May 2026"
    )
    found = parse_qs(urlsplit(href).query, strict_parsing=True)
    assert found.keys() == {"title", "body"}
    assert found["title"] == [subject]
    assert found["body"][0].split("\r\n") == [
        "https://y.example/?a=%3C",
        "",
        *shown.split("\r\n"),
        "Prices as of 1 May 2026.",
        "",
        "What is right, and who says so:",
        "",
    ]
    assert urlsplit(href).fragment == ""


def test_a_blank_within_a_text_is_not_filled():
    href = report_href("mailto:x@y.example?subject={subject}&body={body}", "{body}", "", "", "")
    assert href.startswith("mailto:x@y.example?subject=%7Bbody%7D&body=")


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("https://x.example/?t={subject}", "url does not hold {body} once"),
        ("mailto:x@y.example", "url does not hold {subject} and {body} once"),
        ("https://x.example/?t={subject}&u={subject}&body={body}", "url does not hold {subject} once"),
        ("javascript:alert({subject}{body})", "write an address that starts with mailto: or https://"),
    ],
)
def test_an_address_without_its_blanks_is_told(tmp_path, url, told):
    text = WRITTEN.replace("https://homes.example/issues/new?title={subject}&body={body}", url)
    (tmp_path / "site.yaml").write_text(text)
    problems = Problems()
    read_site(tmp_path, problems)
    assert len(problems.lines) == 1
    assert told in problems.lines[0]


def test_every_page_with_a_calculator_has_a_report_of_its_own_answer_without_a_script():
    page = site.page("calculators/rent-or-buy/index.html")
    assert page.count("https://homes.example/issues/new?title=Rent%20or%20buy&amp;body=") == 1
