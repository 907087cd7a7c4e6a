"""The words of a step or a heading, without what only its place on the page needs."""

from __future__ import annotations

import re
from copy import deepcopy
from xml.etree.ElementTree import Element

from markdown.treeprocessors import UnescapeTreeprocessor
from markdown.util import AMP_SUBSTITUTE

_SENTENCE_END = re.compile(r"(?<=[.!?])\s")


def plain(source: Element) -> Element:
    """The words of an element without links, and without how sure its figures are."""
    words = Element("span" if source.tag in {"a", "button", "label", "h1", "h2"} else source.tag)
    words.attrib |= {
        name: value for name, value in source.attrib.items() if name in {"lang", "datetime", "value"}
    }
    if source.get("class") == "screen-word":
        words.set("class", "screen-word")
    words.text = source.text
    for part in source:
        if part.tag == "partner-evidence" or part.get("class") == "unseen":
            continue
        how_sure = "certainty" in part.get("class", "").split()
        copied = Element("span") if how_sure else plain(part)
        copied.tail = part.tail
        words.append(copied)
        if how_sure:
            _take_out(copied, words)
    return words


def text(words: Element) -> str:
    """Plain words as one line, with what Markdown keeps escaped until the end."""
    said = UnescapeTreeprocessor().unescape("".join(words.itertext()))
    return " ".join(said.replace(AMP_SUBSTITUTE, "&").split())


def first_sentence(words: Element) -> Element:
    """A copy that ends with the first sentence."""
    cut = deepcopy(words)
    _cut(cut)
    return cut


def _take_out(part: Element, holder: Element) -> None:
    """Take out the last child, which says nothing, with the space before it."""
    holder.remove(part)
    rest = part.tail or ""
    if len(holder):
        holder[-1].tail = (holder[-1].tail or "").rstrip() + rest
    else:
        holder.text = (holder.text or "").rstrip() + rest


def _cut(words: Element) -> bool:
    """Cut after the first sentence. Whether it ended in here."""
    first, *rest = _SENTENCE_END.split(words.text or "", maxsplit=1)
    words.text = first
    if rest:
        del words[:]
        return True
    for position, part in enumerate(words):
        ended = _cut(part)
        first, *rest = _SENTENCE_END.split(part.tail or "", maxsplit=1)
        if ended or rest:
            part.tail = None if ended else first
            del words[position + 1 :]
            return True
    return False
