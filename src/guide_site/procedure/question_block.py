"""The block that asks a question of the guide's flow."""

from __future__ import annotations

from typing import override
from xml.etree.ElementTree import Element, SubElement

from guide_site.core.base import PageBlock
from guide_site.core.page import in_hand
from guide_site.procedure.question import hints, question


class QuestionBlock(PageBlock):
    """`/// question | channel`, with a hint a bullet: `* email: Charge under EUR 500`."""

    NAME = "question"
    ARGUMENT = True

    @override
    def on_create(self, parent: Element) -> Element:
        return SubElement(parent, "div", {"class": "question-place"})

    @override
    def on_end(self, block: Element) -> None:
        page = in_hand()
        asked = page.flow.question(self.argument) if page.flow else None
        if asked is None:
            raise page.problem(f"the flow has no question {self.argument}")
        said = dict(hints(block.iterfind("ul/li")))
        if unknown := said.keys() - {option.id for option in asked.options}:
            raise page.problem(f"{self.argument} has no answer {', '.join(sorted(unknown))}")
        drawn = question(asked, said, page)
        # What the page asks of the block is meant for the question.
        if kind := block.attrib.pop("class").replace("question-place", "").strip():
            drawn.set("class", f"question {kind}")
        block[:] = [drawn]
