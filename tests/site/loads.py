"""What a finished page loads, and what that loads in turn: read from the files, as a browser would."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from posixpath import join, normpath

from lxml import html

_LOADED = "//link[contains(' stylesheet icon preload modulepreload ', concat(' ', @rel, ' '))]/@href | //@src"
_FROM_STYLE = re.compile(r"""(?:@import\s+|url\()\s*["']?(?!data:|#)([^"')\s;]+)""")
_FROM_SCRIPT = re.compile(r"""["']((?:\.{1,2}/)[^"']+\.m?js)["']""")


def loaded(site: Path, page: Path, prefix: str) -> set[str]:
    """The files below `site` that a page at `prefix` needs beside itself; hosts elsewhere are left out."""
    found: set[str] = set()
    left = [*_named_in(site, page, prefix)]
    while left:
        name = left.pop()
        if name not in found:
            found.add(name)
            left += _named_in(site, site / name, prefix)
    return found


def _named_in(site: Path, file: Path, prefix: str) -> Iterator[str]:
    match file.suffix:
        case ".html":
            named = [str(link) for link in html.parse(file).xpath(_LOADED)]
        case ".css":
            named = _FROM_STYLE.findall(file.read_text("utf-8"))
        case ".mjs":
            named = _FROM_SCRIPT.findall(file.read_text("utf-8"))
        case _:
            named = []
    folder = file.parent.relative_to(site).as_posix()
    for link in named:
        if not re.match(r"[a-z]+:|//", link):
            path = link.partition("?")[0].partition("#")[0]
            yield path.removeprefix(prefix) if path.startswith("/") else normpath(join(folder, path))
