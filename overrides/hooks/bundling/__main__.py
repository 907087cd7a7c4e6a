"""Write the bundles: `python -m bundling site build`."""

from __future__ import annotations

import sys
from pathlib import Path

from bundling import archive, folder

RUNTIME = Path("build/runtime")


def main(site: Path, out: Path) -> None:
    """Write `partner-guides.zip` and `partner-calculators.html` from a finished site."""
    path = out / "partner-guides.zip"
    archive.write(path, folder.files(site, RUNTIME), "partner-guides")
    print(f"{path}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
