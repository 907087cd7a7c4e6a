"""What of the site is saved on a reader's device, and with what. Nobody else decides it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from guide_site.languages.sections import ENGLISH, LANGUAGES

WORKER = "service-worker.js"

SHARED = "shared"
_RUNTIME = "runtime"
ALWAYS = (SHARED, _RUNTIME)
"""What is saved whatever the choice of languages."""

_RUNTIME_FILE = re.compile(r"assets/runtime/(?P<hash>[^/]+)/")
_STEMMERS = "assets/javascripts/lunr/"


def saved(site: Path) -> Iterator[tuple[str, str]]:
    """Each file that can be saved, and its group: a language, or one of ALWAYS."""
    stemmers = {stemmer(name) for name in ("stemmer.support", *LANGUAGES)}
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        unused = name.startswith(_STEMMERS) and name not in stemmers
        if path.is_dir() or unused or path.suffix == ".map" or name in (WORKER, "sitemap.xml"):
            continue
        if _RUNTIME_FILE.match(name):
            yield name, _RUNTIME
        elif name.startswith("assets/") or name == "404.html":
            yield name, SHARED
        else:
            first = name.partition("/")[0]
            yield name, first if first in LANGUAGES else ENGLISH


def lasting(names: Iterable[str]) -> dict[str, str]:
    """The groups that outlast a version of the site, with what names the cache of each."""
    folder = next((found["hash"] for name in names if (found := _RUNTIME_FILE.match(name))), "")
    return {_RUNTIME: f"runtime:{folder}"}


def stemmer(name: str) -> str:
    """The script that searches a language by its words' stems."""
    return f"{_STEMMERS}min/lunr.{name}.min.js"
