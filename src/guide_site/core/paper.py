"""What a guide on paper does without: the parts that serve a reader at a screen.

Each of them says so by `data-screen-only`: what is drawn is given it where it is drawn, what Markdown writes
is given it here. An attribute, because the theme gives a table with a class no borders.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import override
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

_SECTIONS = {
    "this-order",
    "flow",
    "fill-in",
    "dates",
    "if-something-goes-wrong",
    "errors",
    "calculators",
    "today",
    "not-stated",
}
_CALLOUTS = {"today", "note"}


class Paper(Treeprocessor):
    """Marks the sections, callouts and the introduction of a guide that stay on the screen."""

    @override
    def run(self, root: Element) -> None:
        if root.find("div[@class='panel about-source']") is None:
            return
        for element in (*_introduction(root), *_sections(root), *_callouts(root)):
            element.set("data-screen-only", "")


def _introduction(root: Element) -> Iterator[Element]:
    before = takewhile(lambda element: element.tag != "h2", root)
    return (element for element in before if element.tag in {"p", "ul"})


def _sections(root: Element) -> Iterator[Element]:
    """Each from its heading up to the next."""
    left_out = False
    for element in root:
        if element.tag == "h2":
            left_out = element.get("id") in _SECTIONS
        if left_out:
            yield element


def _callouts(root: Element) -> Iterator[Element]:
    for box in root.iter("div"):
        kinds = set(box.get("class", "").split())
        without_a_figure = box.find(".//time") is None and box.find(".//data") is None
        if "admonition" in kinds and (kinds & _CALLOUTS or ("added" in kinds and without_a_figure)):
            yield box
