"""Holds the site to its budget of bytes: `python -m bench.budget`. Fails where something has grown past it.

The limits stand in `budget.toml`. Sizes are of what GitHub Pages would send.
"""

from __future__ import annotations

import gzip
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Playwright, sync_playwright

from bench.contenders import ROOT, starts
from bench.hosting import hosted
from bench.reading import reading
from bench.visits import newcomer
from guide_site.serve import COMPRESSED

_BUDGET = Path(__file__).with_name("budget.toml")
_RUNTIME = "assets/runtime/*/"
_ADVICE = """\
Find what came in, and leave it out of what readers are sent: runtime/trim.py says which parts of Python and
of its packages go, and a script or a style that few pages need can be asked for by those alone.
If the bytes are worth it, raise the limit in bench/budget.toml, and say in the commit what they bring."""


class Size(NamedTuple):
    """Bytes that are held to a limit; None where the budget has none for them yet."""

    what: str
    bytes: int
    limit: int | None


def sizes(playwright: Playwright, site: Path) -> list[Size]:
    """Everything that the budget speaks of, and every file of the runtime."""
    limits = tomllib.loads(_BUDGET.read_text(encoding="utf-8"))
    return [
        *_visits(playwright, site, limits["visits"]),
        *_files(site, limits["files"]),
        *_built(limits["built"]),
    ]


def grown(sizes: Iterable[Size]) -> str:
    """What is past its limit, by how much, and what to do about it. Empty where nothing is."""
    said = []
    for what, size, limit in sizes:
        if limit is None:
            said.append(f"{what}: {size:,} bytes, and no limit for it in bench/budget.toml.")
        elif size > limit:
            said.append(f"{what}: {size:,} bytes, {size - limit:,} more than its limit of {limit:,}.")
    return "\n".join((*said, _ADVICE)) if said else ""


def _visits(playwright: Playwright, site: Path, limits: dict[str, int]) -> Iterator[Size]:
    read = reading(playwright, site)
    yield Size("a guide that is only read", read["bytes"], limits["guide"])
    yield Size("its files of Python", read["runtime_files"], 0)
    for start in starts(site):
        with (
            hosted(start.folder, start.prefix, start.withheld) as host,
            newcomer(playwright) as reader,
            reader.visit(host, start.page) as (_, visit),
        ):
            yield Size(f"first answer, {start.name} start", visit.bytes, limits[start.name])


def _files(site: Path, limits: dict[str, int]) -> Iterator[Size]:
    """Files by pattern, those that match one pattern together."""
    known: set[Path] = set()
    for pattern, limit in limits.items():
        found = set(site.glob(pattern))
        known |= found
        yield Size(pattern, sum(map(_sent, found)), limit)
    for path in sorted(set(site.glob(f"{_RUNTIME}*")) - known):
        yield Size(path.relative_to(site).as_posix(), _sent(path), None)


def _sent(path: Path) -> int:
    content = path.read_bytes()
    return len(gzip.compress(content, 6) if path.suffix in COMPRESSED else content)


def _built(limits: dict[str, int]) -> Iterator[Size]:
    """What is handed on as a file, where it has been built."""
    for name, limit in limits.items():
        if (ROOT / name).is_file():
            yield Size(name, (ROOT / name).stat().st_size, limit)


def main() -> None:
    """Print every size beside its limit, and exit with what has grown past it."""
    with sync_playwright() as playwright:
        measured = sizes(playwright, ROOT / "site")
    for what, size, limit in measured:
        print(f"{what:<56} {size:>12,} of {limit or 0:>12,}")
    sys.exit(grown(measured) or None)


if __name__ == "__main__":
    main()
