"""By when: the line of a step that gives a rule in words, and the dates once they are known."""

from __future__ import annotations

from typing import override
from xml.etree.ElementTree import Element, SubElement

from guide_site.core.base import PageBlock


class By(PageBlock):
    """`/// by | dispatch.order_by`: words that give way to these deadlines, once the order has them."""

    NAME = "by"
    ARGUMENT = None

    @override
    def on_create(self, parent: Element) -> Element:
        line = SubElement(parent, "p", {"class": "step-by"})
        if self.argument:
            line.set("data-by", " ".join(self.argument.split()))
        return line

    @override
    def on_end(self, block: Element) -> None:
        words = Element("span", {"class": "step-by-words"})
        words.text, block.text = block.text, None
        words[:] = list(block)
        block[:] = [words]
