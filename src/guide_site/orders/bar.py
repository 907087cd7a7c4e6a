"""The bar of a guide: which order the page is on, how far it has come, what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from calc.language import LOCALES
from calc.words import Words
from guide_site.core.html import h
from guide_site.core.parts import button
from guide_site.orders.parts import ahead, name_field, progress, progress_words, troubles


def order_bar(guide: str, words: Words, orders_url: str = "../../orders/") -> Element:
    """The bar of `guide`. `orders_url` leads from the page to the list of all orders."""
    text = words.text
    return h(
        "partner-order",
        {
            "guide": guide,
            "locale": words.locale,
            "data-locales": " ".join(LOCALES),
            "data-unnamed": text("Order without a name"),
            "data-done": text("All steps are done."),
            **progress_words(words),
        },
        h("p", {"class": "order-name-print"}),
        h(
            "div",
            {"data-screen-only": True},
            h(
                "noscript",
                None,
                h(
                    "p",
                    None,
                    text(
                        "This page works without scripts, but then it remembers no ticks. Print it to tick "
                        "on paper."
                    ),
                ),
            ),
            _panel(guide, orders_url, words),
            troubles(words, "full", "blocked", "newer", "failed", "damaged", "gone"),
            button(words, "Bring it back", "keep", hidden=True),
            h("p", {"class": "order-said", "role": "status"}),
        ),
        _patterns(words),
    )


def _panel(guide: str, orders_url: str, words: Words) -> Element:
    text = words.text
    return h(
        "div",
        {"class": "panel order-panel"},
        h(
            "p",
            {"class": "order-none"},
            text(
                "Tick a step, answer a question or fill in a form, and an order starts. It stays in this "
                "browser; tomorrow the page goes on where you left it."
            ),
        ),
        name_field(words, f"order-name-{guide}", "Name of this order", action="name"),
        progress(words, hidden=True),
        ahead(words, "a"),
        h(
            "div",
            {"class": "order-field order-switch", "hidden": True},
            h("label", {"for": f"order-choice-{guide}"}, text("This page is on")),
            h("select", {"id": f"order-choice-{guide}", "data-do": "switch"}),
        ),
        h(
            "div",
            {"class": "order-buttons"},
            button(words, "Start another order", "start"),
            button(words, "Save this order to a file", "save", hidden=True),
            h("a", {"class": "md-button", "href": orders_url}, text("My orders")),
        ),
    )


def _patterns(words: Words) -> Iterator[Element]:
    text = words.text
    patterns = {
        "changed": h(
            "p",
            {"class": "step-changed", "role": "note"},
            text("This step has changed since you ticked it. Read it again, then tick it if it is done."),
        ),
        "idle": h(
            "p",
            {"class": "step-idle", "role": "note"},
            text("Does not apply to this order."),
            " ",
            h("span", {"data-text": "reason"}),
        ),
        "phase": h("span", {"class": "phase-progress", "data-text": "progress", "data-screen-only": True}),
        "new": h("option", {"value": ""}, text("a new order")),
    }
    return (h("template", {"data-pattern": name}, pattern) for name, pattern in patterns.items())
