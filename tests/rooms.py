"""The tests of a room, for `make test ONLY=calculator`: `python -m tests.rooms NAME` prints their files."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

TESTS = Path(__file__).parent
ROOMS: dict[str, list[str]] = tomllib.loads((TESTS / "rooms.toml").read_text(encoding="utf-8"))


def files(only: str) -> list[Path]:
    """The test files of a room, or the one file or folder that is named. Raises LookupError if neither is."""
    if Path(only).exists():
        return [Path(only)]
    if only not in ROOMS:
        raise LookupError(f"{only} is no room and no file. The rooms are {', '.join(ROOMS)}.")
    return [path for pattern in ROOMS[only] for path in sorted(TESTS.glob(pattern))]


if __name__ == "__main__":
    try:
        print(*files(sys.argv[1]))  # noqa: T201  # for the Makefile
    except LookupError as unknown:
        sys.exit(str(unknown.args[0]))
