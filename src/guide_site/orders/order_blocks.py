"""Blocks for orders: the bar of a guide, its deadlines, the list of all orders. Scripts bring them alive."""

from __future__ import annotations

from typing import override
from xml.etree.ElementTree import Element

from guide_site.core.base import PageBlock, PlacedBlock
from guide_site.core.page import in_hand
from guide_site.orders.bar import order_bar
from guide_site.orders.deadlines import deadline_list
from guide_site.orders.listing import order_list
from guide_site.orders.open_orders import open_orders


class OrderBar(PlacedBlock):
    """`/// order | guide`: which order the page is on, and how far it has come."""

    NAME = "order"
    ARGUMENT = True

    @override
    def html(self) -> Element:
        page = in_hand()
        return order_bar(page.policy(self.argument).guide.id, page.words)


class Deadlines(PlacedBlock):
    """`/// deadlines`: those of the order that the page is on."""

    NAME = "deadlines"

    @override
    def html(self) -> Element:
        return deadline_list(in_hand().words)


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


ORDER_BLOCKS: tuple[type[PageBlock], ...] = (OrderBar, Deadlines, MyOrders, OpenOrders)
