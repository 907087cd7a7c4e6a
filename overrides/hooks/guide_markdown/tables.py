"""Alignment of table cells by class: the site's Content-Security-Policy allows no style attributes."""

from __future__ import annotations

from typing import override
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

_PREFIX = "text-align: "


class Alignment(Treeprocessor):
    """Turns `style="text-align: right;"` into `class="align-right"`."""

    @override
    def run(self, root: Element) -> None:
        for cell in root.iter():
            style = cell.get("style", "")
            if cell.tag in {"td", "th"} and style.startswith(_PREFIX):
                del cell.attrib["style"]
                cell.set("class", f"align-{style.removeprefix(_PREFIX).rstrip(';')}")
