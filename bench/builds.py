"""How long the site takes to build, as it is and with its pages many times over."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from guide_site.core.languages import OTHERS

ROOT = Path(__file__).parents[1]
# What the build reads beside the pages, and leaves as it is.
_SHARED = ("build", "node_modules", "overrides", "src")
_NAV_ENTRY = re.compile(r"^( +- )(.+): ([\w/-]+)\.md$", re.MULTILINE)


PATIENCE_S = 900
"""A build that takes longer is stopped, and so reported."""


def build_times(times: Iterable[int]) -> dict[int, dict[str, float | None]]:
    """Seconds to build and finish a site with each number of copies of every page; None where it was stopped.

    `pages` are those of the site where it was finished, and of the sources where it was not.
    """
    return {copies: _build(copies) for copies in times}


def _build(copies: int) -> dict[str, float | None]:
    with TemporaryDirectory() as folder:
        project = Path(folder)
        multiply(project, copies)
        environment = os.environ | {
            "NO_MKDOCS_2_WARNING": "1",
            "PYTHONPATH": os.pathsep.join((".", "src")),
        }
        began = time.monotonic()
        try:
            for command in (("-m", "mkdocs", "build", "--quiet"), ("-m", "guide_site.finish", "site")):
                left = PATIENCE_S - (time.monotonic() - began)
                subprocess.run(
                    (sys.executable, *command), cwd=project, env=environment, check=True, timeout=left
                )
        except subprocess.TimeoutExpired:
            return {"pages": len(list((project / "docs").rglob("*.md"))), "seconds": None}
        taken = time.monotonic() - began
        return {"pages": len(list((project / "site").rglob("index.html"))), "seconds": round(taken, 1)}


def multiply(project: Path, copies: int) -> None:
    """Lay the project out in a folder, with each page of a section `copies` times, all in the navigation."""
    for name in _SHARED:
        (project / name).symlink_to(ROOT / name)
    for source in (ROOT / "docs").rglob("*.*"):
        target = project / source.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        content = source.read_bytes()
        target.write_bytes(content)
        if source.suffix == ".md" and source.parent.name not in OTHERS:
            for copy in range(2, copies + 1):
                target.with_stem(f"{target.stem}-{copy}").write_bytes(content)
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")

    def entries(found: re.Match[str]) -> str:
        dash, title, page = found.groups()
        more = (f"{dash}{title} {copy}: {page}-{copy}.md" for copy in range(2, copies + 1))
        return "\n".join((found[0], *(more if "/" in page else ())))

    (project / "mkdocs.yml").write_text(_NAV_ENTRY.sub(entries, settings), encoding="utf-8")
