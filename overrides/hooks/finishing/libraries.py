"""Libraries that the scripts import, beside them and under the names that they use."""

from __future__ import annotations

import shutil
from pathlib import Path

_FILES = {"idb/build/index.js": "idb.mjs"}


def place(site: Path, modules: Path) -> None:
    """Copy each library out of `modules`, where npm has put it."""
    scripts = site / "assets" / "javascripts"
    scripts.mkdir(parents=True, exist_ok=True)
    for source, name in _FILES.items():
        shutil.copyfile(modules / source, scripts / name)
