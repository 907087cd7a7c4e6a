"""Tells each part of a page under which answers it applies, and why it does not under others."""

from __future__ import annotations

from typing import override
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

from calc import flow
from guide_site.core.page import in_hand
from guide_site.procedure.flow_panel import restricted


class FlowMarks(Treeprocessor):
    """Marks what the conditions of a page's flow name. An id that the page does not have stops the build."""

    @override
    def run(self, root: Element) -> None:
        page = in_hand()
        parts = {part.get("id", ""): part for part in root.iter()}
        for panel in root.findall(".//partner-flow"):
            branches = flow.load(panel.get("guide", ""))
            conditions = {name: rule for rule in branches.conditions for name in rule.applies}
            for name in (*conditions, *(question.at for question in branches.questions)):
                if name not in parts:
                    raise page.problem(f"the flow names {name}, and no part of the page has that id")
            for name, condition in conditions.items():
                parts[name].attrib.update(restricted(condition, branches, page.words))
