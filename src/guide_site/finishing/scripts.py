"""Scripts and styles: published by room, apart from where their sources lie."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from posixpath import relpath

from guide_site.core.esbuild import minify

_ROOMS = Path("src/guide_site")
_PYTHON = Path("runtime/page")
_MODULES = Path("node_modules")

# What stands in for other modules where there is no server.
_UNPUBLISHED = "bundling"
# A library by the name under which a module imports it: its file, and where that is published.
_LIBRARIES = {"idb": (_MODULES / "idb/build/index.js", "assets/store/idb.mjs")}
_IMPORT = re.compile(r'(?:(?<=import ")|(?<=from "))(?:\.[^"]+\.mjs|idb)(?=")')


def place(site: Path) -> None:
    """Write every module and stylesheet into the site, small; an import names what lies there."""
    published = list(_published())
    for source, name in published:
        target = site / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.suffix == ".mjs":
            target.write_text(_linked(source, name), encoding="utf-8")
        else:
            shutil.copyfile(source, target)
    for source, name in _LIBRARIES.values():
        shutil.copyfile(source, site / name)
    minify(site, [name for _, name in (*published, *_LIBRARIES.values())])


def _published() -> Iterator[tuple[Path, str]]:
    for source in sorted(path for kind in ("*.mjs", "*.js", "*.css") for path in _ROOMS.glob(f"*/{kind}")):
        if source.parent.name != _UNPUBLISHED:
            yield source, _address(source)
    yield from ((source, _address(source)) for source in sorted(_PYTHON.glob("*.mjs")))


def _address(source: Path) -> str:
    room = "python" if source.parent == _PYTHON else source.parent.name
    return f"assets/{room}/{source.name}"


def _linked(source: Path, name: str) -> str:
    def link(named: re.Match[str]) -> str:
        if library := _LIBRARIES.get(named[0]):
            target = library[1]
        else:
            target = _address((source.parent / named[0]).resolve().relative_to(Path.cwd()))
        found = relpath(target, PurePosixPath(name).parent)
        return found if found.startswith(".") else f"./{found}"

    return _IMPORT.sub(link, source.read_text(encoding="utf-8"))
