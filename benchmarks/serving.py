"""The site as a real host serves it: gzipped, with assets kept for good since their names change with their content."""

from __future__ import annotations

import contextlib
import gzip
import mimetypes
import re
import threading
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

KEPT = {True: "public, max-age=31536000, immutable", False: "public, max-age=600"}


class Handler(BaseHTTPRequestHandler):
    """Answers from files that are gzipped beforehand."""

    protocol_version = "HTTP/1.1"
    files: Mapping[str, bytes]

    def do_GET(self) -> None:
        path = self.path.split("?")[0].lstrip("/")
        path = f"{path}index.html" if not path or path.endswith("/") else path
        content = self.files.get(path)
        self.send_response(200 if content is not None else 404)
        self.send_header("Content-Type", (mimetypes.guess_type(path)[0] or "text/plain") + "; charset=utf-8")
        self.send_header("Content-Length", str(len(content or b"")))
        if content is not None:
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Cache-Control", KEPT[path.startswith("assets/")])
        self.end_headers()
        self.wfile.write(content or b"")

    def log_message(self, *_: object) -> None:
        """Nothing."""


@contextlib.contextmanager
def server() -> Iterator[tuple[str, dict[str, bytes]]]:
    """The root address and the files to be served, to be filled by whoever knows the address now."""
    files: dict[str, bytes] = {}
    made = ThreadingHTTPServer(("127.0.0.1", 0), type("Own", (Handler,), {"files": files}))
    threading.Thread(target=made.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{made.server_port}", files
    finally:
        made.shutdown()
        made.server_close()


def put(files: dict[str, bytes], site: Mapping[str, bytes], root: str) -> None:
    """Serve a site, as if it had been built for that root."""
    written = re.search(rb'rel="canonical" href="([^"]+)"', site["index.html"])
    assert written, "the first page names its address"
    for path, content in site.items():
        here = content if path.startswith("assets/") else content.replace(written[1], f"{root}/".encode())
        files[path] = gzip.compress(here, 9, mtime=0)
