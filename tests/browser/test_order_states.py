"""What a guide and the list of orders look like in each state of their widgets: accessible in all of them."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.calculator import Calculator
from tests.browser.finished import SITE
from tests.browser.order_pages import OLD_TICK, Guide, MyOrders
from tests.browser.visits import Visits

pytestmark = pytest.mark.browser

GUIDES = sorted(page.split("/")[1] for page in SITE.pages if page.startswith("guides/"))
WESTCON = "westcon-avaya-ipo"
_OPEN_ALL = "() => document.querySelectorAll('details').forEach((one) => { one.open = true; })"
LONG = "Donaudampfschifffahrtsgesellschaft-und-Söhne-Aktiengesellschaft, PO 4711"


def _sound(page: Page) -> None:
    assert violations(page) == []
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("guide", GUIDES)
def test_a_guide_in_the_middle_of_an_order_is_accessible(visits: Visits, home: str, guide: str) -> None:
    """A long name, every question answered so that it stops where it can, a changed step."""
    page = Guide.open(visits.blank(home), home, guide)
    page.name.fill(LONG)
    page.boxes.first.check()
    questions = page.page.locator("[data-question]")
    for number in range(questions.count()):
        question = questions.nth(number)
        stop = question.locator("[data-stop]")
        answer = str(stop.first.get_attribute("data-stop")).partition("=")[2] if stop.count() else None
        options = question.locator("input:not([value=''])")
        (question.locator(f"input[value={answer}]") if answer else options.first).check()
    expect(page.page.locator("[data-stop]:visible").first).to_be_visible()
    expect(page.page.locator(".step-idle").first).to_be_attached()
    page.page.evaluate(OLD_TICK, f"tick:{page.boxes.first.get_attribute('id').removeprefix('tick-')}")  # type: ignore[union-attr]  # each box has an id
    page.reload()
    expect(page.page.locator(".step-changed")).to_be_visible()
    page.page.evaluate(_OPEN_ALL)
    _sound(page.page)


def test_a_guide_with_checked_forms_and_deadlines_is_accessible(visits: Visits, home: str) -> None:
    guide = Guide.open(visits.blank(home), home, WESTCON)
    order = Calculator(guide.page, "westcon_order")
    order.field("PO number").fill("4711")
    order.button("Check the form").click()
    order.is_answered()
    _dispatch(guide.page)
    expect(guide.page.locator(".deadlines > li")).to_have_count(4)
    _sound(guide.page)


def _dispatch(page: Page) -> None:
    dispatch = Calculator(page, "dispatch")
    dispatch.field("Ordered at").fill("2026-11-23T09:00")
    dispatch.choice("2-3 day service").check()
    dispatch.is_answered()


def test_the_list_of_orders_is_accessible_in_every_state(my_orders: MyOrders) -> None:
    _sound(my_orders.page)
    for name in ("One", LONG, "Three"):
        my_orders.start(WESTCON, name)
    my_orders.action("Three", "Archive")
    my_orders.page.evaluate(OLD_RECORD)
    my_orders.reload()
    my_orders.action("One", "Delete")
    expect(my_orders.undo).to_be_visible()
    my_orders.page.evaluate(
        "() => document.querySelectorAll('details').forEach((one) => { one.open = true; })"
    )
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
    # The deadlines are ahead on this day.
    page.clock.install(time="2026-11-20T08:00:00Z")
    guide = Guide.open(page, home, WESTCON)
    guide.name.fill("Åkeri")
    _dispatch(guide.page)
    deadlines = guide.page.locator(".deadlines > li")
    expect(deadlines.first).to_contain_text("Monday, 23 November 2026 at 14:00")
    with guide.page.expect_download() as saved:
        guide.page.get_by_role("button", name="Save a file for your calendar").click()
    text = saved.value.path().read_bytes().decode()
    assert text.count("BEGIN:VEVENT") == 4
    assert "DTSTART:20261123T130000Z" in text
    assert "Åkeri" in text

    asked: list[Any] = []
    guide.page.on("request", lambda request: asked.append(request.url))
    Guide.open(guide.page, f"{home}sv/", WESTCON)
    expect(deadlines.first).to_contain_text("måndag 23 november 2026")
    assert not [url for url in asked if "/runtime/" in url]
    orders = MyOrders.open(guide.page, f"{home}es/")
    expect(orders.page.locator(".order-due")).to_contain_text("23 de noviembre de 2026")
