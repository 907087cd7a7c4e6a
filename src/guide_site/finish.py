"""The last step over the built site: `python -m guide_site.finish site`.

Each module of `finishing` does one thing to the files. The order matters at the end: the policy
is computed over the pages as they will be published, and the service worker lists the bytes of every file.
"""

from __future__ import annotations

import sys
from pathlib import Path

from guide_site.core.finished import read_pages
from guide_site.finishing import content_policy, markup, runtime, scripts, search_index, web_app
from guide_site.languages import alternates
from guide_site.offline import listing

RUNTIME = Path("build/runtime")


def finish(site: Path) -> None:
    """Finish a freshly built site, in place."""
    pages = read_pages(site)
    markup.mend(pages)
    alternates.link(pages)
    alternates.write_sitemap(site, pages)
    search_index.split(site, pages)
    scripts.place(site)
    runtime.place(site, pages, RUNTIME)
    web_app.write_manifests(site)
    content_policy.apply(pages)
    listing.tell_sizes(site, pages)
    for page in pages:
        page.path.write_text(page.html, encoding="utf-8")
    listing.write_worker(site)


if __name__ == "__main__":
    finish(Path(sys.argv[1]))
