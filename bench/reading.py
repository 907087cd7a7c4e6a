"""What a reader is sent who opens a guide and calculates nothing."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Playwright

from bench.contenders import prefix_of
from bench.hosting import hosted
from bench.visits import newcomer

_GUIDE = "guides/westcon-avaya-ipo/"
_RUNTIME = "/assets/runtime/"


def reading(playwright: Playwright, site: Path) -> dict[str, int]:
    """Bytes and requests with nothing in the cache, and how many of the files are of Python."""
    with hosted(site, prefix_of(site)) as host, newcomer(playwright) as reader:
        sent = reader.read(host, _GUIDE)
    return {
        "bytes": sum(one.size for one in sent),
        "requests": len(sent),
        "runtime_files": sum(_RUNTIME in one.path for one in sent),
    }
