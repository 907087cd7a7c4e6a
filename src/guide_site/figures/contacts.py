"""Contacts by role. Addresses are shown and not linked: the sources are too old for a click."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from calc.message import message
from calc.policy import Certainty, Contact, ContactFact
from calc.words import Words
from guide_site.core.html import h
from guide_site.core.page import Page
from guide_site.figures.facts import certainty_mark

_WAYS = {
    "email": message("E-mail"),
    "phone": message("Telephone"),
    "fax": message("Fax"),
    "web": message("Web"),
    "address": message("Address"),
}


def contact_table(facts: Sequence[ContactFact], page: Page) -> Element:
    """Whom to ask for what, and how, each row with the way to its quote."""
    words = page.words
    heads = (
        message("Who"),
        message("Ask about"),
        message("How to reach them"),
        message("As the source has it"),
    )
    head = h("tr", {}, *(h("th", {"scope": "col"}, words.say(name)) for name in heads))
    body = h("tbody", {}, *(_row(fact, page) for fact in facts))
    return h("table", {"class": "contacts-table"}, h("thead", {"data-screen-only": ""}, head), body)


def _row(fact: ContactFact, page: Page) -> Element:
    ruling = page.ruling(fact.id)
    words, contact = page.words, ruling.dated.value
    link = h("a", {"class": "fact", "href": page.figure_link(fact.id)}, certainty_mark(ruling, page))
    told = h("td", {"data-screen-only": ""} if ruling.dated.certainty is Certainty.STATED else {}, link)
    if not isinstance(contact, Contact):
        return h("tr", {}, h("th", {"scope": "row", "colspan": "3"}, words.text(fact.label)), told)
    return h(
        "tr",
        {},
        h("th", {"scope": "row"}, words.text(contact.role)),
        h("td", {}, words.text(contact.use_for)),
        h("td", {}, *_ways(contact, words)),
        told,
    )


def _ways(contact: Contact, words: Words) -> list[Element]:
    return [
        h("div", {}, f"{words.say(name)}: ", h("span", {"class": "address"}, getattr(contact, way)))
        for way, name in _WAYS.items()
        if getattr(contact, way)
    ]
