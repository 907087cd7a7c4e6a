"""Another host than the site's."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Stranger:
    """Another host that lets everybody in, and remembers who came."""

    def __init__(self) -> None:
        self.visitors: list[str] = []
        visitors = self.visitors

        class Open(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                visitors.append(self.path)
                self.send_response(200)
                self.send_header("Access-Control-Allow-Origin", "*")
                self.send_header("Content-Type", "text/javascript")
                self.end_headers()
                self.wfile.write(b"globalThis.strangersCodeRan = true;")

            do_POST = do_GET  # noqa: N815  # the name that the base class looks for

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name in the base class
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Open)
        self.address = f"http://127.0.0.1:{self.server.server_port}/"
