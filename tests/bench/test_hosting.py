"""The benchmark's server does what GitHub Pages does, counts what it sends, and can be slow."""

from __future__ import annotations

import gzip
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from threading import Thread

import pytest

from bench.hosting import Host, Line, hosted

_TEXT = b"words and words " * 1000
_BYTES = bytes(range(256)) * 400


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    (tmp_path / "page.html").write_bytes(_TEXT)
    (tmp_path / "data.bin").write_bytes(_BYTES)
    (tmp_path / "snapshot.bin").write_bytes(_BYTES)
    with hosted(tmp_path, withheld=["snapshot.bin"]) as running:
        yield running


def _ask(host: Host, path: str, **headers: str) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection("127.0.0.1", host.server.server_port)
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"} | headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


def test_text_is_compressed_and_what_is_packed_is_not(host: Host) -> None:
    page, text = _ask(host, "/page.html")
    assert page.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(text) == _TEXT
    assert _ask(host, "/data.bin")[1] == _BYTES


@pytest.mark.parametrize("path", ["/page.html", "/data.bin"])
def test_a_file_keeps_for_ten_minutes_and_is_not_sent_again_unchanged(host: Host, path: str) -> None:
    first, _ = _ask(host, path)
    assert first.headers["Cache-Control"] == "max-age=600"
    again, body = _ask(host, path, **{"If-None-Match": first.headers["ETag"]})
    assert (again.status, body) == (304, b"")


def test_a_withheld_file_is_not_found(host: Host) -> None:
    assert _ask(host, "/snapshot.bin")[0].status == 404


def test_what_goes_out_is_counted_with_its_headers(host: Host) -> None:
    _ask(host, "/data.bin?anything")
    (sent,) = host.settle()
    assert (sent.path, sent.status) == ("/data.bin", 200)
    assert len(_BYTES) < sent.size < len(_BYTES) + 500
    assert host.settle() == []


def test_connections_share_the_line_and_each_request_waits(host: Host) -> None:
    """Two files of 102,400 bytes at 500,000 a second: 0.41 s, and the wait of both at once."""
    host.line = Line(rate=500_000, delay=0.2)
    askers = [Thread(target=_ask, args=(host, "/data.bin")) for _ in range(2)]
    began = time.monotonic()
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    assert time.monotonic() - began > 0.6
