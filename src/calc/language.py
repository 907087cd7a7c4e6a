"""The languages in which answers are told."""

from __future__ import annotations

from typing import Literal, get_args

Locale = Literal["en", "sv", "nb", "it", "es"]
"""A locale as HTML and CLDR name it."""

LOCALES: tuple[Locale, ...] = get_args(Locale)
CLDR: dict[str, str] = {"en": "en_GB"}
"""Where the manner of writing is another than the bare locale's. English readers here are European: day
before month, 24 hours."""
