"""What a page's content security policy would stop: nothing, however long a reader plays with it."""

import re

import pytest

from tests.pages.waiting import SETTLED

PAGES = ("decide", ".", "calculators/break-even")
LISTEN = """() => {
  self.stopped = [];
  addEventListener("securitypolicyviolation", (event) => stopped.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`));
}"""


@pytest.fixture
def page(browser, addresses):
    """A page that may copy, and that notes what its policy stops."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    context.add_init_script(f"({LISTEN})()")
    yield context.new_page()
    context.close()


def _play(page):
    """Move what can be moved, open what can be opened, copy a link, go back."""
    page.wait_for_function(SETTLED)
    page.evaluate("() => document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    for slider in page.locator("input[type=range]:visible").all()[:4]:
        slider.press("ArrowRight")
        slider.press("End")
        page.wait_for_function(SETTLED)
    page.locator("form input[type=text]:visible").first.fill("12M")
    select = page.locator("form select:visible").first
    select.select_option(index=select.locator("option").count() - 1)
    page.wait_for_function(SETTLED)
    for button in page.locator("main button:visible").all():
        button.click()
    page.wait_for_function(SETTLED)
    page.go_back()
    page.wait_for_function(SETTLED)


@pytest.mark.parametrize("name", PAGES)
def test_a_session_meets_no_wall(page, addresses, name):
    heard = []
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.goto(f"{addresses['root']}/{name}/index.html")
    _play(page)
    assert page.evaluate("() => stopped") == []
    assert heard == []


def test_what_the_policy_stops_is_noted(page, addresses):
    page.goto(f"{addresses['root']}/decide/index.html")
    page.evaluate(
        "() => { document.body.append(Object.assign(document.createElement('img'), { src: 'https://elsewhere.invalid/' })); }"
    )
    page.wait_for_function("() => stopped.length")
    assert "img-src" in page.evaluate("() => stopped[0]")
    page.evaluate("() => { const made = document.createElement('script'); made.textContent = '1'; document.body.append(made); }")
    page.wait_for_function("() => stopped.length > 1")


def test_no_script_makes_programs_of_text(files):
    made = re.compile(rb"\beval\(|new Function\b|\bimport\(|setTimeout\([\"'`]")
    assert [path for path, content in files.items() if path.endswith(".js") and made.search(content)] == []
