"""Blocks for orders: the bar of a guide, what its steps ask and answer, the lists of orders."""

from __future__ import annotations

from typing import override
from xml.etree.ElementTree import Element, SubElement

from calc import flow
from guide_site.core.base import PageBlock, PlacedBlock
from guide_site.core.html import h
from guide_site.core.page import in_hand
from guide_site.core.parts import button
from guide_site.orders.answers import AnswerBlock, TextBlock
from guide_site.orders.bar import order_bar
from guide_site.orders.fields import Fields
from guide_site.orders.listing import order_list
from guide_site.orders.open_orders import open_orders


class OrderBar(PlacedBlock):
    """`/// order | guide`: the page is that guide's, with a bar that says what comes next."""

    NAME = "order"
    ARGUMENT = True

    @override
    def html(self) -> Element:
        page = in_hand()
        guide = page.policy(self.argument).guide.id
        page.flow = flow.load(guide)
        return order_bar(guide, page.words)


class Done(PageBlock):
    """`/// done`: what stands after the last step: what you have, what to keep, and what to do next time."""

    NAME = "done"

    @override
    def on_create(self, parent: Element) -> Element:
        return SubElement(parent, "div", {"class": "order-done", "id": self.NAME})

    @override
    def on_end(self, block: Element) -> None:
        words = in_hand().words
        block.insert(0, h("p", {"class": "order-done-title"}, words.text("Done")))
        block.append(h("p", None, button(words, "Start another order", "start")))


class MyOrders(PlacedBlock):
    """`/// my-orders`: all orders of this browser."""

    NAME = "my-orders"

    @override
    def html(self) -> Element:
        return order_list(in_hand().words)


class OpenOrders(PlacedBlock):
    """`/// open-orders`: the orders of this browser that are not done, on the home page."""

    NAME = "open-orders"

    @override
    def html(self) -> Element:
        return open_orders(in_hand().words)


ORDER_BLOCKS: tuple[type[PageBlock], ...] = (
    OrderBar,
    Fields,
    AnswerBlock,
    TextBlock,
    Done,
    MyOrders,
    OpenOrders,
)
