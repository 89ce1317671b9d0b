from dataclasses import replace

from publisher.assets import Assets
from publisher.insets import inset_data
from publisher.on_demand import OnDemand
from publisher.pages import Asked, PageSource, Section
from tests.tiny import site

CALCULATOR = PageSource("calculators/rent-or-buy", "a.md", "A", "A", "", "", "", ())
PATHS = {"guide.js": "assets/guide.0.js", "rent_or_buy.data.js": "assets/data.1.js", "rent_or_buy.js": "assets/own.2.js"}
ASSETS = Assets(PATHS, {})
LATER = {"rent_or_buy": ("assets/words.3.js", "assets/later.4.js")}


def data(*sections, days=None):
    chapter = replace(CALCULATOR, name="chapter", sections=sections)
    pages = {page.name: page for page in (chapter, CALCULATOR)}
    return inset_data(site.guide(), list(pages), pages, ASSETS, OnDemand(later=LATER, days=days or {}))


def test_a_section_that_tries_a_calculator_is_told_with_its_inputs():
    asked = Asked("Should I?", "Yes.", "rent_or_buy?city=porto")
    found = data(
        Section("one", "One", 2, "", asked), Section("two", "Two", 2, "", replace(asked, tried="")), Section("three", "3", 2, "")
    )
    assert found["tries"] == {"one": "rent_or_buy?city=porto"}


def test_all_others_try_the_calculator_that_the_contents_name_first():
    assert data()["first"] == "rent_or_buy"


def test_a_calculator_is_told_with_its_page_and_what_loads_it_without_a_form():
    assert data()["calculators"] == {
        "rent_or_buy": {
            "title": "Rent or buy", "href": "calculators/rent-or-buy/index.html",
            "files": "assets/guide.0.js assets/data.1.js assets/own.2.js assets/words.3.js", "days": None,
        }
    }  # fmt: skip


def test_where_other_days_can_be_answered_their_files_are_told_with_the_first_and_the_last():
    days = data(days={"rent_or_buy": ("assets/past.5.js", "assets/days.6.js")})["calculators"]["rent_or_buy"]["days"]
    assert days == {"files": "assets/past.5.js assets/days.6.js", "first": "2026-06-30", "last": "2026-06-30"}
