"""Where the pages of each language stand: its folder below `docs/`, its root in the site."""

from __future__ import annotations

from calc.language import LANGUAGES, Language

FOLDERS = {language.folder: language for language in LANGUAGES}
ENGLISH, *OTHERS = FOLDERS
"""English stands at the root of the site, the others in a folder of their own."""

ENGLISH_ONLY = "project/"
"""Pages for those who carry the project on stay in English."""


def root_of(folder: str) -> str:
    """Where a language's pages begin, below the site's root; nowhere of their own for what is no language."""
    return f"{folder}/" if folder in OTHERS else ""


def language_of(folder: str) -> Language:
    """The language of a folder, English for what lies in none of theirs."""
    return FOLDERS.get(folder, FOLDERS[ENGLISH])
