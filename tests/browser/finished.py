"""The finished site as the browser tests see it: its files, its addresses, and servers for it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from lxml import html

from guide_site import serve

ROOT = Path(__file__).parents[2]

_LOCATION = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


@dataclass(frozen=True)
class Site:
    """A built site. A page is named by its address below the site's own, the home page by nothing."""

    folder: Path

    @cached_property
    def pages(self) -> tuple[str, ...]:
        """Every page that the sitemap lists, and the one for addresses that do not exist."""
        return (*(address.removeprefix(self.address) for address in self._listed), "404.html")

    @cached_property
    def address(self) -> str:
        """Where it was built to be published."""
        return min(self._listed, key=len)

    @property
    def prefix(self) -> str:
        return urlsplit(self.address).path

    @cached_property
    def _listed(self) -> list[str]:
        found = ET.parse(self.folder / "sitemap.xml").iter(_LOCATION)  # noqa: S314  # our own file
        return [str(location.text) for location in found]

    def file(self, page: str) -> Path:
        return self.folder / page / "index.html" if page.endswith("/") or not page else self.folder / page


# Read when the tests are collected, so that each page is a test of its own; missing, it fails them all.
SITE = Site(Path(os.environ.get("SITE_UNDER_TEST", ROOT / "site")))
PAGES = SITE.pages if (SITE.folder / "sitemap.xml").is_file() else ("",)

GUIDES = sorted({name.split("/")[1] for name in PAGES if name.startswith("guides/")})

KINDS = (
    "",
    "guides/westcon-avaya-ipo/",
    "calculators/order-charge/",
    "calculators/dispatch/",
    "calculators/pro-rata/",
    "calculators/volume-quote/",
    "calculators/esd-state/",
    "orders/",
    "offline/",
    "reference/glossary/",
    "reference/policies/",
    "reference/changes/",
    "project/architecture/",
    "404.html",
)
"""A page of each kind. What hangs on styles and scripts alone is the same on all pages of its kind."""


@cache
def tree(name: str) -> Any:
    """A page as it is without scripts."""
    return html.fromstring(SITE.file(name).read_bytes())


@contextmanager
def served(site: Path, prefix: str) -> Iterator[str]:
    """The address of a folder, served below `prefix` for as long as the context lasts."""
    with serve.server(site, 0, prefix, quiet=True) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{prefix}"
        finally:
            server.shutdown()
            thread.join()
