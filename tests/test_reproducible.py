"""The same sources give the same bytes: in another folder, later, in another time zone and language."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BUILT = {".git", ".venv", "build", "node_modules", "site"}

# A whole build takes a minute.
pytestmark = pytest.mark.rebuild


@pytest.fixture(scope="module")
def again() -> Path:
    """The folder of a second build, from a copy of the sources and what was downloaded for the first."""
    folder = ROOT / "build" / "again"
    shutil.rmtree(folder, ignore_errors=True)
    for path in ROOT.iterdir():
        if path.is_dir() and path.name not in BUILT:
            shutil.copytree(path, folder / path.name)
        elif path.is_file():
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, folder)
    (folder / ".venv").symlink_to(ROOT / ".venv")
    # Links to files, so that modules are found in this folder and nowhere else.
    shutil.copytree(ROOT / "node_modules", folder / "node_modules", symlinks=True, copy_function=os.link)
    shutil.copytree(ROOT / "build" / "wheels", folder / "build" / "wheels")
    for installed in ("uv", ".setup"):
        (folder / "build" / installed).touch()
    address = (ROOT / "build" / ".address").read_text().strip()
    day = f"{(ROOT / 'build' / '.site').stat().st_mtime:.0f}"
    elsewhere = {"TZ": "Pacific/Kiritimati", "LANG": "it_IT.UTF-8"}
    subprocess.run(
        ["make", "site", f"SITE_URL={address}"],
        cwd=folder,
        env={"SOURCE_DATE_EPOCH": day} | os.environ | elsewhere,
        check=True,
    )
    return folder


@pytest.mark.parametrize("name", ["build/runtime", "site"])
def test_a_second_build_gives_the_same_bytes(again: Path, name: str) -> None:
    first, second = _files(ROOT / name), _files(again / name)
    assert first
    assert {path for path in first | second if first.get(path) != second.get(path)} == set()


def _files(folder: Path) -> dict[str, str]:
    """What is in a folder: a file's path below it, and the hash of its content."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
