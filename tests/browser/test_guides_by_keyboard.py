"""Each guide worked through from its first step to its last with the keyboard alone, one in Italian too."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.finished import SITE
from tests.browser.order_pages import Guide, MyOrders
from tests.browser.visits import Visits

pytestmark = pytest.mark.browser

GUIDES = sorted(page.split("/")[1] for page in SITE.pages if page.startswith("guides/"))
MOST_STOPS, MOST_TEXTS = 3000, 4

# What has the focus, in short; "end" once it has left the page.
_FOCUSED = """
() => {
  const at = document.activeElement;
  if (!at || at === document.body) return ["end", ""];
  if (at.matches("[data-do=name]")) return ["name", ""];
  if (at.matches("input[id^=tick-]")) return ["box", at.id];
  if (at.matches("[data-question] input")) return ["question", at.closest("fieldset").id];
  const form = at.closest(".order-form partner-calculator");
  if (form && at.matches("input[type=text], textarea")) return ["text", at.id];
  return ["other", at.id];
}
"""


def _work_through(page: Page) -> None:
    """Go through the page once: name the order, answer each question, tick each box, fill in a few fields."""
    done: set[tuple[str, str]] = set()
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        kind, name = page.evaluate(_FOCUSED)
        if kind == "end":
            return
        if (kind, name) in done:
            continue
        done.add((kind, name))
        if kind == "name":
            page.keyboard.type("Åkeri, PO 4711")
        elif kind == "question":
            # From "not answered yet", the last, down to the first.
            page.keyboard.press("ArrowDown")
        elif kind == "box":
            page.keyboard.press("Space")
        elif kind == "text" and len([one for one in done if one[0] == "text"]) < MOST_TEXTS:
            page.keyboard.type("4711")
    raise AssertionError("the page has no end")


@pytest.mark.parametrize(("folder", "guide"), [*(("", guide) for guide in GUIDES), ("it/", GUIDES[0])])
def test_a_guide_is_worked_through_with_the_keyboard(
    visits: Visits, home: str, folder: str, guide: str
) -> None:
    page = Guide.open(visits.blank(home), home + folder, guide)
    _work_through(page.page)
    answered = page.page.locator("[data-question]:not(.does-not-apply)")
    for number in range(answered.count()):
        expect(answered.nth(number).locator("input:checked")).not_to_have_value("")
    applying = page.page.locator("input[id^=tick-]:not(:disabled)")
    for number in range(applying.count()):
        expect(applying.nth(number)).to_be_checked()
    count = applying.count()
    assert count > 12
    assert str(count) in page.progress.inner_text()
    expect(page.next).not_to_have_attribute("href", "#")

    page.reload()
    for number in range(count):
        expect(applying.nth(number)).to_be_checked()
    orders = MyOrders.open(page.page, home + folder)
    expect(orders.names).to_have_text(["Åkeri, PO 4711"])
    expect(orders.page.locator(".order-card [data-text=progress]")).to_contain_text(str(count))
    while orders.page.evaluate("() => document.activeElement?.closest('.order-open') === null"):
        orders.page.keyboard.press("Tab")
    orders.page.keyboard.press("Enter")
    page.is_ready()
    expect(page.name).to_have_value("Åkeri, PO 4711")
