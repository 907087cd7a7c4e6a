"""The page of all orders, and a guide with an order in hand, as a person uses them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from playwright.sync_api import Locator, Page, expect

# A page shows what was said to it in its next frame.
DRAWN = "() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)))"

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


# Whether an order holds a word already, of this value if one is given. What is shown at once is written a
# moment later.
IS_KEPT = """
async ([key, value]) => {
  const [{ name }] = await indexedDB.databases();
  return new Promise((resolve) => {
    indexedDB.open(name).onsuccess = ({ target: { result: store } }) => {
      store.transaction("orders").objectStore("orders").getAll().onsuccess = ({ target }) => {
        store.close();
        const holds = ({ words }) => (value === undefined ? words[key] : words[key]?.value === value);
        resolve(target.result.some(holds));
      };
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
        """Start an order in its guide, name it there, and come back."""
        at = self.page.url
        self.page.locator(f".orders-start a[href*='{guide}']").click()
        started = Guide(self.page)
        started.is_ready()
        started.give_name(name)
        self.page.wait_for_function(IS_KEPT, arg=["name", name])
        self.page.goto(at)
        self.is_ready()
        expect(self.names.filter(has_text=name)).to_be_visible()

    def line(self, name: str) -> Locator:
        return self.page.locator(".order-line").filter(
            has=self.page.get_by_role("link", name=name, exact=True)
        )

    def unfold(self, name: str) -> Locator:
        """The line of an order, with what can be done to it. One that was unfolded before stays so."""
        line = self.line(name)
        if not line.get_by_label("Name of the order").is_visible():
            line.locator("summary").click()
        return line

    def action(self, name: str, button: str) -> None:
        """Press a button of the order `name`."""
        self.unfold(name).get_by_role("button", name=button, exact=True).click()

    @property
    def names(self) -> Locator:
        return self.page.locator(".order-line > a")

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

    def step(self, step: str) -> Locator:
        return self.page.locator(f"li.step#{step}")

    @property
    def steps(self) -> Locator:
        return self.page.locator("li.step")

    def unfold(self, step: str) -> None:
        """Show all of a step, folded or not."""
        if self.step(step).locator(".step-body").is_hidden():
            self.step(step).locator("[data-do=unfold]").click()

    def unfold_all(self) -> None:
        """Show all of the steps that are folded now."""
        for button in self.page.locator(".step:not(.open) [data-do=unfold]:visible").all()[::-1]:
            button.click()

    def box(self, tick: str) -> Locator:
        return self.page.locator(f"#tick-{tick}")

    @property
    def boxes(self) -> Locator:
        return self.page.locator("input[id^=tick-]")

    def tick(self, tick: str) -> None:
        self.box(tick).check()

    def field(self, name: str) -> Locator:
        """What asks for a name of the order."""
        return self.page.locator(f"article [name='{name}']")

    def option(self, question: str, option: str) -> Locator:
        return self.page.locator(f"[data-question={question}] input[value={option}]")

    def answer(self, question: str, option: str) -> None:
        self.option(question, option).check()

    def text(self, form: str) -> Locator:
        """What a form writes."""
        return self.page.locator(f"partner-text[name={form}]")

    def answered(self, calculator: str) -> Locator:
        return self.page.locator(f"partner-answer[name={calculator}]")

    @property
    def menu(self) -> Locator:
        return self.page.locator(".order-menu")

    def open_menu(self) -> None:
        if self.menu.get_attribute("open") is None:
            self.menu.locator("summary").click()

    def give_name(self, name: str) -> None:
        self.open_menu()
        self.name.fill(name)
        self.name.press("Escape")

    def switch(self, name: str) -> None:
        """Go on with another order."""
        self.open_menu()
        self.choice.select_option(label=name)

    @property
    def name(self) -> Locator:
        return self.page.locator("[data-do=name]")

    @property
    def next(self) -> Locator:
        return self.page.locator("partner-order [data-text=next]")

    @property
    def due(self) -> Locator:
        """By when the next step is to be done."""
        return self.page.locator("partner-order [data-text=due]")

    @property
    def dates(self) -> Locator:
        return self.page.locator("partner-deadlines .deadline")

    @property
    def choice(self) -> Locator:
        return self.page.locator("partner-order select")

    @property
    def trouble(self) -> Locator:
        return self.page.locator("partner-order [data-trouble]:visible")
