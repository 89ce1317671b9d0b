"""A page of the site in a browser whose processor is slowed down, as a telephone's would be."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from publisher.publish import publish
from tests import browser

SLOWER = 4


@contextmanager
def published(files: Mapping[str, bytes]) -> Iterator[tuple[Browser, Path]]:
    """A browser, and the folder in which the site stands meanwhile."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder) / "site"
        publish(files, site)
        running = playwright.chromium.launch(executable_path=browser.find(), args=browser.ARGUMENTS)
        yield running, site
        running.close()


def slow_page(running: Browser) -> Page:
    """A page on a processor that is SLOWER times slower."""
    page = running.new_page()
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    return page
