"""The age of the prices, by the reader's own clock."""

import datetime as dt

import pytest


def footer(browser, address, day=None, **context):
    """What the foot of a page says of its prices to a reader on a day."""
    opened = browser.new_context(**context)
    page = opened.new_page()
    if day:
        page.clock.set_fixed_time(dt.datetime(day.year, day.month, day.day, 12, tzinfo=dt.UTC))
    page.goto(address)
    text = page.locator(".imprint p", has_text="Prices as of").inner_text()
    opened.close()
    return text


@pytest.mark.parametrize(("days", "told"), [(-3, ""), (0, ""), (1, ", yesterday"), (34, ", 34 days ago")])
def test_prices_tell_their_age(browser, addresses, guide, days, told):
    text = footer(browser, f"{addresses['folder']}/hybrid/index.html", guide.as_of + dt.timedelta(days=days))
    assert text.startswith(f"Prices as of {guide.as_of.day} {guide.as_of:%B %Y}{told}. Of the")


def test_without_script_the_day_alone_is_told(browser, addresses, guide):
    text = footer(browser, f"{addresses['folder']}/hybrid/index.html", java_script_enabled=False)
    assert text.startswith(f"Prices as of {guide.as_of.day} {guide.as_of:%B %Y}. Of the")
