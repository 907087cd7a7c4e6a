"""Serve the finished site on this machine as GitHub Pages would: its 404 page, a sub-path if asked for."""

from __future__ import annotations

import argparse
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class Pages(SimpleHTTPRequestHandler):
    """Files below a folder, at `prefix`; anything else is the site's own 404 page."""

    def __init__(self, *args: object, prefix: str, quiet: bool, **kwargs: object) -> None:
        self.prefix = prefix
        self.quiet = quiet
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed through as they come

    def translate_path(self, path: str) -> str:
        if not path.startswith(self.prefix):
            return str(Path(self.directory) / "nothing-here")
        return super().translate_path("/" + path.removeprefix(self.prefix))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name in the base class
        if not self.quiet:
            super().log_message(format, *args)


def server(site: Path, port: int, prefix: str = "/", *, quiet: bool = False) -> ThreadingHTTPServer:
    """A server for `site` on this machine only. Port 0 takes any free one."""
    handler = partial(Pages, directory=str(site), prefix=prefix, quiet=quiet)
    return ThreadingHTTPServer(("127.0.0.1", port), handler)


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--prefix", default="/", help='sub-path, such as "/repo/"')
    options = parser.parse_args()
    with server(options.site, options.port, options.prefix) as running:
        print(f"http://127.0.0.1:{running.server_port}{options.prefix}")
        try:
            running.serve_forever()
        except KeyboardInterrupt:
            print()


if __name__ == "__main__":
    main()
