"""Refusals: a heading without an id, an id or a link twice over, and syntax of ours that was mistyped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import override
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

from guide_site.core.page import in_hand

# The page's one H1 needs no anchor; every other heading is linked to from other languages and pages.
_ANCHORED = {"h2", "h3", "h4", "h5", "h6"}
# What is a link or a button itself, and what is repeated elsewhere in words.
_NO_BUTTON = {"a", "button", "label", "summary", "h1", *_ANCHORED}
_OURS = re.compile(r"\{\{.*|^ *///.*|\[ \].*|\{#.*", re.MULTILINE)


class Checks(Treeprocessor):
    """Stops the build with the page and the place, before a reader can meet a broken link or raw syntax."""

    @override
    def run(self, root: Element) -> None:
        page = in_hand()
        seen: set[str] = set()
        for element in root.iter():
            anchor = element.get("id")
            if anchor is None and element.tag in _ANCHORED:
                heading = "".join(element.itertext())
                raise page.problem(f"the heading “{heading}” has no id: end it with {{#some-id}}")
            if anchor is not None and anchor in seen:
                raise page.problem(f"the id {anchor} stands twice")
            if anchor is not None:
                seen.add(anchor)
            if element.tag in _NO_BUTTON and element.find(".//partner-evidence") is not None:
                words = "".join(element.itertext())[:60]
                raise page.problem(f"a fact is a button, so it cannot stand in <{element.tag}>: “{words}…”")
        for text in _prose(root):
            if left := _OURS.search(text):
                raise page.problem(f"this was not understood: {left[0].strip()[:80]}")


def _prose(element: Element) -> Iterator[str]:
    """All text outside code."""
    if element.tag not in {"code", "pre"}:
        yield element.text or ""
        for child in element:
            yield from _prose(child)
    yield element.tail or ""
