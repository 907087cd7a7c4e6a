"""The tests of a room, for `make test ONLY=calculator`: `python -m tests.rooms NAME` prints them."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

TESTS = Path(__file__).parent
ROOMS: dict[str, list[str]] = tomllib.loads((TESTS / "rooms.toml").read_text(encoding="utf-8"))

# Each file of unit tests in JavaScript is a test of this one.
_SCRIPTS = TESTS / "test_unit_js.py"
_SCRIPT = f"{_SCRIPTS}::test_scripts_do_what_their_unit_tests_say"


def named(only: str) -> list[str]:
    """The tests of a room, or the file or folder that is named. Raises LookupError if it is neither."""
    if Path(only).exists():
        return [only]
    if only not in ROOMS:
        raise LookupError(f"{only} is no room and no file. The rooms are {', '.join(ROOMS)}.")
    return [*map(str, files(only)), *_scripts(only)]


def files(room: str) -> list[Path]:
    """The files of a room's tests in Python."""
    return [path for pattern in ROOMS[room] for path in sorted(TESTS.glob(pattern))]


def _scripts(room: str) -> list[str]:
    return [f"{_SCRIPT}[{room}/{path.name}]" for path in sorted(TESTS.glob(f"unit-js/{room}/*.test.mjs"))]


if __name__ == "__main__":
    try:
        print(*named(sys.argv[1]))  # noqa: T201  # for the Makefile
    except LookupError as unknown:
        sys.exit(str(unknown.args[0]))
