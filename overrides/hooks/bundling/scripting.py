"""The site's modules as classic scripts: without a server, a browser loads no others. Its styles as one."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

_OWN = Path(__file__).parent / "scripts"
_ESBUILD = Path("node_modules/.bin/esbuild").resolve()
# A classic script has no import.meta; where it lies, it learns while it starts.
_ADDRESS = "partnerScript"


def classic(
    site: Path,
    entry: str,
    stand_ins: Mapping[str, str] = MappingProxyType({}),
    texts: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """One script from the module `entry` and all that it imports. Its text is ASCII.

    Modules are the site's and those in `scripts/`. `stand_ins` names modules of the site and what is taken in
    their place; `texts` are imported as strings.
    """
    with tempfile.TemporaryDirectory() as stage:
        folder = Path(stage)
        for path in (*(site / "assets/javascripts").glob("*.mjs"), *_OWN.glob("*.mjs")):
            shutil.copyfile(path, folder / path.name)
        for name, own in stand_ins.items():
            shutil.copyfile(_OWN / own, folder / name)
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8")
        return _esbuild(
            folder,
            entry,
            "--format=iife",
            f"--define:import.meta.url={_ADDRESS}",
            f"--banner:js=var {_ADDRESS}=globalThis.document?.currentScript?.src;",
        )


def stylesheet(parts: Iterable[Path]) -> str:
    """One stylesheet from several, in their order. Its text is ASCII."""
    with tempfile.TemporaryDirectory() as stage:
        path = Path(stage, "all.css")
        path.write_text("".join(part.read_text(encoding="utf-8") for part in parts), encoding="utf-8")
        return _esbuild(path.parent, path.name)


def _esbuild(folder: Path, entry: str, *options: str) -> str:
    common = ("--bundle", "--minify", "--target=es2022", "--charset=ascii", "--legal-comments=none")
    done = subprocess.run(  # noqa: S603  # our own files
        (_ESBUILD, entry, *common, "--log-level=error", *options),
        cwd=folder,
        check=True,
        stdout=subprocess.PIPE,
        encoding="ascii",
    )
    return done.stdout
