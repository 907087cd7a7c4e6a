"""The bundles that `make bundle` has written."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest

from guide_site.bundling.__main__ import ONE_FILE, ZIP
from tests.browser.finished import ROOT

BUILT = ROOT / "build"
TOP = "partner-guides"


def unpacked_bundles(folder: Path) -> Path:
    """The folder with both, and the zip unpacked beside itself."""
    for name in (ZIP, ONE_FILE):
        if not (BUILT / name).is_file():
            pytest.fail(f"There is no {name} in {BUILT}. Write it first: make bundle", pytrace=False)
        (folder / name).symlink_to(BUILT / name)
    with ZipFile(folder / ZIP) as archive:
        archive.extractall(folder)
    return folder
