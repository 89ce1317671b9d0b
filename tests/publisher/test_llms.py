"""llms.txt keeps to its proposal: a title, a quotation, words without headings, then lists of links under headings."""

import re
from dataclasses import replace

import pytest

from calculators.engine.change import Change
from calculators.engine.problems import Problems
from publisher.llms import llms
from publisher.pages import read_pages
from publisher.site import read_site
from tests.publisher.test_datasets import guide as guide_with_data
from tests.tiny import site

LINE = re.compile(r"- \[([^\]]+)\]\((https://[^)\s]+)\): (.+)")


def parts(text):
    """The head of the file, and its lists of (title, address, words) by heading."""
    head, *lists = text.split("\n## ")
    found = {}
    for part in lists:
        heading, _, lines = part.partition("\n\n")
        found[heading] = [LINE.fullmatch(line).groups() for line in lines.strip().splitlines()]
    return head, found


@pytest.fixture(scope="module")
def real(files):
    """The real file and what it lists."""
    return parts(files["llms.txt"].decode())


def test_it_starts_with_a_title_a_summary_and_the_day_of_the_prices(real, guide):
    title, summary, words = real[0].split("\n\n")[:3]
    assert title == "# Call, Rent or Own"
    assert summary.startswith("> A decision guide")
    assert words.startswith(f"Prices are as of {guide.as_of.day} {guide.as_of:%B %Y}. ")


def test_every_page_is_listed_once_under_its_part_with_its_twin(real, files):
    head, lists = real
    base = re.search(r"\((https://[^)]*/)index\.html\.md\)", head)[1]
    assert list(lists) == ["Decide", "Calculate", "The market", "Check", "Optional"]
    listed = [address.removeprefix(base) for part, rows in lists.items() if part != "Optional" for _, address, _ in rows]
    twins = {path for path in files if path.endswith(".md")}
    assert sorted([*listed, "index.html.md"]) == sorted(twins)
    assert {address.removeprefix(base) for _, address, _ in lists["Optional"]} <= files.keys()


def test_pages_within_another_follow_it(real):
    decide = [address.rpartition(".example/")[2] for _, address, _ in real[1]["Decide"]]
    assert decide[0] == "decide/index.html.md"
    assert all(address.startswith("decide/") for address in decide[:8])
    assert decide[8] == "call/index.html.md"


def test_a_line_says_what_a_page_is():
    _, lists = parts(site.page("llms.txt"))
    assert lists["Check"] == [
        (
            "Every figure names its source",
            "https://rent-or-buy.example/guide/sources/index.html.md",
            "Who says so, and when, of every rent, price and rate.",
        )
    ]


def optional(guide, feed=""):
    problems = Problems()
    text = llms(read_pages(site.CONTENT, problems), read_site(site.CONTENT, problems), guide, feed).decode()
    return [address.rpartition("guide/")[2] for _, address, _ in parts(text)[1]["Optional"]]


def test_what_a_guide_does_not_have_is_not_offered():
    assert optional(site.guide()) == ["sitemap.xml"]
    changed = replace(site.guide(), changes=lambda: (Change(site.guide().as_of, "Moved", ()),))
    assert optional(changed) == ["sitemap.xml"]  # no page tells the changes, so that there is no feed of them
    assert optional(changed, "changes.xml") == ["changes.xml", "sitemap.xml"]
    assert optional(guide_with_data()) == ["data/v1/dictionary.json", "data/v1/rents.csv", "sitemap.xml"]
