"""The site's modules as classic scripts: without a server, a browser loads no others."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

_OWN = Path(__file__).parent / "scripts"
_ESBUILD = Path("node_modules/.bin/esbuild").resolve()
# A classic script has no import.meta; where it lies, it learns while it starts.
_ADDRESS = "partnerScript"


def classic(
    site: Path, entry: str, *, own: tuple[str, ...] = (), texts: Mapping[str, str] | None = None
) -> str:
    """One script from the module `entry` and all that it imports. Its text is ASCII.

    A module comes from the site, except for those named in `own`, which stand in for the site's or are
    ours alone. `texts` are imported as strings.
    """
    with tempfile.TemporaryDirectory() as stage:
        folder = Path(stage)
        for path in (site / "assets" / "javascripts").glob("*.mjs"):
            shutil.copyfile(path, folder / path.name)
        for name in (*own, entry):
            if (_OWN / name).is_file():
                shutil.copyfile(_OWN / name, folder / name)
        for name, text in (texts or {}).items():
            (folder / name).write_text(text, encoding="utf-8")
        done = subprocess.run(  # noqa: S603  # our own files
            (
                *(_ESBUILD, entry, "--bundle", "--format=iife", "--minify", "--target=es2022"),
                *("--charset=ascii", "--legal-comments=none", "--log-level=warning"),
                *(f"--define:import.meta.url={_ADDRESS}", f"--banner:js={_banner()}"),
            ),
            cwd=folder,
            check=True,
            stdout=subprocess.PIPE,
            encoding="ascii",
        )
    return done.stdout


def _banner() -> str:
    return f"var {_ADDRESS}=globalThis.document?.currentScript?.src;"
