"""The site on this machine while it is edited: built anew on each change, and the page reloaded."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Callable, Sequence
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from watchfiles import watch

RELOADER = "/-reload.js"
EVENTS = "/-events"
SCRIPT = b"new EventSource('/-events').onmessage = () => location.reload();"
TAG = f'<script defer src="{RELOADER}"></script></head>'.encode()
HOST = "127.0.0.1"


class Changes:
    """Lets each open page wait for the next build."""

    def __init__(self) -> None:
        self.condition, self.count = threading.Condition(), 0

    def tell(self) -> None:
        """A build is done."""
        with self.condition:
            self.count += 1
            self.condition.notify_all()

    def wait(self, seen: int, seconds: float) -> int:
        """The number of builds, once it is not `seen` or time is up."""
        with self.condition:
            self.condition.wait_for(lambda: self.count != seen, seconds)
            return self.count


class Handler(SimpleHTTPRequestHandler):
    """Serves files as they are on disk; only in what is served do pages get the script that reloads them."""

    def __init__(self, *args: object, changes: Changes, site: Path, **named: object) -> None:
        self.changes, self.site = changes, site
        super().__init__(*args, directory=str(site), **named)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """A file, the reloading script, or the stream of builds."""
        if self.path == EVENTS:
            return self._stream()
        if self.path == RELOADER:
            return self._send(HTTPStatus.OK, "text/javascript", SCRIPT)
        path = Path(self.translate_path(self.path))
        if path.is_dir() and self.path.partition("?")[0].endswith("/"):
            path /= "index.html"
        if path.suffix == ".html" and path.is_file():
            return self._send(HTTPStatus.OK, "text/html; charset=utf-8", path.read_bytes().replace(b"</head>", TAG))
        if not path.exists():
            return self._send(HTTPStatus.NOT_FOUND, "text/html; charset=utf-8", (self.site / "404.html").read_bytes())
        return super().do_GET()

    def _send(self, status: HTTPStatus, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def _stream(self) -> None:
        """Tell the page of each build; a comment every few seconds finds out whether it is still there."""
        seen = self.changes.count  # before the page knows that it is connected, so that no build is missed
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        try:
            while True:
                count = self.changes.wait(seen, 5)
                self.wfile.write(b"data: built\n\n" if count != seen else b": waiting\n\n")
                self.wfile.flush()
                seen = count
        except OSError:
            return

    def log_message(self, *args: object) -> None:
        """Say nothing of each request."""


def serve(command: Sequence[str], site: Path, watched: Sequence[Path], port: int, say: Callable[[str], object]) -> None:
    """Build by `command` (its own process, so that changed code counts), serve `site`, and build again on each change."""
    changes = Changes()
    subprocess.run(command, check=False)
    server = ThreadingHTTPServer((HOST, port), partial(Handler, changes=changes, site=site))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    say(f"http://{HOST}:{server.server_port}/ (Ctrl-C ends it)")
    try:
        for _ in watch(*watched, raise_interrupt=True):
            if subprocess.run(command, check=False).returncode == 0:
                changes.tell()
    except KeyboardInterrupt:
        server.shutdown()
