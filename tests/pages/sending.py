"""Pages opened by links, with scripts of other content where a test has such."""

import re

from publisher.assets import light
from publisher.days import days_script
from publisher.script import calculator_data
from publisher.sent import sent_script
from tests.conftest import TEMPLATES
from tests.pages.waiting import SETTLED

LOADED = """async () => {
  let seen = -1;
  while (seen !== page.loading.size) { seen = page.loading.size; await Promise.all(page.loading.values()); }
}"""


def dated(guide):
    """How the query of every link ends that states something."""
    return f"&as_of={guide.as_of}&rules={guide.edition}"


def ready(page):
    """The page, once all that a link asks for is loaded and all of its answer stands."""
    page.wait_for_function(SETTLED)
    page.evaluate(LOADED)
    page.wait_for_function(SETTLED)
    return page


def with_content_of(page, guide, *names):
    """Let a page find the data of another guide under the addresses that it knows."""
    days = {f"{name}-days": script for name in names if (script := days_script(guide, guide.calculators[name]))}
    served = {"sent": sent_script(guide, names) + light([TEMPLATES / "assets" / "sent.js"]), **days}
    served |= {f"{name}.data": calculator_data(guide, guide.calculators[name]) for name in names}
    for name, script in served.items():
        address = re.compile(rf"/assets/{re.escape(name)}\.[0-9a-f]+\.js$")
        page.route(address, lambda route, _, script=script: route.fulfill(body=script, content_type="text/javascript"))
