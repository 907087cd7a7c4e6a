"""What of the site is saved on a reader's device, and with what. Nobody else decides it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from guide_site.core.languages import ENGLISH, OTHERS

WORKER = "service-worker.js"

SHARED = "shared"
_RUNTIME = "runtime"
ALWAYS = (SHARED, _RUNTIME)
"""What is saved whatever the choice of languages."""

_RUNTIME_FILES = "assets/runtime/"
_STEMMERS = "assets/javascripts/lunr/"


def saved(site: Path) -> Iterator[tuple[str, str]]:
    """Each file that can be saved, and its group: a language, or one of ALWAYS."""
    stemmers = {stemmer(name) for name in ("stemmer.support", *OTHERS)}
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        unused = name.startswith(_STEMMERS) and name not in stemmers
        if path.is_dir() or unused or path.suffix == ".map" or name in (WORKER, "sitemap.xml"):
            continue
        if name.startswith(_RUNTIME_FILES):
            yield name, _RUNTIME
        elif name.startswith("assets/") or name == "404.html":
            yield name, SHARED
        else:
            first = name.partition("/")[0]
            yield name, first if first in OTHERS else ENGLISH


def lasting(digests: Mapping[str, str]) -> dict[str, str]:
    """The groups that outlast a version of the site, and what names the cache of each: a hash over its files.

    `digests` has the hash of each file that is saved.
    """
    runtime = [f"{name} {digest}" for name, digest in digests.items() if name.startswith(_RUNTIME_FILES)]
    return {_RUNTIME: f"runtime:{hashlib.sha256('\n'.join(runtime).encode()).hexdigest()[:12]}"}


def stemmer(name: str) -> str:
    """The script that searches a language by its words' stems."""
    return f"{_STEMMERS}min/lunr.{name}.min.js"
