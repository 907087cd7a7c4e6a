"""The browser runtime: its files in the site, and what each page that asks it must know of it."""

from __future__ import annotations

import base64
import json
import posixpath
import shutil
from pathlib import Path
from typing import Any

from guide_site.core.finished import Page, replace_once

FOLDER = "assets/runtime"
# What asks Python: calculators, orders on the page of their guide, and the list of them, for its calendar.
_ASKING = ("<partner-calculator", "<partner-order")
# Checking them takes no time, as they must be complete before they are used; the rest is used as it comes.
_CHECKED = (".bin",)


def place(site: Path, pages: list[Page], runtime: Path) -> None:
    """Copy the runtime that `runtime/build.py` left in `runtime`, and tell the pages how to start it."""
    manifest = json.loads((runtime / "manifest.json").read_text(encoding="utf-8"))
    folder = f"{FOLDER}/{manifest['folder']}"
    shutil.copytree(runtime / manifest["folder"], site / folder, dirs_exist_ok=True)
    described = describe(manifest)
    for page in pages:
        if not any(asking in page.html for asking in _ASKING):
            continue
        here = page.path.parent.relative_to(site).as_posix()
        told = json.dumps({"address": f"{posixpath.relpath(folder, here)}/", **described})
        data = f'<script type="application/json" id="partner-calc-runtime">{told}</script>'
        page.html = replace_once(page.html, "</head>", f"{data}</head>")


def describe(manifest: dict[str, Any]) -> dict[str, Any]:
    """What the scripts need beside the address: see `Runtime` in `protocol.mjs`."""
    return {
        "core": manifest["core"],
        "stamp": manifest["folder"],
        "files": {name: _file(name, **file) for name, file in manifest["files"].items()},
        "starts": manifest["starts"],
    }


def _file(name: str, bytes: int, sha256: str) -> dict[str, object]:  # noqa: A002  # as the manifest names it
    if not name.endswith(_CHECKED):
        return {"bytes": bytes}
    digest = base64.b64encode(base64.b16decode(sha256, casefold=True)).decode()
    return {"bytes": bytes, "integrity": f"sha256-{digest}"}
