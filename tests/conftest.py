"""What many tests share: the real guide read once, its site built once, one Chromium."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import sync_playwright

from calculators.guide import read_guide
from publisher.publish import publish
from publisher.render import render
from tests import browser as chromium_finder

settings.register_profile("steady", deadline=None, derandomize=True)  # the same examples each time, however slow the machine
settings.load_profile("steady")

ROOT = Path(__file__).resolve().parent.parent
CONTENT, TEMPLATES, CHARTS = ROOT / "content", ROOT / "templates", ROOT / ".cache" / "charts"


@pytest.fixture(scope="session")
def guide():
    """The real guide, on its own day."""
    return read_guide(CONTENT)


@pytest.fixture(scope="session")
def files(guide):
    """Every file of the real site by its path."""
    return render(guide, CONTENT, TEMPLATES, CHARTS)


@pytest.fixture(scope="session")
def site(files, tmp_path_factory):
    """The real site on disk, two folders deep, so that a server can show it from a root and from a subfolder."""
    folder = tmp_path_factory.mktemp("web") / "some" / "where"
    folder.parent.mkdir()
    publish(files, folder)
    return folder


class Quiet(SimpleHTTPRequestHandler):
    """A server that says nothing."""

    def log_message(self, *args):
        """Nothing."""


@contextmanager
def serving(folder):
    """The address of a server that shows a folder."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def addresses(site):
    """The same site from a folder, from a server's root, and from a subfolder of a server."""
    with serving(site) as root, serving(site.parent.parent) as outer:
        yield {"folder": site.as_uri(), "root": root, "subfolder": f"{outer}/some/where"}


@pytest.fixture(scope="session")
def browser():
    """One Chromium for all tests."""
    path = chromium_finder.find()
    assert path, chromium_finder.REMEDY
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=chromium_finder.ARGUMENTS)
        yield running
        running.close()
