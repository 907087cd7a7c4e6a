"""Another host, and what a strange script might try: to reach it, and to run text as code."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

REACH_OUT = {
    "fetch": "address => fetch(address).then(() => 'reached', () => 'refused')",
    "no-cors fetch": "address => fetch(address, { mode: 'no-cors' }).then(() => 'reached', () => 'refused')",
    "import": "address => import(address).then(() => 'reached', () => 'refused')",
    "socket": """address => new Promise((resolve) => {
        let socket;
        try { socket = new WebSocket(address.replace('http', 'ws')); } catch { return resolve('refused'); }
        socket.onopen = () => resolve('reached');
        socket.onerror = () => resolve('refused');
    })""",
    "request": """address => new Promise((resolve) => {
        const request = new XMLHttpRequest();
        request.onload = () => resolve('reached');
        request.onerror = () => resolve('refused');
        request.open('GET', address);
        request.send();
    })""",
}

# In a task of its own: what the developer tools run themselves is not bound by the policy.
RUN_TEXT = """() => new Promise((resolve) => {
    setTimeout(() => { try { resolve(eval('1 + 1')); } catch (error) { resolve(error.name); } });
})"""


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


@contextmanager
def known_stranger() -> Iterator[Stranger]:
    """Another host for as long as the context lasts."""
    known = Stranger()
    with known.server:
        thread = Thread(target=known.server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield known
        known.server.shutdown()
        thread.join()
