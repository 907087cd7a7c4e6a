"""Each test belongs to a room, and a page says what it guards."""

from __future__ import annotations

import pytest

from tests.rooms import ROOMS, TESTS, files, named

_TOLD = (TESTS.parent / "docs/en/project/tests.md").read_text(encoding="utf-8")
_FILES = sorted(TESTS.rglob("test_*.py"))


def test_each_room_of_the_site_has_tests() -> None:
    rooms = {path.parent.name for path in (TESTS.parent / "src/guide_site").glob("*/__init__.py")}
    assert rooms <= set(ROOMS)
    patterns = [pattern for patterns in ROOMS.values() for pattern in patterns]
    assert [pattern for pattern in patterns if not [*TESTS.glob(pattern)]] == []


@pytest.mark.parametrize("path", _FILES, ids=lambda path: path.relative_to(TESTS).as_posix())
def test_each_file_of_tests_belongs_to_a_room(path: object) -> None:
    assert any(path in files(room) for room in ROOMS)


def test_each_file_of_tests_for_browsers_is_told_of() -> None:
    driving = [path.stem for path in _FILES if path.parent.name == "browser"]
    assert [name for name in driving if f"`{name}`" not in _TOLD] == []


def test_a_file_stands_for_itself_and_what_is_neither_is_refused() -> None:
    assert named("tests/test_rooms.py") == ["tests/test_rooms.py"]
    with pytest.raises(LookupError, match="no room and no file"):
        named("kitchen")
