"""The steps of every guide, for the page of all orders: it shows how far each order has come."""

from __future__ import annotations

import json
import posixpath
from typing import Any

from lxml import html
from lxml.html import HtmlElement

from guide_site.core.finished import Page, replace_once

_GUIDES = "guides/"


def list_steps(pages: list[Page]) -> None:
    """Write the procedures of a language's guides into its page of orders, as data."""
    for page in pages:
        if "<partner-orders" not in page.html:
            continue
        guides = [other for other in pages if other.folder == page.folder and other.place.startswith(_GUIDES)]
        data = {_name(guide): _procedure(guide, page) for guide in guides}
        # "<" is written as an escape, so that no text can end the element.
        text = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
        script = f'<script type="application/json" id="procedures">{text}</script>'
        page.html = replace_once(page.html, "</partner-orders>", f"{script}</partner-orders>")


def _name(guide: Page) -> str:
    return guide.place.removeprefix(_GUIDES).partition("/")[0]


def _procedure(guide: Page, orders: Page) -> dict[str, Any]:
    """What `progress.mjs` reads from the guide's own page."""
    root = html.fromstring(guide.html)
    (heading,) = root.iter("h1")
    labels = {label.get("for"): _text(label) for label in root.iter("label")}
    boxes = [box for box in root.iter("input") if box.get("id", "").startswith("tick-")]
    questions = [place for place in root.iter("fieldset") if place.get("data-question")]
    return {
        "title": _text(heading),
        "address": posixpath.relpath(posixpath.dirname(guide.place), posixpath.dirname(orders.place)) + "/",
        "steps": [
            {
                "id": box.get("id", "").removeprefix("tick-"),
                "version": box.get("data-version"),
                "label": labels[box.get("id")],
                "phase": "",
                "when": _conditions(box),
            }
            for box in boxes
        ],
        "questions": {place.get("data-question"): _conditions(place) for place in questions},
    }


def _conditions(element: HtmlElement) -> list[Any]:
    around = (element, *element.iterancestors())
    return [json.loads(when) for place in around if (when := place.get("data-when"))]


def _text(element: HtmlElement) -> str:
    """The words of an element, without the marks beside its figures and the sign for a link."""
    for mark in (*element.find_class("certainty"), *element.find_class("headerlink")):
        mark.drop_tree()
    return " ".join(element.text_content().replace("[]", "").split())
