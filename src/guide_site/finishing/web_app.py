"""The web app manifests, with which browsers install the site: each language has its name and first page."""

from __future__ import annotations

import json
from pathlib import Path

from calc.words import words
from guide_site.core.languages import ENGLISH, FOLDERS, language_of

_NAME = "site.webmanifest"
_COLOUR = "#12505e"
_ICONS = (("icon-192", 192, "any"), ("icon-512", 512, "any"), ("icon-maskable-512", 512, "maskable"))


def write_manifests(site: Path) -> None:
    """Write the manifest of each language beside its first page."""
    for language in FOLDERS:
        folder, up = (site, "") if language == ENGLISH else (site / language, "../")
        if folder.is_dir():
            text = json.dumps(_manifest(language, up), ensure_ascii=False, indent=1)
            (folder / _NAME).write_text(f"{text}\n", encoding="utf-8")


def _manifest(language: str, up: str) -> dict[str, object]:
    told = words(language_of(language).locale)
    return {
        "name": told.text("Partner ordering guides"),
        "short_name": told.text("Ordering guides"),
        "lang": told.locale,
        "start_url": "./",
        "scope": up or "./",
        "display": "minimal-ui",
        "theme_color": _COLOUR,
        "background_color": "#ffffff",
        "icons": [
            {
                "src": f"{up}assets/images/{name}.png",
                "sizes": f"{size}x{size}",
                "type": "image/png",
                "purpose": purpose,
            }
            for name, size, purpose in _ICONS
        ],
    }
