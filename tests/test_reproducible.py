"""The same sources give the same bytes: in another folder, later, in another time zone and language."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BUILT = {".git", ".venv", "build", "node_modules", "site"}


@pytest.fixture
def again() -> Iterator[Path]:
    """A folder on the disk of the first build, so that what is installed can be linked there."""
    folder = ROOT / "build" / "again"
    shutil.rmtree(folder, ignore_errors=True)
    yield folder
    shutil.rmtree(folder)


def test_a_second_build_gives_the_same_bytes(again: Path) -> None:
    _copy_sources(again)
    _bring_what_is_installed(again)
    _build_elsewhere(again)
    for name in ("build/runtime", "site"):
        first, second = _hashes(ROOT / name), _hashes(again / name)
        assert first
        assert {path for path in first | second if first.get(path) != second.get(path)} == set()


def _copy_sources(folder: Path) -> None:
    folder.mkdir(parents=True)
    for path in ROOT.iterdir():
        if path.is_file():
            shutil.copy2(path, folder)
        elif path.name not in BUILT:
            shutil.copytree(path, folder / path.name)


def _bring_what_is_installed(folder: Path) -> None:
    """Make takes it for installed, and nothing is downloaded again."""
    (folder / ".venv").symlink_to(ROOT / ".venv")
    # Links to files, and not to the folder: Node names a module by the folder that it really lies in.
    shutil.copytree(ROOT / "node_modules", folder / "node_modules", symlinks=True, copy_function=os.link)
    shutil.copytree(ROOT / "build" / "wheels", folder / "build" / "wheels")
    for installed in ("uv", ".setup"):
        (folder / "build" / installed).touch()


def _build_elsewhere(folder: Path) -> None:
    address = (ROOT / "build" / ".address").read_text(encoding="utf-8").strip()
    day = f"{(ROOT / 'build' / '.site').stat().st_mtime:.0f}"
    elsewhere = {"TZ": "Pacific/Kiritimati", "LANG": "it_IT.UTF-8"}
    environment = {"SOURCE_DATE_EPOCH": day} | os.environ | elsewhere
    subprocess.run(["make", "site", f"SITE_URL={address}"], cwd=folder, env=environment, check=True)


def _hashes(folder: Path) -> dict[str, str]:
    """The content of a folder, by the files' paths below it."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }
