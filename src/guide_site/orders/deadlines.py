"""The dates of the order that a guide's page is on."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from calc.words import Words
from guide_site.core.html import h
from guide_site.core.parts import button


def deadline_list(words: Words, policies_url: str = "sources/") -> Element:
    """The list, filled by the script. `policies_url` leads from the page to the list of all figures."""
    text = words.text
    return h(
        "partner-deadlines",
        {
            "locale": words.locale,
            "hidden": True,
            "data-policies": policies_url,
            "data-failed": text(
                "The calendar file could not be made. Check your connection, then try again."
            ),
        },
        h("h2", {"id": "dates"}, text("Dates of this order")),
        h("dl", {"class": "deadlines"}),
        h("p", None, button(words, "Save to your calendar", "calendar")),
        h("p", {"role": "status", "class": "order-said"}),
        h("template", {"data-pattern": "deadline"}, _deadline(words)),
        h(
            "template",
            {"data-pattern": "deadline-source"},
            h("p", None, h("a", {"data-text": "reason", "href": "#"}, "…")),
        ),
    )


def _deadline(words: Words) -> Element:
    """What and when; what it rests on opens on a press."""
    return h(
        "div",
        {"class": "deadline"},
        h(
            "dt",
            None,
            h("button", {"type": "button", "class": "fact", "data-text": "label"}, "…"),
            h(
                "div",
                {"popover": True, "class": "evidence"},
                h("p", None, words.text("It rests on:")),
                h("div", {"class": "deadline-sources"}),
            ),
        ),
        h("dd", None, h("time", {"data-text": "when"})),
    )
