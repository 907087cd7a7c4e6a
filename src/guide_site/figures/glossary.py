"""The glossary: each term, what it means, and its words in the other languages."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TypedDict
from unicodedata import normalize
from xml.etree.ElementTree import Element

from babel import Locale

from calc.language import LOCALES, language
from calc.message import message
from calc.policy import Certainty
from calc.words import Words
from guide_site.core.html import h
from guide_site.figures.marks import mark


class Word(TypedDict):
    """A term in one language. `origin`: S a source, O official vendor text, A attested elsewhere, T ours."""

    text: str
    origin: str


class Term(TypedDict):
    """One entry. `definition` and `note` are messages; `inferred` says that no source gives the meaning."""

    id: str
    definition: str
    note: str
    inferred: bool
    words: Mapping[str, Word]


_ORIGINS = {
    "S": message("from the source"),
    "O": message("official"),
    "A": message("attested"),
    "T": message("our translation"),
}


@cache
def terms() -> tuple[Term, ...]:
    """All terms, in the order of the file."""
    text = Path(__file__).with_name("terms.json").read_text(encoding="utf-8")
    return tuple(json.loads(text))


def place_in(alphabet: str) -> Callable[[str], list[int]]:
    """Where a word stands in an alphabet: an accent counts only where the alphabet has it."""
    return lambda word: [
        alphabet.find(letter if letter in alphabet else normalize("NFD", letter)[0])
        for letter in word.casefold()
    ]


def glossary(words: Words) -> Iterator[Element]:
    """The terms in the reader's alphabet, as the parts of one definition list."""
    place = place_in(language(words.locale).alphabet)
    told = ((term["words"][words.locale]["text"], term) for term in terms())
    for text, term in sorted(told, key=lambda named: place(named[0])):
        yield h("dt", {"id": f"term-{term['id']}"}, text)
        yield h("dd", {}, *_said(term, words))


def _said(term: Term, words: Words) -> Iterator[Element]:
    definition, note = term["definition"], term["note"]
    yield h(
        "p",
        {},
        words.text(definition),
        (" ", mark(Certainty.INFERRED, words)) if term["inferred"] else None,
    )
    if note:
        yield h("p", {"class": "term-note"}, words.text(note))
    others = (locale for locale in LOCALES if locale != words.locale)
    yield h(
        "ul", {"class": "term-words"}, *(_other(locale, term["words"][locale], words) for locale in others)
    )


def _other(locale: str, word: Word, words: Words) -> Element:
    return h(
        "li",
        {},
        f"{Locale.parse(locale).get_display_name(words.cldr)}: ",
        h("span", {"lang": locale}, word["text"]),
        f" ({words.say(_ORIGINS[word['origin']])})",
    )
