"""Pages as most tests want them: as wide as a desk's screen, with a clipboard, and not allowed to complain."""

import pytest


@pytest.fixture
def new_page(browser):
    """Makes pages, each in a context of its own, that must not complain: what errors, the console and dialogs say is in `heard`.

    script: runs before the page's own; options: those of the browser's context.
    """
    made = []

    def open_(script="", **options):
        wide = {"viewport": {"width": 1280, "height": 900}, "permissions": ["clipboard-read", "clipboard-write"]}
        page = browser.new_context(**{**wide, **options}).new_page()
        page.heard = []
        page.on("console", lambda message: page.heard.append(message.text))
        page.on("pageerror", lambda error: page.heard.append(str(error)))
        page.on("dialog", lambda dialog: (page.heard.append(dialog.message), dialog.dismiss()))
        if script:
            page.add_init_script(script)
        made.append(page)
        return page

    yield open_
    for page in made:
        page.context.close()
    assert [page.heard for page in made] == [[] for _ in made]


@pytest.fixture
def options():
    """What is special about a module's pages; it says so in a fixture of this name."""
    return {}


@pytest.fixture
def page(new_page, options):
    """A page that must not complain."""
    return new_page(**options)
