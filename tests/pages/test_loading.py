"""Scripts that a page loads once they are asked for: each once, in order, and again after a failure."""

import re

import pytest


@pytest.fixture
def page(browser, addresses):
    """A page without a calculator, beside which stand three scripts that tell of themselves."""
    context = browser.new_context()
    found = context.new_page()
    found.route("**/part-*.js", lambda route: route.fulfill(body=f"ran.push('{route.request.url[-4]}')"))
    found.goto(f"{addresses['root']}/hybrid/index.html")
    found.evaluate("() => { self.ran = []; self.failed = 0; }")
    yield found
    context.close()


def loaded(page, *parts):
    """What has run once these are there."""
    files = " ".join(f"part-{part}.js" for part in parts)
    return page.evaluate("(files) => page.loaded(files, () => { failed += 1; }).then(() => ran.join(''))", files)


def test_scripts_run_in_the_order_in_which_they_are_named(page):
    assert loaded(page, "c", "a", "b") == "cab"


def test_what_several_ask_for_runs_once(page):
    page.evaluate("() => { page.loaded('part-a.js part-b.js', () => {}); }")
    assert loaded(page, "a", "c") == "abc"
    assert loaded(page, "c", "b") == "abc"


def test_after_a_failure_what_failed_and_what_needs_it_runs_anew(page):
    page.route("**/part-b.js", lambda route: route.abort(), times=1)
    page.evaluate("() => { page.loaded('part-a.js part-b.js part-c.js', () => { failed += 1; }); }")
    page.wait_for_function("() => failed === 1 && ran.join('') === 'ac'")
    assert loaded(page, "a", "b", "c") == "acbc"
    assert page.evaluate("() => failed") == 1


def test_a_page_without_a_calculator_has_no_script_that_answers(files):
    for path, own in (("hybrid", []), ("prices", []), ("links", ["links"])):
        assert re.findall(r'<script[^>]* src="\.\./assets/([\w-]+)', files[f"{path}/index.html"].decode()) == ["page", *own]
