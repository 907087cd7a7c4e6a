"""Every dependency is pinned by hash, and no lock file holds a registry's address."""

from __future__ import annotations

import json
import re
from importlib.metadata import version
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PYTHON_LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
ADDRESS = re.compile(r"https?://|file:|index-url|find-links")


def _pins(lock: Path) -> list[str]:
    text = re.sub(r"\\\n", " ", lock.read_text(encoding="utf-8"))
    return [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]


def test_there_are_lock_files_for_the_tools_the_project_and_the_browser() -> None:
    assert [lock.name for lock in PYTHON_LOCKS] == ["browser.txt", "dev.txt", "uv.txt"]


@pytest.mark.parametrize("lock", PYTHON_LOCKS, ids=lambda lock: lock.name)
def test_each_python_dependency_is_pinned_with_its_hash(lock: Path) -> None:
    pins = _pins(lock)
    assert pins
    for pin in pins:
        assert re.match(r"[A-Za-z0-9._-]+==[^ ]+ .*--hash=sha256:[0-9a-f]{64}", pin), pin


@pytest.mark.parametrize("lock", [*PYTHON_LOCKS, ROOT / "package-lock.json"], ids=lambda lock: lock.name)
def test_no_lock_file_holds_an_address(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    if lock.suffix == ".json":
        packages = json.loads(text)["packages"]
        # Funding and licence addresses of a package are its own words; a registry's stands in "resolved".
        assert not [name for name, entry in packages.items() if "resolved" in entry]
    else:
        assert not ADDRESS.search(text)


def test_each_npm_dependency_is_pinned_with_its_integrity() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    locked = {name: entry for name, entry in packages.items() if name}
    assert locked
    assert not [
        name for name, entry in locked.items() if not entry.get("integrity") and not entry.get("link")
    ]


def test_npm_is_told_to_leave_addresses_out() -> None:
    assert "omit-lockfile-registry-resolved=true" in (ROOT / ".npmrc").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["pydantic", "pydantic-core", "babel", "holidays", "icalendar", "tzdata"])
def test_the_browser_runs_the_same_version_as_this_python(name: str) -> None:
    pins = [pin for pin in _pins(ROOT / "requirements" / "browser.txt") if pin.startswith(f"{name}==")]
    assert [pin.split()[0].removeprefix(f"{name}==") for pin in pins] == [version(name)]
