"""The page of changes in real Chromium: what is announced is told as passed once its day is over on the reader's clock."""

import datetime as dt
import re

import pytest

PAGE = "changes/index.html"


def shown(browser, addresses, day, **context):
    """The days whose passing is told to a reader on a day."""
    opened = browser.new_context(timezone_id="America/Los_Angeles", **context)
    page = opened.new_page()
    if day:
        page.clock.set_fixed_time(dt.datetime(day.year, day.month, day.day, 20, tzinfo=dt.UTC))
    page.goto(f"{addresses['folder']}/{PAGE}")
    found = [part.get_attribute("data-passes") for part in page.locator("[data-passes]").all() if part.is_visible()]
    every = [part.get_attribute("data-passes") for part in page.locator("[data-passes]").all()]
    opened.close()
    return found, every


@pytest.mark.parametrize("day", [dt.date(2026, 11, 23), dt.date(2026, 12, 1), dt.date(2027, 1, 2), dt.date(2030, 1, 1)])
def test_a_day_that_has_passed_is_told(browser, addresses, day):
    found, every = shown(browser, addresses, day)
    assert len(every) >= 4
    assert found == [each for each in every if each <= day.isoformat()]


def test_the_day_is_that_of_the_reader_not_of_greenwich(browser, addresses):
    opened = browser.new_context(timezone_id="America/Los_Angeles")
    page = opened.new_page()
    page.clock.set_fixed_time(dt.datetime(2026, 12, 1, 3, tzinfo=dt.UTC))  # still 30 November in Los Angeles
    page.goto(f"{addresses['folder']}/{PAGE}")
    assert page.locator('[data-passes="2026-11-30"]').is_visible()
    assert not page.locator('[data-passes="2026-12-01"]').is_visible()
    opened.close()


def test_without_a_script_the_day_itself_is_told(browser, addresses, files):
    found, every = shown(browser, addresses, None, java_script_enabled=False)
    assert found == []
    html = files[PAGE].decode()
    for day in map(dt.date.fromisoformat, every):
        title = re.search(rf'id="changed-{day}">\s*<h3 id="changed-{day}-title">(.*?)</h3>', html)[1]
        assert f"{day.day} {day:%B %Y}" in title


def test_only_this_page_loads_the_script_of_passing_days(files):
    loading = [path for path, html in files.items() if path.endswith(".html") and b"assets/passing." in html]
    assert loading == [PAGE]
