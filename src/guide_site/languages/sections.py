"""A page as sections, each with a fingerprint, so that a translation can name the English behind it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from guide_site.core.languages import ENGLISH, ENGLISH_ONLY

DOCS = Path("docs")

CALCULATORS = "calculators/"
"""The folder of the calculators' pages."""

HEADER = "page"
"""The name of what stands before the first heading, the title and the description among it."""

_HEADING = re.compile(r"^#{1,6} .*\{ *#(?P<id>[a-z0-9-]+)[^}]*\}\s*$")
_FENCE = re.compile(r"^\s*(```|~~~)")
_FRONT = re.compile(r"\A---\n(?P<meta>.*?)\n---\n", re.DOTALL)


@dataclass(frozen=True)
class Page:
    """One Markdown file: its front matter, and the text of each section by heading id, in order."""

    meta: dict[str, Any]
    sections: dict[str, str]

    @property
    def translates(self) -> dict[str, str]:
        """For each section, the fingerprint of the English that it translates."""
        return dict(self.meta.get("translates", {}))


def parse(text: str) -> Page:
    """Split a page at its headings. Text inside code fences is no heading."""
    front = _FRONT.match(text)
    meta: dict[str, Any] = yaml.safe_load(front["meta"]) if front else {}
    told = "\n".join(str(meta.get(name, "")) for name in ("title", "description"))
    lines: dict[str, list[str]] = {HEADER: [told]}
    current, fenced = HEADER, False
    for line in text[front.end() if front else 0 :].splitlines():
        if _FENCE.match(line):
            fenced = not fenced
        heading = None if fenced else heading_id(line)
        if heading:
            current = heading
            lines[current] = []
        lines[current].append(line.rstrip())
    return Page(meta, {name: "\n".join(part).strip() for name, part in lines.items()})


def heading_id(line: str) -> str | None:
    """The id of a heading, None for any other line."""
    heading = _HEADING.match(line)
    return heading["id"] if heading else None


def opening(page: Page) -> str:
    """The paragraph below the title of a page."""
    titled = next(section for name, section in page.sections.items() if name != HEADER)
    return " ".join(titled.split("\n\n")[1].split())


def fingerprint(section: str) -> str:
    """Stands for the words of a section. White space does not count, and a figure is a token."""
    return hashlib.sha256(" ".join(section.split()).encode()).hexdigest()[:12]


def english_pages() -> list[str]:
    """The pages that every language has, as paths below its folder."""
    folder = DOCS / ENGLISH
    paths = (path.relative_to(folder).as_posix() for path in folder.rglob("*.md"))
    return sorted(path for path in paths if not path.startswith(ENGLISH_ONLY))


def calculators() -> list[str]:
    """The pages of calculators, as paths below a language's folder."""
    return [path for path in english_pages() if path.startswith(CALCULATORS)]


def read(language: str, path: str) -> Page:
    """The page of a language. Raises FileNotFoundError."""
    return parse((DOCS / language / path).read_text(encoding="utf-8"))


def stale(english: Page, translation: Page) -> list[str]:
    """The sections whose English has changed since they were signed."""
    recorded = translation.translates
    return [
        name
        for name, section in english.sections.items()
        if name in translation.sections and recorded.get(name) != fingerprint(section)
    ]
