"""The server of the finished site does what GitHub Pages does."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from threading import Thread

import pytest

from guide_site import serve

_PAGE = b"<!doctype html><title>words</title>" * 100


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[HTTPConnection]:
    """One connection to a site below /repo/."""
    (tmp_path / "guide").mkdir()
    (tmp_path / "guide" / "index.html").write_bytes(_PAGE)
    (tmp_path / "404.html").write_bytes(b"not here")
    with serve.server(tmp_path, 0, "/repo/", quiet=True) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        opened = HTTPConnection("127.0.0.1", server.server_port)
        yield opened
        opened.close()
        server.shutdown()
        thread.join()


def _get(connection: HTTPConnection, path: str, **headers: str) -> tuple[HTTPResponse, bytes]:
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    return answer, answer.read()


def test_one_connection_carries_all_that_a_page_asks_for(connection: HTTPConnection) -> None:
    connection.connect()
    used = connection.sock
    for path in ("/repo/guide/", "/repo/guide", "/repo/nothing", "/repo/guide/"):
        _get(connection, path)
        assert connection.sock is used, path


def test_text_is_compressed_for_whoever_takes_it(connection: HTTPConnection) -> None:
    assert _get(connection, "/repo/guide/")[1] == _PAGE
    assert gzip.decompress(_get(connection, "/repo/guide/", **{"Accept-Encoding": "gzip"})[1]) == _PAGE


@pytest.mark.parametrize("path", ["/repo/nothing", "/guide/"])
def test_what_is_not_there_is_answered_by_the_sites_own_page(connection: HTTPConnection, path: str) -> None:
    answer, body = _get(connection, path)
    assert (answer.status, body) == (404, b"not here")
