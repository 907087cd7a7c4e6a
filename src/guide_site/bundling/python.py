"""The browser runtime, packed: Python comes to the page as text, and no server is asked for it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from guide_site.bundling.packing import packed
from guide_site.bundling.scripting import classic
from guide_site.finishing.runtime import FOLDER, describe

type Manifest = dict[str, Any]

# Pyodide refuses to run in a worker that is no module, and tells one by this function. It does not need it.
_AS_IF_A_MODULE = "self.importScripts=undefined;"


def worker() -> dict[str, str]:
    """The worker as the text that `packed-launch.mjs` starts."""
    return {"worker.txt": _AS_IF_A_MODULE + classic("runtime/page/worker.mjs")}


def scripts(runtime: Path) -> dict[str, bytes]:
    """A classic script in `packing.ENCODING` for each file of the runtime, where the web has the file."""
    manifest = _manifest(runtime)
    return {
        f"{FOLDER}/{manifest['folder']}/{name}.js": b'(self.partnerFiles??={})["%s"]="%s";'
        % (name.encode(), packed((runtime / manifest["folder"] / name).read_bytes()))
        for name in manifest["files"]
    }


def elements(runtime: Path) -> bytes:
    """What the one file holds: the ordinary start, which has the fewest bytes, and how it is described."""
    manifest = _manifest(runtime)
    names = manifest["starts"]["ordinary"]
    starts = dict.fromkeys(manifest["starts"], names)
    files = {name: manifest["files"][name] for name in names}
    told = json.dumps({"address": "runtime/", **describe(manifest | {"starts": starts, "files": files})})
    described = f'<script type="application/json" id="partner-calc-runtime">{told}</script>'
    return described.encode() + b"".join(
        b'<script type="application/octet-stream" data-file="%s">%s</script>'
        % (name.encode(), packed((runtime / manifest["folder"] / name).read_bytes()))
        for name in names
    )


def _manifest(runtime: Path) -> Manifest:
    manifest: Manifest = json.loads((runtime / "manifest.json").read_bytes())
    return manifest
