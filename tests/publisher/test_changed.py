import datetime as dt
from dataclasses import replace

import pytest

from publisher.changed import last_changed
from tests.publisher.writing import rendered, source
from tests.tiny import site

PUBLISHED, REVISED = dt.date(2026, 5, 4), dt.date(2026, 6, 10)
PAGE = replace(source(""), published=PUBLISHED, revised=REVISED)


def changed(*days, priced=True):
    guide = replace(site.guide(), price_days=tuple(map(dt.date.fromisoformat, days)))
    return last_changed(PAGE, guide, priced=priced).isoformat()


def test_a_page_changes_when_its_words_do():
    assert changed() == "2026-06-10"
    assert changed("2026-06-20", priced=False) == "2026-06-10"
    assert changed("2026-06-01") == "2026-06-10"


def test_a_page_with_prices_changes_when_a_price_does():
    assert changed("2026-06-01", "2026-06-20", "2026-06-12") == "2026-06-20"
    assert changed("2026-06-30") == "2026-06-30"  # the guide's own day


def test_an_announced_price_has_changed_nothing_yet():
    assert changed("2026-06-20", "2026-07-01") == "2026-06-20"


@pytest.mark.parametrize(
    ("text", "priced"),
    [
        ("Words alone.", False),
        ('{{ fact("owners-2025") }}{{ cite("bank-2026") }}', False),
        ('{{ prefilled("rent_or_buy", "years=3", "Try it") }}', False),
        ("{% call note() %}Aside{% endcall %}", False),
        ('{% call note() %}{{ rent("alfama") }}{% endcall %}', True),
        ('{{ value("rent_or_buy", "buy.monthly_cost") }}', True),
        ('{{ sentence("rent_or_buy") }}', True),
        ('{{ table("rents") }}', True),
        ('{{ chart("rents") }}', True),
        ('{{ calculator("rent_or_buy") }}', True),
    ],
)
def test_a_page_is_priced_where_it_shows_what_follows_from_a_price(text, priced):
    _, macros, lines = rendered(text)
    assert (macros.priced, lines) == (priced, [])
