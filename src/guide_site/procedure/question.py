"""A question of a guide, in the step that needs it: answered once for an order."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import cast
from xml.etree.ElementTree import Element

from calc import policy
from calc.flow import Option, Question, Stop
from calc.message import message
from calc.policy import Contact
from guide_site.core.html import h
from guide_site.core.page import Page


def question_id(name: str) -> str:
    """Where a question can be answered."""
    return f"question-{name}"


def question(asked: Question, hints: Mapping[str, Element], page: Page) -> Element:
    """The question with its answers, each with its hint. What the scripts show later stands in it, hidden."""
    stops = [
        stop_box(option.stop, page, **{"data-stop": f"{asked.id}={option.id}", "hidden": "hidden"})
        for option in asked.options
        if option.stop
    ]
    return h(
        "fieldset",
        {
            "class": "question",
            "id": question_id(asked.id),
            "data-question": asked.id,
            "data-only-if": json.dumps(asked.only_if) if asked.only_if else None,
        },
        h("legend", {}, page.words.text(asked.text)),
        h("div", {"class": "options"}, *(_option(asked.id, option, hints, page) for option in asked.options)),
        h("div", {"class": "flow-stops", "aria-live": "polite"}, *stops) if stops else None,
    )


def stop_box(stop: Stop, page: Page, **attributes: str) -> Element:
    """The end of the way in words: what to do instead, whom to ask, and how to reach them."""
    words = page.words
    # `calc.flow` has made sure of the kind.
    contact = cast("Contact", policy.find(stop.contact, page.day).dated.value)
    return h(
        "div",
        {"class": "flow-stop", **attributes},
        h(
            "p",
            {},
            h("strong", {"class": "callout-kind"}, words.say(message("Stop:"))),
            " ",
            words.text(stop.text),
        ),
        h(
            "p",
            {"class": "flow-contact"},
            words.say(message("Whom to ask:")),
            " ",
            words.text(contact.role),
            *(part for way in contact.tokens() for part in (", ", h("span", {"class": "address"}, way))),
        ),
    )


def _option(asked: str, option: Option, hints: Mapping[str, Element], page: Page) -> Element:
    anchor = f"{asked}-{option.id}".replace("_", "-")
    hint = hints.get(option.id)
    if hint is not None:
        hint.attrib |= {"class": "option-hint", "id": f"{anchor}-hint"}
    return h(
        "div",
        {"class": "option"},
        h(
            "input",
            {
                "type": "radio",
                "name": asked,
                "id": anchor,
                "value": option.id,
                "aria-describedby": None if hint is None else f"{anchor}-hint",
            },
        ),
        h("label", {"for": anchor}, page.words.text(option.text)),
        hint,
    )


def hints(items: Iterable[Element]) -> Iterator[tuple[str, Element]]:
    """The hint of each answer, from list items that start with its id: `email: Charge under …`."""
    for item in items:
        # A loose item holds its text in a paragraph, a tight one holds it itself.
        words = item[0] if len(item) and item[0].tag == "p" else item
        name, _, rest = (words.text or "").partition(":")
        words.tag = "p"
        words.text = rest.lstrip()
        words.tail = None
        yield name.strip(), words
