"""Tables as HTML wants them: aligned by class, as the Content-Security-Policy allows no style attributes."""

from __future__ import annotations

from typing import override
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

_PREFIX = "text-align: "


class Tables(Treeprocessor):
    """Names the alignment of a cell in a class, and says of each head what it heads.

    An empty head, as in the corner of a table with two kinds of heads, becomes a plain cell.
    """

    @override
    def run(self, root: Element) -> None:
        for cell in root.iter():
            if cell.tag not in {"td", "th"}:
                continue
            style = cell.get("style", "")
            if style.startswith(_PREFIX):
                del cell.attrib["style"]
                cell.set("class", f"align-{style.removeprefix(_PREFIX).rstrip(';')}")
            if cell.tag == "th" and not len(cell) and not (cell.text or "").strip():
                cell.tag = "td"
            elif cell.tag == "th" and "scope" not in cell.attrib:
                cell.set("scope", "col")
