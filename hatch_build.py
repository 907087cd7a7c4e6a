"""Compile the catalogues when the package is built or installed from its sources."""

from __future__ import annotations

from pathlib import Path
from typing import Any, override

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compile_catalogues(locales: Path) -> None:
    """Write each `messages.mo` beside its `messages.po`. Unfinished messages are left out, not shown."""
    for source in sorted(locales.glob("*/LC_MESSAGES/messages.po")):
        with source.open("rb") as stream:
            catalogue = read_po(stream)
        with source.with_suffix(".mo").open("wb") as stream:
            write_mo(stream, catalogue)


class Catalogues(BuildHookInterface[Any]):
    """Runs before hatchling collects the files of a wheel or of an editable install."""

    PLUGIN_NAME = "custom"

    @override
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        compile_catalogues(Path(self.root) / "src" / "calc" / "locales")


if __name__ == "__main__":
    compile_catalogues(Path("src/calc/locales"))
