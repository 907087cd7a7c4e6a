"""The page of all orders."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element

from calc.words import Words
from guide_site.core.finished import replace_once
from guide_site.core.html import h, markup
from guide_site.core.parts import button
from guide_site.orders.parts import troubles
from guide_site.procedure.data import as_json


def order_list(words: Words) -> Element:
    """All orders of this browser, to open, rename, duplicate, archive, delete, save and bring back."""
    text = words.text
    return h(
        "partner-orders",
        {"locale": words.locale, **_said_by_the_script(words)},
        h(
            "noscript",
            None,
            h(
                "p",
                None,
                text(
                    "Orders are kept by scripts, and this browser runs none. You can still read and "
                    "print the guides."
                ),
            ),
        ),
        troubles(words, "full", "blocked", "newer", "failed"),
        h(
            "div",
            {"class": "orders-page", "hidden": True},
            h(
                "p",
                {"class": "orders-none", "hidden": True},
                text("There are no orders in this browser yet."),
            ),
            h("ul", {"class": "orders", "data-list": "open"}),
            _start(words),
            h(
                "details",
                {"class": "orders-archive", "hidden": True},
                h("summary", None, h("span", {"data-text": "archive"})),
                h("ul", {"class": "orders", "data-list": "archived"}),
            ),
            h("ul", {"class": "orders", "data-list": "damaged"}),
            _files(words),
        ),
        h(
            "div",
            {"class": "orders-said"},
            h("p", {"role": "status", "class": "order-said"}),
            button(words, "Undo", "undo", hidden=True),
        ),
        h("template", {"data-pattern": "order"}, _order(words)),
        h(
            "template",
            {"data-pattern": "guide"},
            h("li", None, h("a", {"href": "#", "data-text": "title"}, "…")),
        ),
        h("template", {"data-pattern": "damaged"}, _damaged(words)),
        procedures("{}"),
    )


def with_procedures(html: str, guides: Mapping[str, Any]) -> str:
    """The page with the procedures of its guides, which are known once all pages have been read."""
    return replace_once(html, markup(procedures("{}")), markup(procedures(as_json(guides))))


def procedures(data: str) -> Element:
    """The place in a page for the procedures of its guides, as JSON by guide."""
    return h("script", {"type": "application/json", "id": "procedures"}, data)


def _said_by_the_script(words: Words) -> dict[str, str]:
    text = words.text
    return {
        "data-unnamed": text("Order without a name"),
        "data-done": text("All steps are done."),
        "data-copy": text("Copy of {name}"),
        "data-archive": text("Archived orders ({count})"),
        "data-deleted": text("Deleted: {name}."),
        "data-archived": text("Archived: {name}."),
        "data-unarchived": text("Taken out of the archive: {name}."),
        "data-duplicated": text("Duplicated: {name}. The boxes of the copy are empty."),
        "data-brought-back": text(
            "From the file: {added} added, {changed} brought up to date, {kept} already here as they are."
        ),
        "data-left-out": text("Entries in the file that cannot be read, and were left out: {damaged}."),
        "data-undone": text("Undone."),
        "data-too-large": text("This file is larger than 10 MB, so it was not opened. Nothing was changed."),
        "data-unreadable": text(
            "This file cannot be read: it is cut off or damaged. Nothing was changed. Choose another "
            "copy of it."
        ),
        "data-not-orders": text(
            "This file holds no orders of this site. Nothing was changed. Choose a file that was saved here."
        ),
        "data-newer": text(
            "This file was saved by a newer version of this site. Nothing was changed. Reload the page, "
            "then try again."
        ),
        "data-calendar-failed": text(
            "The calendar file could not be made. Check your connection, then try again."
        ),
        "data-no-deadlines": text("No order has a deadline. Fill in the dates in its guide first."),
        "data-gone-guide": text("This guide is not on this site."),
    }


def _start(words: Words) -> Element:
    """An order starts with its guide, whose page knows all that it asks."""
    return h(
        "div",
        {"class": "orders-start"},
        h("p", None, words.text("Start an order")),
        h("ul", {"data-list": "guides"}),
    )


def _order(words: Words) -> Element:
    text = words.text
    return h(
        "li",
        {"class": "order-line"},
        h("a", {"href": "#", "data-text": "name"}, "…"),
        " ",
        h("span", {"class": "order-guide", "data-text": "guide"}),
        " ",
        h("span", {"class": "order-next", "data-text": "next"}),
        " ",
        h("span", {"class": "order-due", "data-text": "due"}),
        h(
            "details",
            {"class": "order-more"},
            h("summary", None, text("Rename, copy, archive, delete")),
            h(
                "label",
                {"class": "order-field"},
                text("Name of the order"),
                h("input", {"type": "text", "maxlength": 120, "data-do": "rename"}),
            ),
            h(
                "div",
                {"class": "order-buttons"},
                button(words, "Duplicate", "duplicate"),
                button(words, "Archive", "archive"),
                button(words, "Take out of the archive", "unarchive"),
                button(words, "Save to a file", "save"),
                button(words, "Delete", "delete"),
            ),
        ),
    )


def _damaged(words: Words) -> Element:
    return h(
        "li",
        {"class": "panel order-damaged"},
        h(
            "p",
            None,
            words.text(
                "Something is stored here that cannot be read as an order. Save it to a file before you "
                "delete it."
            ),
        ),
        h(
            "div",
            {"class": "order-buttons"},
            button(words, "Save to a file", "save"),
            button(words, "Delete", "delete"),
        ),
    )


def _files(words: Words) -> Element:
    text = words.text
    return h(
        "div",
        {"class": "orders-files"},
        button(words, "Save all orders to a file", "save-all"),
        h(
            "label",
            {"class": "md-button orders-bring"},
            text("Bring orders back from a file"),
            h("input", {"type": "file", "accept": ".json,application/json", "data-do": "bring-back"}),
        ),
        button(words, "Save all deadlines for your calendar", "calendar"),
    )
