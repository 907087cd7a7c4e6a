"""The frame of a guide's page: its bar, its steps, and beside them the dates of the order and whom to ask."""

from __future__ import annotations

from typing import override
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

from calc.policy import ContactFact
from guide_site.core.html import h
from guide_site.core.page import in_hand
from guide_site.figures.contacts import whom_to_ask
from guide_site.figures.marks import legend
from guide_site.orders.deadlines import deadline_list


class Frame(Treeprocessor):
    """Puts what a guide's page has written into its frame."""

    @override
    def run(self, root: Element) -> None:
        page = in_hand()
        if page.flow is None:
            return
        parts = list(root)
        bar = [part for part in parts if part.get("class") == "order-place"]
        data = [part for part in parts if part.tag == "script"]
        own = [part for part in parts if part not in (*bar, *data)]
        guide = page.flow.guide
        contacts = [fact for fact in page.policy(guide).facts if isinstance(fact, ContactFact)]
        root[:] = [
            *bar,
            h(
                "div",
                {"class": "guide"},
                h("div", {"class": "guide-main"}, *own, legend(page.words)),
                h(
                    "aside",
                    {"class": "guide-beside"},
                    deadline_list(page.words),
                    whom_to_ask(contacts, page),
                ),
            ),
            *data,
        ]


class NoPermalinks(Treeprocessor):
    """Takes the links to its own headings off a guide's page: the bar and the order lead to its steps."""

    @override
    def run(self, root: Element) -> None:
        if in_hand().flow is None:
            return
        for heading in root.iter():
            for link in heading.findall("a[@class='headerlink']"):
                heading.remove(link)
