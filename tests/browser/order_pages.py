"""The page of all orders, and a guide with an order in hand, as a person uses them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from playwright.sync_api import Locator, Page, expect

# Makes a tick one of an older text of its step.
OLD_TICK = """
async (key) => {
  const [{ name }] = await indexedDB.databases();
  await new Promise((resolve) => {
    const opening = indexedDB.open(name);
    opening.onsuccess = () => {
      const transaction = opening.result.transaction("orders", "readwrite");
      const store = transaction.objectStore("orders");
      store.getAll().onsuccess = ({ target }) => {
        for (const order of target.result) {
          order.words[key].value = "00000000";
          store.put(order);
        }
      };
      transaction.oncomplete = () => { opening.result.close(); resolve(); };
    };
  });
}
"""


@dataclass(frozen=True)
class MyOrders:
    """The page of all orders, open."""

    page: Page

    @classmethod
    def open(cls, page: Page, address: str) -> Self:
        """`address` is that of the site, or of one of its languages."""
        page.goto(f"{address}orders/")
        orders = cls(page)
        orders.is_ready()
        return orders

    def is_ready(self) -> None:
        expect(self.page.locator("partner-orders[data-ready]")).to_be_attached()

    def reload(self) -> None:
        self.page.reload()
        self.is_ready()

    def start(self, guide: str, name: str) -> None:
        self.page.locator("#new-order-guide").select_option(guide)
        self.page.locator("#new-order-name").fill(name)
        self.page.locator(".orders-start button").click()
        expect(self.names.filter(has_text=name)).to_be_visible()

    def card(self, name: str) -> Locator:
        return self.page.locator(".order-card").filter(
            has=self.page.get_by_role("link", name=name, exact=True)
        )

    def action(self, name: str, button: str) -> None:
        """Press a button of the order `name`."""
        card = self.card(name)
        # A card that was opened before stays open.
        if not card.get_by_role("button", name=button, exact=True).is_visible():
            card.locator("summary").click()
        card.get_by_role("button", name=button, exact=True).click()

    @property
    def names(self) -> Locator:
        return self.page.locator(".order-open a")

    @property
    def file(self) -> Locator:
        return self.page.locator("input[type=file]")

    @property
    def said(self) -> Locator:
        return self.page.locator("partner-orders .order-said")

    @property
    def undo(self) -> Locator:
        return self.page.locator("[data-do=undo]")

    @property
    def trouble(self) -> Locator:
        return self.page.locator("[data-trouble]:visible")


@dataclass(frozen=True)
class Guide:
    """A guide's page, open. Steps are found by their ids, which are the same in every language."""

    page: Page

    @classmethod
    def open(cls, page: Page, address: str, guide: str) -> Self:
        """`address` is that of the site, or of one of its languages."""
        page.goto(f"{address}guides/{guide}/")
        opened = cls(page)
        opened.is_ready()
        return opened

    def is_ready(self) -> None:
        expect(self.page.locator("partner-order[data-ready]")).to_be_attached()

    def reload(self) -> None:
        self.page.reload()
        self.is_ready()

    def box(self, step: str) -> Locator:
        return self.page.locator(f"#tick-{step}")

    @property
    def boxes(self) -> Locator:
        return self.page.locator("input[id^=tick-]")

    @property
    def name(self) -> Locator:
        return self.page.locator("[data-do=name]")

    @property
    def progress(self) -> Locator:
        return self.page.locator("partner-order [data-text=progress]")

    @property
    def next(self) -> Locator:
        return self.page.locator("partner-order [data-text=next]")

    @property
    def choice(self) -> Locator:
        return self.page.locator("partner-order select")

    @property
    def trouble(self) -> Locator:
        return self.page.locator("partner-order [data-trouble]:visible")
