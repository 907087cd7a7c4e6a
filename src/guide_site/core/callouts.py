"""Callouts: what a reader must not miss. Each says its kind in words, never by colour alone."""

from __future__ import annotations

from typing import override
from xml.etree.ElementTree import Element, SubElement

from calc.message import Message, message
from guide_site.core.base import PageBlock
from guide_site.core.html import h
from guide_site.core.page import in_hand

_KINDS = {
    "warning": message("Warning"),
    "today": message("Today"),
    "added": message("Added"),
    "note": message("Note"),
}


class _Callout(PageBlock):
    """A box whose title starts with its kind, once, whether or not the page wrote it there."""

    ARGUMENT = None
    KIND: Message

    @override
    def on_create(self, parent: Element) -> Element:
        kind = in_hand().words.say(self.KIND)
        box = SubElement(parent, "div", {"class": f"admonition {self.NAME}", "role": "note"})
        title = SubElement(box, "p", {"class": "admonition-title"})
        rest = _without(kind, self.argument or "")
        title.append(h("strong", {"class": "callout-kind"}, f"{kind}:"))
        # Left to Markdown, so that a title may hold a fact.
        title[0].tail = f" {rest}" if rest else None
        return box


def _without(kind: str, title: str) -> str:
    head, colon, rest = title.partition(":")
    return rest.strip() if colon and head.strip().casefold() == kind.casefold() else title


CALLOUTS: tuple[type[PageBlock], ...] = tuple(
    type(f"{name.title()}Callout", (_Callout,), {"NAME": name, "KIND": kind}) for name, kind in _KINDS.items()
)
