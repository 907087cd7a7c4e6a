"""Show what publishing `site/` would put on the web, and refuse what would not work at its address."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from lxml import html

_LINKS = ("href", "src", "content", "action", "data-policies")


def escapes(page: Path, prefix: str, origin: str) -> Iterator[str]:
    """Links of a page that would leave the sub-path, or name another host as a resource of the page."""
    tree = html.parse(str(page)).getroot()
    for element in tree.iter("*"):
        for name in _LINKS:
            link = element.get(name, "")
            if link.startswith("/") and not link.startswith(prefix):
                yield link
            if name == "src" and urlsplit(link).netloc and not link.startswith(origin):
                yield link


def main() -> None:
    """List files by kind and size; exit status 1 where a page would break."""
    site, address = Path(sys.argv[1]), os.environ["SITE_URL"]
    prefix = urlsplit(address).path
    origin = address.removesuffix(prefix)
    files = sorted(path for path in site.rglob("*") if path.is_file())
    kinds: dict[str, list[int]] = {}
    for path in files:
        kinds.setdefault(path.suffix or path.name, []).append(path.stat().st_size)
    print(f"Would publish at {address}")
    for kind, sizes in sorted(kinds.items(), key=lambda pair: -sum(pair[1])):
        print(f"  {kind:<14} {len(sizes):>5} files {sum(sizes) / 1e6:>8.2f} MB")
    size = sum(path.stat().st_size for path in files) / 1e6
    print(f"  {'together':<14} {len(files):>5} files {size:>8.2f} MB")
    broken = [
        f"{path.relative_to(site)}: {link}"
        for path in files
        if path.suffix == ".html"
        for link in escapes(path, prefix, origin)
    ]
    if broken:
        print("Would not work there:", *broken, sep="\n  ")
        sys.exit(1)
    print("Every link stays under that address.")


if __name__ == "__main__":
    main()
