"""Steps: `1. {#send-order} Send` becomes a heading with a number, a by-when line, a body and a box."""

from __future__ import annotations

from typing import override
from xml.etree.ElementTree import Element, SubElement

from markdown.treeprocessors import Treeprocessor

from guide_site.core.html import h
from guide_site.core.page import in_hand
from guide_site.core.syntax import BOX, STEP


class Steps(Treeprocessor):
    """Gives each item that starts with an id the shape of a step."""

    @override
    def run(self, root: Element) -> None:
        for container in root.findall("ol"):
            steps = [_step(item, number) for number, item in enumerate(container, _start(container))]
            if any(steps):
                container.set("class", "steps")


def _start(container: Element) -> int:
    return int(container.get("start", "1"))


def _step(item: Element, number: int) -> bool:
    holder = item[0] if not (item.text or "").strip() and len(item) and item[0].tag == "p" else item
    opened = STEP.match(holder.text or "")
    if opened is None:
        return False
    title = Element("h3", {"class": "step-title", "id": f"{opened['id']}-title"})
    shown = f"{opened['start']}–{opened['end']}" if opened["start"] else str(number)
    several = " several" if opened["start"] else ""
    title.append(h("span", {"class": f"step-number{several}"}, shown))
    title[0].tail = " " + (holder.text or "")[opened.end() :]
    title.extend(list(holder) if holder is not item else ())
    body = [part for part in item if part is not holder]
    item.attrib |= {"id": opened["id"], "class": "step"}
    item.text = None
    item[:] = [title, *(part for part in body if _is_by(part))]
    inside = SubElement(item, "div", {"class": "step-body"})
    inside.extend(part for part in body if not _is_by(part))
    tick = _take_tick(inside)
    if tick is not None:
        inside.append(tick)
    return True


def _is_by(part: Element) -> bool:
    return part.get("class") == "step-by"


def _take_tick(body: Element) -> Element | None:
    """The box that ends a body, taken out of its list. Bullets above it are one list with it."""
    boxes = body[-1] if len(body) else body
    if boxes.tag != "ul" or not len(boxes):
        return None
    item = boxes[-1]
    # A loose item holds its text in a paragraph, a tight one holds it itself.
    holder = item[0] if not (item.text or "").strip() and len(item) and item[0].tag == "p" else item
    box = BOX.match(holder.text or "")
    if box is None:
        return None
    if box["id"] is None:
        words = (holder.text or "")[box.end() :][:60]
        raise in_hand().problem(f"a box has no id: write [ ] {{#some-id}} before “{words}”")
    boxes.remove(item)
    if not len(boxes):
        body.remove(boxes)
    label = Element("label", {"for": f"tick-{box['id']}"})
    label.text = (holder.text or "")[box.end() :]
    label.extend(list(holder))
    return h(
        "p",
        {"class": "tick"},
        h("input", {"type": "checkbox", "id": f"tick-{box['id']}"}),
        label,
        h("span", {"class": "tick-time", "hidden": True}),
    )
