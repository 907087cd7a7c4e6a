"""One script or stylesheet from several, by esbuild."""

from __future__ import annotations

import subprocess
from pathlib import Path

_ESBUILD = Path("node_modules/.bin/esbuild").resolve()


def bundled(folder: Path, entry: str, *options: str) -> str:
    """What esbuild makes of `entry` in `folder` and all that it imports. Its text is ASCII."""
    common = ("--bundle", "--minify", "--target=es2022", "--charset=ascii", "--legal-comments=none")
    done = subprocess.run(  # noqa: S603  # our own files
        (_ESBUILD, entry, *common, "--log-level=error", *options),
        cwd=folder,
        check=True,
        stdout=subprocess.PIPE,
        encoding="ascii",
    )
    return done.stdout
