"""The preview shows what is on disk, and tells open pages of a new build; nothing of it is written to disk."""

import threading
import urllib.error
import urllib.request
from functools import partial
from http.server import ThreadingHTTPServer

import pytest

from publisher.preview import HOST, RELOADER, Changes, Handler

PAGE = b"<html><head></head><body>words</body></html>"


@pytest.fixture
def served(tmp_path):
    """A site of two pages behind the preview's server, and what tells it of builds."""
    (tmp_path / "call").mkdir()
    (tmp_path / "index.html").write_bytes(PAGE)
    (tmp_path / "call" / "index.html").write_bytes(PAGE)
    (tmp_path / "404.html").write_bytes(b"there is no page")
    changes = Changes()
    server = ThreadingHTTPServer((HOST, 0), partial(Handler, changes=changes, site=tmp_path))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://{HOST}:{server.server_port}", changes, tmp_path
    server.shutdown()
    server.server_close()


def _get(address):
    with urllib.request.urlopen(address, timeout=5) as answer:
        return answer.read()


@pytest.mark.parametrize("path", ["/", "/index.html", "/call/", "/call/index.html", "/?requests=5"])
def test_a_page_is_served_with_the_script_that_reloads_it(served, path):
    address, _, folder = served
    assert f'src="{RELOADER}"'.encode() in _get(address + path)
    assert (folder / "index.html").read_bytes() == PAGE


def test_the_script_listens_for_builds(served):
    assert b"EventSource" in _get(served[0] + RELOADER)


def test_an_unknown_address_gets_the_page_for_it(served):
    with pytest.raises(urllib.error.HTTPError) as raised:
        _get(served[0] + "/nowhere/")
    assert (raised.value.code, raised.value.read()) == (404, b"there is no page")
    raised.value.close()


def test_a_build_is_told_to_an_open_page(served):
    address, changes, _ = served
    with urllib.request.urlopen(address + "/-events", timeout=10) as stream:
        changes.tell()
        assert stream.readline() == b"data: built\n"


def test_waiting_ends_with_the_build_that_was_waited_for():
    changes = Changes()
    assert changes.wait(0, 0.01) == 0
    threading.Timer(0.01, changes.tell).start()
    assert changes.wait(0, 5) == 1
