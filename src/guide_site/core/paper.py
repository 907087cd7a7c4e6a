"""What a guide on paper does without: the sections that serve a reader at a screen."""

from __future__ import annotations

from typing import override
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

_SCREEN_ONLY = {
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


class Paper(Treeprocessor):
    """Marks those sections of a guide, each from its heading up to the next."""

    @override
    def run(self, root: Element) -> None:
        if root.find("div[@class='about-source']") is None:
            return
        left_out = False
        for element in root:
            if element.tag == "h2":
                left_out = element.get("id") in _SCREEN_ONLY
            if left_out:
                # An attribute: the theme gives a table with a class no borders.
                element.set("data-screen-only", "")
