"""The steps of every guide, for the page of all orders: it shows how far each order has come."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterable
from typing import Any

from lxml import html
from lxml.html import HtmlElement

from finishing.pages import Page, replace_once

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
    (heading,) = root.xpath("//article//h1")
    return {
        "title": _text(heading),
        "address": posixpath.relpath(posixpath.dirname(guide.place), posixpath.dirname(orders.place)) + "/",
        "steps": [
            {
                "id": box.get("id").removeprefix("tick-"),
                "version": box.get("data-version"),
                "label": _text(root.xpath(f"//label[@for='{box.get('id')}']")[0]),
                "phase": "",
                "when": _conditions(box),
            }
            for box in root.xpath("//input[starts-with(@id, 'tick-')]")
        ],
        "questions": {
            question.get("data-question"): _conditions(question)
            for question in root.xpath("//*[@data-question]")
        },
    }


def _conditions(element: HtmlElement) -> list[Any]:
    around: Iterable[HtmlElement] = (element, *element.iterancestors())
    return [json.loads(place.get("data-when")) for place in around if place.get("data-when")]


def _text(element: HtmlElement) -> str:
    """The words of an element, without the marks beside its figures and the sign for a link."""
    for mark in element.xpath(".//*[contains(@class, 'certainty') or contains(@class, 'headerlink')]"):
        mark.drop_tree()
    return " ".join(element.text_content().replace("[]", "").split())
