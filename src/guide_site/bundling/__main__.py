"""Write the bundles: `python -m guide_site.bundling site build`."""

from __future__ import annotations

import sys
from pathlib import Path

from guide_site.bundling import archive, folder, one_file

RUNTIME = Path("build/runtime")
ZIP = "partner-guides.zip"
ONE_FILE = "partner-calculators.html"


def main(site: Path, out: Path) -> None:
    """Write the two from a finished site."""
    archive.write(out / ZIP, folder.files(site, RUNTIME), "partner-guides")
    (out / ONE_FILE).write_bytes(one_file.html(site, RUNTIME))
    for name in (ZIP, ONE_FILE):
        print(f"{out / name}: {(out / name).stat().st_size:,} bytes")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
