"""Elements in one expression: for the tree that Markdown renders, or as text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element

from markdown.util import AtomicString
from markupsafe import Markup, escape

type Attribute = str | int | bool | None
type Child = Element | str | Iterable[Child] | None

_VOID = frozenset({"br", "input"})
# Their text is not HTML.
_RAW = frozenset({"script", "style"})


def h(tag: str, attributes: Mapping[str, Attribute] | None = None, *children: Child) -> Element:
    """An element. True makes a bare attribute; None and False are left out, and so is a child that is None.

    Text is final: Markdown does not read it again.
    """
    said = {
        name: "" if value is True else str(value)
        for name, value in (attributes or {}).items()
        if value is not None and value is not False
    }
    element = Element(tag, said)
    fill(element, *children)
    return element


def fill(element: Element, *children: Child) -> None:
    """Append children to an element: text, elements, or several of them."""
    for child in children:
        if isinstance(child, str):
            _append_text(element, child)
        elif isinstance(child, Element):
            element.append(child)
        elif child is not None:
            fill(element, *child)


def markup(*children: Child) -> Markup:
    """Elements and text as HTML, with everything escaped."""
    return Markup(_inner(h("div", None, *children)))  # noqa: S704  # escaped where each text is read


def around(sentence: str, number: Element) -> tuple[str, Element, str]:
    """A sentence with its `{number}` as an element, so that the script can count on."""
    before, _, after = sentence.partition("{number}")
    return before, number, after


def _append_text(element: Element, text: str) -> None:
    if len(element):
        element[-1].tail = AtomicString((element[-1].tail or "") + text)
    else:
        element.text = AtomicString((element.text or "") + text)


def _inner(element: Element) -> str:
    text = element.text or ""
    own = text if element.tag in _RAW else str(escape(text))
    return own + "".join(f"{_outer(child)}{escape(child.tail or '')}" for child in element)


def _outer(element: Element) -> str:
    said = "".join(f' {name}="{escape(value)}"' if value else f" {name}" for name, value in element.items())
    start = f"<{element.tag}{said}>"
    return start if element.tag in _VOID else f"{start}{_inner(element)}</{element.tag}>"
