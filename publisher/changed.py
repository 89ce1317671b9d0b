"""When a page last changed, told from its content: no clock is asked, so that an unchanged page keeps its day."""

from __future__ import annotations

import datetime as dt

from calculators.engine.guide import Guide
from publisher.pages import PageSource


def last_changed(page: PageSource, guide: Guide, *, priced: bool) -> dt.date:
    """The day on which the page's words were revised or, where it shows what follows from prices, a price last changed.

    priced: whether it does. A change that is announced for a day after the guide's own has not come yet.
    """
    moved = (day for day in guide.price_days if priced and day <= guide.as_of)
    return max([page.revised, *moved])
