"""The browser runtime: its files in the site, and its address in each page that has a calculator."""

from __future__ import annotations

import json
import posixpath
import shutil
from pathlib import Path

from finishing.pages import Page, replace_once

_FOLDER = "assets/runtime"


def place(site: Path, pages: list[Page], runtime: Path) -> None:
    """Copy the runtime that `runtime/build.py` left in `runtime`, and tell the pages where it lies."""
    manifest = json.loads((runtime / "manifest.json").read_text(encoding="utf-8"))
    folder = f"{_FOLDER}/{manifest['folder']}"
    shutil.copytree(runtime / manifest["folder"], site / folder, dirs_exist_ok=True)
    for page in pages:
        if "<partner-calculator" not in page.html:
            continue
        here = page.path.parent.relative_to(site).as_posix()
        address, size = posixpath.relpath(folder, here), manifest["progress_bytes"]
        meta = f'<meta name="partner-calc-runtime" content="{address}/" data-bytes="{size}">'
        page.html = replace_once(page.html, "</head>", f"{meta}</head>")
