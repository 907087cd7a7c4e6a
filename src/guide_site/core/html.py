"""Elements in one expression."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from markdown.util import AtomicString

type Child = Element | str | None


def h(tag: str, attributes: Mapping[str, str] | None = None, *children: Child) -> Element:
    """An element with its children. Text is final: Markdown does not read it again. None is left out."""
    element = Element(tag, dict(attributes or {}))
    fill(element, *children)
    return element


def fill(element: Element, *children: Child) -> None:
    """Append children, text or elements, to an element."""
    for child in children:
        if isinstance(child, str):
            _append_text(element, child)
        elif child is not None:
            element.append(child)


def _append_text(element: Element, text: str) -> None:
    if len(element):
        element[-1].tail = AtomicString((element[-1].tail or "") + text)
    else:
        element.text = AtomicString((element.text or "") + text)
