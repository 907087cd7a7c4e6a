"""The site's modules as classic scripts: without a server, a browser loads no others. Its styles as one."""

from __future__ import annotations

import posixpath
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from guide_site.core.esbuild import bundled

OWN = "src/guide_site/bundling"
_SOURCES = ("src/guide_site/*/*.mjs", "runtime/page/*.mjs")
_LIBRARIES = Path("node_modules").resolve()
# A classic script has no import.meta; where it lies, it learns while it starts.
_ADDRESS = "partnerScript"


def classic(
    entry: str,
    stand_ins: Mapping[str, str] = MappingProxyType({}),
    texts: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """One script from the module `entry` and all that it imports. Its text is ASCII.

    `stand_ins` names modules and what of this room is taken in their place; `texts` lie in this room, to be
    imported as strings.
    """
    with tempfile.TemporaryDirectory() as stage:
        folder = Path(stage)
        (folder / _LIBRARIES.name).symlink_to(_LIBRARIES)
        for path in (path for pattern in _SOURCES for path in Path().glob(pattern)):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, folder / path)
        for name, own in stand_ins.items():
            there = posixpath.relpath(f"{OWN}/{own}", posixpath.dirname(name))
            (folder / name).write_text(f'export * from "{there}";', encoding="utf-8")
        for name, text in texts.items():
            (folder / OWN / name).write_text(text, encoding="utf-8")
        return bundled(
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
        return bundled(path.parent, path.name)
