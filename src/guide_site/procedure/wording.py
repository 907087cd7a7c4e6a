"""The words of a step or a heading, without what only its place on the page needs."""

from __future__ import annotations

from copy import deepcopy
from xml.etree.ElementTree import Element

from markdown.treeprocessors import UnescapeTreeprocessor
from markdown.util import AMP_SUBSTITUTE


def plain(source: Element) -> Element:
    """The words of an element without links, and without how sure its figures are."""
    words = Element("span" if source.tag in {"a", "button", "label", "h1", "h2", "h3"} else source.tag)
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


def _take_out(part: Element, holder: Element) -> None:
    """Take out the last child, which says nothing, with the space before it."""
    holder.remove(part)
    rest = part.tail or ""
    if len(holder):
        holder[-1].tail = (holder[-1].tail or "").rstrip() + rest
    else:
        holder.text = (holder.text or "").rstrip() + rest
