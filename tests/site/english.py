"""What is left in English on a page of another language: in its text, its attributes and its data."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po
from lxml.html import HtmlElement

from calc import policy

ROOT = Path(__file__).parents[2]

# Words that English does not do long without, and that the other languages do not have.
_ENGLISH = re.compile(
    r"\b(?:the|of|and|with|this|that|these|those|from|your|you|is|are|was|were|been|not|which|when|what|how|by|to"
    r"|into|than|its|or|an|be|has|have|had|will|would|should|cannot|must|does|did|there|their|they|also|only|source"
    r"|page|section|close|copied|search|header|footer|skip|here|where|if|about|between|edition|reseller's)\b",
    re.IGNORECASE,
)
_TOO = {"sv": {"be"}, "nb": {"be", "to"}}
"""Of these words, those that a language has too."""

NAMES = (
    "Order Entry Team",
    "Product Licensing and Delivery System",
)
"""Names of teams and programmes that hold such a word, and stay as their owners write them."""

_SHOWN = {"title", "aria-label", "aria-description", "placeholder", "alt", "content", "label"}
_WORDLESS = {"script", "style", "svg", "link"}
_QUOTED = {"blockquote", "q", "cite", "code", "pre"}
# Words in quotation marks are somebody else's; an address and a name in code are no sentence.
_MARKED = re.compile(r"«[^»]*»|“[^”]*”|”[^”]*”|\"[^\"]*\"|https?://\S+|\S+@\S+|\w+(?:[._/-]\w+)+")


@dataclass(frozen=True)
class Reader:
    """Reads texts of one language. `messages` are English messages that the language says in other words."""

    locale: str
    messages: frozenset[str]

    def page(self, page: HtmlElement) -> Iterator[str]:
        """What is English in a page: text, attributes that are shown or read aloud, data for scripts."""
        for text in self._texts(page):
            if self.is_english(said := " ".join(text.split())):
                yield said

    def is_english(self, text: str) -> bool:
        """Whether a text is an English message, or has a word that only English has."""
        if text in self.messages:
            return text not in _verbatim()
        return self._has_english(text) and self._has_english(_MARKED.sub(" ", _without_verbatim(text)))

    def _has_english(self, text: str) -> bool:
        return any(word.lower() not in _TOO.get(self.locale, ()) for word in _ENGLISH.findall(text))

    def _texts(self, element: HtmlElement) -> Iterator[str]:
        if not isinstance(element.tag, str) or element.tag in _QUOTED or not self._ours(element):
            return
        for name, value in element.attrib.items():
            # Without a space it is a code.
            if name in _SHOWN or (name.startswith(("data-", "value")) and " " in value):
                yield str(value)
        if element.get("type") == "application/json":
            yield from _strings(json.loads(element.text or "null"))
        if element.tag in _WORDLESS:
            return
        yield element.text or ""
        for child in element:
            yield from self._texts(child)
            yield child.tail or ""

    def _ours(self, element: HtmlElement) -> bool:
        """Not what is marked as another language's, or as not to be translated."""
        return bool(element.get("lang", self.locale) == self.locale and element.get("translate") != "no")


def _strings(data: Any) -> Iterator[str]:
    """The texts in data; one without a space is a code."""
    match data:
        case str() if " " in data:
            yield data
        case list():
            for item in data:
                yield from _strings(item)
        case dict():
            for item in data.values():
                yield from _strings(item)


@cache
def _verbatim() -> tuple[str, ...]:
    """Words of portals, titles of sources and quotes, the longest first."""
    said = set(NAMES)
    for guide in policy.GUIDES.values():
        held = policy.load(guide)
        said.update(source.title for source in held.sources)
        for dated in (dated for fact in held.facts for dated in fact.values):
            said.update(dated.quotes)
            if isinstance(dated.value, policy.Phrase):
                said.add(dated.value.text)
    return tuple(sorted(said, key=len, reverse=True))


def _without_verbatim(text: str) -> str:
    for said in _verbatim():
        text = text.replace(said, " ")
    return text


@cache
def reader(locale: str) -> Reader:
    """The reader of a language, with the messages of its catalogue."""
    path = ROOT / "src" / "calc" / "locales" / locale / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as stream:
        catalogue = read_po(stream, locale=locale)
    pairs = [(text, str(message.string)) for message in catalogue if isinstance(text := message.id, str)]
    told = {string for _, string in pairs}
    return Reader(locale, frozenset(text for text, _ in pairs if re.search("[a-z]", text)) - told)
