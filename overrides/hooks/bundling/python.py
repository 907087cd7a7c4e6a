"""The browser runtime, packed: Python comes to the page as text, and no server is asked for it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from bundling.packing import packed
from bundling.scripting import classic


def worker(site: Path) -> dict[str, str]:
    """The worker as the text that `packed-launch.mjs` starts."""
    return {"worker.txt": classic(site, "worker.mjs")}


def script(runtime: Path) -> bytes:
    """A classic script in `packing.ENCODING` that hands the files of the runtime to `packed-launch.mjs`."""
    parts = b",".join(b'"%s":"%s"' % (name.encode(), text) for name, text in files(runtime))
    return b"partnerRuntime={%s};" % parts


def files(runtime: Path) -> Iterator[tuple[str, bytes]]:
    """The files that one start needs, each packed."""
    manifest = json.loads((runtime / "manifest.json").read_bytes())
    for name in sorted(manifest["files"]):
        yield name, packed((runtime / manifest["folder"] / name).read_bytes())
