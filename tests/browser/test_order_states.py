"""What a guide and the list of orders look like in each state of their widgets: accessible in all of them."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import violations
from tests.browser.calculator import START_MS
from tests.browser.finished import GUIDES
from tests.browser.order_pages import DRAWN, IS_KEPT, OLD_TICK, Guide, MyOrders
from tests.browser.visits import Visits

pytestmark = pytest.mark.browser

WESTCON = "westcon-avaya-ipo"
LONG = "Donaudampfschifffahrtsgesellschaft-und-Söhne-Aktiengesellschaft, PO 4711"
_OPEN_ALL = """
() => {
  for (const details of document.querySelectorAll("details")) details.open = true;
  for (const button of document.querySelectorAll(".step:not(.open) [data-do=unfold]")) button.click();
}
"""


def _sound(page: Page) -> None:
    assert violations(page) == []
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("guide", GUIDES)
def test_a_guide_in_the_middle_of_an_order_is_accessible(visits: Visits, home: str, guide: str) -> None:
    """A long name, every question answered so that it stops where it can, a changed step; folded and not."""
    page = Guide.open(visits.blank(home), home, guide)
    page.give_name(LONG)
    first = page.boxes.first
    page.page.evaluate(_OPEN_ALL)
    first.check()
    for question in page.page.locator("[data-question]").all():
        _answer(question)
        page.page.evaluate(DRAWN)
    expect(page.page.locator("[data-stop]:not([hidden])").first).to_be_attached()
    key = f"tick:{str(first.get_attribute('id')).removeprefix('tick-')}"
    page.page.wait_for_function(IS_KEPT, arg=[key])
    page.page.evaluate(OLD_TICK, key)
    page.reload()
    expect(page.page.locator(".step-changed")).to_be_attached()
    _sound(page.page)
    page.page.evaluate(_OPEN_ALL)
    expect(page.page.locator(".step-changed")).to_be_visible()
    _sound(page.page)


def _answer(question: Locator) -> None:
    """With what stops, where something does. One that is not asked now is passed over."""
    stop = question.locator("[data-stop]")
    answer = str(stop.first.get_attribute("data-stop")).partition("=")[2] if stop.count() else ""
    option = question.locator(f"input[value={answer}]" if answer else "input").first
    option.evaluate("(option) => option.click()")


def test_a_guide_with_checks_a_text_and_dates_is_accessible(visits: Visits, home: str) -> None:
    guide = Guide.open(visits.blank(home), home, WESTCON)
    guide.answer("channel", "email")
    guide.field("po_number").fill("4711")
    guide.field("items.0.quantity").fill("ten")
    guide.field("special_pricing").fill("Spring")
    text = guide.text("westcon_order")
    text.scroll_into_view_if_needed()
    expect(text.locator("[data-checks=wrong]")).to_be_visible(timeout=START_MS)
    expect(guide.page.locator("[data-field='items.0.quantity'] .calculator-error")).to_be_visible()
    _order(guide)
    guide.page.evaluate(_OPEN_ALL)
    _sound(guide.page)


def _order(guide: Guide) -> None:
    """Ordered now, with all in stock: when it arrives is known."""
    guide.tick("order-sent")
    guide.answer("all_items_in_stock", "true")
    expect(guide.dates).to_have_count(3, timeout=START_MS)


def test_the_list_of_orders_is_accessible_in_every_state(my_orders: MyOrders) -> None:
    _sound(my_orders.page)
    for name in ("One", LONG, "Three"):
        my_orders.start(WESTCON, name)
    my_orders.action("Three", "Archive")
    my_orders.page.evaluate(OLD_RECORD)
    my_orders.reload()
    my_orders.action("One", "Delete")
    expect(my_orders.undo).to_be_visible()
    my_orders.page.evaluate(_OPEN_ALL)
    _sound(my_orders.page)


OLD_RECORD = """
async () => {
  const [{ name }] = await indexedDB.databases();
  await new Promise((resolve) => {
    const opening = indexedDB.open(name);
    opening.onsuccess = () => {
      const transaction = opening.result.transaction("orders", "readwrite");
      transaction.objectStore("orders").put({ id: "damaged" });
      transaction.oncomplete = () => { opening.result.close(); resolve(); };
    };
  });
}
"""


def test_the_deadlines_of_an_order_are_told_in_every_language_and_saved_for_a_calendar(
    visits: Visits, home: str
) -> None:
    """Worked out once, on an English page; a reader in another language sees them without Python."""
    page = visits.blank(home, timezone_id="Europe/Stockholm")
    # It is known when what is ordered now arrives.
    page.clock.install(time="2026-11-23T08:00:00Z")
    guide = Guide.open(page, home, WESTCON)
    guide.give_name("Åkeri")
    guide.answer("channel", "email")
    _order(guide)
    expect(guide.dates.first).to_contain_text("Mon 23 Nov")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save to your calendar").click()
    text = saved.value.path().read_bytes().decode()
    assert text.count("BEGIN:VEVENT") == 3
    assert "DTSTART;VALUE=DATE:20261123" in text
    assert "Åkeri" in text

    asked: list[Any] = []
    page.on("request", lambda request: asked.append(request.url))
    Guide.open(page, f"{home}sv/", WESTCON)
    expect(guide.dates.first).to_contain_text("mån 23 nov")
    assert not [url for url in asked if "/runtime/" in url]
    orders = MyOrders.open(page, f"{home}es/")
    expect(orders.line("Åkeri").locator(".order-due")).to_contain_text("23")
