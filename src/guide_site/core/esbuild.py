"""Scripts and stylesheets as they are sent, by esbuild: several as one, or each without what only we read."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path

_ESBUILD = Path("node_modules/.bin/esbuild").resolve()
_COMMON = ("--minify", "--target=es2022", "--charset=ascii", "--legal-comments=none", "--tsconfig-raw={}")
_AGAIN = ("--outbase=.", "--outdir=.", "--allow-overwrite")


def bundled(folder: Path, entry: str, *options: str) -> str:
    """What esbuild makes of `entry` in `folder` and all that it imports. Its text is ASCII."""
    return _run(folder, entry, "--bundle", *options)


def minify(folder: Path, names: Iterable[str]) -> None:
    """Write scripts and stylesheets of `folder` again without comments, line breaks and long names."""
    listed = list(names)
    modules = [name for name in listed if name.endswith(".mjs")]
    _run(folder, *modules, *_AGAIN, "--out-extension:.js=.mjs")
    _run(folder, *(name for name in listed if name not in modules), *_AGAIN)


def _run(folder: Path, *options: str) -> str:
    done = subprocess.run(  # noqa: S603  # our own files
        (_ESBUILD, *options, *_COMMON, "--log-level=error"),
        cwd=folder,
        check=True,
        stdout=subprocess.PIPE,
        encoding="ascii",
    )
    return done.stdout
