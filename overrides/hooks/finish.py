"""The last step over the built site: `python overrides/hooks/finish.py site`.

Each module of `finishing` does one thing to the files. The order matters at the end: the policy
is computed over the pages as they will be published, and the service worker lists the bytes of every file.
"""

from __future__ import annotations

import sys
from pathlib import Path

from finishing import (
    alternates,
    content_policy,
    libraries,
    markup,
    offline,
    procedures,
    runtime,
    search_index,
    web_app,
)
from finishing.pages import read_pages

RUNTIME = Path("build/runtime")
LIBRARIES = Path("node_modules")


def finish(site: Path) -> None:
    """Finish a freshly built site, in place."""
    pages = read_pages(site)
    markup.mend(pages)
    alternates.link(pages)
    alternates.write_sitemap(site, pages)
    search_index.split(site, pages)
    procedures.list_steps(pages)
    libraries.place(site, LIBRARIES)
    runtime.place(site, pages, RUNTIME)
    web_app.write_manifests(site)
    content_policy.apply(pages)
    offline.tell_sizes(site, pages)
    for page in pages:
        page.path.write_text(page.html, encoding="utf-8")
    offline.write_worker(site)


if __name__ == "__main__":
    finish(Path(sys.argv[1]))
