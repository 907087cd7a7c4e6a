"""Boxes to tick: `1. [ ] {#confirm-data} Confirm the data` becomes a step with a box, a label and an id."""

from __future__ import annotations

from typing import override
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

from guide_site.core.page import in_hand
from guide_site.core.syntax import BOX


class Steps(Treeprocessor):
    """Gives each item that starts with a box its checkbox. Ticks are kept by id, so each needs one."""

    @override
    def run(self, root: Element) -> None:
        for container in root.iter():
            if container.tag not in {"ol", "ul"}:
                continue
            boxes = [_give_box(item) for item in container]
            if any(boxes):
                container.set("class", "steps" if container.tag == "ol" else "ready")


def _give_box(item: Element) -> bool:
    # A loose item holds its text in a paragraph, a tight one holds it itself.
    holder = item[0] if not (item.text or "").strip() and len(item) and item[0].tag == "p" else item
    text = holder.text or ""
    box = BOX.match(text)
    if box is None:
        return False
    if box["id"] is None:
        raise in_hand().problem(f"a box has no id: write [ ] {{#some-id}} before “{text[box.end() :][:60]}”")
    tick = f"tick-{box['id']}"
    item.set("id", box["id"])
    checkbox = Element("input", {"type": "checkbox", "id": tick})
    label = Element("label", {"for": tick})
    label.text = text[box.end() :]
    in_hand().labels[box["id"]] = label
    holder.text = ""
    holder.insert(0, checkbox)
    holder.insert(1, label)
    return True
