"""Tells each part of a page under which answers it applies, and why it does not under others."""

from __future__ import annotations

from typing import override
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

from calc import flow
from guide_markdown.flow_panel import restricted
from guide_markdown.page import in_hand


class FlowMarks(Treeprocessor):
    """Marks what the conditions of a page's flow name. An id that the page does not have stops the build."""

    @override
    def run(self, root: Element) -> None:
        page = in_hand()
        parts = {part.get("id", ""): part for part in root.iter()}
        for panel in root.findall(".//partner-flow"):
            branches = flow.load(panel.get("guide", ""))
            wanted = {question.at: None for question in branches.questions}
            wanted |= {name: condition for condition in branches.conditions for name in condition.applies}
            for name, condition in wanted.items():
                if name not in parts:
                    raise page.problem(f"the flow names {name}, and no part of the page has that id")
                if condition is not None:
                    parts[name].attrib.update(restricted(condition, branches, page.words))
