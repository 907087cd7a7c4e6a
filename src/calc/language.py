"""The languages: how each is named, where its pages lie, and whom it serves."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from string import ascii_lowercase
from typing import Literal

Locale = Literal["en", "sv", "nb", "it", "es"]
"""A locale as HTML and CLDR name it."""


def msgid(text: str) -> str:
    """Marks a text for the catalogue that is worded later."""
    return text


@dataclass(frozen=True)
class Language:
    """A language that everything is told in.

    `name` is what its own readers call it, `title` what the catalogue translates. Its pages lie in `folder`,
    below `docs/` and in the site. `manner` is the locale in whose manner it writes dates and numbers, as CLDR
    names it; `also` are other languages whose readers it serves. What CLDR lacks: patterns of `dates`, the
    `first` of a month, the articles of `hours` (one o'clock's, then the others'), before which sound one of
    the `joints` of a list gives way to another, and the `alphabet`.
    """

    locale: Locale
    name: str
    title: str
    folder: str
    manner: str
    also: tuple[str, ...] = ()
    dates: Mapping[str, str] = field(default_factory=dict)
    first: str = "1"
    hours: tuple[str, str] = ("", "")
    joints: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    alphabet: str = ascii_lowercase


LANGUAGES = (
    # English readers here are European: day before month, 24 hours.
    Language("en", "English", msgid("English"), "en", "en_GB"),
    Language("sv", "Svenska", msgid("Swedish"), "sv", "sv", alphabet=f"{ascii_lowercase}åäö"),
    Language(
        "nb",
        "Norsk bokmål",
        msgid("Norwegian"),
        "no",
        "nb",
        also=("no", "nn"),
        alphabet=f"{ascii_lowercase}æøå",
    ),
    Language("it", "Italiano", msgid("Italian"), "it", "it", first="1°"),
    # CLDR's comma after the weekday belongs to a heading, not to a sentence.
    Language(
        "es",
        "Español",
        msgid("Spanish"),
        "es",
        "es",
        dates={"full": "EEEE d 'de' MMMM 'de' y"},
        hours=("la ", "las "),
        joints={" o ": (r"\W*h?o", " u ")},
        alphabet=ascii_lowercase.replace("n", "nñ"),
    ),
)
LOCALES = tuple(known.locale for known in LANGUAGES)


def language(locale: str) -> Language:
    """The language of a locale. Raises KeyError where it is none of ours."""
    return {known.locale: known for known in LANGUAGES}[locale]  # type: ignore[index]


def serving(tag: str) -> Language | None:
    """The language for a reader whose system names theirs so: `nn_NO.UTF-8`, `en-US`."""
    first = re.split(r"[_.@-]", tag.lower())[0]
    return next((known for known in LANGUAGES if first in (known.locale, *known.also)), None)
