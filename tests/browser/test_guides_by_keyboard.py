"""Each guide worked through from its first step to its last with the keyboard alone, one in Italian too."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.finished import GUIDES
from tests.browser.order_pages import DRAWN, Guide, MyOrders
from tests.browser.visits import Visits

pytestmark = pytest.mark.browser

NAME = "Åkeri, PO 4711"
MOST_STOPS = 400

# What has the focus, in short; "end" once it has left the page.
_FOCUSED = """
() => {
  const at = document.activeElement;
  if (!at || at === document.body) return ["end", ""];
  if (at.closest(".order-menu") && at.matches("summary")) return ["menu", ""];
  if (at.matches("[data-do=name]")) return ["name", ""];
  if (at.matches("input[id^=tick-]")) return ["box", at.id];
  if (at.matches("[data-question] input")) return ["question", at.name];
  if (at.matches(".step :is(input[type=text], textarea)")) return ["text", at.id];
  return ["other", at.id];
}
"""


def _work_through(page: Page) -> None:
    """Go through the page once: name the order, answer each question, fill in each field, tick each box."""
    done: set[tuple[str, str]] = set()
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        kind, name = page.evaluate(_FOCUSED)
        if kind == "end":
            return
        if (kind, name) in done:
            continue
        done.add((kind, name))
        if kind == "menu":
            page.keyboard.press("Enter")
        elif kind == "name":
            page.keyboard.type(NAME)
            page.keyboard.press("Escape")
        elif kind in ("question", "box"):
            page.keyboard.press("Space")
        elif kind == "text":
            page.keyboard.type("4711")
        assert page.evaluate(_FOCUSED)[0] != "end", f"{kind} {name} loses the focus"
        # What was said may open what comes next.
        page.evaluate(DRAWN)
    raise AssertionError("the page has no end")


@pytest.mark.parametrize(("folder", "guide"), [*(("", guide) for guide in GUIDES), ("it/", GUIDES[0])])
def test_a_guide_is_worked_through_with_the_keyboard(
    visits: Visits, home: str, folder: str, guide: str
) -> None:
    page = Guide.open(visits.blank(home), home + folder, guide)
    _work_through(page.page)
    _is_done(page)
    expect(page.name).to_have_value(NAME)
    page.reload()
    _is_done(page)

    orders = MyOrders.open(page.page, home + folder)
    expect(orders.names).to_have_text([NAME])
    said = orders.page.locator("partner-orders").get_attribute("data-done")
    expect(orders.line(NAME).locator(".order-next")).to_have_text(str(said))
    while orders.page.evaluate("() => !document.activeElement?.matches('.order-line > a')"):
        orders.page.keyboard.press("Tab")
    orders.page.keyboard.press("Enter")
    page.is_ready()
    expect(page.name).to_have_value(NAME)


def _is_done(page: Guide) -> None:
    said = page.page.locator("partner-order").get_attribute("data-done")
    expect(page.next).to_have_text(str(said))
    expect(page.page.locator("#done")).to_be_visible()
    states = page.steps.evaluate_all("(steps) => steps.map(({ dataset }) => dataset.state)")
    assert set(states) <= {"done", "idle"}
    for box in page.boxes.all():
        if box.evaluate("(box) => box.closest('.step').dataset.state") == "done":
            expect(box).to_be_checked()
