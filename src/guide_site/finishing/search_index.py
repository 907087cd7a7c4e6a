"""One search index a language: a reader finds pages of the language that they are reading, and only those."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from guide_site.core.finished import Page, replace_once
from guide_site.core.languages import OTHERS

_INDEX = "search/search_index.json"


def split(site: Path, pages: Sequence[Page]) -> None:
    """Give each language that is built its own index, and point its pages to it."""
    whole = json.loads((site / _INDEX).read_text(encoding="utf-8"))
    untranslated = {(page.folder, page.place) for page in pages if not page.indexed}
    entries: dict[str, list[dict[str, str]]] = {"": []}
    for entry in whole["docs"]:
        first, _, rest = entry["location"].partition("/")
        folder, location = (first, rest) if first in OTHERS else ("", entry["location"])
        if (folder, f"{location.partition('#')[0]}index.html") not in untranslated:
            entries.setdefault(folder, []).append(entry | {"location": location})
    for folder, docs in entries.items():
        path = site / folder / _INDEX
        path.parent.mkdir(exist_ok=True)
        index = {"config": whole["config"] | {"lang": [folder or "en"]}, "docs": docs}
        path.write_text(json.dumps(index, ensure_ascii=False), encoding="utf-8")
    for page in pages:
        if page.folder:
            _point_to_own_index(page)


def _point_to_own_index(page: Page) -> None:
    """Material looks for the index below the `base` of the page's settings."""
    depth = page.place.count("/")
    to_site = "/".join([".."] * (depth + 1))
    to_folder = "/".join([".."] * depth) or "."
    page.html = replace_once(page.html, f'"base": "{to_site}"', f'"base": "{to_folder}"')
