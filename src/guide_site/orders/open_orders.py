"""The open orders of this browser, on the home page: each in one line, the nearest date first."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from calc.words import Words
from guide_site.core.html import h
from guide_site.orders.listing import procedures


def open_orders(words: Words) -> Element:
    """Empty and hidden, until the script knows of an order that is neither done nor archived."""
    text = words.text
    return h(
        "partner-open-orders",
        {"locale": words.locale, "hidden": True, "data-unnamed": text("Order without a name")},
        h("p", {"class": "open-orders-title"}, h("a", {"href": "orders/"}, text("Your open orders"))),
        h("ul", {"class": "choices", "data-list": "open"}),
        h("template", {"data-pattern": "order"}, _order(words)),
        procedures("{}"),
    )


def _order(words: Words) -> Element:
    return h(
        "li",
        None,
        h("a", {"href": "#", "data-text": "name"}, "…"),
        " ",
        h("span", {"data-text": "guide"}),
        h(
            "p",
            {"class": "order-next", "hidden": True},
            words.text("Next:"),
            " ",
            h("span", {"data-text": "next"}),
            " ",
            h("span", {"class": "order-due", "data-text": "due"}),
        ),
    )
