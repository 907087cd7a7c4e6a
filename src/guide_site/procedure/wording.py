"""The words of a step or a heading, without what only its place on the page needs."""

from __future__ import annotations

from copy import deepcopy
from xml.etree.ElementTree import Element

from markdown.treeprocessors import UnescapeTreeprocessor
from markdown.util import AMP_SUBSTITUTE


def plain(source: Element) -> Element:
    """The words of an element without links."""
    words = Element("span" if source.tag in {"a", "label", "h1", "h2", "h3"} else source.tag)
    if lang := source.get("lang"):
        words.set("lang", lang)
    words.text = source.text
    for part in source:
        copied = plain(part)
        copied.tail = part.tail
        words.append(copied)
    return words


def text(words: Element) -> str:
    """Plain words as one line, with what Markdown keeps escaped until the end."""
    return " ".join(_finished("".join(words.itertext())).split())


def finished(words: Element) -> Element:
    """A copy for a page that Markdown has left, with what it keeps escaped until then."""
    copied = deepcopy(words)
    for part in copied.iter():
        part.text = _finished(part.text or "")
        part.tail = _finished(part.tail or "")
    return copied


def _finished(text: str) -> str:
    return UnescapeTreeprocessor().unescape(text).replace(AMP_SUBSTITUTE, "&")
