"""The deadlines of the order that a guide's page is on."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from calc.words import Words
from guide_site.core.html import h
from guide_site.core.parts import button
from guide_site.orders.parts import deadline


def deadline_list(words: Words, policies_url: str = "../../reference/policies/") -> Element:
    """The list, filled by the script. `policies_url` leads from the page to the list of all figures."""
    text = words.text
    return h(
        "partner-deadlines",
        {
            "locale": words.locale,
            "data-policies": policies_url,
            "data-failed": text(
                "The calendar file could not be made. Check your connection, then try again."
            ),
        },
        h(
            "p",
            {"class": "deadlines-none"},
            text("No deadlines yet. Fill in the dates above, and they stand here."),
        ),
        h("ol", {"class": "deadlines", "hidden": True}),
        h(
            "p",
            {"class": "deadlines-buttons", "hidden": True},
            button(words, "Save a file for your calendar", "calendar"),
        ),
        h("p", {"role": "status", "class": "order-said"}),
        deadline(words),
    )
