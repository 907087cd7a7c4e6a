"""The pages of the built site, as text, with where they stand and what their heads say."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import override

from guide_site.core.languages import OTHERS


@dataclass(eq=False)
class Page:
    """One HTML file. `html` is edited in place; the rest is as it was read.

    `folder` is its language's folder, empty at the root; `place` its path below that folder, the same in
    every language.
    """

    path: Path
    html: str
    folder: str
    place: str
    language: str
    canonical: str | None
    indexed: bool


def read_pages(site: Path) -> list[Page]:
    """Every HTML file of the site, in the order of their paths."""
    return [_read(site, path) for path in sorted(site.rglob("*.html"))]


def replace_once(html: str, old: str, new: str) -> str:
    """Replace what must stand exactly once. Raises ValueError otherwise: no change of theme slips by."""
    if html.count(old) != 1:
        raise ValueError(f"{old!r} stands {html.count(old)} times")
    return html.replace(old, new)


def _read(site: Path, path: Path) -> Page:
    html = path.read_text(encoding="utf-8")
    head = _Head()
    head.feed(html)
    place = path.relative_to(site)
    folder = place.parts[0] if place.parts[0] in OTHERS else ""
    return Page(
        path, html, folder, place.relative_to(folder).as_posix(), head.language, head.canonical, head.indexed
    )


class _Head(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.language = ""
        self.canonical: str | None = None
        self.indexed = True

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "html":
            self.language = said.get("lang") or ""
        elif tag == "link" and said.get("rel") == "canonical":
            self.canonical = said.get("href")
        elif tag == "meta" and said.get("name") == "robots":
            self.indexed = "noindex" not in (said.get("content") or "")
