"""The bundles as `make bundle` writes them, for the tests."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

from guide_site.bundling.__main__ import ONE_FILE, ZIP
from guide_site.bundling.__main__ import main as write_bundles
from tests.browser.finished import SITE

TOP = "partner-guides"

__all__ = ["ONE_FILE", "TOP", "ZIP", "unpacked_bundles", "write_bundles"]


def unpacked_bundles(folder: Path) -> Path:
    """The folder with both, and the zip unpacked beside itself."""
    write_bundles(SITE.folder, folder)
    with ZipFile(folder / ZIP) as archive:
        archive.extractall(folder)
    return folder
