"""Blocks for orders: the bar of a guide, its deadlines, the list of all orders. Scripts bring them alive."""

from __future__ import annotations

from abc import abstractmethod
from typing import override
from xml.etree.ElementTree import Element, SubElement

from markupsafe import Markup

from guide_markdown.base import PageBlock
from guide_markdown.page import in_hand
from orders.bar import order_bar
from orders.deadlines import deadline_list
from orders.listing import order_list


class _Placed(PageBlock):
    """A block that is HTML as it stands."""

    @override
    def on_create(self, parent: Element) -> Element:
        place = SubElement(parent, "div")
        # A section: the search stops leaving out at the first end of an element of the same kind within.
        html = Markup('<section class="{}" data-search-exclude>{}</section>').format(self.NAME, self.html())
        place.text = self.md.htmlStash.store(html)
        return place

    @abstractmethod
    def html(self) -> Markup:
        """What stands in the block's place."""


class OrderBar(_Placed):
    """`/// order | guide`: which order the page is on, and how far it has come."""

    NAME = "order"
    ARGUMENT = True

    @override
    def html(self) -> Markup:
        page = in_hand()
        return order_bar(page.policy(self.argument).guide.id, page.words)


class Deadlines(_Placed):
    """`/// deadlines`: those of the order that the page is on."""

    NAME = "deadlines"

    @override
    def html(self) -> Markup:
        return deadline_list(in_hand().words)


class MyOrders(_Placed):
    """`/// my-orders`: all orders of this browser."""

    NAME = "my-orders"

    @override
    def html(self) -> Markup:
        return order_list(in_hand().words)


ORDER_BLOCKS: tuple[type[PageBlock], ...] = (OrderBar, Deadlines, MyOrders)
