"""Contacts by role: beside the steps in a few words, on a guide's second page with all their addresses."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from calc.message import message
from calc.policy import Contact, ContactFact
from guide_site.core.html import h
from guide_site.core.page import Page
from guide_site.figures.facts import fact_words
from guide_site.figures.marks import mark
from guide_site.figures.values import reached, ways


def whom_to_ask(facts: Sequence[ContactFact], page: Page) -> Element:
    """Whom a guide's reader may ask, for what, and how to write or call.

    A site or an address alone is no one to ask, unless there is nobody else. Nor is a contact whose id does
    not say that it is one, such as the mailbox that a mail comes from.
    """
    words = page.words
    contacts = {fact.id: page.ruling(fact.id).dated.value for fact in facts if ".contact." in fact.id}
    known = {name: contact for name, contact in contacts.items() if isinstance(contact, Contact)}
    people = {name: contact for name, contact in known.items() if not (contact.web or contact.address)}
    title = "whom-to-ask-title"
    return h(
        "section",
        {"class": "whom-to-ask", "id": "whom-to-ask", "aria-labelledby": title},
        h("h2", {"id": title}, words.say(message("Whom to ask"))),
        h("dl", {}, *(_person(name, contact, page) for name, contact in (people or known).items())),
    )


def _person(name: str, contact: Contact, page: Page) -> Element:
    addresses = (
        {"email": contact.email, "phone": contact.phone}
        if contact.email or contact.phone
        else {"web": contact.web}
    )
    return h(
        "div",
        {},
        h("dt", {}, fact_words(page, name, part="role")),
        h("dd", {}, page.words.text(contact.use_for)),
        *(h("dd", {}, reached(way, address)) for way, address in addresses.items() if address),
    )


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
    return h("table", {"class": "contacts-table"}, h("thead", {}, head), body)


def _row(fact: ContactFact, page: Page) -> Element:
    ruling = page.ruling(fact.id)
    words, contact = page.words, ruling.dated.value
    told = h("td", {}, h("a", {"href": page.figure_link(fact.id)}, mark(ruling.dated.certainty, words)))
    if not isinstance(contact, Contact):
        return h("tr", {}, h("th", {"scope": "row", "colspan": "3"}, words.text(fact.label)), told)
    return h(
        "tr",
        {},
        h("th", {"scope": "row"}, words.text(contact.role)),
        h("td", {}, words.text(contact.use_for)),
        h("td", {}, *(h("div", {}, *way) for way in ways(contact, words))),
        told,
    )
