"""Serves a folder as GitHub Pages would, counts what goes out, and can be as slow as a reader's line."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import ThreadingHTTPServer
from io import BufferedIOBase, BytesIO
from pathlib import Path
from threading import Lock, Thread
from typing import BinaryIO, NamedTuple, override

from guide_site.serve import Pages

_PART = 16_384
_QUIET_SECONDS = 0.2


class Line:
    """A line that all connections share: bytes a second, and seconds that each request waits at first."""

    def __init__(self, rate: float, delay: float) -> None:
        self.delay = delay
        self._rate = rate
        self._free = 0.0
        self._turn = Lock()

    def carry(self, size: int) -> None:
        """Return when so many bytes have come through, behind those that are on their way already."""
        with self._turn:
            self._free = max(self._free, time.monotonic()) + size / self._rate
            arrives = self._free
        time.sleep(max(0.0, arrives - time.monotonic()))


class Sent(NamedTuple):
    """An answer that went out: of which file, and its bytes with the headers."""

    path: str
    status: int
    size: int


class Host:
    """A server of one folder on this machine. `sent` grows with every answer."""

    def __init__(self, folder: Path, prefix: str = "/", withheld: Iterable[str] = ()) -> None:
        self.withheld = frozenset(withheld)
        self.line: Line | None = None
        self.sent: list[Sent] = []
        self.answering: set[_Counted] = set()
        handler = partial(_Counted, host=self, directory=str(folder), prefix=prefix, quiet=True)
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}{prefix}"

    def settle(self) -> list[Sent]:
        """Wait until nothing more is asked for, and give what was sent since the last time."""
        known = -1
        while self.answering or known != len(self.sent):
            known = len(self.sent)
            time.sleep(_QUIET_SECONDS)
        sent, self.sent = self.sent, []
        return sent


@contextmanager
def hosted(folder: Path, prefix: str = "/", withheld: Iterable[str] = ()) -> Iterator[Host]:
    """Serve a folder for as long as the context lasts; files with a withheld name are not found."""
    host = Host(folder, prefix, withheld)
    with host.server as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield host
        finally:
            server.shutdown()
            thread.join()


class _Counted(Pages):
    """What GitHub Pages says beside the bytes: how long they keep, and whether they have changed."""

    def __init__(self, *args: object, host: Host, **settings: object) -> None:
        self._host = host
        self._tag = ""
        self._status = 0
        super().__init__(*args, **settings)  # type: ignore[arg-type]  # handed through as they come

    @override
    def setup(self) -> None:
        super().setup()
        self._out = _Counting(self.wfile, self._host)
        self.wfile = self._out  # type: ignore[assignment]  # all that the server asks of it is to write

    @override
    def do_GET(self) -> None:
        host = self._host
        host.answering.add(self)
        if host.line:
            time.sleep(host.line.delay)
        self._out.size = 0
        try:
            super().do_GET()
        finally:
            host.sent.append(Sent(self.path.partition("?")[0], self._status, self._out.size))
            host.answering.discard(self)

    @override
    def send_head(self) -> BytesIO | BinaryIO | None:
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path /= "index.html"
        if path.name in self._host.withheld:
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        if not path.is_file():
            return super().send_head()
        about = path.stat()
        self._tag = f'"{about.st_mtime_ns:x}-{about.st_size:x}"'
        if self.headers.get("If-None-Match") == self._tag:
            self.send_response(HTTPStatus.NOT_MODIFIED)
            self.end_headers()
            return None
        return super().send_head()

    @override
    def send_response(self, code: int, message: str | None = None) -> None:
        self._status = code
        super().send_response(code, message)

    @override
    def end_headers(self) -> None:
        if self._status in (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED):
            self.send_header("Cache-Control", "max-age=600")
            self.send_header("ETag", self._tag)
        super().end_headers()


class _Counting:
    """Writes in small parts, each as the line lets it through, and counts them."""

    closed = False

    def __init__(self, out: BufferedIOBase, host: Host) -> None:
        self.size = 0
        self._out = out
        self._host = host

    def write(self, content: bytes) -> int:
        for start in range(0, len(content), _PART):
            part = content[start : start + _PART]
            if self._host.line:
                self._host.line.carry(len(part))
            self._out.write(part)
            self.size += len(part)
        return len(content)

    def flush(self) -> None:
        self._out.flush()

    def close(self) -> None:
        self._out.close()
