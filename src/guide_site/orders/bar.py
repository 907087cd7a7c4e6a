"""The bar of a guide: what comes next and by when, and which order the page is on."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from calc.language import LOCALES
from calc.words import Words
from guide_site.core.html import h
from guide_site.core.parts import button
from guide_site.orders.parts import troubles


def order_bar(guide: str, words: Words, orders_url: str = "../../orders/") -> Element:
    """The bar of `guide`. `orders_url` leads from the page to the list of all orders."""
    text = words.text
    return h(
        "partner-order",
        {
            "class": "order-bar",
            "guide": guide,
            "locale": words.locale,
            "data-locales": " ".join(LOCALES),
            **_said_by_the_script(words),
        },
        h(
            "p",
            {"class": "order-ahead"},
            h("span", {"class": "order-ahead-word"}, text("Next:")),
            " ",
            h("a", {"data-text": "next", "href": "#"}, "…"),
            " ",
            h("span", {"class": "order-due", "data-text": "due", "hidden": True}),
        ),
        h(
            "details",
            {"class": "order-menu"},
            h("summary", None, h("span", {"data-text": "name"}, text("New order"))),
            _menu(guide, orders_url, words),
        ),
        h(
            "div",
            {"class": "order-notes"},
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
            troubles(words, "full", "blocked", "newer", "failed", "damaged", "gone"),
            button(words, "Bring it back", "keep", hidden=True),
            h("p", {"class": "order-said", "role": "status"}),
        ),
        *(h("template", {"data-pattern": name}, pattern) for name, pattern in _patterns(words)),
    )


def _menu(guide: str, orders_url: str, words: Words) -> Element:
    text = words.text
    return h(
        "div",
        {"class": "order-menu-body"},
        h(
            "div",
            {"class": "order-field"},
            h("label", {"for": f"order-name-{guide}"}, text("Name of this order")),
            h(
                "input",
                {
                    "id": f"order-name-{guide}",
                    "type": "text",
                    "maxlength": 120,
                    "placeholder": text("Customer, PO number"),
                    "data-do": "name",
                },
            ),
        ),
        h(
            "div",
            {"class": "order-field order-switch", "hidden": True},
            h("label", {"for": f"order-choice-{guide}"}, text("This page is on")),
            h("select", {"id": f"order-choice-{guide}", "data-do": "switch"}),
        ),
        h("a", {"href": "#whom-to-ask"}, text("Whom to ask")),
        button(words, "Start another order", "start"),
        button(words, "Save this order to a file", "save", hidden=True),
        h("a", {"href": orders_url}, text("My orders")),
    )


def _said_by_the_script(words: Words) -> dict[str, str]:
    text = words.text
    return {
        "data-unnamed": text("New order"),
        "data-done": text("All steps are done."),
        "data-step-done": text("Done"),
        "data-first": text("First: {step}"),
        "data-change": text("Change"),
        "data-show": text("Show"),
        "data-hide": text("Hide"),
        "data-start-failed": text(
            "The calculator could not be loaded. Check your connection, then try again."
        ),
        "data-timed-out": text("The calculator did not answer in time. Try again."),
        "data-unsupported": text(
            "This browser is too old to run the calculator. Use a newer one, or the command line."
        ),
    }


def _patterns(words: Words) -> Iterator[tuple[str, Element]]:
    text = words.text
    yield (
        "fold",
        h(
            "p",
            {"class": "step-line"},
            h("span", {"data-text": "told"}),
            " ",
            h("button", {"type": "button", "class": "quiet", "data-do": "unfold"}, "…"),
        ),
    )
    yield (
        "changed",
        h(
            "p",
            {"class": "step-changed", "role": "note"},
            text("This step has changed since you ticked it. Read it again, then tick it if it is done."),
        ),
    )
    yield (
        "clear",
        h("button", {"type": "button", "class": "quiet", "data-do": "clear"}, text("Clear the answer")),
    )
    yield "reading", h("button", {"type": "button", "class": "md-button", "data-do": "read-as"}, "…")
    yield "new", h("option", {"value": ""}, text("a new order"))
