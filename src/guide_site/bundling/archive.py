"""A zip archive that depends on nothing but its content."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path


def write(path: Path, files: Mapping[str, bytes], folder: str) -> None:
    """Write the files, below `folder`, in the order of their names."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{folder}/{name}")
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, content)
